"""Settling: an obligation is met with evidence, in part or not at all, or waived by those it is owed to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.standing import not_before_it_binds
from accord.aggregates.authority import assented, carried
from accord.aggregates.decision import Decision
from accord.aggregates.matters import Matter
from accord.aggregates.obligation.events import (
    ObligationMet,
    ObligationNotMet,
    ObligationPartiallyMet,
    ObligationWaived,
)
from accord.aggregates.obligation.memory import SETTLED, Obligation, Status
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Disclosed


def record_met(
    obligation: Obligation, act: Act, *, agreement: Agreement, met_on: date | None = None
) -> ObligationMet:
    """Record that it was kept; nobody takes the word of who owes it, so that evidence is named."""
    _still_owed(obligation)
    day = act.day(agreement.zone)
    kept = met_on or day
    not_before_it_binds(agreement, kept, "this would be met", "met_on")
    if kept > day:
        raise Refused(f"it cannot have been met on {kept}, which is yet to come", field="met_on")
    if not act.env.evidence:
        raise Refused(
            "that an obligation was met is shown by evidence: name the SHA-256 of a document",
            field="evidence",
        )
    return ObligationMet(met_on=kept)


def record_partially_met(
    obligation: Obligation,
    act: Act,
    *,
    agreement: Agreement,
    statement: str,
    amount: Decimal | None = None,
) -> ObligationPartiallyMet:
    """Record what was done of it so far, in all."""
    _still_owed(obligation)
    day = act.day(agreement.zone)
    not_before_it_binds(agreement, day, "this would be met in part", "occurred_on")
    if amount is not None:
        _is_part(obligation, amount)
    return ObligationPartiallyMet(amount=amount, statement=Disclosed(statement))


def record_not_met(obligation: Obligation, act: Act, *, agreement: Agreement) -> ObligationNotMet:
    """Record that it was not kept when it was due, and why."""
    _still_owed(obligation)
    day = act.day(agreement.zone)
    if obligation.status is Status.NOT_MET:
        raise OutOfOrder("that this obligation was not met is already recorded")
    if not obligation.overdue(day):
        raise OutOfOrder(
            f"it is due on {obligation.due_on}, and until that day has passed it can still be met"
        )
    if not act.reason:
        raise Refused("say why it was not met, as far as that is known", field="reason")
    return ObligationNotMet()


def can_be_waived(obligation: Obligation, agreement: Agreement) -> None:
    """Raise a kind of `Refused` unless a motion to waive it can be moved: it is owed under this agreement still."""
    if obligation.agreement != agreement.id:
        raise Refused(
            f"obligation {obligation.id} is not one under this agreement; a waiver is about one that is",
            field="about",
        )
    _still_owed(obligation)


def waive(
    obligation: Obligation, act: Act, *, agreement: Agreement, decision: Decision | None = None
) -> ObligationWaived:
    """Waive it: by a carried decision about it, or with the assent of every other party."""
    _still_owed(obligation)
    day, why = act.day(agreement.zone), "a waiver"
    not_before_it_binds(agreement, day, "this would be waived", "occurred_on")
    if decision is not None:
        carried(agreement, decision, Matter.WAIVER, why, about=obligation.id, act=act)
        return ObligationWaived(decision=decision.id)
    procedure = agreement.decided_by(Matter.WAIVER, day)
    if procedure is not None:
        raise Refused(
            f"by this agreement body {procedure.body} decides on waivers; cite its decision about "
            "this obligation",
            field="decision",
        )
    owner = [party for party in agreement.standing_for(day, obligation.party) if party]
    assented(agreement, act, Matter.WAIVER, why, about=obligation.id, but=tuple(owner))
    return ObligationWaived()


def _still_owed(obligation: Obligation) -> None:
    obligation.exists()
    if obligation.status in SETTLED:
        raise OutOfOrder(
            f"nothing is owed any more: this obligation is {obligation.status.replace('_', ' ')} already",
            stage=obligation.status,
        )


def _is_part(obligation: Obligation, amount: Decimal) -> None:
    if obligation.amount is None:
        raise Refused(
            "this obligation has no amount; say in the statement what was done", field="amount"
        )
    done = obligation.done or Decimal(0)
    if not done < amount < obligation.amount:
        raise Refused(
            f"what was done in part is more than {done:f} as recorded before, and less than the "
            f"{obligation.amount:f} that are owed; all of it is recorded as met",
            field="amount",
        )
