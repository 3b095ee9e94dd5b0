"""What was put to a body, how does it stand, and what was decided for which reasons?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.memory import Stage
from accord.events import Recorded
from accord.projections.agreements import agreements
from accord.projections.documents import opened, said, stamped
from accord.projections.effects import day_of, stage_of, stands
from accord.projections.views import Document, Model, Views, on
from accord.rules import in_words
from accord.rules.choices import ChoiceExplanation, became, choice_in_words

_DATED = ("holds_at", "staged_until", "ends_at", "end")
decisions = Model.of(
    "decisions",
    lambda document: {
        "agreement": UUID(document["agreement"]),
        "body": document["body"],
        "reached": document["reached"],
        "closes": document.get("closes"),
        "lapses": document.get("lapses"),
        "resumes": document.get("deferral", {}).get("resumes"),
        "verdict": document.get("verdict"),
        **{name: document.get("dated", {}).get(name) for name in _DATED},
    },
    sa.Column("agreement", sa.Uuid, nullable=False, index=True),
    sa.Column("body", sa.String(64), nullable=False),
    sa.Column("reached", sa.String(20), nullable=False),
    sa.Column("closes", sa.String(27)),
    sa.Column("lapses", sa.String(27)),
    sa.Column("resumes", sa.String(27)),
    sa.Column("verdict", sa.String(20), index=True),
    sa.Column("holds_at", sa.String(27)),
    sa.Column("staged_until", sa.String(27)),
    sa.Column("ends_at", sa.String(27)),
    sa.Column("end", sa.String(20)),
)


_WAITS = (Stage.TABLED, Stage.DEFERRED, Stage.REFERRED, Stage.WITHDRAWN)
"""Where a motion stands that is to be put to the vote in time."""


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of a decision at an instant only: its stage."""
    if _has_lapsed(document, at):
        return {"stage": Stage.LAPSED}
    if document["reached"] == Stage.DEFERRED:
        resumes = document["deferral"].get("resumes")
        over = resumes is not None and resumes <= canonical.instant(at)
        return {"stage": Stage.TABLED if over else Stage.DEFERRED}
    if document["reached"] != Stage.VOTING:
        return {"stage": stage_of(document, at)}
    open_still = canonical.instant(at) < document["closes"]
    return {"stage": Stage.VOTING if open_still else Stage.AWAITING_CLOSURE}


def _has_lapsed(document: Document, at: datetime) -> bool:
    """Return whether it was not put to the vote in time."""
    lapses = document.get("lapses")
    return document["reached"] in _WAITS and lapses is not None and lapses <= canonical.instant(at)


