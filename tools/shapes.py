"""The shape of events and their parts, in plain words."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from inspect import cleandoc
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from accord.events import Disclosed

_PLAIN = {
    str: "text",
    UUID: "id (UUID)",
    date: "day",
    datetime: "instant",
    int: "whole number",
    bool: "true or false",
    Decimal: "decimal number, written as text",
}


def table(kind: type, but: type | None = None) -> Iterator[str]:
    """Write the fields of a type as a table, without those of `but`; nothing where there are none."""
    rows = list(_rows(kind, but))
    if not rows:
        return
    yield "| field | as | |\n|---|---|---|"
    yield from (f"| `{name}` | {said} | {note} |" for name, said, note in rows)


def _rows(kind: type, but: type | None) -> Iterator[tuple[str, str, str]]:
    hints = get_type_hints(kind)
    common = {field.name for field in fields(but)} if but else set()
    for field in fields(kind):
        if field.name not in common:
            yield field.name, word(hints[field.name]), _note(field, hints[field.name])


def _note(field: Field[Any], hint: Any) -> str:  # noqa: ANN401 - a type
    may = "may be left out" if is_optional(field) else ""
    if field.default not in (MISSING, None, "", ()):
        may = f"left out where it is `{_value(field.default)}`"
    hidden = "**disclosed**" if get_origin(_leaf(hint)) is Disclosed else ""
    return ", ".join(filter(None, (hidden, may)))


def _value(default: Any) -> str:  # noqa: ANN401 - any default
    return str(default.value if isinstance(default, Enum) else default)


def is_optional(field: Field[Any]) -> bool:
    """Return whether a field may be left out."""
    return field.default is not MISSING or field.default_factory is not MISSING


def _leaf(hint: Any) -> Any:  # noqa: ANN401 - a type
    """Return what a type is when it is not None."""
    if get_origin(hint) in (tuple, Disclosed) or not get_args(hint):
        return hint
    (leaf,) = [part for part in get_args(hint) if part is not type(None)]
    return leaf


def word(hint: Any) -> str:  # noqa: ANN401 - a type
    """Say a type in plain words."""
    leaf = _leaf(hint)
    if get_origin(leaf) is tuple:
        return f"list of: {word(get_args(leaf)[0])}"
    if get_origin(leaf) is Disclosed:
        return word(get_args(leaf)[0])
    if leaf in _PLAIN:
        return _PLAIN[leaf]
    if issubclass(leaf, Enum):
        return "one of " + ", ".join(f"`{member.value}`" for member in leaf)
    return f"[{leaf.__name__}](#{leaf.__name__.lower()})"


def parts_of(kinds: Sequence[type], closed: Container[type]) -> list[type]:
    """Return every type of part that these types are made of, each once, by name; not below `closed` ones."""
    found: set[type] = set()
    waiting = list(kinds)
    while waiting:
        for hint in get_type_hints(waiting.pop()).values():
            leaf = _leaf(hint)
            part = get_args(leaf)[0] if get_origin(leaf) is tuple else leaf
            if is_dataclass(part) and isinstance(part, type) and part not in found:
                found.add(part)
                waiting += [] if part in closed else [part]
    return sorted(found, key=lambda part: part.__name__)


def meaning(kind: type) -> str:
    """Return what a type means, as its author wrote it."""
    return cleandoc(kind.__doc__ or "")
