"""How the fields of each event are written and read, worked out once from its types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Any, cast, get_args, get_origin, get_type_hints

import msgspec

from accord.events import Disclosed, Event

VALID_TIME = ("effective_from", "effective_to")
"""The fields of every event that stand in `env`, not in `data`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the fields of an event are written and read."""

    disclosed: tuple[str, ...]
    clear: tuple[tuple[str, object], ...]
    readers: Mapping[str, Callable[[Any], Any]]

    @classmethod
    def of(cls, kind: type[Event]) -> Shape:
        """Return the shape of an event, worked out once."""
        if kind.TYPE not in _SHAPES:
            hints = get_type_hints(kind)
            hidden = [f.name for f in fields(kind) if _is_disclosed(hints[f.name])]
            clear = [
                (f.name, f.default) for f in fields(kind) if f.name not in (*VALID_TIME, *hidden)
            ]
            readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
            _SHAPES[kind.TYPE] = cls(tuple(hidden), tuple(clear), readers)
        return _SHAPES[kind.TYPE]


_SHAPES: dict[str, Shape] = {}


def _is_disclosed(hint: object) -> bool:
    return any(get_origin(part) is Disclosed for part in (hint, *get_args(hint)))


def _reader(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type
    if _is_disclosed(hint):
        return lambda value: value
    for part in (hint, *get_args(hint)):
        if hasattr(part, "from_data"):
            return cast("Callable[[Any], Any]", part.from_data)
    return partial(msgspec.convert, type=hint)
