"""Which seats were on the roll of a decision, and where does each of them stand?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.decision import events as e
from accord.events import Recorded
from accord.projections.documents import said
from accord.projections.views import Document, Views, metadata, on

ballots = sa.Table(
    "ballots",
    metadata,
    sa.Column("decision", sa.Uuid, primary_key=True),
    sa.Column("seat", sa.String(64), primary_key=True),
    sa.Column("party", sa.Uuid),
    sa.Column("holder", sa.Uuid),
    sa.Column("cls", sa.Text, nullable=False),
    sa.Column("position", sa.String(10)),
    sa.Column("given_at", sa.String(27)),
    sa.Column("recorded_by", sa.Uuid),
)
_GIVE = (
    sa.update(ballots)
    .where(
        ballots.c.decision == sa.bindparam("its_decision"),
        ballots.c.seat == sa.bindparam("its_seat"),
    )
    .values(
        position=sa.bindparam("position"),
        given_at=sa.bindparam("given_at"),
        recorded_by=sa.bindparam("recorded_by"),
    )
)


def ballots_of(
    conn: sa.Connection, decision: UUID, after: str | None, limit: int
) -> Iterator[Document]:
    """Return the seats of the roll beyond `after`, in order, each with its ballot if it gave one."""
    query = sa.select(ballots).where(ballots.c.decision == decision).order_by(ballots.c.seat)
    if after is not None:
        query = query.where(ballots.c.seat > after)
    for row in conn.execute(query.limit(limit)):
        yield said(
            seat=row.seat,
            party=row.party,
            holder=row.holder,
            position=row.position,
            given_at=row.given_at,
            recorded_by=row.recorded_by,
        ) | ({"class": row.cls} if row.cls else {})


@on(e.RollSeatsFrozen)
def frozen(views: Views, _position: int, at: Recorded[e.RollSeatsFrozen]) -> None:
    """These seats are on the roll."""
    for seat in at.event.seats:
        views.insert(
            ballots,
            decision=at.agg,
            seat=seat.seat,
            party=seat.party,
            holder=seat.holder,
            cls=seat.cls,
        )


@on(e.BallotCast, e.BallotRecorded)
def given(views: Views, _position: int, at: Recorded[Any]) -> None:
    """A seat has answered."""
    views.execute(
        _GIVE,
        its_decision=at.agg,
        its_seat=at.event.seat,
        position=at.event.position,
        given_at=canonical.instant(at.env.occurred_at or at.recorded_at),
        recorded_by=at.env.recorded_by,
    )
