"""Ending an agreement before its term, on each ground by the procedure of its own."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.events import Ground
from accord.aggregates.agreement.life import Notice
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.noticed import acted_on
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.standing import by_clause, from_outside, must_bind_on, rests_on
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

    Each rests on a decision, or (without a procedure) on the assent of all: for a breach, of all but the
    party in breach. Beside it cause needs a notice of breach that was not cured; frustration an authority
    outside and a reason. A notice of termination ends it for convenience by itself. Where the agreement
    lays down no such notice, none is needed. Before it is in force no body decides: all assent to end it.
    `effective_from` is the first day without it; by default the day after the act.
    """
    day = act.day(agreement.zone)
    given_up = ground is Ground.MUTUAL and decision is None and _not_yet_in_force(agreement, act)
    stages = (Stage.CONCLUDED, *RUNNING) if given_up else RUNNING
    agreement.must_be(day, stages, "it cannot be terminated")
    if agreement.terminated_from is not None:
        raise OutOfOrder(f"its termination on {agreement.terminated_from} is already recorded")
    if not given_up:
        _allowed(agreement, ground, day)
    noticed = _noticed(agreement, ground, notice, day)
    from_ = effective(act, effective_from or _by_default(ground, noticed, day), agreement.zone)
    event = _by_its_procedure(
        agreement, act, from_, ground=ground, decision=decision, notice=notice
    )
    _after(noticed, from_, notice)
    if not (given_up and from_ > (agreement.concluded_on or from_)):
        must_bind_on(agreement, from_ - timedelta(days=1), said=from_)
    return event


def _not_yet_in_force(agreement: Agreement, act: Act) -> bool:
    """Return whether it can still be given up: what has been in force by now did not end before that."""
    return agreement.stage(act.today(agreement.zone)) is Stage.CONCLUDED


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
    breach = agreement.life.notice(notice) if notice is not None else None
    against = breach.against if breach else None
    rests = _rests_on(agreement, act, decision, from_, against)
    if breach is not None:
        _not_cured(agreement, act, breach)
    if ground is Ground.FRUSTRATION:
        _from_outside(act)
    if rests is None:
        return e.TerminatedByConsent(effective_from=from_, ground=ground, notice=notice)
    if notice is not None:
        return e.TerminatedForCause(effective_from=from_, notice=notice, decision=rests)
    return e.AgreementTerminated(effective_from=from_, ground=ground, decision=rests)


def _rests_on(
    agreement: Agreement, act: Act, decision: Decision | None, from_: date, against: UUID | None
) -> UUID | None:
    if decision is not None:
        return rests_on(agreement, act, decision, Matter.TERMINATION, _WHY)
    day = act.day(agreement.zone)
    return rests_on(
        agreement,
        act,
        None,
        Matter.TERMINATION,
        _WHY,
        about=against,
        effective_from=from_,
        but=(agreement.acting_for(against, day),) if against else (),
    )


def _not_cured(agreement: Agreement, act: Act, breach: Notice) -> None:
    until = breach.effective_from
    if act.day(agreement.zone) < until:
        raise OutOfOrder(
            f"the breach of notice {breach.number} can still be cured, up to but without {until}",
            first=until.isoformat(),
        )


def _from_outside(act: Act) -> None:
    if not act.reason or not from_outside(act):
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
