"""What was corrected in the record: shown where the error was shown, with what stood there before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from accord.aggregates.correcting import Correction, DisclosureCorrected, RecordCorrected
from accord.events import Recorded
from accord.projections.agreements import agreements
from accord.projections.amendments import amendments
from accord.projections.chronicle import history
from accord.projections.decisions import decisions
from accord.projections.disputes import disputes
from accord.projections.documents import opened, said, stamped
from accord.projections.meetings import meetings
from accord.projections.obligations import met_on_another_day, obligations
from accord.projections.parties import parties
from accord.projections.roles import roles
from accord.projections.views import Document, Model, Views, on

_MODELS: dict[str, Model] = {
    "agreement": agreements,
    "amendment": amendments,
    "decision": decisions,
    "dispute": disputes,
    "meeting": meetings,
    "obligation": obligations,
    "party": parties,
    "role": roles,
}
_SHOWN_AS = {
    "legal_name": "name",
    "met_on": "since",
    "person_name": "name",
    "person_value": "value",
}
"""Under which name a document shows a field, where that is another one."""
_WITHIN = {
    "agreement.signed/1": "signatures",
    "agreement.party_acceded/1": "accessions",
    "agreement.ratification_deposited/1": "ratifications",
    "amendment.signed/1": "signatures",
    "dispute.brought_to_court/1": "course",
    "meeting.minutes_recorded/1": "minutes",
    "obligation.met/1": "course",
}
"""In which part of a document an entry is shown; that of any other is the document itself."""


@on(RecordCorrected)
def corrected(views: Views, position: int, at: Recorded[RecordCorrected]) -> None:
    """What should have stood there is shown, and beside it what did."""
    event, document = at.event, _document(views, at)
    field = _SHOWN_AS.get(event.field, event.field)
    for place in _places(document, event):
        if place.get(field) == event.was:
            place[field] = event.now
    if event.field == "met_on":
        met_on_another_day(views, at.agg, event.version, event.now)
    _beside(document, position, at, event.was, event.now)


@on(DisclosureCorrected)
def disclosure_corrected(views: Views, position: int, at: Recorded[DisclosureCorrected]) -> None:
    """The same of a disclosed text, as long as it is not erased."""
    event, document, now = at.event, _document(views, at), opened(at.event.now)
    field, was = _SHOWN_AS.get(event.field, event.field), _before(views, document, at)
    for place in _entries(document, event):
        was = place.get(field)
        if now is not None:
            place[field] = now
    _beside(document, position, at, was, now)


def _document(views: Views, at: Recorded[Correction]) -> Document:
    model = _MODELS[at.event.corrected.partition(".")[0]]
    return stamped(views.change(model, at.agg), at)


def _places(document: Document, event: RecordCorrected) -> Iterator[Document]:
    if event.field == "occurred_on":  # which the history alone shows
        return
    if event.field in ("legal_name", "completed_on"):
        yield from _entries(document, event)
        return
    within = _WITHIN.get(event.corrected)
    found = document if within is None else document[within]
    for place in found if isinstance(found, list) else [found]:
        # Of a course only one step says a court, or that it was met; and it is nobody's own.
        if within == "course":
            if "court" in place or place.get("status") == "met":
                yield place
        elif within is None or place.get("party") in (None, str(event.party)):
            yield place


def _entries(document: Document, event: Correction) -> Iterator[Document]:
    """Return where a document shows just what this entry said."""
    if event.field in ("legal_name", "person_name"):
        names = (*document["former_names"], document)
        yield names[document["named_by"].index(event.version)]
    elif event.field == "person_value":
        yield document["identifiers"][document["identified_by"].index(event.version)]
    elif event.field == "background":
        yield document
    else:
        yield from (each for each in _parts(document) if each.get("entry") == event.version)


def _parts(document: Document) -> Iterator[Document]:
    """Return the parts of a document that say of which entry they are."""
    for name in ("addresses", "voting_right_restored", "recounts", "implementations"):
        yield from document.get(name, ())
    for assignment in document.get("assignments", ()):
        yield from assignment.get("suspensions", ())


def _before(views: Views, document: Document, at: Recorded[DisclosureCorrected]) -> str | None:
    """Return the reason that an entry said by now, which its history alone may show."""
    event = at.event
    found: str | None = None
    if event.field == "reason":
        row = views.inserted(history, stream=at.agg, version=event.version)
        found = cast("str | None", row["reason"]) if row else None
    for each in document.get("corrections", ()):
        if (each["entry"], each["field"]) == (event.version, event.field):
            found = each.get("now")
    return found


def _beside(
    document: Document, position: int, at: Recorded[Correction], was: str | None, now: str | None
) -> None:
    event, env = at.event, at.env
    entry = said(
        position=position,
        entry=event.version,
        type=event.corrected,
        field=event.field,
        was=was,
        now=now,
        reason=opened(event.reason),
        corrected_at=at.recorded_at,
        corrected_by=env.asserted_by or env.recorded_by,
        authority=env.authority,
    )
    document.setdefault("corrections", []).append(entry)
