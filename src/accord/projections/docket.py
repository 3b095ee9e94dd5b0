"""Which votes did a body hold, in order, and which seats missed them?"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.docket import SeatsExcused, SeatsMissed, VotingEntered
from accord.events import Recorded
from accord.projections.views import Document, Views, metadata, on

docket = sa.Table(
    "docket",
    metadata,
    sa.Column("agreement", sa.Uuid, nullable=False),
    sa.Column("body", sa.String(64), nullable=False),
    sa.Column("decision", sa.Uuid, primary_key=True),
    sa.Column("voting", sa.Integer, primary_key=True),
    sa.Column("cls", sa.String(64), nullable=False),
    sa.Column("opened", sa.String(27), nullable=False),
    sa.Column("closed", sa.String(27), nullable=False),
    sa.Index("docket_of_body", "agreement", "body", "opened"),
)
docket_seats = sa.Table(
    "docket_seats",
    metadata,
    sa.Column("decision", sa.Uuid, primary_key=True),
    sa.Column("voting", sa.Integer, primary_key=True),
    sa.Column("seat", sa.String(64), primary_key=True),
    sa.Column("holder", sa.Uuid),
    sa.Column("party", sa.Uuid),
)


def votings_of(
    conn: sa.Connection,
    agreement: UUID,
    limit: int,
    *,
    body: str | None = None,
    after: tuple[UUID, int] | None = None,
) -> Iterator[Document]:
    """Return the votings of the bodies of an agreement in the order in which they were opened."""
    columns = docket.c
    order = sa.tuple_(columns.opened, columns.decision, columns.voting)
    query = sa.select(docket).where(columns.agreement == agreement)
    if body is not None:
        query = query.where(columns.body == body)
    if after is not None:
        query = query.where(order > _place(*after))
    rows = list(conn.execute(query.order_by(*order).limit(limit)))
    seats = _seats(conn, [row.decision for row in rows])
    for row in rows:
        yield {
            "body": row.body,
            "decision": str(row.decision),
            "class": row.cls,
            "voting": row.voting,
            "opened": row.opened,
            "closed": row.closed,
            **seats.get((row.decision, row.voting), {"missed": [], "excused": []}),
        }


def _place(decision: UUID, voting: int) -> sa.Tuple:
    """Return where a voting stands in the docket."""
    its = docket.alias("its")
    opened = sa.select(its.c.opened).where(its.c.decision == decision, its.c.voting == voting)
    return sa.tuple_(opened.scalar_subquery(), sa.literal(decision, sa.Uuid), sa.literal(voting))


def _seats(conn: sa.Connection, decisions: list[UUID]) -> dict[tuple[UUID, int], Document]:
    columns = docket_seats.c
    query = sa.select(docket_seats).where(columns.decision.in_(decisions)).order_by(columns.seat)
    found: dict[tuple[UUID, int], Document] = {}
    for row in conn.execute(query):
        entry = found.setdefault((row.decision, row.voting), {"missed": [], "excused": []})
        if row.holder is None:
            entry["excused"].append(row.seat)
        else:
            whose = {"holder": str(row.holder), "party": str(row.party)}
            entry["missed"].append({"seat": row.seat, **whose})
    return found


@on(VotingEntered)
def entered(views: Views, _position: int, at: Recorded[VotingEntered]) -> None:
    """A voting was closed."""
    event = at.event
    views.insert(
        docket,
        agreement=event.agreement,
        body=event.body,
        decision=event.decision,
        voting=event.voting,
        cls=event.cls,
        opened=canonical.instant(event.opened),
        closed=canonical.instant(event.closed),
    )


@on(SeatsMissed)
def missed(views: Views, _position: int, at: Recorded[SeatsMissed]) -> None:
    """These seats missed it."""
    event = at.event
    for each in event.seats:
        views.insert(
            docket_seats,
            decision=event.decision,
            voting=event.voting,
            seat=each.seat,
            holder=each.holder,
            party=each.party,
        )


@on(SeatsExcused)
def excused(views: Views, _position: int, at: Recorded[SeatsExcused]) -> None:
    """These seats had no part in it."""
    for seat in at.event.seats:
        views.insert(
            docket_seats,
            decision=at.event.decision,
            voting=at.event.voting,
            seat=seat,
            holder=None,
            party=None,
        )
