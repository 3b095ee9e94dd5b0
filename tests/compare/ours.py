"""What accord makes of an election: who is chosen, by one lot or by every lot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Any

from accord.rules.choices import ChoiceMethod, Chosen, Marked, Option, count, read_ballot


def method(kind: str, **more: Any) -> ChoiceMethod:
    return ChoiceMethod.from_data({"id": "m", "name": "M", "kind": kind} | more)


def spending(rule: str, budget: int, ties: Sequence[str], **more: Any) -> ChoiceMethod:
    money = {"rule": rule, "budget": str(budget)} | more
    return method("allocation", spending=money, ballot={"form": "approval"}, ties=list(ties))


def counted(
    how: ChoiceMethod,
    among: str,
    ballots: Sequence[Any],
    lot: Sequence[str] = (),
    costs: Mapping[str, int] | None = None,
) -> Chosen:
    prices = costs or dict.fromkeys(among, 1)
    options = [Option(each, "", Decimal(prices[each])) for each in among]
    marked = [Marked(read_ballot(how, options, each, "")) for each in ballots]
    return count(how, options, marked, Fraction(len(marked)), lot=lot)


def tiers(ranking: Any) -> list[list[str]]:
    return [list(tier) for tier in ranking]


def points(given: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"option": option, "points": n} for option, n in given.items()]


def winners(found: Chosen) -> frozenset[str]:
    """Those who are chosen, or among whom nothing decides."""
    tied = (option for tie in found.tied for option in tie.undecided)
    return frozenset(found.chosen) | frozenset(tied)


def by_every_lot(how: ChoiceMethod, among: str, ballots: Sequence[Any]) -> set[frozenset[str]]:
    """Every outcome that some lot leads to."""
    if not counted(how, among, ballots).tied:
        return {frozenset(counted(how, among, ballots).chosen)}
    return {frozenset(counted(how, among, ballots, lot).chosen) for lot in lots(among)}


def lots(among: str) -> Iterator[tuple[str, ...]]:
    return permutations(among)
