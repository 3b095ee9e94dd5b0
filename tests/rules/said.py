"""The words the tests of rules share: rolls in short, and rules from the data they are written in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from accord.rules import Counted, Measure, Outcome, Position, Rule, evaluate

CAST = {"test": "share", "of": ["for"], "base": "cast", "op": ">", "at": "1/2"}


def share(op: str = ">", at: str = "1/2", base: str = "cast", **more: Any) -> dict[str, Any]:
    return {"test": "share", "of": ["for"], "base": base, "op": op, "at": at} | more


def number(of: str, op: str, n: str, **more: Any) -> dict[str, Any]:
    return {"test": "number", "of": of.split(), "op": op, "n": n} | more


def more_than(of: str = "for", than: str = "against", **more: Any) -> dict[str, Any]:
    return {"test": "more_than", "of": of.split(), "than": than.split()} | more


def fewest(**more: Any) -> dict[str, Any]:
    test = {"test": "fewest_holding", "of": ["against"], "op": ">=", "at": "1/3"}
    return test | {"measure": "weight"} | more


def sqrt_quorum(k: str = "3/2", base: str = "entitled", **more: Any) -> dict[str, Any]:
    return {"test": "sqrt_quorum", "of": ["for"], "k": k, "base": base} | more


def rule(pass_: dict[str, Any], **more: Any) -> Rule:
    return Rule.from_data({"id": "r", "name": "R", "pass": pass_} | more)


def roll(cls: str = "", **positions: int) -> list[Counted]:
    """`roll(for_=3, against=2)`: so many seats in each position."""
    return [
        Counted(Position(name.rstrip("_")), cls) for name, n in positions.items() for _ in range(n)
    ]


def weighing(position: str, weight: str, cls: str = "", measure: str = "weight") -> Counted:
    return Counted(Position(position), cls, (Measure(measure, Decimal(weight)),))


def judged(pass_: dict[str, Any], seats: list[Counted], **more: Any) -> Outcome:
    return evaluate(rule(pass_, **more), seats)
