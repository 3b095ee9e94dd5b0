"""A clerical error in the record: an entry beside it says what should stand there, and the error stays visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from accord.aggregates.correctable import (
    CORRECTABLE,
    NEVER_ADDED,
    days,
    disclosed,
    fields_of,
    instead,
)
from accord.aggregates.party import Identifier, IdentifierAdded
from accord.aggregates.party.identifiers import check_identifier
from accord.aggregates.party.standing import check_email
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act, Disclosed, Event, Recorded


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


@dataclass(frozen=True, kw_only=True)
class DisclosureCorrected(Event, type="correction.disclosure_recorded/1"):
    """In entry `version` of this stream a disclosed text should have said something else, from the beginning.

    What it said is disclosed by that entry, and what it should have said by this one.
    """

    FOLLOWED: ClassVar[bool] = False

    version: int
    corrected: str
    field: str
    now: Disclosed[str]


Correction = RecordCorrected | DisclosureCorrected


def correct(
    history: Sequence[Recorded[Event]],
    act: Act,
    *,
    version: int,
    field: str,
    now: str,
    was: str | None = None,
) -> Correction:
    """Say what a field of an entry should have said; refused for what a rule or a guard reads.

    With `was`, what the one who corrects it has read there; refused where the record says something else.
    """
    entry = entry_of(history, version)
    _is_correctable(entry.event, field)
    _is_explained(act, now)
    if field in disclosed(entry.event):
        return _disclosed(entry, field, now, was)
    if field in days(entry.event):
        now = _day(entry, field, now)
    before = says(history, entry, field)
    _was_read(before, was, version, field)
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


def _day(entry: Recorded[Event], field: str, now: str) -> str:
    if field == "occurred_on" and entry.env.occurred_at is not None:
        raise Refused(
            f"entry {entry.ver} says at which instant it occurred, and not on which day",
            field="field",
        )
    return day_of(now).isoformat()


def _disclosed(
    entry: Recorded[Event], field: str, now: str, was: str | None
) -> DisclosureCorrected:
    """Correct a text that no command reads; what it says is told by the one who corrects it alone."""
    if getattr(entry.event, field) is None:
        raise Refused(
            f"entry {entry.ver} has no {field}, and none is added to it as a clerical error",
            field="field",
        )
    if was is not None:
        raise Refused(
            f"the {field} is disclosed, and no command reads it: leave out what it says",
            field="was",
        )
    event = entry.event
    if isinstance(event, IdentifierAdded):
        check_identifier(Identifier(scheme=event.scheme, value=now), field="now")
    if field == "email":
        check_email(now, field="now")
    return DisclosureCorrected(
        version=entry.ver, corrected=event.TYPE, field=field, now=Disclosed(now)
    )


def entry_of(history: Sequence[Recorded[Event]], version: int) -> Recorded[Event]:
    """Return one entry of a history; raise `NotFound` where it has not come so far."""
    for entry in history:
        if entry.ver == version:
            return entry
    raise NotFound(f"there is no entry {version} here; the last one is {len(history)}")


def _is_correctable(event: Event, field: str) -> None:
    able = sorted(CORRECTABLE.get(event.TYPE, frozenset()) | disclosed(event) | days(event))
    if field in able:
        return
    known = fields_of(event)
    if field not in known:
        raise Refused(
            f"an entry {event.TYPE} has no field {field}; it can have {', '.join(known)}",
            field="field",
            fields=known,
        )
    only = f"only {' and '.join(able)} can be corrected in it; " if able else ""
    raise Refused(
        f"the {field} of an entry {event.TYPE} is not corrected as a clerical error: "
        f"{only}{instead(event.TYPE, field)}",
        field="field",
        correctable=able,
    )


def _was_read(before: str | None, was: str | None, version: int, field: str) -> None:
    if before is None and field in NEVER_ADDED:
        raise Refused(
            f"entry {version} has no {field}, and none is added to it: it is that of a natural person",
            field="field",
        )
    if was is not None and was != before:
        found = f"“{before}”" if before else "nothing"
        raise OutOfOrder(
            f"the {field} of entry {version} says {found}, and not “{was}”; read it again",
            field="was",
            says=before,
        )


def _is_explained(act: Act, now: str) -> None:
    if not now.strip():
        raise Refused("say what should stand there", field="now")
    if not act.reason:
        raise Refused("give the reason: how the error is known to be one", field="reason")


def says(history: Sequence[Recorded[Event]], entry: Recorded[Event], field: str) -> str | None:
    """Return what a field says by now: as recorded, or as it was corrected last."""
    found: str | None = _recorded(entry, field) or None
    for later in history:
        event = later.event
        if isinstance(event, RecordCorrected) and (event.version, event.field) == (
            entry.ver,
            field,
        ):
            found = event.now
    return found


def _recorded(entry: Recorded[Event], field: str) -> str | None:
    value = getattr(entry.event if hasattr(entry.event, field) else entry.env, field)
    return value.isoformat() if isinstance(value, date) else value


def day_of(now: str) -> date:
    """Return the day that is written there; raise `Refused` where none is."""
    try:
        return date.fromisoformat(now)
    except ValueError:
        raise Refused(f"“{now}” is no day; write it as 2026-05-04", field="now") from None


def last_said(
    history: Sequence[Recorded[Event]], kinds: tuple[type[Event], ...], field: str
) -> str | None:
    """Return what the last entry of these kinds says by now in a field."""
    entry = next(each for each in reversed(history) if isinstance(each.event, kinds))
    return says(history, entry, field)
