"""How the steps and ties stored with a choice are read again, strictly, to the same values."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

from accord.errors import Malformed
from accord.rules.choices.findings import STEPS, Defeat, Row, Step, Values
from accord.rules.choices.options import option_id
from accord.rules.choices.ties import Tie, Tiers
from accord.rules.exact import read_exact
from accord.rules.reading import Fields, chosen, items, record, whole

ABOUT = ("seat", "elimination", "money")
"""What options can be tied for."""

LONGEST_NUMBER = 10_000
"""Characters of a number in a count: what passes on is a part of a part of a part."""

_NUMBERS = ("numerator", "needed", "base", "at", "lost", "exhausted")
_LISTS = ("values", "defeats")
T = TypeVar("T")


def read_step(data: object, path: str) -> Step:
    """Read one step; raise `Malformed` naming the field that is wrong."""
    fields = record(data, path, ("did", "options"), (*_NUMBERS, "margin", *_LISTS))
    numbers: dict[str, Any] = {name: _if_there(fields, name, path) for name in _NUMBERS}
    step = Step(
        did=chosen(fields["did"], STEPS, f"{path}/did"),
        options=read_ids(fields["options"], f"{path}/options"),
        values=_values(fields, "values", path),
        defeats=read_each(fields, "defeats", path, _defeat),
        **numbers,
    )
    if _if_there(fields, "margin", path) != step.margin:
        raise Malformed(f"{path}/margin is not numerator less needed", field=f"{path}/margin")
    return step


def read_tie(data: object, path: str) -> Tie:
    """Read one tie; raise `Malformed` naming the field that is wrong."""
    fields = record(data, path, ("about", "place", "places", "options", "order"), ("undecided",))
    undecided = fields.get("undecided")
    return Tie(
        about=chosen(fields["about"], ABOUT, f"{path}/about"),
        place=whole(fields["place"], f"{path}/place"),
        places=whole(fields["places"], f"{path}/places"),
        options=read_ids(fields["options"], f"{path}/options"),
        order=_tiers(fields["order"], f"{path}/order"),
        undecided=() if undecided is None else _some(undecided, f"{path}/undecided"),
    )


def _defeat(data: object, path: str) -> Defeat:
    fields = record(data, path, ("option", "over", "votes", "against"))
    return Defeat(
        option=option_id(fields["option"], f"{path}/option"),
        over=option_id(fields["over"], f"{path}/over"),
        votes=read_number(fields["votes"], f"{path}/votes"),
        against=read_number(fields["against"], f"{path}/against"),
    )


def read_pairs(fields: Fields) -> tuple[Row, ...]:
    """Read how options compare two by two; raise `Malformed` naming the field that is wrong."""
    rows = read_each(fields, "pairs", "", _row)
    for index, row in enumerate(rows):
        if len(row.over) != len(rows) or row.over[index]:
            field = f"/pairs/{index}/over"
            raise Malformed(f"{field} must have a number for each row, for its own 0", field=field)
    return rows


def _row(data: object, path: str) -> Row:
    fields = record(data, path, ("option", "over"))
    listed = enumerate(items(fields["over"], f"{path}/over"))
    over = tuple(read_number(item, f"{path}/over/{index}") for index, item in listed)
    return Row(option_id(fields["option"], f"{path}/option"), over)


def _values(fields: Fields, name: str, path: str) -> Values:
    values = read_each(fields, name, path, _value)
    if [option for option, _ in values] != sorted({option for option, _ in values}):
        field = f"{path}/{name}"
        raise Malformed(f"{field} must name each option once, in the order of ids", field=field)
    return values


def _value(data: object, path: str) -> tuple[str, Fraction]:
    fields = record(data, path, ("option", "value"))
    option = option_id(fields["option"], f"{path}/option")
    return option, read_number(fields["value"], f"{path}/value")


def read_number(data: object, path: str) -> Fraction:
    """Read a number of a count; raise `Malformed` otherwise."""
    return read_exact(data, path, LONGEST_NUMBER)


def _if_there(fields: Fields, name: str, path: str) -> Fraction | None:
    return read_number(fields[name], f"{path}/{name}") if name in fields else None


def _tiers(data: object, path: str) -> Tiers:
    return tuple(_some(item, f"{path}/{index}") for index, item in enumerate(items(data, path)))


def read_ids(data: object, path: str) -> tuple[str, ...]:
    """Read options, none of them too; raise `Malformed` naming what cannot be one."""
    return () if data in ([], ()) else _some(data, path)


def _some(data: object, path: str) -> tuple[str, ...]:
    return tuple(option_id(item, f"{path}/{i}") for i, item in enumerate(items(data, path)))


def read_each(
    fields: Fields, name: str, path: str, read: Callable[[object, str], T]
) -> tuple[T, ...]:
    """Read a list that is left out where it is empty."""
    if name not in fields:
        return ()
    field = f"{path}/{name}"
    return tuple(read(item, f"{field}/{i}") for i, item in enumerate(items(fields[name], field)))
