"""Which seats were on the roll of a decision, and where does each of them stand?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision import sealed_events as s
from accord.events import Event, Recorded
from accord.projections.decisions import decisions
from accord.projections.discussions import voting_of
from accord.projections.documents import said
from accord.projections.views import Document, Views, metadata, on
from accord.rules import Position

ballots = sa.Table(
    "ballots",
    metadata,
    sa.Column("decision", sa.Uuid, primary_key=True),
    sa.Column("voting", sa.Integer, primary_key=True),
    sa.Column("seat", sa.String(64), primary_key=True),
    sa.Column("party", sa.Uuid),
    sa.Column("holder", sa.Uuid),
    sa.Column("cls", sa.Text, nullable=False),
    sa.Column("position", sa.String(10)),
    sa.Column("choice", sa.Text),
    sa.Column("given_at", sa.String(27)),
    sa.Column("recorded_by", sa.Uuid),
    sa.Column("attendance", sa.String(10)),
    sa.Column("how", sa.String(10)),
    sa.Column("by_seat", sa.String(64)),
    sa.Column("via", sa.Text),
    sa.Column("voted", sa.Boolean),
)
_SEAT = sa.and_(
    ballots.c.decision == sa.bindparam("its_decision"),
    ballots.c.voting == sa.bindparam("its_voting"),
    ballots.c.seat == sa.bindparam("its_seat"),
)
_ANSWER = (
    sa.update(ballots)
    .where(_SEAT)
    .values(
        given_at=sa.bindparam("given_at"),
        recorded_by=sa.bindparam("recorded_by"),
        how=sa.bindparam("how"),
        by_seat=sa.bindparam("by_seat"),
    )
)
_GIVE = _ANSWER.values(position=sa.bindparam("position"))
_DELEGATE = _GIVE.values(via=sa.bindparam("via"))
_CHOOSE = _ANSWER.values(choice=sa.bindparam("choice"))
_TAKE_BACK = (
    sa.update(ballots)
    .where(_SEAT, ballots.c.how == "proxy")
    .values(position=None, given_at=None, recorded_by=None, how=None, by_seat=None)
)
_other = ballots.alias()
_SILENT = sa.or_(ballots.c.position.is_(None), ballots.c.position == Position.ABSENT)
_OTHER_SILENT = sa.exists().where(
    _other.c.decision == sa.bindparam("its_decision"),
    _other.c.voting == sa.bindparam("its_voting"),
    _other.c.seat == sa.bindparam("by_seat"),
    _other.c.holder.is_not(None),
    sa.or_(
        _other.c.position.is_(None), _other.c.position == Position.ABSENT, _other.c.how == "paired"
    ),
)
_PAIR = (
    sa.update(ballots)
    .where(_SEAT, ballots.c.holder.is_not(None), _SILENT, _OTHER_SILENT)
    .values(position=Position.ABSTAIN, how="paired", by_seat=sa.bindparam("by_seat"))
)
_MARK = _ANSWER.values(voted=sa.bindparam("voted"))
_ATTEND = sa.update(ballots).where(_SEAT).values(attendance=sa.bindparam("attendance"))


def ballots_of(
    conn: sa.Connection, decision: UUID, voting: int, after: str | None, limit: int
) -> Iterator[Document]:
    """Return the seats of the roll of a voting beyond `after`, in order, each with its ballot if it gave one."""
    own = (ballots.c.decision == decision, ballots.c.voting == voting)
    query = sa.select(ballots).where(*own).order_by(ballots.c.seat)
    if after is not None:
        query = query.where(ballots.c.seat > after)
    for row in conn.execute(query.limit(limit)):
        choice = {} if row.choice is None else {"choice": canonical.decode(row.choice.encode())}
        yield (
            choice
            | said(
                seat=row.seat,
                party=row.party,
                holder=row.holder,
                position=row.position,
                given_at=row.given_at,
                recorded_by=row.recorded_by,
                attendance=row.attendance,
                how=row.how,
                by=row.by_seat,
                via=row.via.split() if row.via else None,
                voted=row.voted,
            )
            | ({"class": row.cls} if row.cls else {})
        )


@on(e.RollSeatsFrozen)
def frozen(views: Views, _position: int, at: Recorded[e.RollSeatsFrozen]) -> None:
    """These seats are on the roll."""
    voting = voting_of(views, at.agg)
    for seat in at.event.seats:
        views.insert(
            ballots,
            decision=at.agg,
            voting=voting,
            seat=seat.seat,
            party=seat.party,
            holder=seat.holder,
            cls=seat.cls,
        )


@on(e.BallotCast, e.BallotRecorded, d.BallotReplaced, r.ProxyBallotCast)
def given(views: Views, _position: int, at: Recorded[Any]) -> None:
    """A seat has answered."""
    views.execute(
        _GIVE,
        its_decision=at.agg,
        its_voting=voting_of(views, at.agg),
        its_seat=at.event.seat,
        position=at.event.position,
        how=_how(at.event),
        by_seat=getattr(at.event, "by", None),
        given_at=canonical.instant(at.env.occurred_at or at.recorded_at),
        recorded_by=at.env.recorded_by,
    )


@on(c.ChoiceCast, c.ChoiceRecorded)
def chosen(views: Views, _position: int, at: Recorded[Any]) -> None:
    """A seat has chosen."""
    views.execute(
        _CHOOSE,
        its_decision=at.agg,
        its_voting=voting_of(views, at.agg),
        its_seat=at.event.seat,
        choice=canonical.encode(at.event.choice.to_data()).decode(),
        how=_how(at.event),
        by_seat=None,
        given_at=canonical.instant(at.env.occurred_at or at.recorded_at),
        recorded_by=at.env.recorded_by,
    )


def _how(event: Event) -> str:
    match event:
        case e.BallotRecorded() | c.ChoiceRecorded():
            return "recorded"
        case r.ProxyBallotCast():
            return "proxy"
        case e.BallotCast(alternate=True) | c.ChoiceCast(alternate=True):
            return "alternate"
    return "own"


@on(r.BallotsDelegated)
def delegated(views: Views, _position: int, at: Recorded[r.BallotsDelegated]) -> None:
    """These seats stand where others do."""
    voting = voting_of(views, at.agg)
    for ballot in at.event.ballots:
        views.execute(
            _DELEGATE,
            its_decision=at.agg,
            its_voting=voting,
            its_seat=ballot.seat,
            position=ballot.position,
            how="delegated",
            by_seat=ballot.to,
            via=" ".join(ballot.via) or None,
            given_at=canonical.instant(at.env.occurred_at or at.recorded_at),
            recorded_by=at.env.recorded_by,
        )


@on(r.ProxyRevoked)
def taken_back(views: Views, _position: int, at: Recorded[r.ProxyRevoked]) -> None:
    """A ballot that was cast by the proxy is given no more."""
    views.execute(
        _TAKE_BACK,
        its_decision=at.agg,
        its_voting=voting_of(views, at.agg),
        its_seat=at.event.seat,
    )


@on(e.VotingClosed)
def paired(views: Views, _position: int, at: Recorded[e.VotingClosed]) -> None:
    """Seats that are paired abstain, where neither gave a ballot."""
    document = views.look(decisions, at.agg)
    if document.get("secret"):
        return
    recused = {
        each["seat"]
        for each in document["interests"]
        if each.get("ruling") == e.Ruling.RECUSE and "lifted_at" not in each
    }
    for pair in document.get("pairs", ()):
        seats = (pair["seat"], pair["other"])
        if "agreed_at" in pair and "dissolved_at" not in pair and not recused & {*seats}:
            for seat, other in (seats, seats[::-1]):
                its = {"its_decision": at.agg, "its_voting": voting_of(views, at.agg)}
                views.execute(_PAIR, **its, its_seat=seat, by_seat=other)


@on(s.VoterMarked)
def marked(views: Views, _position: int, at: Recorded[s.VoterMarked]) -> None:
    """A seat has voted by secret ballot."""
    views.execute(
        _MARK,
        its_decision=at.agg,
        its_voting=voting_of(views, at.agg),
        its_seat=at.event.seat,
        voted=True,
        how=None,
        by_seat=None,
        given_at=canonical.instant(at.env.occurred_at or at.recorded_at),
        recorded_by=at.env.recorded_by,
    )


@on(d.AttendanceRecorded)
def attended(views: Views, _position: int, at: Recorded[d.AttendanceRecorded]) -> None:
    """So these seats attended."""
    voting = voting_of(views, at.agg)
    for entry in at.event.seats:
        views.execute(
            _ATTEND,
            its_decision=at.agg,
            its_voting=voting,
            its_seat=entry.seat,
            attendance=entry.attendance,
        )
