"""A roll as it is written down: where seats stand, of which class they are, what they weigh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accord.errors import Malformed, Refused
from accord.rules.positions import Position
from accord.rules.reading import Fields, chosen, items, position, record, text, truth
from accord.rules.roll import Counted
from accord.rules.rule import Rule
from accord.rules.trying.reading import Total, entry, measures
from accord.rules.verdict import Outcome, evaluate

MOST_SEATS = 20_000
"""Seats of a roll that is judged: as many as a body can have."""

LONGEST_CLASS = 100
"""Characters in the name of a class."""

_SEAT = ("position", "n", "cls", "represented", "declared")
_CASTING = (Position.FOR.value, Position.AGAINST.value)


@dataclass(frozen=True, slots=True)
class Roll:
    """Seats as they stand, and what there is to know besides: a casting vote, a second vote, a second call."""

    seats: tuple[Counted, ...]
    casting_vote: Position | None
    second_vote: bool
    second_call: bool


def read_roll(roll: object) -> Roll:
    """Read a roll; raise `Malformed` naming the place on it, and what would be right."""
    fields = record(roll, "", ("seats",), ("context",))
    about = ("casting_vote", "second_vote", "second_call")
    context = record(fields.get("context", {}), "/context", (), about)
    return Roll(
        seats=tuple(_seats(fields["seats"])),
        casting_vote=_casting(context),
        second_vote=truth(context.get("second_vote", False), "/context/second_vote"),
        second_call=truth(context.get("second_call", False), "/context/second_call"),
    )


def judged(rule: Rule, roll: object) -> Outcome:
    """Judge a roll; raise `Malformed` naming the place on it, and what would be right."""
    read = read_roll(roll)
    again = {"second": read.second_vote, "second_call": read.second_call}
    try:
        return evaluate(rule, read.seats, read.casting_vote, **again)
    except Refused as refusal:
        # A seat is called by its place here, so that the refusal says where something is missing.
        raise Malformed(refusal.reason, field=str(refusal.facts.get("seat", "/seats"))) from refusal


def _seats(data: object) -> Iterator[Counted]:
    total = Total("seats", MOST_SEATS)
    for index, item in enumerate(items(data, "/seats")):
        path = f"/seats/{index}"
        fields = entry(item, path)
        yield from [_seat(fields, path)] * total.add(fields, path)


def _seat(fields: Fields, path: str) -> Counted:
    if "position" not in fields:
        raise Malformed(f"{path}/position is missing", field=f"{path}/position")
    cls, stands = fields.get("cls", ""), position(fields["position"], f"{path}/position")
    declared = truth(fields.get("declared", False), f"{path}/declared")
    if declared and (stands is not Position.ABSTAIN or fields.get("represented", False)):
        raise Malformed(
            f"{path}/declared is of a seat that abstains itself", field=f"{path}/declared"
        )
    return Counted(
        position=stands,
        cls=text(cls, f"{path}/cls", LONGEST_CLASS) if cls else "",
        measures=measures(fields, path, _SEAT),
        seat=path,
        represented=truth(fields.get("represented", False), f"{path}/represented"),
        declared=declared,
    )


def _casting(context: Fields) -> Position | None:
    if "casting_vote" not in context:
        return None
    return Position(chosen(context["casting_vote"], _CASTING, "/context/casting_vote"))
