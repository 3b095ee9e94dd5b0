"""Renewal by an act of the parties; what renews itself is counted from the calendar, without an act."""

from __future__ import annotations

from datetime import date

from accord.aggregates.agreement.events import AgreementRenewed
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.standing import by_clause, rests_on
from accord.aggregates.agreement.terms import Renewal, RenewalKind
from accord.aggregates.calendar import add_months
from accord.aggregates.decision import Decision
from accord.aggregates.effect import effective
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act


def renew(
    agreement: Agreement,
    act: Act,
    *,
    decision: Decision | None = None,
    effective_to: date | None = None,
) -> AgreementRenewed:
    """Renew the term before it ends, for as long as the agreement says or until a day within that.

    Parties assent to a renewal from the day on which the term ends. One that is recorded after that
    day brings an agreement back that had expired, and says so: it is retroactive.
    """
    day = act.day(agreement.zone)
    agreement.must_be(day, RUNNING, "it cannot be renewed")
    rule = _explicit(agreement.terms_on(day).renewal)
    ends = agreement.life.course.last_end()  # also as amended from a day yet to come
    if ends is None:
        raise OutOfOrder("its term has no end, and needs no renewal")
    if agreement.terminated_from is not None:
        raise OutOfOrder(f"its termination on {agreement.terminated_from} is already recorded")
    _once_more(rule, agreement.life.renewed)
    new_end = _new_end(rule, ends, effective_to)
    effective(act, ends, agreement.zone)
    rests = rests_on(
        agreement,
        act,
        decision,
        Matter.RENEWAL,
        "a renewal",
        effective_from=ends,
        effective_to=new_end,
    )
    return AgreementRenewed(
        effective_from=ends,
        effective_to=new_end,
        renewal=agreement.life.renewed + 1,
        decision=rests,
    )


def _explicit(rule: Renewal | None) -> Renewal:
    if rule is None:
        raise Refused("the agreement says nothing of a renewal; amend its term instead")
    if rule.kind is not RenewalKind.EXPLICIT:
        raise Refused(
            f"the agreement renews itself{by_clause(rule.clause)}, without any act of the parties"
        )
    return rule


def _once_more(rule: Renewal, renewed: int) -> None:
    if rule.times is not None and renewed >= rule.times:
        raise Refused(
            f"it can be renewed {rule.times} times{by_clause(rule.clause)}, and it has been"
        )


def _new_end(rule: Renewal, ends: date, asked: date | None) -> date:
    latest = _months_on(ends, rule.months) if rule.months is not None else None
    new_end = asked or latest
    if new_end is None:
        raise Refused(
            "the agreement does not say for how long it is renewed: name the new end",
            field="effective_to",
        )
    if new_end <= ends:
        raise Refused(
            f"the term ends on {ends}, and a renewal up to but without {new_end} would not make it longer",
            field="effective_to",
        )
    if latest is not None and new_end > latest:
        raise Refused(
            f"a renewal is for {rule.months} months{by_clause(rule.clause)}, at most up to but without {latest}",
            field="effective_to",
            latest=latest.isoformat(),
        )
    return new_end


def _months_on(ends: date, months: int) -> date:
    try:
        return add_months(ends, months)
    except ValueError:
        raise Refused(f"{months} months after {ends} lie beyond the calendar") from None
