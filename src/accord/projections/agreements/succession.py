"""Who stands in whose place in an agreement?"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.places import SUCCESSION
from accord.events import Recorded
from accord.projections.agreements.model import agreement_party, changed
from accord.projections.agreements.terms import terms_on
from accord.projections.documents import said
from accord.projections.views import Document, Views, on

_FORMERLY = sa.delete(agreement_party).where(
    agreement_party.c.agreement == sa.bindparam("its_agreement"),
    agreement_party.c.party == sa.bindparam("its_party"),
)


def _dated(document: Document, entry: Document) -> Iterator[Document]:
    """Yield the succession, and that it goes on through what was said before of later days."""
    old, new, day = entry["predecessor"], entry["successor"], entry["effective_from"]
    parties = (document | terms_on(document, day))["parties"]
    both = any(party["party"] == new for party in parties)
    yield {"name": SUCCESSION, "entry": entry, "effective_from": day}
    for dated in document.get("dated", []):
        if dated["effective_from"] > day:
            yield {"name": SUCCESSION, "entry": entry, "effective_from": dated["effective_from"]}
            if dated.get("key") == old and not both:
                yield {**dated, "key": new}


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
    document["dated"] = [*document.get("dated", []), *_dated(document, entry)]
    # It may have been a party before; its agreements are then listed already.
    views.execute(_FORMERLY, its_agreement=at.agg, its_party=event.successor)
    views.insert(agreement_party, agreement=at.agg, party=event.successor)
