"""Objecting to a motion instead of voting against it: raised, ruled on, and then met, sustained or overruled."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.authority import carried
from accord.aggregates.decision import objecting_events as o
from accord.aggregates.decision.holders import holds_the_seat
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.objections import OPEN, Objection, Status
from accord.aggregates.decision.seats import must_hold
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Disclosed
from accord.rules import Rule

_DEALT_WITH = (Stage.TABLED, Stage.VOTING, Stage.AWAITING_CLOSURE)
_WHY = "an objection is dealt with until the vote is closed"


def raise_objection(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str, role: Role, statement: str
) -> o.ObjectionRaised:
    """Object to the motion for a seat, with reasons, on the table or while the vote is open.

    One objection of a seat is dealt with at a time. A seat that is recused takes no part.
    """
    stages = (Stage.TABLED, Stage.VOTING)
    decision.next_act(act, stages, "an objection is raised while the motion is open")
    _knows_objections(_rule(decision, agreement, act), "seat")
    _speaks_for(decision, agreement, act, seat, role)
    if decision.is_recused(seat):
        raise NotEntitled(f"seat {seat} is recused from this decision", seat=seat)
    for number, found in decision.objections.raised.items():
        if found.seat == seat and found.status in (*OPEN, Status.SUSTAINED):
            raise OutOfOrder(
                f"objection {number} of seat {seat} is {found.status}; withdraw it to raise another",
                seat=seat,
                number=number,
            )
    number = len(decision.objections.raised) + 1
    return o.ObjectionRaised(number=number, seat=seat, statement=Disclosed(statement))


def rule_on_objection(
    decision: Decision, act: Act, *, number: int, ruling: o.ObjectionRuling
) -> o.ObjectionRuled:
    """Admit an objection, or rule it out for a reason that is said."""
    decision.next_act(act, _DEALT_WITH, _WHY)
    found = decision.objections.numbered(number)
    _must_be(found, number, (Status.RAISED,), "be ruled on")
    if ruling is o.ObjectionRuling.RULED_OUT and not act.reason:
        raise Refused("say for which reason the objection is ruled out", field="reason")
    return o.ObjectionRuled(number=number, ruling=ruling)


def withdraw_objection(
    decision: Decision, act: Act, *, agreement: Agreement, number: int, role: Role
) -> o.ObjectionWithdrawn:
    """Withdraw an objection, as the holder of the seat that raised it."""
    decision.next_act(act, _DEALT_WITH, _WHY)
    found = decision.objections.numbered(number)
    _must_be(found, number, (*OPEN, Status.SUSTAINED), "be withdrawn")
    _speaks_for(decision, agreement, act, found.seat, role)
    return o.ObjectionWithdrawn(number=number)


def integrate_objection(
    decision: Decision, act: Act, *, number: int, amendment: int
) -> o.ObjectionSettled:
    """Record that an amendment of the motion, which was adopted, meets an admitted objection."""
    decision.next_act(act, _DEALT_WITH, _WHY)
    found = decision.objections.numbered(number)
    _must_be(found, number, (Status.ADMITTED, Status.SUSTAINED), "be met by an amendment")
    if amendment not in decision.discussion.adopted:
        known = ", ".join(map(str, decision.discussion.adopted)) or "none"
        raise Refused(
            f"amendment {amendment} of the motion was not adopted; adopted are: {known}",
            field="amendment",
        )
    outcome = o.ObjectionOutcome.INTEGRATED
    return o.ObjectionSettled(number=number, outcome=outcome, amendment=amendment)


def sustain_objection(decision: Decision, act: Act, *, number: int) -> o.ObjectionSettled:
    """Record that an admitted objection could not be met, and is maintained: it stands."""
    decision.next_act(act, _DEALT_WITH, _WHY)
    _must_be(decision.objections.numbered(number), number, (Status.ADMITTED,), "be sustained")
    return o.ObjectionSettled(number=number, outcome=o.ObjectionOutcome.SUSTAINED)


def overrule_objection(
    decision: Decision, act: Act, *, agreement: Agreement, number: int, by: Decision
) -> o.ObjectionSettled:
    """Let an objection stand no longer, as a carried decision on overruling it has it."""
    decision.next_act(act, _DEALT_WITH, _WHY)
    found = decision.objections.numbered(number)
    _must_be(found, number, (Status.RAISED, Status.ADMITTED, Status.SUSTAINED), "be overruled")
    why = f"overruling objection {number}"
    carried(agreement, by, Matter.OVERRULING, why, about=decision.id, act=act)
    outcome = o.ObjectionOutcome.OVERRULED
    return o.ObjectionSettled(number=number, outcome=outcome, decision=by.id)


def _rule(decision: Decision, agreement: Agreement, act: Act) -> Rule | None:
    """Return the rule that was pinned, or on the table that which would be."""
    if decision.rule is not None:
        return decision.rule
    return body_of(agreement, decision.body, act.day(agreement.zone)).rule_for(decision.cls)


def _knows_objections(rule: Rule | None, field: str) -> None:
    if rule is None or not rule.objections:
        raise Refused(
            "under the rule of this decision seats vote for or against; nobody objects under it",
            field=field,
        )


def _speaks_for(decision: Decision, agreement: Agreement, act: Act, seat: str, role: Role) -> None:
    """Raise a kind of `Refused` unless who speaks holds the seat: on the roll, or before there is one today."""
    day = act.day(agreement.zone)
    if not decision.roll:
        body = body_of(agreement, decision.body, day)
        must_hold(body, seat, role, act, zone=agreement.zone, to="object for it")
    elif decision.seat(seat).holder != act.speaker:
        holds_the_seat(role, act, seat, day, "object for it")


def _must_be(found: Objection, number: int, statuses: tuple[Status, ...], why: str) -> None:
    if found.status not in statuses:
        needed = " or ".join(status.replace("_", " ") for status in statuses)
        raise OutOfOrder(
            f"objection {number} must be {needed} to {why}, and it is {found.status.replace('_', ' ')}",
            number=number,
            status=found.status,
        )
