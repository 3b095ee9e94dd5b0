"""Ballots lying with the options they stand for now, and passing on when an option is out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from accord.rules.choices.electorate import Electorate
from accord.rules.choices.ties import Round, Tiers, tiered

Paper = tuple[tuple[str, ...], int, int]
"""The options in the order of a ballot, the place it has come to, and its weight in units."""


@dataclass(slots=True)
class Piles:
    """Which ballots lie where, by the part of their weight that is left (`worth`), exactly."""

    hopeful: set[str]
    papers: dict[str, dict[Fraction, list[Paper]]]
    electorate: Electorate
    exhausted: Fraction = Fraction()

    @classmethod
    def of(cls, options: Iterable[str], electorate: Electorate) -> Piles:
        """Lay each ballot with its first preference."""
        hopeful = set(options)
        piles = cls(hopeful, {option: {} for option in hopeful}, electorate)
        for tiers, weight in electorate.rankings:
            order = tuple(option for tier in tiers for option in tier)
            piles.papers[order[0]].setdefault(Fraction(1), []).append((order, 0, weight))
        return piles

    def had(self, option: str) -> Fraction:
        """Return what the ballots that lie with `option` are worth."""
        units = {
            worth: sum(paper[2] for paper in papers)
            for worth, papers in self.papers[option].items()
        }
        worth = sum((each * n for each, n in units.items()), Fraction())
        return worth / self.electorate.unit

    def tallies(self) -> dict[str, Fraction]:
        """Return what each option that may still be elected has."""
        return {option: self.had(option) for option in sorted(self.hopeful)}

    def pass_on(self, options: Collection[str], part: Fraction = Fraction(1)) -> Fraction:
        """Pass `part` of each ballot of these options on to the next hopeful one on it.

        Return what no option received: exhausted.
        """
        self.hopeful.difference_update(options)
        lost = Fraction()
        for option in options:
            for worth, papers in self.papers.pop(option).items():
                lost += worth * part * self._lay(papers, worth * part)
        lost /= self.electorate.unit
        self.exhausted += lost
        return lost

    def _lay(self, papers: list[Paper], worth: Fraction) -> int:
        """Lay each paper with the next hopeful option; return the units that find none."""
        lost = 0
        for order, place, weight in papers:
            to = place + 1
            while to < len(order) and order[to] not in self.hopeful:
                to += 1
            if to == len(order):
                lost += weight
            else:
                self.papers[order[to]].setdefault(worth, []).append((order, to, weight))
        return lost


def fewest(tallies: Round) -> Tiers:
    """Put options in the order of what they have, the fewest first."""
    return tiered(tallies, lambda option: (tallies[option],))
