"""/v1/decisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields, validate

from accord.aggregates.decision import Answer
from accord.aggregates.decision.choosing_events import MotionOption
from accord.aggregates.decision.discussing_events import Attendance
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.standing import CASTABLE, RECORDABLE
from accord.aggregates.matters import Matter
from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.clocks import each_in_its_zone, moment, reading
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import (
    CLOSING,
    Amount,
    ClearLine,
    Count,
    Day,
    Flag,
    Instant,
    Key,
    Strict,
    Text,
)
from accord.http.moments import ClocksIn
from accord.http.queries import (
    ListIn,
    decode_cursor,
    listing,
    one,
    page_of,
    paged,
    question,
    under_agreement,
)
from accord.http.rules import Choice, Stand
from accord.projections.ballots import ballots_of
from accord.projections.decisions import at_stage, decisions
from accord.projections.impacts import derived
from accord.rules import Position, Verdict

blueprint = Blueprint("decisions", __name__, url_prefix="/v1", description="What was decided")
DECISION = Resource(
    decisions, out.Decision(), derived, within=("reached", "dated", "result_on", "beside")
)


class OptionIn(Strict):
    """What can be chosen, where the rule for the class is a choice among options."""

    id = Key(required=True)
    title = ClearLine(required=True)
    group = Key(metadata={"description": "what the rule lets have so many seats only"})
    cost = Amount(metadata={"description": "what it costs, where money is allocated"})


class MotionIn(Circumstances):
    """A motion, and before which body it goes."""

    agreement = fields.UUID(required=True)
    body = Key(required=True)
    class_ = Key(data_key="class", required=True)
    title = ClearLine(required=True)
    text = Text(required=True, most=30_000, metadata={"description": "the operative text"})
    matter = fields.Enum(Matter, by_value=True)
    background = Text(most=20_000, metadata={"description": "kept apart, so that it can be erased"})
    about = fields.UUID(
        metadata={
            "description": "the party, decision or agreement that it concerns, as its matter asks"
        }
    )
    mover = Key(
        metadata={"description": "the seat of the body for which it is moved, by its holder"}
    )
    options = fields.List(
        fields.Nested(OptionIn),
        validate=validate.Length(1, 1000),
        metadata={"description": "what is chosen among, where the rule for the class is a choice"},
    )


class VotingIn(Circumstances):
    """Until when ballots can be given, and whether by correspondence, without a meeting."""

    closes = Instant(
        required=True,
        metadata=CLOSING,
    )
    by_correspondence = Flag(
        metadata={
            "description": "that it is decided without a meeting, as the standing orders allow"
        }
    )


class BallotIn(Circumstances):
    """The ballot of a seat."""

    seat = Key(required=True)
    position = Stand(*CASTABLE)
    choice = Choice()


class HeardIn(Strict):
    """What was heard or read of one seat."""

    seat = Key(required=True)
    position = Stand(*RECORDABLE)
    choice = Choice()


class RollCallIn(Circumstances):
    """What was heard or read of several seats, recorded all or not at all."""

    ballots = fields.List(
        fields.Nested(HeardIn), required=True, validate=validate.Length(1, 20_000)
    )


class CastingVoteIn(Circumstances):
    """The casting vote."""

    position = Stand(Position.FOR, Position.AGAINST, required=True)


class CertificationIn(Circumstances):
    """From when it holds, and that a tie stands where the chair has not decided it."""

    without_casting_vote = Flag(
        metadata={
            "description": "certify a tie although the chair has given no casting vote, and no lot was drawn"
        }
    )
    effective_from = Day(
        metadata={"description": "from when what is carried holds; by default at once"}
    )


class DecisionsQuery(ListIn):
    """Which decisions."""

    agreement = fields.UUID()
    body = Key()
    status = fields.Enum(Stage, by_value=True)
    verdict = fields.Enum(Verdict, by_value=True)


class BallotsQuery(ListIn):
    """Which voting."""

    voting = Count(
        1, 1000, metadata={"description": "which voting on the motion; by default the last"}
    )


class BallotOut(Schema):
    """A seat of the roll, and where it stands once it has answered."""

    seat = fields.String(required=True)
    party = fields.UUID()
    holder = fields.UUID()
    class_ = fields.String(data_key="class")
    position = fields.Enum(Position, by_value=True)
    choice = fields.List(
        fields.Raw(), metadata={"description": "what it chose among the options; empty if blank"}
    )
    given_at = fields.AwareDateTime()
    recorded_by = fields.UUID()
    attendance = fields.Enum(Attendance, by_value=True)
    how = fields.String(
        validate=validate.OneOf(["own", "recorded", "alternate", "proxy", "delegated", "paired"]),
        metadata={"description": "how its ballot came about"},
    )
    by = fields.String(metadata={"description": "the seat that answered for it, where another did"})
    via = fields.List(
        fields.String(), metadata={"description": "the seats over which it followed that one"}
    )
    voted = fields.Boolean(metadata={"description": "that it voted, by secret ballot"})


@command(blueprint, "/decisions", MotionIn, DECISION)
def table_motion(accord: Accord, body: dict[str, Any]) -> UUID:
    """Put a motion before a body of an agreement in force."""
    cls = body.pop("class_")
    options = [MotionOption(**option) for option in body.pop("options", ())]
    return accord.table_motion(
        accord.unit.record.outside.new_id(), cls=cls, options=options, **body
    ).id


@command(blueprint, "/decisions/<uuid:id>/voting", VotingIn, DECISION, match=True)
def open_voting(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Open the vote: freeze the roll, and pin the rule."""
    return accord.open_voting(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/ballots", BallotIn, DECISION)
def cast_ballot(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Cast the ballot of the seat that you hold."""
    return accord.cast_ballot(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/roll-call", RollCallIn, DECISION)
def record_ballots(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record ballots given orally or on paper, all or none of them."""
    answers = [Answer(**entry) for entry in body["ballots"]]
    return accord.record_ballots(id, answers=answers).id


@command(blueprint, "/decisions/<uuid:id>/closure", Circumstances, DECISION)
def close_voting(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Close the vote, at its time or once no ballot can change the verdict."""
    return accord.close_voting(id).id


@command(blueprint, "/decisions/<uuid:id>/casting-vote", CastingVoteIn, DECISION)
def give_casting_vote(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Decide a tie, as the one who presides."""
    return accord.give_casting_vote(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/certification", CertificationIn, DECISION, match=True)
def certify_result(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Certify the result, counted again by the pinned rule, with its reasons."""
    return accord.certify_result(id, **body).id


@question(blueprint, "/decisions", "listDecisions", DecisionsQuery(), page_of(out.Decision))
def list_decisions(query: dict[str, Any]) -> Response:
    """List decisions, in the order in which they were tabled."""
    columns = decisions.table.c
    asked = {name: query[name] for name in ("agreement", "body", "verdict") if name in query}
    where: list[Any] = [lambda _, n=name, v=value: columns[n] == v for name, value in asked.items()]
    if status := query.get("status"):
        where.append(
            each_in_its_zone(columns.agreement, lambda zone: at_stage(status, moment(zone)))
        )
    return listing(DECISION, query, *where)


@question(
    blueprint,
    "/agreements/<uuid:id>/decisions",
    "listDecisionsOfAgreement",
    ListIn(),
    page_of(out.Decision),
    404,
)
def list_decisions_of_agreement(query: dict[str, Any], id: UUID) -> Response:
    """List the decisions under one agreement."""
    return listing(DECISION, query, under_agreement(decisions, id))


@question(blueprint, "/decisions/<uuid:id>", "showDecision", ClocksIn(), out.Decision(), 304, 404)
def show_decision(_query: dict[str, Any], id: UUID) -> Response:
    """Show one decision."""
    return one(DECISION, id)


@question(
    blueprint,
    "/decisions/<uuid:id>/ballots",
    "listBallots",
    BallotsQuery(),
    page_of(BallotOut),
    404,
)
def list_ballots(query: dict[str, Any], id: UUID) -> Response:
    """List the roll of a voting, seat by seat, with the ballots given so far."""
    with reading() as conn:
        last: int = decisions.read(conn, id).get("voting", 1)
        voting: int = query.get("voting", last)
        after = decode_cursor(query.get("cursor"))
        found = list(ballots_of(conn, id, voting, after, query["limit"] + 1))
    return paged(found, query, lambda item: str(item["seat"]))
