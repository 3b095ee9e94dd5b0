"""Recorded events to canonical entries and back, checked both ways.

The entry is the contract (`docs/reference/entry.md`): exactly the keys `v agg ver type recorded_at cmd
env data`, in canonical JSON, at most 65,535 bytes. The bytes that this mapper writes are the bytes that
are stored; on the way out they are decoded, encoded again and compared, so that a row that was touched,
or written by something else, is refused rather than read.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import partial
from typing import Any, cast, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from accord import canonical
from accord.errors import Unrecordable
from accord.events import EVENT_TYPES, Circumstances, Disclosed, Event, Recorded

FORMAT = "accord-entry/1"
MAX_ENTRY = 65_535
_VALID_TIME = ("effective_from", "effective_to")


class Damaged(Exception):  # noqa: N818 - says what the bytes are
    """Stored bytes are not the canonical entry of the event that their row claims."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What opens one digest: base64url of the JSON `[salt, name, value]`."""

    digest: str
    name: str
    text: str

    @classmethod
    def of(cls, name: str, value: object, salt: bytes) -> Disclosure:
        """Disclose `value` under a salt of its own."""
        opened = json.dumps([_b64(salt), name, value], ensure_ascii=False, separators=(",", ":"))
        text = _b64(opened.encode())
        return cls(_digest(text), name, text)

    @property
    def value(self) -> object:
        """The disclosed value, read back from the text; `Damaged` where it does not open the digest."""
        _salt, name, value = json.loads(base64.urlsafe_b64decode(self.text + "=="))
        if self.digest != _digest(self.text) or name != self.name:
            raise Damaged(f"the disclosure of {self.name} does not open the digest {self.digest}")
        return value


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _digest(text: str) -> str:
    return _b64(hashlib.sha256(text.encode()).digest())


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
                (f.name, f.default) for f in fields(kind) if f.name not in (*_VALID_TIME, *hidden)
            ]
            readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
            _SHAPES[kind.TYPE] = cls(tuple(hidden), tuple(clear), readers)
        return _SHAPES[kind.TYPE]


_SHAPES: dict[str, Shape] = {}


def _is_disclosed(hint: object) -> bool:
    return any(get_origin(part) is Disclosed for part in (hint, *get_args(hint)))


def disclose(event: Event, new_salt: Any) -> list[Disclosure]:  # noqa: ANN401 - a clock function
    """Return a freshly salted disclosure for each disclosed field that `event` carries."""
    found = ((name, getattr(event, name)) for name in Shape.of(type(event)).disclosed)
    return [
        Disclosure.of(name, _text(name, value.reveal()), new_salt())
        for name, value in found
        if value is not None
    ]


def _text(name: str, value: object) -> object:
    written = canonical.plain(value)
    canonical.check(written, name)
    return written


class StrictMapper(Mapper[UUID]):
    """Writes and reads canonical entries; refuses whatever is not exactly one."""

    def __init__(self) -> None:
        super().__init__(JSONTranscoder())

    def to_stored_event(self, domain_event: Any) -> StoredEvent:  # noqa: ANN401 - the library's
        """Return the row for a recorded event; raise `Unrecordable` where it does not fit."""
        state = encode(domain_event)
        if len(state) > MAX_ENTRY:
            kind = domain_event.event.TYPE
            raise Unrecordable(
                f"this makes an entry ({kind}) of {len(state)} bytes; an entry holds at most "
                f"{MAX_ENTRY} - split the text into smaller clauses, or the list into pieces",
                type=kind,
                bytes=len(state),
            )
        row = StoredEvent(domain_event.agg, domain_event.ver, domain_event.event.TYPE, state)
        try:
            self.to_domain_event(row)
        except Damaged as error:
            raise Unrecordable(f"this would be recorded, but never read again: {error}") from error
        return row

    def to_domain_event(
        self, stored_event: StoredEvent, opened: Mapping[str, Disclosure] | None = None
    ) -> Recorded[Event]:
        """Return the recorded event of a row, its disclosures sealed unless `opened` has them.

        Raise `Damaged` when the bytes are not exactly the entry that the row claims.
        """
        try:
            recorded = decode(stored_event.state, opened or {})
            again = _again(recorded, stored_event.state)
        except Exception as error:  # whatever goes wrong in reading them, the bytes are at fault
            raise _damaged(stored_event, error) from error
        address = (recorded.agg, recorded.ver, recorded.event.TYPE)
        if again != stored_event.state:
            raise _damaged(stored_event, "the bytes are not what this event is written as")
        if address != (
            stored_event.originator_id,
            stored_event.originator_version,
            stored_event.topic,
        ):
            raise _damaged(stored_event, f"the entry says it is {address}")
        return recorded


