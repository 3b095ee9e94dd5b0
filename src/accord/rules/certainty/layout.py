"""A rule laid out for a roll: its comparisons, each within its class, and the verdict that their sums give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.rules.algebra import All, Any_, AtLeast, ForEachClass, Test
from accord.rules.certainty.seats import PLACES, Declared, Kind, Place, Represented
from accord.rules.comparisons import Comparison, Number
from accord.rules.explanation import Verdict
from accord.rules.fewest import FewestHolding
from accord.rules.positions import Position
from accord.rules.roll import COUNT, Counted
from accord.rules.rule import Rule

Sums = tuple[int, ...]
"""Of each comparison in turn: the sum it counts, the sum it compares that with, and the sum against."""

_EACH = 3
_OF_A_TIE = {
    "lost": frozenset({Verdict.LOST}),
    "casting_vote": frozenset({Verdict.CARRIED, Verdict.LOST}),
    "second_vote": frozenset({Verdict.TIED}),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison of a rule, within one class where it has one.

    With `attending` it asks who attends: who is represented does not.
    Weights are counted in units so small (one `scale`th) that each is whole: whole numbers add up fast.
    """

    index: int
    test: Comparison
    cls: str | None
    pointer: str
    scale: int
    attending: bool = False

    def weighs(self, seat: Counted) -> int:
        """Return what a seat weighs in this comparison."""
        if self.cls not in (None, seat.cls):
            return 0
        return int(seat.measure(self.test.measure) * self.scale)

    def sees(self, place: Place) -> Position:
        """Return at which position this comparison counts a seat that stands at a place."""
        if isinstance(place, Declared):
            return Position.ABSTAIN
        if not isinstance(place, Represented):
            return place
        return Position.ABSENT if self.attending else place.position

    def counts(self, place: Place) -> bool:
        """Return whether a seat that stands at a place is among those that this comparison counts."""
        if self.test.declared:
            return isinstance(place, Declared)
        return self.sees(place) in self.test.of

    def told(self, place: Place) -> tuple[int, int, int]:
        """Return in which of the three sums a seat counts that stands at a place."""
        position = self.sees(place)
        compared = position in self.test.against_what
        return int(self.counts(place)), int(compared), int(position is Position.AGAINST)


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts of a rule, so many of which must hold."""

    needed: int
    parts: tuple[Part, ...]
    pointer: str


Part = Compared | Joined


@dataclass(frozen=True, slots=True)
class Layout:
    """A rule as it applies to one roll."""

    rule: Rule
    leaves: tuple[Compared, ...]
    quorum: Part | None
    veto: Part | None
    pass_: Part
    told: Mapping[Place, tuple[tuple[int, int, int], ...]]

    @classmethod
    def of(cls, rule: Rule, seats: Sequence[Counted]) -> Layout:
        """Lay the rule out for a roll that it can be applied to."""
        laying = _Laying(seats, sorted({seat.cls for seat in seats}), _scales(seats), [])
        attends = replace(laying, attending=rule.represented == "absent")
        quorum = attends.part(rule.quorum, "/quorum") if rule.quorum else None
        veto = laying.part(rule.veto, "/veto") if rule.veto else None
        passing = laying.part(rule.to_carry, "/pass")
        told = {each: tuple(leaf.told(each) for leaf in laying.leaves) for each in PLACES}
        return cls(rule, tuple(laying.leaves), quorum, veto, passing, told)

    def kind(self, seat: Counted) -> Kind:
        """Return all that the rule sees of a seat, but where it stands."""
        return tuple(leaf.weighs(seat) for leaf in self.leaves)

    @property
    def by_class(self) -> bool:
        """Whether the rule tells classes apart."""
        return any(leaf.cls is not None for leaf in self.leaves)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The quorum, the veto and the test to carry, as far as the rule has them."""
        return tuple(part for part in (self.quorum, self.veto, self.pass_) if part is not None)

    def adds(self, kind: Kind, place: Place) -> Sums:
        """Return what a seat of a kind adds to the sums where it stands at a place."""
        told = self.told[place]
        return tuple(w * each for w, three in zip(kind, told, strict=True) for each in three)

    def zero(self) -> Sums:
        """Return the sums of no seats."""
        return (0,) * (_EACH * len(self.leaves))

    def sums(self, stand: Mapping[tuple[Kind, Place], int]) -> Sums:
        """Return the sums of a roll, of which so many seats of a kind stand at a place."""
        weigh: dict[Place, list[Kind]] = {}
        for (kind, place), number in stand.items():
            many = kind if number == 1 else tuple(number * weight for weight in kind)
            weigh.setdefault(place, []).append(many)
        together = {
            each: tuple(map(sum, zip(*found, strict=True))) for each, found in weigh.items()
        }
        added = (self.adds(kind, place) for place, kind in together.items())
        return tuple(map(sum, zip(self.zero(), *added, strict=True)))

    def holding(self, sums: Sums) -> list[bool]:
        """Return of each comparison whether it holds."""
        return [
            leaf.test.holds(*sums[_EACH * leaf.index : _EACH * leaf.index + 2])
            for leaf in self.leaves
        ]

    def verdict(self, sums: Sums) -> Verdict:
        """Return what the sums amount to; an equal division is `tied`, whatever the rule makes of it."""
        held = self.holding(sums)
        if self.quorum is not None and not met(self.quorum, held.__getitem__):
            return Verdict.INQUORATE
        if self.veto is not None and met(self.veto, held.__getitem__):
            return Verdict.VETOED
        if met(self.pass_, held.__getitem__):
            return Verdict.CARRIED
        even = met(self.pass_, lambda i: held[i] or self.divided(i, sums))
        return Verdict.TIED if even else Verdict.LOST

    def divided(self, index: int, sums: Sums) -> bool:
        """Tell whether a comparison fails only because those in favour equal those against."""
        return self.leaves[index].test.divided(*sums[_EACH * index : _EACH * (index + 1)])

    def ends(self, verdict: Verdict) -> frozenset[Verdict]:
        """Return in what a verdict can end: a tie as the rule says, by either casting vote where there is one."""
        return _OF_A_TIE[self.rule.tie] if verdict is Verdict.TIED else frozenset({verdict})


