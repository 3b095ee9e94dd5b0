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

    disclosed: Mapping[str, Callable[[Any], Any]]
    """How what a disclosure opens is read."""
    clear: tuple[tuple[str, object], ...]
    readers: Mapping[str, Callable[[Any], Any]]

    @classmethod
    def of(cls, kind: type[Event]) -> Shape:
        """Return the shape of an event, worked out once."""
        if kind.TYPE not in _SHAPES:
            hints = get_type_hints(kind)
            hidden = {
                f.name: _reader(found)
                for f in fields(kind)
                if (found := _disclosed(hints[f.name])) is not None
            }
            clear = [
                (f.name, f.default) for f in fields(kind) if f.name not in (*VALID_TIME, *hidden)
            ]
            readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
            _SHAPES[kind.TYPE] = cls(hidden, tuple(clear), readers)
        return _SHAPES[kind.TYPE]


_SHAPES: dict[str, Shape] = {}


def _disclosed(hint: object) -> Any:  # noqa: ANN401 - a type
    """Return of what a field discloses values; None where it is not disclosed."""
    for part in (hint, *get_args(hint)):
        if get_origin(part) is Disclosed:
            return get_args(part)[0]
    return None


def _reader(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type
    if _disclosed(hint) is not None:
        return lambda value: value
    for part in (hint, *get_args(hint)):
        if hasattr(part, "from_data"):
            return cast("Callable[[Any], Any]", part.from_data)
    return partial(msgspec.convert, type=hint)
