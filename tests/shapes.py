"""The shape of every event, one line each: what a future release must still be able to read."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from accord.events import Circumstances, Event
from tests.examples import SHIPPED

_COMMON = frozenset(field.name for field in fields(Event))


@cache
def shapes() -> dict[str, str]:
    """Each event type, and each type that its fields are of, with what it consists of."""
    found = {type_: _fields(kind, _COMMON) for type_, kind in sorted(SHIPPED.items())}
    parts: dict[str, str] = {}
    for kind in (*SHIPPED.values(), Circumstances):
        for part in _parts(kind):
            parts[part.__name__] = _members(part) if issubclass(part, Enum) else _fields(part)
    common = {"Event": _fields(Event), "Circumstances": _fields(Circumstances)}
    return found | common | dict(sorted(parts.items()))


def written() -> str:
    """The shapes as the file has them."""
    return "".join(f"{name}: {shape}\n" for name, shape in shapes().items())


def _fields(kind: Any, but: frozenset[str] = frozenset()) -> str:
    hints = get_type_hints(kind)
    return "; ".join(
        f"{field.name}{'' if field.default is MISSING else '?'} {_word(hints[field.name])}"
        for field in fields(kind)
        if field.name not in but
    )


def _members(kind: type[Enum]) -> str:
    return " | ".join(str(member.value) for member in kind)


def _word(hint: Any) -> str:
    if get_origin(hint) in (Union, types.UnionType):
        return " or ".join(_word(part) for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is not None:
        inner = ", ".join(_word(part) for part in get_args(hint) if part is not Ellipsis)
        return f"{get_origin(hint).__name__}[{inner}]"
    return hint.__name__


def _parts(kind: Any) -> Iterator[type]:
    """The types below an event; those with a reader of their own are written in their own words."""
    for hint in get_type_hints(kind).values():
        for part in _leaves(hint):
            if isinstance(part, type) and issubclass(part, Enum):
                yield part
            elif is_dataclass(part) and not hasattr(part, "from_data"):
                yield part
                yield from _parts(part)


def _leaves(hint: Any) -> Iterator[Any]:
    inner = [part for arg in get_args(hint) for part in _leaves(arg)]
    yield from inner or [hint]
