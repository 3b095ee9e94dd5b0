"""Writes down how rules count today: `python -m tests.rules.freeze` adds what is new, and never changes what is there.

What a released rule made of a roll it makes of it for ever, reasons and words included. The rolls and ballots are
drawn once, by lot; each line of `frozen.jsonl` says what was asked, and what came of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random  # noqa: TID251 - draws rolls and ballots, the same ones in every run
from typing import Any

from tests.rules.choices.elections import whole
from tests.rules.choices.test_properties import AMONG, METHODS, NAMES

from accord.errors import Malformed
from accord.rules import Counted, Measure, Position, Rule, evaluate, in_words
from accord.rules.catalogue import entries
from accord.rules.choices import ChoiceMethod, Marked, choice_in_words, count, read_ballot

FILE = Path(__file__).with_name("frozen.jsonl")
ELECTIONS, ROLLS = 5, 3
WRONG = (None, -1, "x", {}, [{}], 10**9)
"""What can stand where something else should."""


# --- What is asked ---------------------------------------------------------------------------


def elections() -> Iterator[dict[str, Any]]:
    for number, method in enumerate(METHODS):
        for again in range(ELECTIONS):
            lot = Random(1000 * number + again)
            ballots = [
                {"ballot": paper(method, lot), "weight": lot.choice(["1", "1", "1", "2", "1/2"])}
                for _ in range(lot.randrange(3 + 2 * again))
            ]
            vote, drawn = lot.sample(NAMES, lot.randrange(6)), lot.sample(NAMES, 5)
            yield {
                "method": method.to_data(), "ballots": ballots, "casting_vote": vote, "lot": drawn,
            }  # fmt: skip


def paper(method: ChoiceMethod, lot: Random) -> list[Any]:
    named = lot.sample(NAMES, lot.randrange(6))
    kind = method.form.kind
    if kind in ("strict", "ranking"):
        tiers = [[name] for name in named]
        if kind == "ranking" and len(tiers) > 2 and lot.random() < 0.4:
            tiers[0:2] = [sorted(tiers[0] + tiers[1])]
        return tiers
    if kind in ("score", "dots"):
        return [{"option": name, "points": lot.randrange(3)} for name in sorted(named)]
    return sorted(named[:1] if kind == "one" else named)


def rolls() -> Iterator[dict[str, Any]]:
    """Each catalogue rule on rolls of the seats that its own examples have, standing otherwise."""
    for entry in (each for each in entries() if each.rule.choice is None):
        seats = [frozen(seat) for case in entry.vectors for seat in case.roll["seats"]]
        for again in range(ROLLS):
            lot = Random(f"{entry.id} {entry.version} {again}")  # whatever entries are added
            standing = [
                lot.choice(seats) | {"position": lot.choice(list(Position)).value, "seats": 1}
                for _ in range(lot.randrange(1, 12))
            ]
            yield {"rule": entry.rule.to_data(), "roll": standing}


def frozen(seat: dict[str, Any]) -> dict[str, Any]:
    """A seat of a roll as the lines write it since the first of them was frozen."""
    weights = seat.keys() - {"position", "n", "cls", "declared"}
    measures = [{"name": name, "value": seat[name]} for name in seat if name in weights]
    kept = {key: seat[key] for key in ("position", "cls", "declared") if key in seat}
    return kept | ({"measures": measures} if measures else {})


def counted(seat: dict[str, Any]) -> Counted:
    measures = tuple(Measure.parse(m["name"], m["value"]) for m in seat.get("measures", []))
    declared = seat.get("declared", False)
    return Counted(Position(seat["position"]), seat.get("cls", ""), measures, declared=declared)


def malformed() -> Iterator[dict[str, Any]]:
    for method in METHODS:
        data = method.to_data()
        for key in sorted(data):
            yield from ({"method": data | {key: wrong}} for wrong in WRONG if wrong != data[key])
            if isinstance(data[key], dict):
                for inner in sorted(data[key]):
                    yield from (
                        {"method": data | {key: data[key] | {inner: wrong}}}
                        for wrong in WRONG
                        if wrong != data[key][inner]
                    )
        yield {"method": data | {"unknown": 1}}


def cases() -> Iterator[dict[str, Any]]:
    yield from elections()
    yield from rolls()
    yield from malformed()


# --- What comes of it ------------------------------------------------------------------------


def outcome(asked: dict[str, Any]) -> Any:
    try:
        if "ballots" in asked:
            return election(asked)
        return vote(asked) if "rule" in asked else ChoiceMethod.from_data(asked["method"]).to_data()
    except Malformed as error:
        return {"refused": error.reason, "field": error.facts.get("field")}


def election(asked: dict[str, Any]) -> Any:
    how = ChoiceMethod.from_data(asked["method"])
    marked = [
        Marked(read_ballot(how, AMONG, each["ballot"], ""), Fraction(each["weight"]))
        for each in asked["ballots"]
    ]
    more = {name: tuple(asked[name]) for name in ("casting_vote", "lot")}
    found = count(how, AMONG, marked, whole(marked) + 1, **more)
    words = choice_in_words(found.explanation, {"a": "Ada", "b": "Ben", "c": "Cleo"})
    return {
        "explanation": found.explanation.to_data(),
        "chosen": list(found.chosen),
        "in_words": words,
    }


def vote(asked: dict[str, Any]) -> Any:
    rule = Rule.from_data(asked["rule"])
    found = evaluate(rule, [counted(each) for each in asked["roll"]])
    return {"explanation": found.explanation.to_data(), "in_words": in_words(found.explanation)}


def main() -> None:
    """Add the cases that are not there yet."""
    there = {json.dumps(line["asked"], sort_keys=True) for line in lines()}
    with FILE.open("a", encoding="utf-8") as out:
        for asked in cases():
            if json.dumps(asked, sort_keys=True) not in there:
                line = {"asked": asked, "came": outcome(asked)}
                out.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")


def lines() -> list[dict[str, Any]]:
    if not FILE.exists():
        return []
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
