"""The canonical entry of a recorded event, byte for byte (`docs/reference/entry.md`).

Exactly the keys `v agg ver type recorded_at cmd env data`, in canonical JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from accord import canonical
from accord.errors import Unrecordable
from accord.events import EVENT_TYPES, Circumstances, Disclosed, Event, Recorded
from accord.store.disclosures import Disclosure
from accord.store.shape import VALID_TIME, Shape

FORMAT = "accord-entry/1"


def encode(recorded: Recorded[Event]) -> bytes:
    """Return the canonical bytes of the entry; raise `Unrecordable` naming the field that does not fit."""
    return canonical.encode(_entry(recorded, _plain))


def encode_again(recorded: Recorded[Event], state: bytes) -> bytes:
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
    data = {name: write(name, value) for name, value in _stated(event, Shape.of(type(event)).clear)}
    if recorded.digests:
        data["_sd"] = list(recorded.digests)
    env = {name: write(name, value) for name, value in _stated(recorded.env, _ENV)}
    for name in VALID_TIME:
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


_ENV = tuple((f.name, f.default) for f in fields(Circumstances))


def _stated(of: object, among: Iterable[tuple[str, object]]) -> Iterator[tuple[str, object]]:
    """Give each field that is not at its default: what was not said is left out of an entry."""
    for name, default in among:
        value = getattr(of, name)
        if value is not default and value != default:
            yield name, value


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
    data.update({name: env.pop(name) for name in VALID_TIME if name in env})
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
