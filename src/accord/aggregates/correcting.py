"""A clerical error in the record: an entry beside it says what should stand there, and the error stays visible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act, Event, Recorded


@dataclass(frozen=True, kw_only=True)
class RecordCorrected(Event, type="correction.recorded/1"):
    """In entry `version` of this stream a field should have said something else, from the beginning.

    `party` is whose entry it is, where the entry names one.
    """

    FOLLOWED: ClassVar[bool] = False

    version: int
    corrected: str
    field: str
    was: str | None = None
    now: str
    party: UUID | None = None


CORRECTABLE: Mapping[str, frozenset[str]] = {
    "agreement.signed/1": frozenset({"capacity", "counterpart"}),
    "agreement.party_acceded/1": frozenset({"capacity"}),
    "agreement.ratification_deposited/1": frozenset({"instrument"}),
    "amendment.signed/1": frozenset({"capacity"}),
    "obligation.scheduled/1": frozenset({"title"}),
    "dispute.raised/1": frozenset({"title"}),
    "dispute.brought_to_court/1": frozenset({"court", "reference"}),
    "meeting.convened/1": frozenset({"place"}),
    "meeting.minutes_recorded/1": frozenset({"title"}),
}
"""Which fields of which entries can be corrected: those that no rule and no guard ever reads."""

INSTEAD = {
    "agreement": "amend what was agreed; withdraw an act that should not stand, or have it declared void",
    "amendment": "withdraw the amendment and draft another, or amend again what it has changed",
    "obligation": "move the obligation to another day, waive it, or record anew whether it was met",
    "dispute": "withdraw the dispute and raise it anew, or record the step that follows",
    "meeting": "revise the agenda, call the meeting off, or record the attendance or the minutes again",
    "correction": "correct the entry itself once more",
}
"""Which act to use instead, for everything else in a history of its kind."""


def correct(
    history: Sequence[Recorded[Event]], act: Act, *, version: int, field: str, now: str
) -> RecordCorrected:
    """Say what a field of an entry should have said; refused for what a rule or a guard reads."""
    entry = entry_of(history, version)
    _is_correctable(entry.event, field)
    _is_explained(act, now)
    before = _says(history, entry, field)
    if now == before:
        raise OutOfOrder(f"the {field} of entry {version} already says “{now}”", field="now")
    return RecordCorrected(
        version=version,
        corrected=entry.event.TYPE,
        field=field,
        was=before,
        now=now,
        party=getattr(entry.event, "party", None),
    )


def entry_of(history: Sequence[Recorded[Event]], version: int) -> Recorded[Event]:
    """Return one entry of a history; raise `NotFound` where it has not come so far."""
    for entry in history:
        if entry.ver == version:
            return entry
    raise NotFound(f"there is no entry {version} here; the last one is {len(history)}")


def _is_correctable(event: Event, field: str) -> None:
    able = CORRECTABLE.get(event.TYPE, frozenset())
    if field in able:
        return
    instead = INSTEAD[event.TYPE.partition(".")[0]]
    only = f"only {' and '.join(sorted(able))} can be corrected in it; " if able else ""
    raise Refused(
        f"the {field} of an entry {event.TYPE} is not corrected as a clerical error: {only}{instead}",
        field="field",
        correctable=sorted(able),
    )


def _is_explained(act: Act, now: str) -> None:
    if not now.strip():
        raise Refused("say what should stand there", field="now")
    if not act.reason:
        raise Refused("give the reason: how the error is known to be one", field="reason")


def _says(history: Sequence[Recorded[Event]], entry: Recorded[Event], field: str) -> str | None:
    """Return what a field says by now: as recorded, or as it was corrected last."""
    found: str | None = getattr(entry.event, field) or None
    for later in history:
        event = later.event
        if isinstance(event, RecordCorrected) and (event.version, event.field) == (
            entry.ver,
            field,
        ):
            found = event.now
    return found
