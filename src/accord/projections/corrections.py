"""What was corrected in the record: shown where the error was shown, with what stood there before."""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.correcting import RecordCorrected
from accord.events import Recorded
from accord.projections.agreements import agreements
from accord.projections.amendments import amendments
from accord.projections.decisions import decisions
from accord.projections.disputes import disputes
from accord.projections.documents import opened, said, stamped
from accord.projections.meetings import meetings
from accord.projections.obligations import obligations
from accord.projections.parties import parties
from accord.projections.views import Document, Model, Views, on

_MODELS: dict[str, Model] = {
    "agreement": agreements,
    "amendment": amendments,
    "decision": decisions,
    "dispute": disputes,
    "meeting": meetings,
    "obligation": obligations,
    "party": parties,
}
_SHOWN_AS = {"legal_name": "name"}
"""Under which name a document shows a field, where that is another one."""
_WITHIN = {
    "agreement.signed/1": "signatures",
    "agreement.party_acceded/1": "accessions",
    "agreement.ratification_deposited/1": "ratifications",
    "amendment.signed/1": "signatures",
    "dispute.brought_to_court/1": "course",
    "meeting.minutes_recorded/1": "minutes",
}
"""In which part of a document an entry is shown; that of any other is the document itself."""


@on(RecordCorrected)
def corrected(views: Views, position: int, at: Recorded[RecordCorrected]) -> None:
    """What should have stood there is shown, and beside it what did."""
    event = at.event
    model = _MODELS[event.corrected.partition(".")[0]]
    document = stamped(views.change(model, at.agg), at)
    field = _SHOWN_AS.get(event.field, event.field)
    for place in _places(document, event):
        if place.get(field) == event.was:
            place[field] = event.now
    document.setdefault("corrections", []).append(_entry(position, at))


def _places(document: Document, event: RecordCorrected) -> Iterator[Document]:
    if event.field == "legal_name":
        names = (*document["former_names"], document)
        yield names[document["named_by"].index(event.version)]
        return
    within = _WITHIN.get(event.corrected)
    found = document if within is None else document[within]
    for place in found if isinstance(found, list) else [found]:
        # Of a dispute only the step into court says a court, and it is nobody's own.
        if within == "course":
            if "court" in place:
                yield place
        elif within is None or place.get("party") in (None, str(event.party)):
            yield place


def _entry(position: int, at: Recorded[RecordCorrected]) -> Document:
    event, env = at.event, at.env
    return said(
        position=position,
        entry=event.version,
        type=event.corrected,
        field=event.field,
        was=event.was,
        now=event.now,
        reason=opened(event.reason),
        corrected_at=at.recorded_at,
        corrected_by=env.asserted_by or env.recorded_by,
        authority=env.authority,
    )
