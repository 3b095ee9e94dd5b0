"""/v1/decisions: what happens to a motion before the vote, and to a voting while it runs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.aggregates.decision.discussing_events import Attendance, SeatAttendance
from accord.aggregates.decision.standing import CASTABLE
from accord.application import Accord
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION
from accord.http.fields import CLOSING, ClearLine, Day, Flag, Instant, Key, Strict, Text
from accord.http.rules import Stand

blueprint = Blueprint("discussions", __name__, url_prefix="/v1", description="How it was discussed")
_NUMBER = {"description": "the number of the proposed amendment of the motion"}
_MATERIAL = {
    "description": "whether the change begins the days of discussion anew; by default it does"
}


class MotionNoticeIn(Circumstances):
    """From and until when the motion is to be put to the vote."""

    opens_on = Day(
        required=True, metadata={"description": "the first day on which voting may open"}
    )
    until = Day(metadata={"description": "up to but without this day voting may open"})
    meeting = fields.UUID(metadata={"description": "the meeting at which it is to be decided"})


class ActingSeatIn(Circumstances):
    """The seat that acts."""

    seat = Key(required=True)


class MotionAmendmentIn(ActingSeatIn):
    """How the motion should read."""

    text = Text(
        required=True, most=30_000, metadata={"description": "the operative text as it would read"}
    )
    title = ClearLine("the title, where it should change too")


class MotionAmendmentNumberIn(Circumstances):
    """Which proposed amendment of the motion."""

    number = fields.Integer(
        required=True, strict=True, validate=validate.Range(1), metadata=_NUMBER
    )


class MotionAmendmentObjectionIn(MotionAmendmentNumberIn):
    """Which seat objects to which proposed amendment."""

    seat = Key(required=True)


class MotionAmendmentAcceptanceIn(MotionAmendmentNumberIn):
    """Which proposed amendment the mover accepts."""

    material = Flag(metadata=_MATERIAL)


class MotionAmendmentAdoptionIn(MotionAmendmentAcceptanceIn):
    """Which proposed amendment was carried, and by which decision."""

    decision = fields.UUID(
        required=True, metadata={"description": "certified carried, about this motion"}
    )


class MotionAmendmentRejectionIn(MotionAmendmentNumberIn):
    """Which proposed amendment came to nothing, and by which decision."""

    decision = fields.UUID(
        metadata={"description": "certified and not carried; without one the chair gives a reason"}
    )


class ReferralIn(Circumstances):
    """The body that is to report on the motion."""

    body = Key(required=True)
    class_ = Key(
        data_key="class", required=True, metadata={"description": "a class that it decides on"}
    )


class ReportIn(Circumstances):
    """What the body recommends."""

    recommendation = Text(
        most=20_000, metadata={"description": "kept apart, so that it can be erased"}
    )


class DeferralIn(Circumstances):
    """Until when the motion rests."""

    until = Day(
        metadata={
            "description": "the day on which it is on the table again; without it, none is set"
        }
    )


class SeatPresenceIn(Strict):
    """How a seat attended."""

    seat = Key(required=True)
    attendance = fields.Enum(Attendance, by_value=True, required=True)


class PresenceIn(Circumstances):
    """Who is at the sitting."""

    seats = fields.List(
        fields.Nested(SeatPresenceIn), required=True, validate=validate.Length(1, 20_000)
    )


class ReplacementIn(ActingSeatIn):
    """The ballot that takes the place of the one given."""

    position = Stand(*CASTABLE, required=True)


class VotingExtensionIn(Circumstances):
    """Until when ballots can be given now; it needs a reason."""

    closes = Instant(required=True, metadata=CLOSING)


@command(blueprint, "/decisions/<uuid:id>/notices", MotionNoticeIn, DECISION, match=True)
def notice_motion(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Give notice from which day on the motion will be put to the vote."""
    return accord.notice_motion(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/seconders", ActingSeatIn, DECISION)
def second_motion(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Second the motion, for a seat other than its mover's."""
    return accord.second_motion(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/meeting-demands", ActingSeatIn, DECISION)
def demand_meeting(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Demand a meeting, for the seat that you hold: the vote by correspondence ends without a result."""
    return accord.demand_meeting(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/supporters", ActingSeatIn, DECISION)
def support_motion(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Stand behind the motion as a sponsor, for a seat other than its mover's."""
    return accord.support_motion(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/support-withdrawals", ActingSeatIn, DECISION)
def withdraw_support(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Second or support the motion no longer."""
    return accord.withdraw_support(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/motion-amendments", MotionAmendmentIn, DECISION)
def propose_motion_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Propose how the motion should read; each proposal gets a number."""
    return accord.propose_motion_amendment(id, **body).id


@command(
    blueprint,
    "/decisions/<uuid:id>/motion-amendment-objections",
    MotionAmendmentObjectionIn,
    DECISION,
)
def object_to_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Object to a proposed amendment as a sponsor of the motion, so that it needs a vote of its own."""
    return accord.object_to_amendment(id, **body).id


@command(
    blueprint,
    "/decisions/<uuid:id>/motion-amendment-acceptances",
    MotionAmendmentAcceptanceIn,
    DECISION,
    match=True,
)
def accept_friendly_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Accept a proposed amendment as the mover of the motion, while no sponsor objects."""
    return accord.accept_friendly_amendment(id, **body).id


@command(
    blueprint,
    "/decisions/<uuid:id>/motion-amendment-adoptions",
    MotionAmendmentAdoptionIn,
    DECISION,
    match=True,
)
def adopt_motion_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Amend the motion as a carried decision about it says."""
    return accord.adopt_motion_amendment(id, **body).id


@command(
    blueprint,
    "/decisions/<uuid:id>/motion-amendment-rejections",
    MotionAmendmentRejectionIn,
    DECISION,
    match=True,
)
def reject_motion_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Reject a proposed amendment: it was lost in a decision about the motion, or is out of order."""
    return accord.reject_motion_amendment(id, **body).id


@command(
    blueprint,
    "/decisions/<uuid:id>/motion-amendment-withdrawals",
    MotionAmendmentNumberIn,
    DECISION,
)
def withdraw_motion_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Withdraw a proposed amendment, for the seat that proposed it."""
    return accord.withdraw_motion_amendment(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/deferrals", DeferralIn, DECISION, match=True)
def defer_motion(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Put the motion off to a day, or until it is taken up."""
    return accord.defer_motion(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/resumptions", Circumstances, DECISION)
def take_up_motion(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Take a deferred motion up before its day."""
    return accord.take_up_motion(id).id


@command(blueprint, "/decisions/<uuid:id>/referrals", ReferralIn, DECISION, match=True)
def refer_motion(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Refer the motion to another body of the agreement for its report."""
    cls = body.pop("class_")
    return accord.refer_motion(id, cls=cls, **body).id


@command(blueprint, "/decisions/<uuid:id>/reports", ReportIn, DECISION)
def report_back(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Report on a referred motion, so that it is on the table again."""
    return accord.report_back(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/withdrawal", Circumstances, DECISION, match=True)
def withdraw_motion(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Withdraw the motion as its mover, before voting opens."""
    return accord.withdraw_motion(id).id


@command(blueprint, "/decisions/<uuid:id>/takeovers", ActingSeatIn, DECISION)
def take_over_motion(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Take a withdrawn motion over, as the holder of another seat."""
    return accord.take_over_motion(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/lapse", Circumstances, DECISION, match=True)
def lapse_motion(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Record that the motion can no longer be put to the vote, and never was."""
    return accord.lapse_motion(id).id


@command(blueprint, "/decisions/<uuid:id>/attendance", PresenceIn, DECISION)
def record_presence(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record who is at the sitting where the vote is taken; the ballots alone are counted."""
    seats = [SeatAttendance(**entry) for entry in body["seats"]]
    return accord.record_presence(id, seats=seats).id


@command(blueprint, "/decisions/<uuid:id>/ballot-replacements", ReplacementIn, DECISION)
def replace_ballot(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Give another ballot for the seat that you hold, where the standing orders let it be replaced."""
    return accord.replace_ballot(id, **body).id


@command(
    blueprint, "/decisions/<uuid:id>/voting-extensions", VotingExtensionIn, DECISION, match=True
)
def extend_voting(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let voting run longer, for a reason, while it is open."""
    return accord.extend_voting(id, **body).id
