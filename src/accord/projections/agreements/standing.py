"""What has become of an agreement in force?"""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.events import Recorded
from accord.projections.agreements.model import changed
from accord.projections.documents import said
from accord.projections.views import Document, Views, on


@on(e.AmendmentIncorporated)
def incorporated(views: Views, _position: int, at: Recorded[e.AmendmentIncorporated]) -> None:
    """An amendment belongs to the agreement."""
    event = at.event
    entry = said(
        amendment=event.amendment,
        adoption_seq=event.adoption_seq,
        effective_from=event.effective_from,
        modifications_hash=event.modifications_hash,
    )
    changed(views, at)["amendments"].append(entry)


@on(e.AmendmentAnnulled)
def annulled(views: Views, _position: int, at: Recorded[e.AmendmentAnnulled]) -> None:
    """An amendment takes back what it did to text and terms."""
    event, document = at.event, changed(views, at)
    (entry,) = (e for e in document["amendments"] if e["amendment"] == str(event.amendment))
    until = said(day=event.effective_from or entry["effective_from"])["day"]
    entry |= {"ab_initio": event.ab_initio, "annulled_from": until}
    for dated in document.get("dated", []):
        if dated.get("amendment") == str(event.amendment):
            dated["annulled_from"] = until
            if "ended_before" in dated:
                _ends_as_before(document, dated)


def _ends_as_before(document: Document, dated: Document) -> None:
    """Say again when the term ends, as it was said before the amendment."""
    document.pop("effective_to", None)
    document |= said(effective_to=dated["ended_before"])
