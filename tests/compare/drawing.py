"""Elections drawn by lot, small enough that ties are frequent."""

from __future__ import annotations

from random import Random  # noqa: TID251 - draws elections, the same ones for the same seed

NAMES = "abcde"

Ranking = tuple[tuple[str, ...], ...]
"""Tiers, the best first; what is left out is ranked nowhere."""


def names(lot: Random) -> str:
    return NAMES[: lot.randint(2, 5)]


def strict(lot: Random, among: str, *, whole: bool = False) -> Ranking:
    """A ranking without ties, often cut short."""
    order = lot.sample(among, len(among))
    return tuple((each,) for each in (order if whole else order[: lot.randint(1, len(among))]))


def tiered(lot: Random, among: str) -> Ranking:
    """A ranking in which some are equal, and some are often left out."""
    tiers: list[list[str]] = []
    for each in lot.sample(among, lot.randint(1, len(among))):
        if tiers and lot.random() < 0.3:
            tiers[-1].append(each)
        else:
            tiers.append([each])
    return tuple(tuple(sorted(tier)) for tier in tiers)


def approvals(lot: Random, among: str) -> tuple[str, ...]:
    return tuple(each for each in among if lot.random() < 0.5) or (lot.choice(among),)


def points(lot: Random, among: str, most: int) -> dict[str, int]:
    return {each: lot.randint(0, most) for each in among}


def costs(lot: Random, among: str) -> dict[str, int]:
    return {each: lot.randint(1, 9) for each in among}
