"""/v1/decisions, once their voting is closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.aggregates.decision.aftermath_events import ChallengeRuling, RecountGround
from accord.application import Accord
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION
from accord.http.fields import ClearLine, Day, Flag, Key, Text

blueprint = Blueprint("aftermath", __name__, url_prefix="/v1", description="What became of it")


class ChallengeIn(Circumstances):
    """Who holds that the result is not right, a seat or a party, and why."""

    seat = Key()
    party = fields.UUID()
    statement = Text(required=True, most=4000)


class ChallengeRulingIn(Circumstances):
    """What is ruled on a challenge; one that is upheld annuls the result."""

    number = fields.Integer(required=True, strict=True, validate=validate.Range(1, 2**31 - 1))
    ruling = fields.Enum(ChallengeRuling, by_value=True, required=True)


class RecountIn(Circumstances):
    """Why a certified result is counted again; `authority` cites who orders it, and `reason` says why."""

    ground = fields.Enum(RecountGround, by_value=True, required=True)


class HoldIn(Circumstances):
    """The seat that asks, or no longer asks, that the decision wait."""

    seat = Key(required=True)


class ConsentIn(Circumstances):
    """The party whose own consent is given or refused, or needed no longer."""

    party = fields.UUID(required=True)


class ImplementationIn(Circumstances):
    """What was done on the decision: a part, or (`complete`) the rest of it."""

    complete = Flag(required=True)
    completed_on = Day(metadata={"description": "the day by which it was done"})
    statement = Text(most=4000, metadata={"description": "kept apart, so that it can be erased"})
    obligations = fields.List(
        fields.UUID(),
        validate=validate.Length(max=200),
        metadata={"description": "those that the decision created or that were met"},
    )
    although_open = Flag(
        metadata={
            "description": "complete, for the reason given, although its obligations are open"
        }
    )


class AnotherDecisionIn(Circumstances):
    """The decision that says so."""

    decision = fields.UUID(required=True)


class DecisionEndIn(AnotherDecisionIn):
    """The decision that says so, and the first day on which this one no longer holds."""

    effective_from = Day()


class EmergencyIn(Circumstances):
    """What is decided in the place of a body; say in `reason` why it cannot wait."""

    agreement = fields.UUID(required=True)
    body = Key(required=True)
    class_ = Key(data_key="class", required=True)
    title = ClearLine(required=True)
    text = Text(required=True, most=30_000, metadata={"description": "the operative text"})


@command(blueprint, "/decisions/<uuid:id>/recounts", RecountIn, DECISION, match=True)
def order_recount(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Have a certified result counted again, by the cited authority and for a reason."""
    return accord.order_recount(id, **body).id


@command(
    blueprint, "/decisions/<uuid:id>/recount-certification", Circumstances, DECISION, match=True
)
def certify_recount(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Certify what counting again came to; another verdict than before annuls the result."""
    return accord.certify_recount(id).id


@command(blueprint, "/decisions/<uuid:id>/challenges", ChallengeIn, DECISION)
def challenge_result(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Challenge the result, for a seat or for a party, within the days for it."""
    return accord.challenge_result(id, **body).id


@command(
    blueprint, "/decisions/<uuid:id>/challenge-rulings", ChallengeRulingIn, DECISION, match=True
)
def rule_on_challenge(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Rule on a challenge; `upheld` annuls the result."""
    return accord.rule_on_challenge(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/holds", HoldIn, DECISION)
def place_hold(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Ask, for the seat that you hold, that the decision wait; enough seats hold it."""
    return accord.place_hold(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/hold-withdrawals", HoldIn, DECISION)
def withdraw_hold(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """No longer ask that the decision wait."""
    return accord.withdraw_hold(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/releases", AnotherDecisionIn, DECISION, match=True)
def release_hold(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Release a held decision, as another carried decision about it says."""
    return accord.release_hold(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/consents", ConsentIn, DECISION, match=True)
def consent(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Give a party's own consent to a reserved matter."""
    return accord.consent(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/consent-refusals", ConsentIn, DECISION, match=True)
def refuse_consent(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Refuse a party's consent to a reserved matter, with a `reason`: that is its veto."""
    return accord.refuse_consent(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/consent-lapses", ConsentIn, DECISION, match=True)
def lapse_consent(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record that the consent of a party is needed no longer, since it left; that of its successor is."""
    return accord.lapse_consent(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/stage-approvals", AnotherDecisionIn, DECISION, match=True)
def pass_stage(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let the decision pass a stage, as the carried decision of the body that must approve it says."""
    return accord.pass_stage(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/stage-vetoes", AnotherDecisionIn, DECISION, match=True)
def veto_stage(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Veto the decision at its stage, as the carried decision of the body that may do so says."""
    return accord.veto_stage(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/implementations", ImplementationIn, DECISION)
def record_implementation(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record what was done on a decision in effect: a part of it or, as who presides, the rest."""
    return accord.record_implementation(id, **body).id


@command(
    blueprint, "/decisions/<uuid:id>/reconsiderations", AnotherDecisionIn, DECISION, match=True
)
def reopen_decision(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Put the motion before its body again, as a carried motion to reconsider it says."""
    return accord.reopen_decision(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/rescissions", DecisionEndIn, DECISION, match=True)
def rescind_decision(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """End the decision from a day on, as a carried motion to rescind it says."""
    return accord.rescind_decision(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/supersessions", DecisionEndIn, DECISION, match=True)
def supersede_decision(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Put another carried decision about this one in its place from a day on."""
    return accord.supersede_decision(id, **body).id


@command(blueprint, "/decisions/emergencies", EmergencyIn, DECISION)
def take_emergency_decision(accord: Accord, body: dict[str, Any]) -> UUID:
    """Decide in an emergency in the place of a body, as the one who presides over it."""
    cls, id_ = body.pop("class_"), accord.unit.record.outside.new_id()
    return accord.take_emergency_decision(id_, cls=cls, **body).id


@command(blueprint, "/decisions/<uuid:id>/ratifications", AnotherDecisionIn, DECISION, match=True)
def ratify_emergency_decision(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record what the body decided on ratifying an emergency decision: carried or not."""
    return accord.ratify_emergency_decision(id, **body).id
