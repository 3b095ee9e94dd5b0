"""Recorded events to stored rows and back, checked both ways.

The bytes that this mapper writes are the bytes that are stored; on the way out they are decoded,
encoded again and compared, so that a row that was touched, or written by something else, is refused
rather than read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from accord.errors import Unrecordable
from accord.events import Event, Recorded
from accord.store.disclosures import Damaged, Disclosure
from accord.store.entry import decode, encode, encode_again

MAX_ENTRY = 65_535


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
            recorded = self.read(stored_event.state, opened)
        except Damaged as error:
            raise _damaged(stored_event, error) from error
        address = (recorded.agg, recorded.ver, recorded.event.TYPE)
        if address != (
            stored_event.originator_id,
            stored_event.originator_version,
            stored_event.topic,
        ):
            raise _damaged(stored_event, f"the entry says it is {address}")
        return recorded

    def read(self, entry: bytes, opened: Mapping[str, Disclosure] | None = None) -> Recorded[Event]:
        """Return the recorded event in bytes that stand alone; raise `Damaged` where they are no entry."""
        try:
            recorded = decode(entry, opened or {})
            again = encode_again(recorded, entry)
        except Exception as error:  # whatever goes wrong in reading them, the bytes are at fault
            raise Damaged(f"this cannot be read as an entry: {error}") from error
        if again != entry:
            raise Damaged("the bytes are not what this event is written as")
        return recorded


def _damaged(row: StoredEvent, why: object) -> Damaged:
    return Damaged(f"entry {row.originator_id}/{row.originator_version} ({row.topic}): {why}")
