"""Types of entries whose fields are plain - texts, numbers, days, ids, words of a list - and how those are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from enum import Enum
from operator import attrgetter
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

from accord.canonical import MAX_INTEGER
from accord.events import EVENT_TYPES, Circumstances, Event
from accord.store.entry import FORMAT
from accord.store.shape import VALID_TIME, Shape

_NUMBER = Annotated[int, Meta(ge=-MAX_INTEGER, le=MAX_INTEGER)]
_VERSION = Annotated[int, Meta(ge=1, le=MAX_INTEGER)]
_DIGESTS = Annotated[list[str], Meta(min_length=1)]


class Said(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """The command of an entry."""

    id: str


class Plain:
    """How the entries of a type are read."""

    def __init__(self, kind: type[Event], data: type[msgspec.Struct], ids: Sequence[str]) -> None:
        env = ("env.on_behalf_of", "env.recorded_by")
        entry = _struct(
            [
                ("agg", str),
                ("cmd", Said),
                ("data", data),
                ("env", _ENV),
                ("recorded_at", datetime),
                ("type", Literal[kind.TYPE]),
                ("v", Literal[FORMAT]),
                ("ver", _VERSION),
            ],
            IDS=staticmethod(attrgetter("agg", "cmd.id", *env, *(f"data.{one}" for one in ids))),
        )
        self.decode: Callable[[bytes], Any] = msgspec.json.Decoder(entry).decode
        self.left_out = [
            (field.name, field.default)
            for field in fields(kind)
            if field.name in data.__struct_fields__ and field.default not in (MISSING, None, "", ())
        ]
        """What is not written where it is as it would be without a word."""


def plain_of(topic: bytes) -> Plain | None:
    """Return how the entries of a type are read plainly; None where they are not."""
    if topic not in _PLAIN:
        kind = EVENT_TYPES.get(topic.decode())
        if kind is None:
            return None
        _PLAIN[topic] = _worked_out(kind)
    return _PLAIN[topic]


_PLAIN: dict[bytes, Plain | None] = {}


def _worked_out(kind: type[Event]) -> Plain | None:
    hidden = (*VALID_TIME, *Shape.of(kind).disclosed)
    clear = [field for field in fields(kind) if field.name not in hidden]
    hints = get_type_hints(kind)
    ids = [f.name for f in clear if f.default is MISSING and hints[f.name] is UUID]
    try:
        members = [_digests(kind), *_members(clear, hints)]
    except _NotPlain:
        return None
    return Plain(kind, _struct(members), ids)


class _NotPlain(Exception):  # noqa: N818 - says what a type is
    """Something that has to be there is more than a plain value."""


def _digests(kind: type[Event]) -> Any:  # noqa: ANN401 - a member of a struct
    """Where a hidden field has to be there, there are digests."""
    hidden = Shape.of(kind).disclosed
    needed = any(field.default is MISSING for field in fields(kind) if field.name in hidden)
    member = ("commitments", _DIGESTS, msgspec.field(name="_sd"))
    if needed:
        return member
    return "commitments", _DIGESTS | UnsetType, msgspec.field(name="_sd", default=UNSET)


def _members(clear: Sequence[Field[Any]], hints: dict[str, Any]) -> Iterator[Any]:
    for field in clear:
        if field.default is MISSING:
            required = _plain(hints[field.name])
            yield field.name, str if required is UUID else required
            continue
        try:
            plain: Any = _plain(hints[field.name], optional=field.default is None)
        except _NotPlain:
            continue  # An entry that has it is not read plainly: the field is unknown here.
        if field.default in ("", ()):
            plain = Annotated[plain, Meta(min_length=1)]
        yield field.name, plain | UnsetType, UNSET


def _plain(hint: Any, *, optional: bool = False) -> Any:  # noqa: ANN401 - a type
    """Return as what a field is read; raise `_NotPlain` where only its own reader knows."""
    if optional:
        others = [part for part in get_args(hint) if part is not type(None)]
        if len(others) != 1 or len(get_args(hint)) != 2:  # noqa: PLR2004 - a type, or nothing
            raise _NotPlain
        return _plain(others[0])
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,):
        return list[_plain(get_args(hint)[0])]  # type: ignore[misc]
    if hint is int:
        return _NUMBER
    if hint in (str, bool, UUID, date):
        return hint
    if isinstance(hint, type) and issubclass(hint, Enum) and not hasattr(hint, "from_data"):
        return hint
    raise _NotPlain


def _struct(members: Sequence[Any], **namespace: Any) -> type[msgspec.Struct]:  # noqa: ANN401
    """Return a struct of exactly these members, which are written in the order of their names."""
    written = sorted(members, key=lambda one: "_sd" if one[0] == "commitments" else one[0])
    return msgspec.defstruct(
        "Entry",
        written,
        namespace=namespace,
        forbid_unknown_fields=True,
        kw_only=True,
        gc=False,
    )


_ENV = _struct(
    [
        ("on_behalf_of", str),
        ("recorded_by", str),
        *_members(
            [f for f in fields(Circumstances) if f.name not in ("on_behalf_of", "recorded_by")],
            get_type_hints(Circumstances),
        ),
        *((name, date | UnsetType, UNSET) for name in VALID_TIME),
    ]
)