def met(part: Part, holds: Callable[[int], bool]) -> bool:
    """Tell whether a part of a rule holds where of each comparison it is known."""
    if isinstance(part, Compared):
        return holds(part.index)
    return sum(met(each, holds) for each in part.parts) >= part.needed


def walked(part: Part) -> Iterator[Part]:
    """Yield a part of a rule, and every part within it."""
    yield part
    for each in part.parts if isinstance(part, Joined) else ():
        yield from walked(each)


@dataclass(frozen=True, slots=True)
class _Laying:
    """A rule being laid out: for which seats and classes, in which units, and the comparisons so far."""

    seats: Sequence[Counted]
    classes: Sequence[str]
    scales: Mapping[str, int]
    leaves: list[Compared]
    attending: bool = False

    def part(self, test: Test, pointer: str, cls: str | None = None) -> Part:
        """Lay a test out."""
        if isinstance(test, ForEachClass):
            found = [self.part(test.test, f"{pointer}/test", each) for each in self.classes]
            return Joined(max(1, len(found)), tuple(found), pointer)
        if isinstance(test, All | Any_ | AtLeast):
            key, needed = _composition(test)
            parts = enumerate(test.parts)
            laid = (self.part(part, f"{pointer}/{key}/{index}", cls) for index, part in parts)
            return Joined(needed, tuple(laid), pointer)
        where = test.where if cls is None else cls
        if isinstance(test, FewestHolding):
            test = test.on(seat for seat in self.seats if where in (None, seat.cls))
        scale = self.scales.get(test.measure, 1)
        scaled = replace(test, n=test.n * scale) if isinstance(test, Number) else test
        self.leaves.append(
            Compared(len(self.leaves), scaled, where, pointer, scale, self.attending)
        )
        return self.leaves[-1]


def _composition(test: All | Any_ | AtLeast) -> tuple[str, int]:
    """Return under which key the parts stand, and how many of them must hold."""
    if isinstance(test, AtLeast):
        return "of_tests", test.k
    return ("all", len(test.parts)) if isinstance(test, All) else ("any", 1)


def _scales(seats: Sequence[Counted]) -> dict[str, int]:
    """Return of each measure in how many parts a unit is counted, so that each weight is whole."""
    places: dict[str, int] = {COUNT: 0}
    for seat in seats:
        for each in seat.measures:
            places[each.name] = max(places.get(each.name, 0), _places(each.value))
    return {name: 10**number for name, number in places.items()}


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
