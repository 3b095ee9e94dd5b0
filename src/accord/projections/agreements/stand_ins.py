"""Who stands in whose place in an agreement on a day, wherever else a party is named?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.agreement import events as e
from accord.events import Recorded
from accord.projections.agreements.model import agreements, today
from accord.projections.agreements.places import in_place
from accord.projections.agreements.terms import terms_on
from accord.projections.views import Document, Views, decoded, metadata, on

agreement_succession = sa.Table(
    "agreement_succession",
    metadata,
    sa.Column("agreement", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("predecessor", sa.Uuid, nullable=False),
    sa.Column("successor", sa.Uuid, nullable=False),
    sa.Column("since", sa.String(10), nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
)
"""From which day a party stands in whose place, so that lists are filtered by who stands there."""


@on(e.PlaceSucceeded)
def succeeded(views: Views, _position: int, at: Recorded[e.PlaceSucceeded]) -> None:
    """Lists find the successor from its day on."""
    views.insert(
        agreement_succession,
        agreement=at.agg,
        number=at.ver,
        predecessor=at.event.predecessor,
        successor=at.event.successor,
        since=str(at.event.effective_from),
        zone=views.look(agreements, at.agg)["zone"],
    )


Named = tuple[sa.ColumnElement[UUID], sa.ColumnElement[UUID]]
"""The column of the agreement, and that of the party which is named under it."""


def stands_there(
    conn: sa.Connection, party: UUID, named: Named, when: date | datetime
) -> sa.ColumnElement[bool]:
    """Return the condition that who is named is this party, or one in whose place it stands on a day.

    Of an instant, that is the day in the zone of each agreement.
    """
    columns, (agreement, whose) = agreement_succession.c, named
    query = sa.select(agreement_succession).order_by(
        columns.agreement, columns.since, columns.number
    )
    gone, places = [], []
    for id_, found in groupby(conn.execute(query), lambda row: row.agreement):
        due = [row for row in found if row.since <= _day(when, row.zone)]
        passed = [(row.predecessor, row.successor) for row in due]
        before = {old for old, _ in passed if in_place(passed, old) == party} - {party}
        places += [sa.and_(agreement == id_, whose == old) for old in before]
        gone += [id_] if in_place(passed, party) != party else []
    own = sa.and_(whose == party, agreement.not_in(gone)) if gone else whose == party
    return sa.or_(own, *places)


def _day(when: date | datetime, zone: str) -> str:
    return str(today(zone, when))


_KEPT = ("body", "seats", "rule", "post", "succession")


def kept_by_day(document: Document) -> list[tuple[str, dict[str, str | None]]]:
    """Return of an agreement, from each day on which that changes, whose people alone can hold which post."""
    blocks = ("bodies", "posts", "parties", "signatories")
    dated = [each for each in document.get("dated", []) if each["name"] in _KEPT]
    slim = {name: document[name] for name in blocks} | {"dated": dated}
    annulled = {each["annulled_from"] for each in dated if "annulled_from" in each}
    days = sorted({each["effective_from"] for each in dated} | annulled)
    return [(day, dict(_kept(slim | terms_on(slim, day)))) for day in ("", *days)]


def _kept(terms: Document) -> Iterable[tuple[str, str | None]]:
    seats = (seat for body in terms["bodies"] for seat in body["seats"])
    return ((each["post"], each.get("party")) for each in (*seats, *terms["posts"]))


def documents_of(conn: sa.Connection, named: Iterable[str]) -> dict[str, Document]:
    """Return the documents of some agreements, by id."""
    columns, ids = agreements.table.c, {UUID(id_) for id_ in named}
    query = sa.select(columns.document).where(columns.id.in_(ids))
    found = (decoded(row.document) for row in conn.execute(query))
    return {document["id"]: document for document in found}
