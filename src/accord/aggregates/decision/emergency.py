"""Deciding in an emergency: who presides decides at once, and the body ratifies it in time or it lapses."""

from __future__ import annotations

from datetime import date, timedelta

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.memory import Stage as AgreementStage
from accord.aggregates.agreement.terms import Terms
from accord.aggregates.authority import certified_on
from accord.aggregates.decision import events as e
from accord.aggregates.decision.challenging import under
from accord.aggregates.decision.holders import speaks_for_it
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.motion import body_of, competent, must_be_new
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Verdict


def take_emergency_decision(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    body: str,
    cls: str,
    title: str,
    text: str,
    chair: Role,
) -> e.EmergencyDecisionTaken:
    """Decide in the place of a body, where its standing orders let the one who presides do so.

    `chair` is the post that presides. The decision holds at once; where the orders name days for its
    ratification, it lapses after them.
    """
    must_be_new(decision)
    day = act.day(agreement.zone)
    agreement.must_be(day, AgreementStage.IN_FORCE, "nothing can be decided")
    _decided_for_and_against(agreement, body, cls, day)
    if not act.reason:
        raise Refused("an emergency decision says what the emergency is", field="reason")
    terms = agreement.terms_on(day)
    until = _allowed(terms, body, cls, day)
    post = body_of(agreement, body, day).chair or ""
    if not speaks_for_it(chair, act, day):
        raise NotEntitled(
            f"only the holder of post {post} decides in an emergency for body {body}", post=post
        )
    return e.EmergencyDecisionTaken(
        agreement=agreement.id,
        body=body,
        cls=cls,
        title=title,
        text=text,
        post=post,
        effective_to=until,
    )


def _decided_for_and_against(agreement: Agreement, body: str, cls: str, day: date) -> None:
    """Raise `Refused` unless the body votes on motions of the class for and against."""
    competent(agreement, body, cls, day)
    rule = body_of(agreement, body, day).rule_for(cls)
    if rule is not None and rule.choice is not None:
        raise Refused(
            f"body {body} chooses among options in class {cls}: nobody does so in its place",
            field="class",
        )


def _allowed(terms: Terms, body: str, cls: str, day: date) -> date | None:
    """Return the first day on which the decision no longer holds unless ratified, None for never."""
    orders = terms.orders(body)
    if not orders.chair_decides_emergencies:
        raise Refused(
            f"the standing orders of body {body}{under(orders)} let nobody decide in an emergency",
            field="body",
        )
    reserved = terms.reserved(body, cls)
    if reserved is not None:
        clause = f" (clause {reserved.clause})" if reserved.clause else ""
        raise Refused(
            f"decisions of class {cls} are reserved to the parties{clause}, also in an emergency",
            field="class",
        )
    if terms.stages(body, cls):
        raise Refused(
            f"decisions of class {cls} pass through other bodies before they hold, also in an emergency",
            field="class",
        )
    days = orders.ratify_within_days
    return day + timedelta(days=days + 1) if days else None


def ratify(
    decision: Decision, act: Act, *, agreement: Agreement, by: Decision
) -> e.EmergencyRatified | e.RatificationRefused:
    """Record what the body decided on ratifying an emergency decision: carried or not.

    Only until it lapses; what was done on it in the meantime stands.
    """
    stages = (Stage.EFFECTIVE, Stage.IMPLEMENTED)
    decision.stands_at(act, agreement.zone, stages, "it cannot be ratified")
    if not decision.aftermath.emergency:
        raise OutOfOrder("only an emergency decision is ratified")
    if decision.aftermath.ratified:
        raise OutOfOrder("the emergency decision is already ratified")
    if (ended := decision.aftermath.ended) is not None:
        raise OutOfOrder(f"the emergency decision is {ended} from {decision.aftermath.ends_on}")
    why = "a ratification"
    certified_on(agreement, by, Matter.RATIFICATION, why, about=decision.id, act=act)
    if by.verdict is Verdict.CARRIED:
        return e.EmergencyRatified(decision=by.id)
    return e.RatificationRefused(decision=by.id)
