"""Putting a motion off: deferred to a day, referred to another body, or lapsed without a vote."""

from __future__ import annotations

from datetime import date

from accord import canonical
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.motion import competent
from accord.aggregates.decision.sessions import SESSIONS
from accord.aggregates.decision.timing import beginning, cited
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Disclosed


def defer_motion(
    decision: Decision, act: Act, *, agreement: Agreement, until: date | None = None
) -> d.DecisionDeferred:
    """Put the motion off to a day to come, or (without one) until it is taken up again."""
    decision.next_act(act, (Stage.TABLED,), "a motion is deferred before voting opens")
    day = act.day(agreement.zone)
    if until is not None and until <= day:
        raise Refused(
            f"a motion is deferred to a day to come, and {until} is not after {day}", field="until"
        )
    resumes = beginning(until, agreement.zone) if until else None
    lapses = decision.discussion.lapses
    if resumes is not None and lapses is not None and resumes >= lapses:
        orders = agreement.terms_on(day).orders(decision.body)
        raise Refused(
            f"by {cited(orders)} the motion lapses at {canonical.instant(lapses)} unless it is put to the vote "
            f"before: it is not deferred to {until}",
            field="until",
        )
    return d.DecisionDeferred(resumes=resumes, effective_to=until)


def take_up_motion(decision: Decision, act: Act) -> d.MotionTakenUp:
    """Take a deferred motion up before its day."""
    decision.next_act(act, (Stage.DEFERRED,), "what was put off is taken up")
    return d.MotionTakenUp()


def refer_motion(
    decision: Decision, act: Act, *, agreement: Agreement, body: str, cls: str
) -> d.MotionReferred:
    """Send the motion to another body that decides on motions of a class, for its report."""
    decision.next_act(act, (Stage.TABLED,), "a motion is referred before voting opens")
    if body == decision.body:
        raise Refused(f"the motion is before body {body} already", field="body")
    competent(agreement, body, cls, act.day(agreement.zone))
    return d.MotionReferred(body=body, cls=cls)


def report_back(
    decision: Decision, act: Act, *, recommendation: str | None = None
) -> d.MotionReportedOn:
    """Return a referred motion to the body that decides, with what is recommended to it."""
    decision.next_act(act, (Stage.REFERRED,), "a body reports on what was referred to it")
    return d.MotionReportedOn(recommendation=Disclosed(recommendation) if recommendation else None)


def lapse_motion(decision: Decision, act: Act, *, agreement: Agreement) -> d.MotionLapsed:
    """Record that the motion can no longer be put to the vote: its agreement, body or notice is at an end."""
    stages = (Stage.TABLED, Stage.DEFERRED, Stage.REFERRED)
    decision.next_act(act, stages, "a motion lapses only where it was never put to the vote")
    day = act.day(agreement.zone)
    if not (
        _agreement_ended(agreement, decision.matter, day) or _undecidable(decision, agreement, day)
    ):
        raise OutOfOrder(
            f"the motion can still be put to the vote on {day}: it lapses when its agreement ends, when "
            f"body {decision.body} no longer decides on class {decision.cls}, or when its notice ends"
        )
    return d.MotionLapsed()


def _agreement_ended(agreement: Agreement, matter: Matter, day: date) -> bool:
    """Return whether the agreement has ended, and with it what the motion is on; general business may lapse then."""
    still = () if matter is Matter.GENERAL else SESSIONS[matter]
    return agreement.stage(day) not in (*RUNNING, *still)


def _undecidable(decision: Decision, agreement: Agreement, day: date) -> bool:
    body = agreement.terms_on(day).body(decision.body)
    rule = body.rule_for(decision.cls) if body else None
    notice = decision.discussion.notice
    ended = notice is not None and notice.until is not None and notice.until <= day
    if rule is None or ended:
        return True
    options = (
        bool(decision.choices.options) or agreement.terms_on(day).orders(decision.body).nominations
    )
    return not options if rule.choice is not None else bool(decision.choices.options)
