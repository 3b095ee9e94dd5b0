"""Other ways to count, as plain as the rules read: one ballot after the other, and no cleverness."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

from accord.rules.choices import Marked

Pairwise = dict[tuple[str, str], Fraction]


def rank(ballot: Any, option: str, names: Sequence[str]) -> int:
    return next((place for place, tier in enumerate(ballot) if option in tier), len(names))


def pairwise(names: Sequence[str], marked: Sequence[Marked], unranked: str = "last") -> Pairwise:
    """V(A,B) of each two options."""
    found = {}
    for a, b in permutations(names, 2):
        found[a, b] = Fraction()
        for each in marked:
            places = rank(each.ballot, a, names), rank(each.ballot, b, names)
            compared = unranked == "last" or max(places) < len(names)
            if compared and places[0] < places[1]:
                found[a, b] += each.weight
    return found


def debian(names: Sequence[str], v: Pairwise) -> set[str]:
    """A.5, steps 4 to 8, word for word."""
    defeats = {(a, b) for a, b in v if v[a, b] > v[b, a]}
    while True:
        transitive = set(defeats)
        while more := {(a, d) for a, b in transitive for c, d in transitive if b == c} - transitive:
            transitive |= more
        schwartz = {
            a
            for a in names
            if all((a, b) in transitive or (b, a) not in transitive for b in names if b != a)
        }
        inside = [(a, x) for a, x in defeats if a in schwartz and x in schwartz]
        if not inside:
            return schwartz

        def weaker(one: tuple[str, str], two: tuple[str, str]) -> bool:
            (a, x), (b, y) = one, two
            return v[a, x] < v[b, y] or (v[a, x] == v[b, y] and v[x, a] > v[y, b])

        defeats -= {d for d in inside if not any(weaker(other, d) for other in inside)}


def beaten_on_paths(names: Sequence[str], v: Pairwise) -> set[tuple[str, str]]:
    """Who beats whom along the strongest path, by Floyd and Warshall."""
    none = (Fraction(-1), Fraction())
    p = {(a, b): (v[a, b], -v[b, a]) if v[a, b] > v[b, a] else none for a, b in v}
    for c in names:
        for a, b in permutations([name for name in names if name != c], 2):
            p[a, b] = max(p[a, b], min(p[a, c], p[c, b]))
    return {(a, b) for a, b in p if p[a, b] > p[b, a]}


def smith(names: Sequence[str], v: Pairwise) -> set[str]:
    """The smallest set whose every member defeats every other option."""
    inside = set(sorted(names, key=lambda a: -sum(v[a, b] > v[b, a] for b in names if b != a))[:1])
    while more := {b for b in names if b not in inside and any(v[a, b] <= v[b, a] for a in inside)}:
        inside |= more
    return inside


def runoff(names: Sequence[str], marked: Sequence[Marked]) -> str | None:
    """IRV, or None where a tie or nothing stands in the way."""
    left = set(names)
    while left:
        sums = dict.fromkeys(left, Fraction())
        for each in marked:
            first = next((tier[0] for tier in each.ballot if tier[0] in left), None)
            if first is not None:
                sums[first] += each.weight  # type: ignore[index]
        total = sum(sums.values(), Fraction())
        for name, had in sums.items():
            if had * 2 > total:
                return name
        fewest = [name for name in left if sums[name] == min(sums.values())]
        if len(fewest) > 1 and sums[fewest[0]]:
            return None
        left -= set(fewest)
    return None


def by_transfer(names: Sequence[str], marked: Sequence[Marked], seats: int) -> list[str] | None:
    """STV with a Droop quota, each ballot with its own weight; None where a tie comes up."""
    papers = [[each.weight, [tier[0] for tier in each.ballot]] for each in marked if each.ballot]
    quota = sum((each[0] for each in papers), Fraction()) // (seats + 1) + 1
    hopeful, elected, waiting = set(names), [], {}
    while hopeful and len(elected) < seats:
        lies = {name: [p for p in papers if p[1] and p[1][0] == name] for name in names}
        had = {name: sum((p[0] for p in lies[name]), Fraction()) for name in names}
        over = sorted((n for n in hopeful if had[n] >= quota), key=lambda n: -had[n])
        if over:
            elected += over
            hopeful -= set(over)
            waiting |= {name: had[name] for name in over if had[name] > quota}
        elif waiting:
            out = [name for name in waiting if waiting[name] == max(waiting.values())]
            for name in out:
                for paper in lies[name]:
                    paper[0] *= (had[name] - quota) / had[name]
            _strike(papers, hopeful, out)
            waiting = {name: n for name, n in waiting.items() if name not in out}
        elif none := [name for name in hopeful if not had[name]]:
            hopeful -= set(none)
            _strike(papers, hopeful, none)
        elif len(hopeful) <= seats - len(elected):
            elected += sorted(hopeful)
            hopeful = set()
        else:
            fewest = [name for name in hopeful if had[name] == min(had[n] for n in hopeful)]
            if len(fewest) > 1:
                return None
            hopeful -= set(fewest)
            _strike(papers, hopeful, fewest)
    return elected


def _strike(papers: list[Any], hopeful: set[str], out: list[str]) -> None:
    for paper in papers:
        if paper[1] and paper[1][0] in out:
            paper[1] = [name for name in paper[1] if name in hopeful]


def shared(
    budget: Fraction,
    costs: dict[str, Fraction],
    marked: Sequence[Marked],
    given: Any,
    *,
    cost: bool,
) -> list[str] | None:
    """Equal shares, the payment of a point found by trying; None where a tie comes up."""
    voters = [each for each in marked if each.ballot]
    total = sum((each.weight for each in voters), Fraction())
    purse = [each.weight * budget / total for each in voters]
    bought: list[str] = []
    while True:
        rates: dict[str, Fraction] = {}
        for name, price in costs.items():
            worth = [given(each.ballot, name) * each.weight for each in voters]
            if name in bought or sum(p for p, w in zip(purse, worth, strict=True) if w) < price:
                continue
            steps = sorted({p / w for p, w in zip(purse, worth, strict=True) if w})
            enough = next(s for s in steps if _paid(s, purse, worth) >= price)
            full = sum(p for p, w in zip(purse, worth, strict=True) if w and p / w < enough)
            rest = sum(w for p, w in zip(purse, worth, strict=True) if w and p / w >= enough)
            rates[name] = (price - full) / rest
        if not rates:
            return bought
        value = {name: rate / costs[name] if cost else rate for name, rate in rates.items()}
        best = [name for name in value if value[name] == min(value.values())]
        if len(best) > 1:
            return None
        (name,) = best
        bought.append(name)
        worth = [given(each.ballot, name) * each.weight for each in voters]
        purse = [p - min(p, rates[name] * w) for p, w in zip(purse, worth, strict=True)]


def _paid(rate: Fraction, purse: list[Fraction], worth: list[Fraction]) -> Fraction:
    return sum((min(p, rate * w) for p, w in zip(purse, worth, strict=True)), Fraction())
