"""Notice: what a party says beforehand, so many days as the agreement asks for."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.events import NoticeGiven
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.standing import (
    by_clause,
    must_be_party,
    must_bind_on,
)
from accord.aggregates.agreement.terms import NoticeKind, NoticePeriod, RenewalKind, Terms
from accord.aggregates.effect import effective
from accord.aggregates.role import Role
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Disclosed


def give_notice(
    agreement: Agreement,
    act: Act,
    *,
    party: UUID,
    kind: NoticeKind,
    role: Role,
    statement: str,
    effective_from: date | None = None,
    against: UUID | None = None,
) -> NoticeGiven:
    """Give notice for a party; without a day of its own it has its effect on the first that is right."""
    day = act.day(agreement.zone)
    agreement.must_be(day, RUNNING, "no notice can be given")
    must_be_party(agreement, party, day)
    holds_the_post(agreement, role, party, act.speaker, day)
    _against_another(agreement, party, kind, against, day)
    _not_twice(agreement, party, kind, against, day)
    first = _first_day(agreement, kind, day)
    from_ = effective(act, effective_from or first, agreement.zone)
    _in_time(agreement, kind, day, from_, first)
    must_bind_on(agreement, max(day, from_ - timedelta(days=1)), said=from_)
    return NoticeGiven(
        notice=len(agreement.life.notices) + 1,
        effective_from=from_,
        party=party,
        signatory=act.speaker,
        post=role.post,
        kind=kind,
        given_on=day,
        against=against,
        statement=Disclosed(statement),
    )


def _against_another(
    agreement: Agreement, party: UUID, kind: NoticeKind, against: UUID | None, day: date
) -> None:
    if (kind is NoticeKind.BREACH) != (against is not None):
        raise Refused(
            "notice of a breach names the party in breach, and no other notice names one",
            field="against",
        )
    if against is None:
        return
    must_be_party(agreement, against, day, "against")
    if against == party:
        raise Refused("a party gives notice of the breach of another one", field="against")


def _not_twice(
    agreement: Agreement, party: UUID, kind: NoticeKind, against: UUID | None, day: date
) -> None:
    for notice in agreement.life.notices.values():
        between = agreement.standing_for(day, notice.party, notice.against)
        if notice.stands and notice.kind is kind and between == [party, against]:
            raise OutOfOrder(
                f"notice {notice.number} of this party says this already, from {notice.effective_from}; "
                "withdraw it before giving another",
                notice=notice.number,
            )


def period_of(terms: Terms, kind: NoticeKind) -> NoticePeriod:
    """Return how long before its effect notice of this kind is given; raise `Refused` where none can be."""
    found = terms.notice_period(kind)
    renewal = terms.renewal
    if found is None and kind is NoticeKind.NON_RENEWAL and renewal is not None:
        found = NoticePeriod(kind=kind, days=renewal.notice_days, clause=renewal.clause)
    if found is None:
        raise Refused(
            f"the agreement lays down no notice of {kind_in_words(kind)}: none can be given",
            field="kind",
        )
    return found


def kind_in_words(kind: NoticeKind) -> str:
    """Say of what a notice is."""
    return kind.replace("_", "-")


def _first_day(agreement: Agreement, kind: NoticeKind, day: date) -> date:
    """Return the first day that is right; a term is not renewed from the end of one only."""
    terms = agreement.terms_on(day)
    earliest = _later(day, period_of(terms, kind).days)
    if kind is not NoticeKind.NON_RENEWAL:
        return earliest
    if terms.renewal is None or terms.renewal.kind is RenewalKind.EXPLICIT:
        raise Refused("the agreement does not renew itself: its term simply ends", field="kind")
    ends = agreement.life.ends_on(earliest - timedelta(days=1))
    if ends is None and terms.renewal.months is None:  # it goes on from day to day
        ends = earliest
    if ends is None or ends < earliest:
        raise OutOfOrder(
            f"the term ends on {ends or 'no day'}, and there is no later one that notice given on {day} "
            "could keep from being renewed"
        )
    return ends


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise Refused(f"{days} days after {day} lie beyond the calendar", field="kind") from None


def _in_time(agreement: Agreement, kind: NoticeKind, day: date, from_: date, first: date) -> None:
    period = period_of(agreement.terms_on(day), kind)
    if (from_ - day).days < period.days:
        raise Refused(
            f"notice of {kind_in_words(kind)} is given {period.days} days before its effect"
            f"{by_clause(period.clause)}, and from {day} to {from_} there are {(from_ - day).days}; "
            f"{first} is the first day that is right",
            field="effective_from",
            days=period.days,
            first=first.isoformat(),
        )
    if kind is NoticeKind.NON_RENEWAL and from_ not in (first, _end_at(agreement, from_)):
        raise Refused(
            f"a term is kept from being renewed at its end, and none ends on {from_}; {first} is the "
            "first end for which this notice is in time",
            field="effective_from",
            first=first.isoformat(),
        )


def _end_at(agreement: Agreement, day: date) -> date | None:
    return agreement.life.ends_on(day - timedelta(days=1))
