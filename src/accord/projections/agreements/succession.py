"""Who stands in whose place in an agreement?"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.joining import joins
from accord.aggregates.agreement.places import DIVISION, SUCCESSION
from accord.events import Recorded
from accord.projections.agreements.model import agreement_party, changed
from accord.projections.agreements.terms import entry_of, terms_on
from accord.projections.documents import said, with_class
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
            if dated["name"] == DIVISION and dated["entry"]["party"] == old and not both:
                yield {**dated, "entry": dated["entry"] | {"party": new}}


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
    _listed(views, at.agg, event.successor)


@on(e.PlaceDivided)
def divided(views: Views, _position: int, at: Recorded[e.PlaceDivided]) -> None:
    """From a day on the successor is a party of its own, with a share of the place."""
    event, document = at.event, changed(views, at)
    day = canonical.plain(event.effective_from)
    share = with_class(event.cls) | said(measures=entry_of(event.measures))
    named = said(predecessor=event.predecessor, successor=event.successor, effective_from=day)
    left = said(left=entry_of(event.left), post=event.post)
    document.setdefault("divisions", []).append(named | share | left)
    rest = {"party": str(event.predecessor), "measures": entry_of(event.left)}
    entries = [(DIVISION, rest), *((kind, entry_of(value)) for kind, value in joins(event))]
    dated = [{"name": str(k), "entry": v, "effective_from": day} for k, v in entries]
    document["dated"] = [*document.get("dated", []), *dated]
    _listed(views, at.agg, event.successor)


def _listed(views: Views, agreement: UUID, party: UUID) -> None:
    """List the agreement for a party, which may have been one before."""
    views.execute(_FORMERLY, its_agreement=agreement, its_party=party)
    views.insert(agreement_party, agreement=agreement, party=party)
