"""/v1/agreements: what happens to an agreement in force, up to its last day and beyond."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.aggregates.agreement.suspending import MOST_CLAUSES
from accord.aggregates.agreement.terms import Ground, NoticeKind
from accord.application import Accord
from accord.http.agreements import AGREEMENT
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.fields import Day, Flag, Key, Text, Whole

blueprint = Blueprint("life", __name__, url_prefix="/v1", description="What became of it")


def _said(description: str) -> dict[str, str]:
    return {"description": description}


def _number(what: str) -> fields.Integer:
    return fields.Integer(
        strict=True, required=True, validate=validate.Range(1, 2**31 - 1), metadata=_said(what)
    )


_DECISION = "the carried decision; without a procedure for the matter, every party has to assent"


class NoticeIn(Circumstances):
    """A notice, and from when it has its effect."""

    party = fields.UUID(required=True, metadata=_said("who gives it"))
    kind = fields.Enum(NoticeKind, by_value=True, required=True)
    statement = Text(
        required=True,
        most=4000,
        metadata=_said("in the party's words; kept apart, so that it can be erased"),
    )
    effective_from = Day(metadata=_said("by default the first day that is right"))
    against = fields.UUID(metadata=_said("the party in breach, for notice of a breach alone"))


class NoticeWithdrawalIn(Circumstances):
    """Which notice is taken back."""

    notice = _number("the number of the notice")
    decision = fields.UUID(
        metadata=_said("where the notice is firm, and a body gives the leave of the others")
    )


class DepartureIn(Circumstances):
    """Who leaves, on which notice."""

    party = fields.UUID(required=True)
    notice = _number("the number of its notice of withdrawal")
    effective_from = Day(metadata=_said("the first day without it, not before that of the notice"))


class ExpulsionIn(Circumstances):
    """Who is expelled, by which decision."""

    party = fields.UUID(required=True)
    decision = fields.UUID(metadata=_said(_DECISION))
    effective_from = Day(metadata=_said("the first day without it"))


class AgreementSuspensionIn(Circumstances):
    """What is suspended for which days; without clauses or a party, the whole agreement."""

    clauses = fields.List(Key(), validate=validate.Length(1, MOST_CLAUSES))
    party = fields.UUID()
    decision = fields.UUID(metadata=_said(_DECISION))
    effective_from = Day()
    effective_to = Day(
        metadata=_said("up to but without this day: the first on which it no longer holds")
    )


class AgreementResumptionIn(Circumstances):
    """Which suspension ends."""

    suspension = _number("the number of the suspension")
    decision = fields.UUID(metadata=_said(_DECISION))
    effective_from = Day()


class AgreementRenewalIn(Circumstances):
    """Until when the term is renewed."""

    decision = fields.UUID(metadata=_said(_DECISION))
    effective_to = Day(
        metadata=_said(
            "the new end: up to but without this day; by default as long as the agreement says"
        )
    )


class TerminationIn(Circumstances):
    """On which ground it ends, and by what: a decision, a notice that has run, or the assent of all."""

    ground = fields.Enum(Ground, by_value=True, required=True)
    decision = fields.UUID(metadata=_said("not for a notice of termination, nor where all assent"))
    notice = fields.Integer(
        strict=True,
        validate=validate.Range(1, 2**31 - 1),
        metadata=_said("the number of the notice of breach, or of termination"),
    )
    effective_from = Day(metadata=_said("the first day without it"))


class CloseOutIn(Circumstances):
    """From when it is wound up."""

    effective_from = Day()


class ClosureIn(Circumstances):
    """The last report."""

    final_report = fields.String(
        validate=Whole("^[0-9a-f]{64}$", error="a SHA-256 in lower-case hex"),
        metadata=_said("its SHA-256; required where the agreement asks for a report"),
    )


class SupersessionIn(Circumstances):
    """Which agreement takes its place."""

    successor = fields.UUID(required=True, metadata=_said("in force from the same day"))
    decision = fields.UUID(metadata=_said(_DECISION))


class VoidanceIn(Circumstances):
    """From when it is void, and by which decision; without one, by the authority cited, or as all assent."""

    ab_initio = Flag(required=True, metadata=_said("from its conclusion"))
    decision = fields.UUID()
    effective_from = Day(metadata=_said("where it is not void ab initio"))


@command(blueprint, "/agreements/<uuid:id>/notices", NoticeIn, AGREEMENT)
def give_notice(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Give notice for a party, so many days before its effect as the agreement asks for."""
    return accord.give_notice(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/notice-withdrawals", NoticeWithdrawalIn, AGREEMENT)
def withdraw_notice(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Take a notice back before it has its effect, also where the party has recorded that it leaves."""
    return accord.withdraw_notice(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/withdrawals", DepartureIn, AGREEMENT)
def withdraw_party(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Leave an agreement in force on notice that was given; with too few parties left it is wound up."""
    return accord.withdraw_party(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/expulsions", ExpulsionIn, AGREEMENT, match=True)
def expel_party(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Expel a party, by a carried decision about it or with the assent of all others."""
    return accord.expel_party(id, **body).id


@command(
    blueprint, "/agreements/<uuid:id>/suspensions", AgreementSuspensionIn, AGREEMENT, match=True
)
def suspend(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Suspend clauses, a party, or the whole agreement."""
    clauses = tuple(body.pop("clauses", ()))
    return accord.suspend(id, clauses=clauses, **body).id


@command(
    blueprint, "/agreements/<uuid:id>/resumptions", AgreementResumptionIn, AGREEMENT, match=True
)
def resume(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """End a suspension before its own end."""
    return accord.resume(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/renewals", AgreementRenewalIn, AGREEMENT, match=True)
def renew(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Renew the term before it ends."""
    return accord.renew(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/termination", TerminationIn, AGREEMENT, match=True)
def terminate(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Terminate an agreement in force, on a ground and with what that ground needs."""
    return accord.terminate(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/close-out", CloseOutIn, AGREEMENT, match=True)
def start_close_out(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Begin to wind up an agreement that is terminated or has expired."""
    return accord.start_close_out(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/closure", ClosureIn, AGREEMENT, match=True)
def complete_close_out(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Close an agreement for good, once everything is settled."""
    return accord.complete_close_out(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/supersession", SupersessionIn, AGREEMENT, match=True)
def supersede(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let another agreement take its place from the day on which that one is in force."""
    return accord.supersede(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/voidance", VoidanceIn, AGREEMENT, match=True)
def declare_void(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Declare an agreement void; everything recorded stays."""
    return accord.declare_void(id, **body).id
