"""Who are the parties, and what are they called?"""

from __future__ import annotations

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.party import IdentifierAdded, PartyRegistered, PartyRenamed
from accord.events import Recorded
from accord.projections.documents import opened, stamped
from accord.projections.views import Document, Model, Views, on

parties = Model.of(
    "parties",
    lambda document: {"kind": document["kind"], "name": document["name"]},
    sa.Column("kind", sa.String(20), nullable=False, index=True),
    sa.Column("name", sa.Text, index=True),
)


@on(PartyRegistered)
def registered(views: Views, _position: int, at: Recorded[PartyRegistered]) -> None:
    """A party is known under its name."""
    document: Document = {
        "id": str(at.agg),
        "kind": at.event.kind,
        "name": at.event.legal_name or opened(at.event.person_name),
        "former_names": [],
        "identifiers": [],
        "registered_at": canonical.instant(at.recorded_at),
        "links": {
            "self": f"/v1/parties/{at.agg}",
            "history": f"/v1/parties/{at.agg}/history",
            "agreements": f"/v1/agreements?party={at.agg}",
        },
    }
    views.begin(parties, at.agg, stamped(document, at))


@on(IdentifierAdded)
def identifier_added(views: Views, _position: int, at: Recorded[IdentifierAdded]) -> None:
    """A party is known elsewhere."""
    document = stamped(views.change(parties, at.agg), at)
    value = at.event.value or opened(at.event.person_value)
    document["identifiers"].append({"scheme": at.event.scheme, "value": value})


@on(PartyRenamed)
def renamed(views: Views, _position: int, at: Recorded[PartyRenamed]) -> None:
    """A party has another name; the former one is kept with the day it ended."""
    document = stamped(views.change(parties, at.agg), at)
    until = canonical.plain(at.event.effective_from)
    document["former_names"].append({"name": document["name"], "until": until})
    document["name"] = at.event.legal_name or opened(at.event.person_name)
