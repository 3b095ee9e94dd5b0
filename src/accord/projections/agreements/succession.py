"""Who stands in whose place in an agreement?"""

from __future__ import annotations

import sqlalchemy as sa

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.places import SUCCESSION
from accord.events import Recorded
from accord.projections.agreements.model import agreement_party, changed
from accord.projections.documents import said
from accord.projections.views import Views, on

_FORMERLY = sa.delete(agreement_party).where(
    agreement_party.c.agreement == sa.bindparam("its_agreement"),
    agreement_party.c.party == sa.bindparam("its_party"),
)


@on(e.PlaceSucceeded)
def succeeded(views: Views, _position: int, at: Recorded[e.PlaceSucceeded]) -> None:
    """From a day on the successor stands wherever the terms say the predecessor."""
    event, document = at.event, changed(views, at)
    entry = said(
        predecessor=event.predecessor,
        successor=event.successor,
        effective_from=event.effective_from,
    )
    document.setdefault("successions", []).append(entry)
    dated = {"name": SUCCESSION, "entry": entry, "effective_from": entry["effective_from"]}
    document.setdefault("dated", []).append(dated)
    # It may have been a party before; its agreements are then listed already.
    views.execute(_FORMERLY, its_agreement=at.agg, its_party=event.successor)
    views.insert(agreement_party, agreement=at.agg, party=event.successor)
