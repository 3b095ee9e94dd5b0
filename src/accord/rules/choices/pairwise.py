"""Options compared two by two: how many prefer the one, how many the other, and beat paths."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import permutations

from accord.rules.choices.electorate import Electorate
from accord.rules.choices.findings import Defeat, Row

Strength = tuple[int, int]
"""How strong a defeat is: by its votes, then by how few there are against it (negative)."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What the ballots that prefer one option to another weigh, in units, for each two options."""

    options: tuple[str, ...]
    over: dict[tuple[str, str], int]
    electorate: Electorate

    @classmethod
    def of(cls, options: Collection[str], electorate: Electorate, unranked: str) -> Pairs:
        """Compare options on each ballot; unranked ones are equal last, or not compared at all."""
        names = tuple(sorted(options))
        number = {option: index for index, option in enumerate(names)}
        rows = [[0] * len(names) for _ in names]
        for tiers, weight in electorate.rankings:
            ranked = [[number[option] for option in tier] for tier in tiers]
            below = set().union(*ranked) if unranked == "no_opinion" else set(range(len(names)))
            for tier in ranked:
                below.difference_update(tier)
                for option in tier:
                    row = rows[option]
                    for other in below:
                        row[other] += weight
        over = {(a, b): rows[number[a]][number[b]] for a, b in permutations(names, 2)}
        return cls(names, over, electorate)

    def strength(self, a: str, b: str) -> Strength:
        """Return how strong the defeat of `b` by `a` is."""
        return self.over[a, b], -self.over[b, a]

    def defeats(self, among: Collection[str]) -> Iterator[tuple[str, str]]:
        """Return which of the options defeats which: those preferred by more than prefer the other."""
        ordered = permutations(sorted(among), 2)
        return ((a, b) for a, b in ordered if self.over[a, b] > self.over[b, a])

    def told(self, a: str, b: str) -> Defeat:
        """Return the comparison of two options as it is explained."""
        value = self.electorate.value
        return Defeat(a, b, value(self.over[a, b]), value(self.over[b, a]))

    def rows(self) -> tuple[Row, ...]:
        """Return for each option what prefers it to each option, all in the order of their ids."""
        value = self.electorate.value
        return tuple(
            Row(a, tuple(value(self.over.get((a, b), 0)) for b in self.options))
            for a in self.options
        )


def beat_paths(pairs: Pairs, among: Collection[str]) -> dict[tuple[str, str], Strength]:
    """Return the strongest path of defeats from option to option: as strong as its weakest defeat."""
    paths = {(a, b): pairs.strength(a, b) for a, b in pairs.defeats(among)}
    for via in sorted(among):
        into = [(a, each) for (a, b), each in paths.items() if b == via]
        onward = [(b, each) for (a, b), each in paths.items() if a == via]
        for a, first in into:
            for b, second in onward:
                weaker = min(first, second)
                if a != b and ((a, b) not in paths or paths[a, b] < weaker):
                    paths[a, b] = weaker
    return paths
