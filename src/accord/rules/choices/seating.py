"""Who takes the seats, once the options stand in order: the best first, within the limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from accord.rules.choices.cap import Room
from accord.rules.choices.ties import Round, Tie, TieBreak, Tiers, tiered


@dataclass(slots=True)
class Seating:
    """Seats being filled: who was elected, who was passed over for the limit, who is tied."""

    seats: int
    room: Room
    breaks: TieBreak
    elected: list[str] = field(default_factory=list)
    capped: list[str] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    held: int = 0

    @property
    def left(self) -> int:
        """How many seats are still open: those for which options are tied are not."""
        return self.seats - len(self.elected) - self.held

    @property
    def undecided(self) -> bool:
        """Whether a seat could not be filled because of a tie."""
        return any(tie.undecided for tie in self.ties)

    def fill(self, tiers: Tiers, rounds: Sequence[Round] = ()) -> None:
        """Give the seats that are open to the options, tier by tier."""
        self._fill(tiers, self.left, rounds)

    def _fill(self, tiers: Tiers, places: int, rounds: Sequence[Round]) -> None:
        """Give so many of the open seats, and no more, to the options."""
        until = self.left - places
        for tier in tiers:
            able = self._able(tier)
            if able and self.left > until:
                self._seat(able, self.left - until, rounds)

    def _able(self, options: Iterable[str]) -> tuple[str, ...]:
        """Leave out those whose group is full."""
        full = self.room.full(options)
        if self.left:
            self.capped.extend(full)
        return tuple(option for option in sorted(options) if option not in full)

    def _seat(self, able: tuple[str, ...], places: int, rounds: Sequence[Round]) -> None:
        """Seat options that are equal: all, where there is room for all of them."""
        groups = self._groups(able)
        if sum(self._places(group) for group in groups) > places:
            self._contest(able, places, rounds)
            return
        crowded = [group for group in groups if self._places(group) < len(group)]
        for group in groups:
            if group not in crowded:
                self._elect(group)
        for group in crowded:
            self._contest(group, self._places(group), rounds)

    def _contest(self, options: tuple[str, ...], places: int, rounds: Sequence[Round]) -> None:
        """Let the tie rule say who of `options` takes the places, and note what it could not."""
        place, order = self.seats - self.left + 1, self.breaks.order(options, rounds)
        undecided = options if len(order) == 1 else ()
        self.ties.append(Tie("seat", place, places, options, order, undecided))
        if undecided:
            self._hold(options, places)
        else:
            self._fill(order, places, rounds)

    def _hold(self, options: tuple[str, ...], places: int) -> None:
        """Keep the places of a tie that nothing breaks, also those of the group they belong to.

        Options of several groups only contend for all the seats that are left, so that there no
        group needs its places kept.
        """
        self.held += places
        if len(self._groups(options)) == 1:
            for _ in range(places):
                self.room.take(options[0])

    def _elect(self, options: Iterable[str]) -> None:
        for option in options:
            self.room.take(option)
            self.elected.append(option)

    def _groups(self, options: tuple[str, ...]) -> Tiers:
        """Put the options that count together for the limit together; the others stand alone."""
        return tiered(options, lambda option: _own(self.room.groups[option], option))

    def _places(self, group: tuple[str, ...]) -> int:
        left = self.room.left(group[0])
        return len(group) if left is None else min(left, len(group))


def _own(group: str, option: str) -> tuple[str, str]:
    return (group, "") if group else ("", option)
