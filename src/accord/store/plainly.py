"""How the fields of each type of entry are read without making its event.

Most are plain: texts, numbers, days, ids, words of a list. The others are kept as they are written, and read alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache, partial
from operator import attrgetter
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Raw, UnsetType

from accord import canonical
from accord.canonical import MAX_INTEGER
from accord.events import EVENT_TYPES, Circumstances, Event
from accord.rules import Rule
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
        named = attrgetter("agg", "cmd.id", *env, *(f"data.{one}" for one in ids))
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
            IDS=staticmethod(named),
        )
        self.decode: Callable[[bytes], Any] = msgspec.json.Decoder(entry).decode
        there = [field for field in fields(kind) if field.name in data.__struct_fields__]
        readers, hints = Shape.of(kind).readers, get_type_hints(data, include_extras=True)
        self.left_out = [(f.name, f.default) for f in there if f.default not in _SEEN_TO]
        """What is not written where it is as it would be without a word."""
        self.raw = [
            (f.name, partial(_written_so, readers[f.name], f.default))
            for f in there
            if _is_raw(hints[f.name])
        ]
        """What only its own reader can read."""
        self.certain = not (self.left_out or self.raw)

    def fits(self, data: Any) -> bool:  # noqa: ANN401 - a struct of the fields
        """Whether what the types of the fields do not say holds as well."""
        for name, default in self.left_out:
            if getattr(data, name) == default:
                return False
        for name, written_so in self.raw:
            found = getattr(data, name)
            if found is not UNSET and not written_so(bytes(found)):
                return False
        return True


def _is_raw(hint: Any) -> bool:  # noqa: ANN401 - a type
    return hint is Raw or Raw in get_args(hint)


def _written_so(reader: Callable[[Any], Any], default: object, written: bytes) -> bool:
    """Whether a value is read from these bytes, and written as them again."""
    if reader == Rule.from_data and len(written) <= _SHORT:
        return _rule_written_so(written)
    try:
        value = reader(msgspec.json.decode(written))
        return value != default and canonical.encode(canonical.plain(value)) == written
    except Exception:  # noqa: BLE001 - whatever it is, the mapper says what
        return False


@lru_cache(1000)
def _rule_written_so(written: bytes) -> bool:
    """Remember the rules of the bodies: they come again with each vote."""
    try:
        rule = Rule.from_data(msgspec.json.decode(written))
        return canonical.encode(canonical.plain(rule)) == written
    except Exception:  # noqa: BLE001 - whatever it is, the mapper says what
        return False


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
    if hasattr(kind, "__post_init__"):
        return None
    return Plain(kind, _struct([_digests(kind), *_members(clear, hints)]), ids)


class _NotPlain(Exception):  # noqa: N818 - says what a type is
    """A value of this type only its own reader knows."""


def _digests(kind: type[Event]) -> Any:  # noqa: ANN401 - a member of a struct
    """Where a hidden field has to be there, there are digests."""
    hidden = Shape.of(kind).disclosed
    needed = any(field.default is MISSING for field in fields(kind) if field.name in hidden)
    if needed:
        return "commitments", _DIGESTS, msgspec.field(name="_sd")
    return "commitments", _DIGESTS | UnsetType, msgspec.field(name="_sd", default=UNSET)


def _members(clear: Sequence[Field[Any]], hints: dict[str, Any]) -> Iterator[Any]:
    """Give the fields of an event or of its circumstances; what is not plain is kept as it is written."""
    for field in clear:
        try:
            plain: Any = _plain(hints[field.name], optional=field.default is None)
        except _NotPlain:
            plain = Raw
        if field.default is MISSING:
            yield field.name, str if plain is UUID else plain
            continue
        if field.default in ("", ()) and plain is not Raw:
            plain = Annotated[plain, Meta(min_length=1)]
        yield field.name, plain | UnsetType, UNSET


def _nested(kind: Any) -> type[msgspec.Struct]:  # noqa: ANN401 - a dataclass
    """Return as what a value is read whose fields are all plain, or can be left out."""
    members: list[Any] = []
    hints = get_type_hints(kind)
    for field in fields(kind):
        if field.default is MISSING:
            members.append((field.name, _plain(hints[field.name])))
        elif field.default in _SEEN_TO:
            try:
                plain: Any = _plain(hints[field.name], optional=field.default is None)
            except _NotPlain:
                continue  # An entry that has it is not read plainly: the field is unknown here.
            if field.default is not None:
                plain = Annotated[plain, Meta(min_length=1)]
            members.append((field.name, plain | UnsetType, UNSET))
        else:
            raise _NotPlain
    return _struct(members)


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
    if isinstance(hint, type) and not any(hasattr(hint, own) for own in _OWN):
        if issubclass(hint, Enum):
            return hint
        if is_dataclass(hint):
            return _nested(hint)
    raise _NotPlain


_OWN = ("from_data", "to_data", "__post_init__")
"""What a type has that reads or writes itself."""
_SEEN_TO = (MISSING, None, "", ())
"""Defaults that the types of the fields see to."""
_SHORT = 4000


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


_OF_ITS_OWN = ("on_behalf_of", "recorded_by", "occurred_at")
"""The ids that are always there; and an instant, with which an entry is not read plainly."""
_ENV = _struct(
    [
        ("on_behalf_of", str),
        ("recorded_by", str),
        *_members(
            [f for f in fields(Circumstances) if f.name not in _OF_ITS_OWN],
            get_type_hints(Circumstances),
        ),
        *((name, date | UnsetType, UNSET) for name in VALID_TIME),
    ]
)
