"""What entries say of themselves, told without making their events.

Whoever verifies a log needs to know of each entry that its bytes are exactly those of an entry of its type, and
little besides. One typed reading and one writing show that, many entries at a time (`plainly.py`). What is not
certain is read by the mapper, which alone refuses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from accord.store.disclosures import Damaged
from accord.store.mapper import MAX_ENTRY, StrictMapper
from accord.store.plainly import Said, plain_of


class Sealed(msgspec.Struct, gc=False):
    """Of the data of an entry, the digests of what is hidden."""

    commitments: list[str] | UnsetType = UNSET


class Acted(msgspec.Struct, gc=False):
    """Who acted, for whom, by which authority."""

    authority: str
    on_behalf_of: str
    recorded_by: str


class Seen(msgspec.Struct, gc=False):
    """What an entry says of itself."""

    agg: str
    cmd: Said
    data: Sealed
    env: Acted
    recorded_at: datetime
    type: str
    ver: int


class Sight:
    """Looks at entries, many at a time."""

    def __init__(self) -> None:
        self._mapper = StrictMapper()

    def look(self, entries: Sequence[bytes]) -> list[Seen | Damaged]:
        """Return what each says of itself, or why it is none; what the mapper reads is an entry, and nothing else."""
        found: list[Any] = list(map(_plainly, entries))
        if not _certain(entries, found):
            found = [None] * len(entries)
        return [
            self._slowly(entry) if seen is None else seen
            for entry, seen in zip(entries, found, strict=True)
        ]

    def _slowly(self, entry: bytes) -> Seen | Damaged:
        if len(entry) > MAX_ENTRY:
            return Damaged(f"an entry holds at most {MAX_ENTRY} bytes, and this has {len(entry)}")
        try:
            read = self._mapper.read(entry)
        except Damaged as error:
            return error
        return Seen(
            agg=str(read.agg),
            cmd=Said(str(read.cmd)),
            data=Sealed(list(read.digests) or UNSET),
            env=Acted(read.env.authority, str(read.env.on_behalf_of), str(read.env.recorded_by)),
            recorded_at=read.recorded_at,
            type=read.event.TYPE,
            ver=read.ver,
        )


def _plainly(entry: bytes) -> Any:  # noqa: ANN401 - a struct of its type, which has all that `Seen` has
    """Return the fields of an entry, where they are read plainly; None where the mapper has to look."""
    begins = entry.rfind(_TYPE, -_END) + len(_TYPE)
    try:
        plain = plain_of(entry[begins : entry.index(b'"', begins)])
        if plain is None:
            return None
        found = plain.decode(entry)
    except (ValueError, msgspec.MsgspecError):
        return None
    at, data = found.recorded_at, found.data
    # A whole second is written by the encoder in another way than in an entry.
    if at.tzinfo is not UTC or not at.microsecond or found.env.retroactive is False:
        return None
    sealed = data.commitments
    if sealed and len(sealed) > 1 and sealed != sorted(sealed):
        return None
    return found if plain.certain or plain.fits(data) else None


_TYPE = b'"type":"'
_END = 150
"""In how many bytes at the end of an entry its type stands."""


def _certain(entries: Sequence[bytes], found: Sequence[Any]) -> bool:
    """Whether what was read plainly is written again as it stands: a line each, all compared at once."""
    read = [seen for seen in found if seen is not None]
    if not read:
        return True
    if len(read) < len(found):
        entries = [entry for entry, seen in zip(entries, found, strict=True) if seen is not None]
    lines = b"\n".join(entries) + b"\n"
    if _encoder.encode_lines(read) != lines or max(map(len, entries)) > MAX_ENTRY:
        return False
    if not lines.isascii() and not unicodedata.is_normalized("NFC", lines.decode()):
        return False
    ids: list[str] = []
    for seen in read:
        ids += seen.IDS(seen)
    return _are_ids(ids)


def _are_ids(given: Sequence[str]) -> bool:
    """Whether each is an id as ids are written: put side by side, each letter has its place."""
    ids, number = "\n".join(given).encode(), len(given)
    return (
        len(ids) == number * 37 - 1
        and ids.translate(None, b"0123456789abcdef") == b"\n".join([b"----"] * number)
        and all(ids[at::37] == b"-" * number for at in (8, 13, 18, 23))
        and ids[36::37] == b"\n" * (number - 1)
    )


_encoder = msgspec.json.Encoder()
