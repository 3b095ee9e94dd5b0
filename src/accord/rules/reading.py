"""How rules and explanations are read: known keys, values of their kind, or the field is named."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from fractions import Fraction

from accord import canonical
from accord.errors import Malformed, Unrecordable
from accord.rules.exact import Ratio, amount, exact
from accord.rules.positions import Position

Fields = Mapping[str, object]

LARGEST = 16_384
"""Bytes of a rule in canonical JSON."""

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")


def record(
    data: object, path: str, required: Collection[str], optional: Collection[str] = ()
) -> Fields:
    """Return `data` as an object with just these keys; raise `Malformed` naming the wrong field."""
    if not isinstance(data, Mapping):
        raise Malformed(f"{path or 'the value'} must be an object", field=path)
    for key in data:
        if key not in required and key not in optional:
            known = ", ".join(sorted({*required, *optional}))
            raise Malformed(
                f"{path}/{key} is not known here; known are: {known}", field=f"{path}/{key}"
            )
    for key in sorted(required):
        if key not in data:
            raise Malformed(f"{path}/{key} is missing", field=f"{path}/{key}")
    return data


def text(value: object, path: str, longest: int = 1000) -> str:
    """Return `value` as a text of 1 to `longest` characters; raise `Malformed` otherwise."""
    if not isinstance(value, str) or not 1 <= len(value) <= longest:
        raise Malformed(f"{path} must be a text of 1 to {longest} characters", field=path)
    return value


def chosen(value: object, known: Collection[str], path: str) -> str:
    """Return `value` if it is one of the words `known`; raise `Malformed` listing them if not."""
    if not isinstance(value, str) or value not in known:
        raise Malformed(f"{path} must be one of: {', '.join(known)}", field=path)
    return value


def whole(value: object, path: str, least: int = 1) -> int:
    """Return `value` as a whole number of at least `least`; raise `Malformed` otherwise."""
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise Malformed(f"{path} must be a whole number of at least {least}", field=path)
    return value


def truth(value: object, path: str) -> bool:
    """Return `value` as true or false; raise `Malformed` otherwise."""
    if not isinstance(value, bool):
        raise Malformed(f"{path} must be true or false", field=path)
    return value


def positions(value: object, path: str) -> tuple[Position, ...]:
    """Return `value` as positions, each once, as listed; raise `Malformed` naming the wrong one."""
    listed = items(value, path)
    found = tuple(position(item, f"{path}/{index}") for index, item in enumerate(listed))
    if len(set(found)) < len(found):
        raise Malformed(f"{path} names a position twice", field=path)
    return found


def position(value: object, path: str) -> Position:
    """Return `value` as one of the eight positions; raise `Malformed` listing them otherwise."""
    return Position(chosen(value, list(Position), path))


def items(value: object, path: str) -> list[object]:
    """Return `value` as a list with something in it; raise `Malformed` otherwise."""
    if not isinstance(value, list | tuple) or not value:
        raise Malformed(f"{path} must be a list that is not empty", field=path)
    return list(value)


def number(value: object, path: str) -> Fraction:
    """Return an amount in its shortest form; raise `Malformed` otherwise."""
    found = Fraction(amount(value, path))
    if exact(found) != value:
        raise Malformed(f'{path} must be written "{exact(found)}"', field=path)
    return found


def share(value: object, path: str) -> Ratio:
    """Return a share from 0 to 1; raise `Malformed` otherwise."""
    at = Ratio.parse(value, path)
    if at.value > 1:
        raise Malformed(f"{path} must lie between 0 and 1", field=path)
    return at


def factor(value: object, path: str) -> Ratio:
    """Return a fraction of more than 0; raise `Malformed` otherwise."""
    found = Ratio.parse(value, path)
    if found.p == 0:
        raise Malformed(f"{path} must be more than 0", field=path)
    return found


def rule_id(value: object) -> str:
    """Return `value` as the id of a rule; raise `Malformed` if it is not one."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Malformed(
            '/id must be small letters and digits, such as "two_thirds_cast"', field="/id"
        )
    return value


def check_size(data: dict[str, object], what: str = "rule") -> None:
    """Raise `Malformed` where the record could not hold `data`, or it is larger than any rule."""
    try:
        size = len(canonical.encode(data))
    except Unrecordable as error:
        raise Malformed(error.reason, **error.facts) from error
    if size > LARGEST:
        raise Malformed(f"the {what} has {size} bytes; {LARGEST} are allowed", field="")


def within(error: Malformed, path: str) -> Malformed:
    """Return the refusal of a part, naming the field from the whole on."""
    field = str(error.facts.get("field", ""))
    reason = (
        error.reason.replace(field, f"{path}{field}", 1) if field else f"{path}: {error.reason}"
    )
    return Malformed(reason, **{**error.facts, "field": f"{path}{field}"})