def at_stage(stage: Stage, at: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that a decision stands at a stage."""
    columns, now = decisions.table.c, canonical.instant(at)
    if stage is Stage.VOTING:
        return sa.and_(columns.reached == Stage.VOTING, columns.closes > now)
    if stage is Stage.AWAITING_CLOSURE:
        return sa.and_(columns.reached == Stage.VOTING, columns.closes <= now)
    lapsed = sa.and_(
        columns.reached.in_(_WAITS), columns.lapses.is_not(None), columns.lapses <= now
    )
    if stage is Stage.LAPSED:
        return sa.or_(lapsed, stands(columns, stage, now))
    return sa.and_(sa.not_(lapsed), _where_it_rests(stage, now))


def _where_it_rests(stage: Stage, now: str) -> sa.ColumnElement[bool]:
    columns = decisions.table.c
    deferred = columns.reached == Stage.DEFERRED
    if stage is Stage.TABLED:
        return sa.or_(columns.reached == stage, sa.and_(deferred, columns.resumes <= now))
    if stage is Stage.DEFERRED:
        return sa.and_(deferred, sa.or_(columns.resumes.is_(None), columns.resumes > now))
    return stands(columns, stage, now)


@on(e.MotionTabled)
def tabled(views: Views, _position: int, at: Recorded[e.MotionTabled]) -> None:
    """There is a motion."""
    event, own = at.event, f"/v1/decisions/{at.agg}"
    document: Document = {
        "id": str(at.agg),
        **said(agreement=event.agreement, body=event.body),
        "zone": views.look(agreements, event.agreement)["zone"],
        "class": event.cls,
        **said(title=event.title, text=event.text, matter=event.matter, amendment=event.amendment),
        **said(background=opened(event.background), about=event.about),
        **said(mover=event.mover, lapses=event.lapses),
        "reached": Stage.TABLED,
        "tabled_at": canonical.instant(at.env.occurred_at or at.recorded_at),
        "interests": [],
        "ballots_given": 0,
        "links": {
            "self": own,
            "agreement": f"/v1/agreements/{event.agreement}",
            "ballots": f"{own}/ballots",
            "history": f"{own}/history",
            "authority": f"{own}/authority",
            "dossier": f"{own}/dossier",
        },
    }
    if event.amendment:
        document["links"]["amendment"] = f"/v1/amendments/{event.amendment}"
    views.begin(decisions, at.agg, stamped(document, at))


def changed(views: Views, at: Recorded[Any]) -> Document:
    """Return the document of a decision, to be changed by an event."""
    return stamped(views.change(decisions, at.agg), at)


@on(e.InterestDeclared)
def interest_declared(views: Views, _position: int, at: Recorded[e.InterestDeclared]) -> None:
    """A seat declared an interest."""
    entry = said(seat=at.event.seat, statement=opened(at.event.statement))
    changed(views, at)["interests"].append(entry)


@on(e.InterestRuled)
def interest_ruled(views: Views, _position: int, at: Recorded[e.InterestRuled]) -> None:
    """The chair ruled on an interest."""
    for entry in changed(views, at)["interests"]:
        if entry["seat"] == at.event.seat and "lifted_at" not in entry:
            entry["ruling"] = at.event.ruling


@on(e.InterestLifted)
def interest_lifted(views: Views, _position: int, at: Recorded[e.InterestLifted]) -> None:
    """An interest has fallen away."""
    for entry in changed(views, at)["interests"]:
        if entry["seat"] == at.event.seat and "lifted_at" not in entry:
            entry.update(said(lifted_at=at.env.occurred_at or at.recorded_at))


@on(e.VotingOpened)
def voting_opened(views: Views, _position: int, at: Recorded[e.VotingOpened]) -> None:
    """The roll and the rule are fixed, and ballots can be given."""
    event, document = at.event, changed(views, at)
    document.pop("lapses", None)
    document |= {"reached": Stage.VOTING, **said(opens=event.opens, closes=event.closes)}
    document |= {"voting": event.voting, **said(cause=event.cause)}
    document |= said(
        late_quorum_hours=event.late_quorum_hours or None,
        by_correspondence=event.by_correspondence or None,
    )
    document["roll"] = {"seats": event.seats, "hash": event.roll_hash}
    document |= said(not_bound=event.not_bound)
    document |= {"rule": event.rule.to_data(), "rule_hash": event.rule_hash}
    document |= said(chair=said(post=event.chair, holder=event.chair_holder) or None)
    if event.secret:
        document |= said(secret=True, smallest_secret=event.smallest_secret)


@on(e.BallotCast, e.BallotRecorded)
def ballot_given(views: Views, _position: int, at: Recorded[Any]) -> None:
    """One more seat has answered, unless it had been answered for."""
    changed(views, at)["ballots_given"] += not getattr(at.event, "overrides", None)


@on(s.VoterMarked)
def voter_marked(views: Views, _position: int, at: Recorded[s.VoterMarked]) -> None:
    """One more seat has voted in secret, for which nobody else can answer."""
    changed(views, at)["ballots_given"] += 1


@on(e.RollSeatsFrozen)
def roll_frozen(views: Views, _position: int, at: Recorded[e.RollSeatsFrozen]) -> None:
    """A piece of the roll stands; its seats are a question of their own."""
    changed(views, at)


@on(e.SeatsLeftOff)
def seats_left_off(views: Views, _position: int, at: Recorded[e.SeatsLeftOff]) -> None:
    """Seats of the body are not on the roll, each for its reason."""
    entries = changed(views, at).setdefault("left_off", [])
    for seat in at.event.seats:
        entries.append(
            said(seat=seat.seat, party=seat.party, reason=seat.reason, votes=seat.votes)
            | said(opt_out=seat.opt_out or None, clause=seat.clause or None)
        )


@on(e.VotingClosed)
def voting_closed(views: Views, _position: int, at: Recorded[e.VotingClosed]) -> None:
    """Every seat stands at one position."""
    document = changed(views, at)
    document |= {"reached": Stage.CLOSED, "tied": at.event.tied, **said(tally=at.event.tally)}
    document |= said(chose=at.event.chose or None)
    document["closed_at"] = canonical.instant(at.env.occurred_at or at.recorded_at)
    document["result_on"] = day_of(views, document, at)


@on(e.CastingVoteGiven)
def casting_vote_given(views: Views, _position: int, at: Recorded[e.CastingVoteGiven]) -> None:
    """The chair decided a tie."""
    changed(views, at)["casting_vote"] = at.event.position


@on(e.DecisionCertified)
def certified(views: Views, _position: int, at: Recorded[e.DecisionCertified]) -> None:
    """The result stands."""
    event, document = at.event, changed(views, at)
    document |= {"reached": Stage.CERTIFIED, "verdict": event.verdict}
    document["explanation"] = event.explanation.to_data()
    document["in_words"] = in_words(event.explanation)
    document["certified_at"] = canonical.instant(at.env.occurred_at or at.recorded_at)


@on(c.ChoiceCertified)
def choice_certified(views: Views, _position: int, at: Recorded[c.ChoiceCertified]) -> None:
    """What is chosen stands."""
    event, document = at.event, changed(views, at)
    titles = {option["id"]: option["title"] for option in document["options"]}
    document |= {"reached": Stage.CERTIFIED, "verdict": event.verdict, **said(chosen=event.chosen)}
    document["explanation"] = event.explanation.to_data()
    document["in_words"] = choice_in_words(event.explanation, titles)
    document |= said(outcomes=_outcomes(document, event.explanation))
    document["certified_at"] = canonical.instant(at.env.occurred_at or at.recorded_at)


def _outcomes(document: Document, explanation: ChoiceExplanation) -> list[Document]:
    """Say what became of each option, in the order in which they were put."""
    default = document["rule"]["choice"].get("default")
    options = [
        each["id"] for each in document["options"] if not {"withdrawn", "lapsed"} & each.keys()
    ]
    return [
        said(option=each.option, outcome=each.outcome, round=each.round, in_words=each.in_words)
        for each in became(explanation, options, default)
    ]
