"""/v1/agreements/{id}/…: a draft is negotiated; parties assent, decline, ratify and accede."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.aggregates.agreement.events import ChangeAnswer
from accord.aggregates.matters import Matter
from accord.application import Accord
from accord.http.agreements import AGREEMENT
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.fields import ClearLine, Day, Key, MeasureIn, Text, Whole, measures

blueprint = Blueprint(
    "negotiations", __name__, url_prefix="/v1", description="How it comes to be agreed"
)
_SHA256 = Whole("^[0-9a-f]{64}$", error="a SHA-256 in lower-case hex")


class SharingIn(Circumstances):
    """With which parties the draft is shared."""

    recipients = fields.List(
        fields.UUID(),
        required=True,
        validate=validate.Length(1, 500),
        metadata={"description": "parties that the draft names"},
    )


class ChangeRequestIn(Circumstances):
    """What a party wants to read otherwise."""

    party = fields.UUID(required=True)
    clauses = fields.List(
        Key(),
        validate=validate.Length(max=900),
        metadata={"description": "clauses of the draft; revising each of them answers the request"},
    )
    request = Text(
        required=True,
        most=20_000,
        metadata={"description": "in the party's words; kept apart, so that it can be erased"},
    )


class ChangeAnswerIn(Circumstances):
    """What becomes of a request."""

    number = fields.Integer(required=True, strict=True, validate=validate.Range(1, 100_000))
    answer = fields.Enum(ChangeAnswer, by_value=True, required=True)


class OfPartyIn(Circumstances):
    """Which party does this."""

    party = fields.UUID(required=True)


class AssentIn(OfPartyIn):
    """To what a party assents; the signatory is who calls, or who asserts it."""

    matter = fields.Enum(Matter, by_value=True, required=True)
    about = fields.UUID(
        metadata={"description": "the party, amendment or agreement that the matter concerns"}
    )
    effective_from = Day(metadata={"description": "from when it is to hold, where that is said"})
    effective_to = Day(
        metadata={"description": "up to but without which day it is to hold, where that is said"}
    )
    clauses = fields.List(
        Key(),
        validate=validate.Length(max=200),
        metadata={"description": "the clauses that alone are meant, as of a suspension"},
    )
    modifications_hash = fields.String(
        validate=_SHA256,
        metadata={
            "description": "of the changes you read; of an amendment, by default as it stands"
        },
    )


class SigningExtensionIn(Circumstances):
    """Until when to sign."""

    deadline = Day(required=True, metadata={"description": "the last day for signatures"})


class RatificationIn(OfPartyIn):
    """A party's ratification."""

    instrument = fields.String(
        validate=_SHA256, metadata={"description": "the SHA-256 of the instrument of ratification"}
    )


class JoiningIn(OfPartyIn):
    """Who accedes, how it is counted, and who signs for it from then on."""

    class_ = Key(
        data_key="class",
        metadata={"description": "where the agreement names none, the register's office says it"},
    )
    measures = fields.List(
        fields.Nested(MeasureIn),
        validate=validate.Length(max=20),
        metadata={"description": "what it weighs, which only the register's office says"},
    )
    post = Key(required=True, metadata={"description": "the post whose holder signs for it"})
    title = ClearLine("of that post, as an officer would call it", required=True)
    capacity = ClearLine("in which capacity you sign, as Chief Executive", required=True)
    text_hash = fields.String(
        required=True,
        validate=_SHA256,
        metadata={
            "description": "the consolidated text hash of what you read today, as …/text says it"
        },
    )
    decision = fields.UUID(
        metadata={"description": "the carried decision, where a body decides on accessions"}
    )
    effective_from = Day(metadata={"description": "from when; by default from today"})


@command(blueprint, "/agreements/<uuid:id>/sharings", SharingIn, AGREEMENT, match=True)
def share_draft(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Share the draft with parties that it names; it can be revised, and shared again."""
    return accord.share_draft(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/change-requests", ChangeRequestIn, AGREEMENT)
def request_change(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Request a change of a shared draft; the text is not adopted before it is answered."""
    return accord.request_change(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/change-answers", ChangeAnswerIn, AGREEMENT, match=True)
def answer_change(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Answer a request to change the draft, where no revision of its clauses does."""
    return accord.answer_change(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/departures", OfPartyIn, AGREEMENT, match=True)
def leave_negotiation(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Leave the negotiation: the draft names the party no longer."""
    return accord.leave_negotiation(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/abandonment", Circumstances, AGREEMENT, match=True)
def abandon(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Abandon the agreement before it is concluded, for a reason."""
    return accord.abandon(id).id


@command(blueprint, "/agreements/<uuid:id>/assents", AssentIn, AGREEMENT, match=True)
def assent(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Assent for a party to what needs the assent of each party."""
    return accord.assent(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/assent-withdrawals", AssentIn, AGREEMENT, match=True)
def withdraw_assent(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Withdraw an assent on which nothing rests yet."""
    return accord.withdraw_assent(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/refusals-to-sign", OfPartyIn, AGREEMENT)
def decline_to_sign(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Decline to sign for a party, for a reason; until the conclusion it can sign after all."""
    return accord.decline_to_sign(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/signature-withdrawals", OfPartyIn, AGREEMENT, match=True)
def withdraw_signature(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Withdraw a party's signature before the agreement is concluded."""
    return accord.withdraw_signature(id, **body).id


@command(
    blueprint, "/agreements/<uuid:id>/signing-extensions", SigningExtensionIn, AGREEMENT, match=True
)
def extend_signing(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Extend the time for signing, also where it has passed."""
    return accord.extend_signing(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/ratifications", RatificationIn, AGREEMENT)
def deposit_ratification(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Deposit a party's ratification; the last one that is required concludes the agreement."""
    return accord.deposit_ratification(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/accessions", JoiningIn, AGREEMENT, match=True)
def accede(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Accede to a concluded agreement that is open to others, or conclude what one party founded."""
    cls = body.pop("class_", "")
    return accord.accede(id, cls=cls, measures=measures(body.pop("measures", None)), **body).id