def _damaged(row: StoredEvent, why: object) -> Damaged:
    return Damaged(f"entry {row.originator_id}/{row.originator_version} ({row.topic}): {why}")


def encode(recorded: Recorded[Event]) -> bytes:
    """Return the canonical bytes of the entry; raise `Unrecordable` naming the field that does not fit."""
    return canonical.encode(_entry(recorded, _plain))


def _again(recorded: Recorded[Event], state: bytes) -> bytes:
    """Return the bytes once more, on the way out: by another encoder, and faster.

    What is typed cannot be outside the profile but by characters beyond ASCII and by very large
    integers; only entries that hold either are looked through again.
    """
    if not state.isascii() or _LONG_NUMBER.search(state):
        return encode(recorded)
    return _encoder.encode(_entry(recorded, _native))


_LONG_NUMBER = re.compile(rb"[0-9]{16}")
_encoder = msgspec.json.Encoder(order="sorted")
_NATIVE = frozenset({str, int, bool, UUID, date})


def _entry(recorded: Recorded[Event], write: Callable[[str, object], object]) -> dict[str, object]:
    event = recorded.event
    data = {name: write(name, value) for name, value in _told(event)}
    if recorded.digests:
        data["_sd"] = list(recorded.digests)
    env = {name: write(name, value) for name, value in _said(recorded.env)}
    for name in _VALID_TIME:
        if (day := getattr(event, name)) is not None:
            env[name] = day.isoformat()
    return {
        "v": FORMAT,
        "agg": write("agg", recorded.agg),
        "ver": recorded.ver,
        "type": event.TYPE,
        "recorded_at": canonical.instant(recorded.recorded_at),
        "cmd": {"id": write("cmd", recorded.cmd)},
        "env": env,
        "data": data,
    }


def _plain(name: str, value: object) -> object:
    try:
        return canonical.plain(value)
    except Unrecordable as error:
        raise Unrecordable(f"data/{name}: {error.reason}", field=f"/data/{name}") from None


def _native(_name: str, value: object) -> object:
    return value if type(value) in _NATIVE else canonical.plain(value)


def _said(env: Circumstances) -> list[tuple[str, object]]:
    return [
        (name, value)
        for name, default in _ENV
        if (value := getattr(env, name)) is not default and value != default
    ]


_ENV = tuple((f.name, f.default) for f in fields(Circumstances))


def _told(event: Event) -> list[tuple[str, object]]:
    return [
        (name, value)
        for name, default in Shape.of(type(event)).clear
        if (value := getattr(event, name)) is not default and value != default
    ]


class _Command(msgspec.Struct, forbid_unknown_fields=True):
    id: UUID


class _Read(msgspec.Struct, forbid_unknown_fields=True):
    """The keys of an entry, no more and no fewer."""

    v: str
    agg: UUID
    ver: int
    type: str
    recorded_at: datetime
    cmd: _Command
    env: dict[str, Any]
    data: dict[str, Any]


_decoder = msgspec.json.Decoder(_Read)


def decode(state: bytes, opened: Mapping[str, Disclosure]) -> Recorded[Event]:
    """Return the recorded event that canonical bytes hold; the caller compares the bytes again."""
    entry = _decoder.decode(state)
    if entry.v != FORMAT:
        raise Unrecordable(f"an entry of {FORMAT} says so")
    kind = EVENT_TYPES[entry.type]
    readers = Shape.of(kind).readers
    env, data = entry.env, entry.data
    digests = tuple(sorted(msgspec.convert(data.pop("_sd", []), list[str])))
    data.update({name: env.pop(name) for name in _VALID_TIME if name in env})
    if digests:
        data.update(_revealed(kind, digests, opened))
    return Recorded(
        agg=entry.agg,
        ver=entry.ver,
        recorded_at=entry.recorded_at,
        cmd=entry.cmd.id,
        env=msgspec.convert(env, Circumstances),
        event=kind(**{name: readers[name](value) for name, value in data.items()}),
        digests=digests,
    )


def _revealed(
    kind: type[Event], digests: tuple[str, ...], opened: Mapping[str, Disclosure]
) -> dict[str, Disclosed[object]]:
    """Without its disclosure nobody can say which digest is which field: then all are sealed."""
    known = {d.name: Disclosed(d.value) for digest in digests if (d := opened.get(digest))}
    if len(known) == len(digests):
        return known
    sealed: Disclosed[object] = Disclosed()
    return {name: known.get(name, sealed) for name in Shape.of(kind).disclosed}


def _reader(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type
    if _is_disclosed(hint):
        return lambda value: value
    for part in (hint, *get_args(hint)):
        if hasattr(part, "from_data"):
            return cast("Callable[[Any], Any]", part.from_data)
    return partial(msgspec.convert, type=hint)
