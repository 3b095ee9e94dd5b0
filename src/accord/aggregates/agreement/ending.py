"""Ending an agreement before its term, on each ground by the procedure of its own."""

from __future__ import annotations

from datetime import date, timedelta

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.events import Ground
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.noticing import acted_on
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.standing import by_clause, must_bind_on, rests_on
from accord.aggregates.agreement.terms import NoticeKind
from accord.aggregates.decision import Decision
from accord.aggregates.effect import effective
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event

_NOTICES = {Ground.CAUSE: NoticeKind.BREACH, Ground.CONVENIENCE: NoticeKind.TERMINATION}
_WHY = "termination"


def terminate(
    agreement: Agreement,
    act: Act,
    *,
    ground: Ground,
    decision: Decision | None = None,
    notice: int | None = None,
    effective_from: date | None = None,
) -> Event:
    """End the agreement on a ground that it allows, by what this ground needs.

    Mutual consent needs a carried decision or the assent of all; cause a notice of breach that was not
    cured, and a decision; convenience a notice of termination; frustration a decision, an authority
    outside and a reason. Where the agreement lays down no such notice, a decision alone ends it.
    `effective_from` is the first day without it; by default the day after the act.
    """
    day = act.day(agreement.zone)
    agreement.must_be(day, RUNNING, "it cannot be terminated")
    if agreement.terminated_from is not None:
        raise OutOfOrder(f"its termination on {agreement.terminated_from} is already recorded")
    _allowed(agreement, ground, day)
    noticed = _noticed(agreement, ground, notice, day)
    from_ = effective(act, effective_from or _by_default(ground, noticed, day), agreement.zone)
    event = _by_its_procedure(
        agreement, act, from_, ground=ground, decision=decision, notice=notice
    )
    _after(noticed, from_, notice)
    must_bind_on(agreement, from_ - timedelta(days=1), said=from_)
    return event


def _by_default(ground: Ground, noticed: date | None, day: date) -> date:
    if noticed is not None and ground is Ground.CONVENIENCE:
        return max(noticed, day)
    return day + timedelta(days=1)


def _allowed(agreement: Agreement, ground: Ground, day: date) -> None:
    ending = agreement.terms_on(day).ending
    if ending is not None and ending.grounds and ground not in ending.grounds:
        raise Refused(
            f"the agreement cannot be terminated on this ground{by_clause(ending.clause)}; it names: "
            f"{', '.join(ending.grounds)}",
            field="ground",
        )


def _noticed(agreement: Agreement, ground: Ground, notice: int | None, day: date) -> date | None:
    """Return from when the notice that a ground needs has its effect; None where it needs none."""
    kind = _NOTICES.get(ground)
    if notice is not None and kind is not None:
        return acted_on(agreement, notice, kind, day)
    if notice is not None:
        raise Refused("this ground rests on no notice", field="notice")
    period = agreement.terms_on(day).notice_period(kind) if kind else None
    if period is not None:
        raise Refused(
            f"termination on this ground needs notice of {period.kind}, given {period.days} days "
            f"before{by_clause(period.clause)}",
            field="notice",
        )
    return None


def _by_its_procedure(
    agreement: Agreement,
    act: Act,
    from_: date,
    *,
    ground: Ground,
    decision: Decision | None,
    notice: int | None,
) -> Event:
    if ground is Ground.CONVENIENCE and notice is not None:
        party = agreement.life.notice(notice).party
        return e.TerminatedOnNotice(effective_from=from_, notice=notice, party=party)
    if ground is Ground.MUTUAL and decision is None:
        rests_on(agreement, act, None, Matter.TERMINATION, _WHY, effective_from=from_)
        return e.TerminatedByConsent(effective_from=from_)
    if decision is None:
        raise Refused("termination on this ground needs a decision", field="decision")
    rests_on(agreement, act, decision, Matter.TERMINATION, _WHY)
    if ground is Ground.CAUSE and notice is not None:
        _not_cured(agreement, act, notice)
        return e.TerminatedForCause(effective_from=from_, notice=notice, decision=decision.id)
    if ground is Ground.FRUSTRATION:
        _from_outside(act)
    return e.AgreementTerminated(effective_from=from_, ground=ground, decision=decision.id)


def _not_cured(agreement: Agreement, act: Act, notice: int) -> None:
    until = agreement.life.notice(notice).effective_from
    if act.day(agreement.zone) < until:
        raise OutOfOrder(
            f"the breach of notice {notice} can still be cured, up to but without {until}",
            first=until.isoformat(),
        )


def _from_outside(act: Act) -> None:
    if not act.reason or not act.env.authority.startswith("instrument:"):
        raise Refused(
            "an agreement is frustrated from outside: give the reason, and cite what shows it as "
            "instrument:<citation>",
            field="reason" if not act.reason else "authority",
        )


def _after(noticed: date | None, from_: date, notice: int | None) -> None:
    if noticed is not None and from_ < noticed:
        raise Refused(
            f"notice {notice} has its effect from {noticed}, and the agreement cannot end before, "
            f"on {from_}",
            field="effective_from",
            first=noticed.isoformat(),
        )
