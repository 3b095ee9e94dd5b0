"""The roll added up once, by measure, class and position: every test reads the same sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from fractions import Fraction

from accord.errors import Refused
from accord.rules.positions import Position
from accord.rules.roll import COUNT, Counted, lacking

# Amounts have at most 100 characters, so 400 digits hold the sum of any roll; a trap makes sure.
_EXACTLY = Context(prec=400, traps=[Inexact, InvalidOperation, Overflow])


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of a roll, or of one class of it; `declared` has those of the seats that declared alone."""

    seats: Sequence[Counted]
    seats_by: Mapping[tuple[str, Position], int]
    weights: Mapping[tuple[str, str, Position], Decimal]
    holders: Mapping[tuple[str, str], int]
    cls: str | None = None
    declared: Tally | None = None

    @classmethod
    def of(cls, seats: Sequence[Counted]) -> Tally:
        """Add up `seats`, each once; their order makes no difference."""
        declared = [seat for seat in seats if seat.declared]
        return replace(cls._of(seats), declared=cls._of(declared) if declared else None)

    @classmethod
    def _of(cls, seats: Sequence[Counted]) -> Tally:
        weights: dict[tuple[str, str, Position], Decimal] = {}
        holders: Counter[tuple[str, str]] = Counter()
        for seat in seats:
            for each in seat.measures:
                key = (each.name, seat.cls, seat.position)
                weights[key] = _EXACTLY.add(weights.get(key, Decimal()), each.value)
                holders[each.name, seat.cls] += 1
        seats_by = Counter((seat.cls, seat.position) for seat in seats)
        return cls(seats, seats_by, weights, holders)

    def within(self, cls: str) -> Tally:
        """Return the same tally, narrowed to the seats of one class."""
        return replace(self, cls=cls)

    @property
    def members(self) -> list[Counted]:
        """The seats of the roll, or of the class that it is narrowed to."""
        return [seat for seat in self.seats if self.cls in (None, seat.cls)]

    def total(self, positions: Collection[Position], measure: str) -> Fraction:
        """Sum `measure` over the seats in `positions`; raise `Refused` if a seat lacks it.

        Every seat of the roll (or class) must have the measure, whatever its position: whether a
        rule can be applied to a roll must not depend on how the ballots fall.
        """
        if measure == COUNT:
            return Fraction(
                sum(n for key, n in self.seats_by.items() if self._counts(key, positions))
            )
        self._everyone_has(measure)
        found = (
            Fraction(value)
            for (name, cls, position), value in self.weights.items()
            if name == measure and self._counts((cls, position), positions)
        )
        return sum(found, Fraction())

    def declared_total(self, measure: str) -> Fraction:
        """Sum `measure` over the seats that abstain and declared it; raise `Refused` if a seat lacks it."""
        if measure != COUNT:
            self._everyone_has(measure)
        if self.declared is None:
            return Fraction()
        return replace(self.declared, cls=self.cls).total((Position.ABSTAIN,), measure)

    def classes(self) -> list[str]:
        """Return the classes of the roll in order; raise `Refused` if a seat belongs to none."""
        for index, seat in enumerate(self.seats):
            if not seat.cls:
                name = _named(seat, index)
                raise Refused(f"{name} has no class, and the rule asks for each class", seat=name)
        return sorted({cls for cls, _ in self.seats_by})

    def _counts(self, key: tuple[str, Position], positions: Collection[Position]) -> bool:
        cls, position = key
        return position in positions and self.cls in (None, cls)

    def _everyone_has(self, measure: str) -> None:
        having = sum(
            n
            for (name, cls), n in self.holders.items()
            if name == measure and self.cls in (None, cls)
        )
        if having == sum(n for (cls, _), n in self.seats_by.items() if self.cls in (None, cls)):
            return
        for index, seat in enumerate(self.seats):
            if self.cls in (None, seat.cls) and not seat.has(measure):
                raise lacking(_named(seat, index), measure)


def _named(seat: Counted, index: int) -> str:
    return seat.seat or f"seat number {index + 1} of the roll"
