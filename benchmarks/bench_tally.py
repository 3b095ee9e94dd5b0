"""What a count costs: seats by a rule, ballots by each method, against going through the same list once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random  # noqa: TID251 - makes up ballots
from statistics import median
from time import perf_counter_ns
from typing import Any

from accord.rules import Counted, Measure, Position, evaluate
from accord.rules.catalogue import find
from accord.rules.choices import ChoiceMethod, Marked, Option, count, read_ballot

ROUNDS = 5
SEATS = (200, 10_000, 100_000)
RULES = ("two_thirds_cast", "eu_qmv")
BALLOTS = (10_000, 100_000)
OPTIONS = tuple(Option(f"option-{n}", cost=Decimal(n + 1)) for n in range(10))
METHODS: dict[str, dict[str, Any]] = {
    "plurality": {"kind": "plurality"},
    "approval": {"kind": "approval"},
    "instant run-off": {"kind": "irv"},
    "STV, 3 seats": {"kind": "stv", "seats": 3},
    "Schulze": {"kind": "schulze"},
    "equal shares": {
        "kind": "allocation",
        "ballot": {"form": "approval"},
        "spending": {"rule": "equal_shares", "budget": "20"},
    },
}

Case = tuple[str, Callable[[], object], Callable[[], object]]


def main() -> None:
    """Print the time of each count, and its ratio to going through the list once."""
    print(f"{'count':<44}{'ms':>9}{'ratio to one pass':>20}")
    for name, counting, one_pass in (*votes(), *elections()):
        took, floor = _median(counting), _median(one_pass)
        print(f"{name:<44}{took / 1e6:>9.1f}{took / floor:>20.1f}", flush=True)


def votes() -> Iterator[Case]:
    """Return the counts of seats, each with a population of 30 digits."""
    lot = Random(4)  # noqa: S311 - no secret
    for size in SEATS:
        seats = [_seat(lot) for _ in range(size)]
        for rule in RULES:
            yield f"{size} seats, {rule}", *_evaluating(rule, seats)


def elections() -> Iterator[Case]:
    """Return the counts of ballots among ten options."""
    for name, given in METHODS.items():
        method = ChoiceMethod.from_data({"id": "m", "name": name} | given)
        for size in BALLOTS:
            yield f"{size} ballots, {name}", *_counting(method, _marked(method, size))


def _counting(
    method: ChoiceMethod, marked: list[Marked]
) -> tuple[Callable[[], object], Callable[[], object]]:
    roll = Fraction(len(marked))
    return (
        lambda: count(method, OPTIONS, marked, roll),
        lambda: Counter(given.ballot for given in marked),
    )


def _seat(lot: Random) -> Counted:
    measure = Measure("population", Decimal(lot.randrange(10**29, 10**30)))
    return Counted(
        lot.choice((Position.FOR, Position.AGAINST, Position.ABSTAIN)), measures=(measure,)
    )


def _evaluating(
    rule: str, seats: list[Counted]
) -> tuple[Callable[[], object], Callable[[], object]]:
    known = find(rule).rule
    return lambda: evaluate(known, seats), lambda: Counter(seat.position for seat in seats)


def _marked(method: ChoiceMethod, size: int) -> list[Marked]:
    lot = Random(size)  # noqa: S311 - no secret
    names = [option.id for option in OPTIONS]
    drawn = (lot.sample(names, lot.randint(1, len(names))) for _ in range(size))
    papers = (_paper(method.form.kind, named) for named in drawn)
    return [Marked(read_ballot(method, OPTIONS, paper, "/ballot")) for paper in papers]


def _paper(form: str, named: list[str]) -> list[Any]:
    if form in ("ranking", "strict"):
        return [[name] for name in named]
    return named[:1] if form == "one" else named


def _median(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        start = perf_counter_ns()
        work()
        spent.append(perf_counter_ns() - start)
    return median(spent)
