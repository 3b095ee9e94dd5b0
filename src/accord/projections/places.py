"""What an agreement says of what is read beside it: in whose place a party stands, and whose a post is."""

from __future__ import annotations

import sqlalchemy as sa

from accord.projections.agreements.stand_ins import documents_of, kept_by_day
from accord.projections.disputes import disputes
from accord.projections.obligations import obligations
from accord.projections.roles import roles
from accord.projections.views import BESIDE, Document


def beside_a_role(conn: sa.Connection, documents: list[Document]) -> None:
    """Say beside a post who succeeded whom in its agreement, and for whom it is kept from which day."""
    found = documents_of(conn, (document["agreement"] for document in documents))
    kept = {id_: kept_by_day(document) for id_, document in found.items()}
    for document in documents:
        id_, post = document["agreement"], document["post"]
        days = [(day, posts[post]) for day, posts in kept[id_] if post in posts]
        document["beside"] = {**_successions(found[id_]), "kept": days}


def beside_what_parties_owe(conn: sa.Connection, documents: list[Document]) -> None:
    """Say beside what is owed, or what parties are at odds about, who succeeded whom in its agreement."""
    found = documents_of(conn, (document["agreement"] for document in documents))
    for document in documents:
        document["beside"] = _successions(found[document["agreement"]])


def _successions(document: Document) -> Document:
    return {"successions": document.get("successions", [])}


BESIDE |= {
    roles.name: beside_a_role,
    obligations.name: beside_what_parties_owe,
    disputes.name: beside_what_parties_owe,
}
