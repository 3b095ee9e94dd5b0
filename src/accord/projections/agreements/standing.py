"""What has become of an agreement in force?"""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.events import Recorded
from accord.projections.agreements.model import changed
from accord.projections.documents import said
from accord.projections.views import Views, on


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
