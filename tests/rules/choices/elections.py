"""The words the tests of choices share: methods, ballots in short, and elections that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from accord.rules.choices import ChoiceMethod, Chosen, Marked, Option, count, read_ballot

ABC = "abcde"
MONEY = {"rule": "greedy", "budget": "10"}


def method(kind: str, **more: Any) -> ChoiceMethod:
    return ChoiceMethod.from_data({"id": "m", "name": "M", "kind": kind} | more)


def spending(rule: str = "greedy", budget: str = "10", form: Any = None, **more: Any) -> Any:
    """The method of an allocation: `more` is of the spending, but for ties and least."""
    besides = {name: more.pop(name) for name in ("ties", "least", "declared_order") if name in more}
    ballot = form or {"form": "approval"}
    money = {"rule": rule, "budget": budget} | more
    return method("allocation", spending=money, ballot=ballot, **besides)


def options(names: str = ABC, groups: str = "", costs: Sequence[int] = ()) -> tuple[Option, ...]:
    """`options("abc", "xx-")`: a and b of group x, c of none."""
    padded = groups.ljust(len(names), "-")
    prices = [Decimal(cost) for cost in costs] or [Decimal(1)] * len(names)
    return tuple(
        Option(name, "" if group == "-" else group, cost)
        for name, group, cost in zip(names, padded, prices, strict=True)
    )


def marks(kind: str, said: str) -> list[Any]:
    """A ballot in short: "a bc" ranks a before b and c, "ab" approves both, "a3b1" gives points."""
    if kind in ("ranking", "strict"):
        return [list(tier) for tier in said.split()]
    if kind in ("score", "dots"):
        return [{"option": said[i], "points": int(said[i + 1])} for i in range(0, len(said), 2)]
    return list(said)


def ballots(how: ChoiceMethod, among: Sequence[Option], *lines: str) -> list[Marked]:
    """Ballots in short: "3: a b" stands for three alike, "b a" for one."""
    found = []
    for line in lines:
        n, _, said = line.rpartition(":")
        read = read_ballot(how, among, marks(how.form.kind, said.strip()), "/ballot")
        found += [Marked(read)] * int(n or 1)
    return found


def counted(how: ChoiceMethod, *lines: str, among: Any = None, **more: Any) -> Chosen:
    known = among or options()
    marked = ballots(how, known, *lines)
    return count(how, known, marked, more.pop("roll", Fraction(len(marked))), **more)


# --- Elections that are drawn ----------------------------------------------------------------

weights = st.sampled_from([Fraction(1)] * 4 + [Fraction(2), Fraction(1, 2), Fraction(5, 3)])


def rankings(names: str, *, strict: bool) -> st.SearchStrategy[list[list[str]]]:
    order = st.permutations(names).flatmap(
        lambda drawn: st.integers(0, len(names)).map(lambda n: list(drawn[:n]))
    )
    if strict:
        return order.map(lambda drawn: [[name] for name in drawn])
    return order.flatmap(
        lambda drawn: st.lists(st.booleans(), min_size=len(drawn), max_size=len(drawn)).map(
            lambda joined: _tiers(drawn, joined)
        )
    )


def _tiers(drawn: list[str], joined: list[bool]) -> list[list[str]]:
    tiers: list[list[str]] = []
    for name, join in zip(drawn, joined, strict=True):
        if join and tiers:
            tiers[-1].append(name)
        else:
            tiers.append([name])
    return tiers


def approvals(names: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True, max_size=len(names))


def points(names: str, most: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    each = st.dictionaries(st.sampled_from(names), st.integers(0, most))
    return each.map(lambda given: [{"option": o, "points": n} for o, n in given.items()])


def papers(how: ChoiceMethod, names: str) -> st.SearchStrategy[Any]:
    kind = how.form.kind
    if kind == "one":
        return approvals(names).map(lambda drawn: drawn[:1])
    if kind == "approval":
        return approvals(names)
    if kind in ("score", "dots"):
        return points(names, 2)
    return rankings(names, strict=kind == "strict")


def electorates(
    how: ChoiceMethod, among: Sequence[Option], most: int = 12
) -> st.SearchStrategy[list[Marked]]:
    names = "".join(option.id for option in among)
    one = st.tuples(papers(how, names), weights).map(
        lambda drawn: Marked(read_ballot(how, among, drawn[0], ""), drawn[1])
    )
    return st.lists(one, max_size=most)


def drawn(how: ChoiceMethod, among: Sequence[Option], most: int = 12) -> Any:
    """Ballots of an election under this method, with their sum as the roll."""
    return electorates(how, among, most)


def whole(marked: Sequence[Marked]) -> Fraction:
    return sum((each.weight for each in marked), Fraction())
