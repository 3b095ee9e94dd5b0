"""How a tie is broken: only as the method says, never by the order in which things are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Tiers = tuple[tuple[str, ...], ...]
"""Options in order, those that are equal together, in the order of their ids."""

Key = tuple[Fraction | int | str, ...]
"""What options are put in order by."""

Round = Mapping[str, Fraction]
"""What each option had in a round."""

SUMS = ("casting_vote", "lot", "declared_order")
"""What can break a tie in any method."""

ROUNDS = ("prior_rounds", *SUMS)
"""What can break a tie in a method that counts in rounds."""

COSTS = ("cheaper", *SUMS)
"""What can break a tie in an allocation."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Options that were equal where it mattered, and in which order they were put, if in any.

    `about` tells what they were equal for: a seat, elimination, or money. `place` is the first
    seat (or the round) in question and `places` how many there were. `undecided` are the options
    that are still equal there after all that the method knows to break a tie.
    """

    about: str
    place: int
    places: int
    options: tuple[str, ...]
    order: Tiers
    undecided: tuple[str, ...] = ()

    def to_data(self) -> dict[str, object]:
        """Return the tie as canonical JSON values; what is absent is omitted."""
        data: dict[str, object] = {
            "about": self.about,
            "place": self.place,
            "places": self.places,
            "options": list(self.options),
            "order": [list(tier) for tier in self.order],
        }
        return data | ({"undecided": list(self.undecided)} if self.undecided else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class TieBreak:
    """What a method does about a tie (`ways`, one after the other), and what was given for it."""

    ways: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    casting_vote: tuple[str, ...] = ()
    lot: tuple[str, ...] = ()
    costs: Mapping[str, Fraction] = field(default_factory=dict)

    def order(self, tied: Iterable[str], rounds: Sequence[Round] = ()) -> Tiers:
        """Put the options that are tied in order, as far as the method can."""
        tiers: Tiers = (tuple(sorted(tied)),)
        for way in self.ways:
            key = self._key(way, rounds)
            tiers = tuple(finer for tier in tiers for finer in tiered(tier, key))
        return tiers

    def _key(self, way: str, rounds: Sequence[Round]) -> Callable[[str], Key]:
        if way == "prior_rounds":
            return lambda option: tuple(-each[option] for each in reversed(rounds))
        if way == "cheaper":
            return lambda option: (self.costs[option],)
        named = {"casting_vote": self.casting_vote, "lot": self.lot}.get(way, self.declared)
        rank = {option: place for place, option in enumerate(named)}
        return lambda option: (rank.get(option, len(rank)),)


def tiered(options: Iterable[str], key: Callable[[str], Key]) -> Tiers:
    """Put options in the order of `key`, least first, those with the same key together."""
    by_key: dict[Key, list[str]] = {}
    for option in sorted(options):
        by_key.setdefault(key(option), []).append(option)
    return tuple(tuple(by_key[each]) for each in sorted(by_key))
