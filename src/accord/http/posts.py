"""/v1/roles: who stands in for a holder, suspension, lapse, and the end of a post."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.application import Accord
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.fields import FIRST_WITHOUT, Day, Key
from accord.http.roles import ROLE, EndIn, OneAssignmentIn

blueprint = Blueprint(
    "posts", __name__, url_prefix="/v1", description="Who stands in, and what becomes of a post"
)
_NUMBER = validate.Range(1, 2**31 - 1)


class AlternateIn(OneAssignmentIn):
    """Who stands ready for the holder of which assignment, by default until it ends."""

    person = fields.UUID(required=True, metadata={"description": "the person's subject id"})
    effective_from = Day(metadata={"description": "first day; by default the day of the act"})
    effective_to = Day(
        metadata={
            "description": "up to but without this day: the first without them; by default its end"
        }
    )


class AlternateReleaseIn(EndIn):
    """Which alternate of which assignment stands ready no longer."""

    alternate = fields.Integer(required=True, strict=True, validate=_NUMBER)


class DelegationIn(Circumstances):
    """Which seat yours follows in votes in which you do not vote, from and until when."""

    to = Key(required=True, metadata={"description": "the seat of the same body that it follows"})
    classes = fields.List(
        Key(),
        validate=validate.Length(1, 50),
        metadata={"description": "classes of motions; none named: all"},
    )
    effective_from = Day(metadata={"description": "first day; by default the day of the act"})
    effective_to = Day(
        metadata={
            "description": "up to but without this day: the first without it; by default until revoked"
        }
    )


class DelegationRevocationIn(Circumstances):
    """Which delegation ends, at once."""

    delegation = fields.Integer(required=True, strict=True, validate=_NUMBER)


class ActingIn(Circumstances):
    """Who acts in the post, from and until when; `authority` cites the appointing authority."""

    holder = fields.UUID(required=True, metadata={"description": "the person's subject id"})
    party = fields.UUID(required=True, metadata={"description": "the party whose person that is"})
    effective_from = Day(metadata={"description": "first day; by default the day of the act"})
    effective_to = Day(
        required=True,
        metadata={"description": "up to but without this day: the first without them"},
    )


class ActingEndIn(Circumstances):
    """Who acts no longer, and on which first day without them."""

    acting = fields.Integer(required=True, strict=True, validate=_NUMBER)
    effective_to = Day(metadata=FIRST_WITHOUT)


class SuspensionIn(OneAssignmentIn):
    """The holder of which assignment is suspended, by which `authority` and for which `reason`."""

    effective_from = Day(metadata={"description": "first day; by default the day of the act"})
    effective_to = Day(
        metadata={
            "description": "up to but without this day: the first after it; by default until resumed"
        }
    )


class ResumptionIn(OneAssignmentIn):
    """The holder of which assignment exercises the post again, from which day on."""

    effective_from = Day(metadata={"description": "first day; by default the day of the act"})


class LapseIn(EndIn):
    """Which assignment lapses, and the decisions in which its holder took no part."""

    decisions = fields.List(
        fields.UUID(),
        required=True,
        validate=validate.Length(1, 100),
        metadata={
            "description": "decisions with voting closed, all those in succession: the docket of the body "
            "shows that none came between them"
        },
    )


class RestorationIn(Circumstances):
    """From which day on a seat has its vote again, and the meeting that it attended where that restores it."""

    meeting = fields.UUID(metadata={"description": "where the right is restored by attendance"})
    effective_from = Day(metadata={"description": "first day; by default the day of the act"})


class PostFromIn(Circumstances):
    """From which day on."""

    effective_from = Day(metadata={"description": "first day; by default the day of the act"})


@command(blueprint, "/roles/<uuid:id>/alternates", AlternateIn, ROLE)
def name_alternate(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Name who sits for the holder of a post while the holder is suspended."""
    return accord.name_alternate(id, **body).id


@command(blueprint, "/roles/<uuid:id>/alternate-releases", AlternateReleaseIn, ROLE)
def release_alternate(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Release an alternate."""
    return accord.release_alternate(id, **body).id


@command(blueprint, "/roles/<uuid:id>/delegations", DelegationIn, ROLE)
def delegate_vote(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let your seat follow another one of its body where you do not vote."""
    return accord.delegate_vote(id, **body).id


@command(blueprint, "/roles/<uuid:id>/delegation-revocations", DelegationRevocationIn, ROLE)
def revoke_delegation(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Revoke a delegation, also for votes that are open."""
    return accord.revoke_delegation(id, **body).id


@command(blueprint, "/roles/<uuid:id>/actings", ActingIn, ROLE)
def appoint_acting(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let a person act in a post that is vacant or whose holder is suspended."""
    return accord.appoint_acting(id, **body).id


@command(blueprint, "/roles/<uuid:id>/acting-ends", ActingEndIn, ROLE, match=True)
def end_acting(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """End the time of an acting holder."""
    return accord.end_acting(id, **body).id


@command(blueprint, "/roles/<uuid:id>/suspensions", SuspensionIn, ROLE, match=True)
def suspend_role(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Suspend the holder of a post."""
    return accord.suspend_role(id, **body).id


@command(blueprint, "/roles/<uuid:id>/resumptions", ResumptionIn, ROLE, match=True)
def resume_role(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let a suspended holder exercise the post again."""
    return accord.resume_role(id, **body).id


@command(blueprint, "/roles/<uuid:id>/lapses", LapseIn, ROLE, match=True)
def record_lapse(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record that a holder lost the post by not taking part in decisions, one after the other."""
    return accord.record_lapse(id, **body).id


@command(blueprint, "/roles/<uuid:id>/voting-right-restorations", RestorationIn, ROLE, match=True)
def restore_voting_right(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Give a seat its vote back that it lost by missing votes."""
    return accord.restore_voting_right(id, **body).id


@command(blueprint, "/roles/<uuid:id>/abolitions", PostFromIn, ROLE, match=True)
def abolish_post(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Abolish a post from a day on."""
    return accord.abolish_post(id, **body).id


@command(blueprint, "/roles/<uuid:id>/reinstatements", PostFromIn, ROLE, match=True)
def reinstate_post(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let an abolished post be filled again, where the agreement constitutes it."""
    return accord.reinstate_post(id, **body).id
