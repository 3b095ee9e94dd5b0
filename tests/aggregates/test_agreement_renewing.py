"""A term is renewed by an act before its end, or renews itself by the calendar until somebody objects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from tests import partnership as p
from tests.living import assents, carried, living, noticed, procedure, renews
from tests.story import given

from accord.aggregates.agreement import Agreement, Stage, Term, renew
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import NoticeKind, RenewalKind
from accord.aggregates.effect import RetroactiveUnflagged
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused

END, LATER = date(2026, 8, 31), date(2027, 2, 28)
HALF_YEAR = renews(RenewalKind.EXPLICIT, months=6, times=2)
CARRIED = carried(Matter.RENEWAL)
EARLIER = UUID("dec15100-0000-7000-8000-000000000001")


def renewing(*later, rule=HALF_YEAR, until=END, **said):
    terms = [rule, *procedure(Matter.RENEWAL)]
    history = living(*later, terms=terms, until=until)
    return given(Agreement, history).when(renew, **({"decision": CARRIED} | said))


def renewed(until=LATER, number=1, decision=p.DECISION):
    return e.AgreementRenewed(
        effective_from=END if number == 1 else LATER,
        effective_to=until,
        renewal=number,
        decision=decision,
    )


def test_a_renewal_is_for_as_long_as_the_agreement_says():
    told = renewing()

    told.then(renewed())
    assert told.state.stage(END) is Stage.IN_FORCE
    assert told.state.stage(LATER) is Stage.EXPIRED
    assert told.state.life.ends_on(END) == LATER


def test_a_renewal_may_be_for_less_and_never_for_more():
    renewing(effective_to=date(2026, 9, 1)).then(renewed(date(2026, 9, 1)))
    renewing(effective_to=date(2027, 3, 1)).then_refused(
        Refused, "6 months (clause money), at most up to but without 2027-02-28"
    )
    renewing(effective_to=END).then_refused(Refused, "would not make it longer")


def test_nothing_is_renewed_until_a_day_beyond_the_calendar():
    ages = renews(RenewalKind.EXPLICIT, months=12 * 9000)
    renewing(rule=ages).then_refused(Refused, "lie beyond the calendar")


def test_a_renewal_goes_on_from_the_end_that_an_amendment_moved_also_from_a_later_day():
    far = e.ProvisionAmended(
        effective_from=date(2026, 8, 1),
        amendment=p.AMENDMENT,
        term=Term(ends_on=date(2030, 12, 31)),
    )
    told = renewing(far)

    told.then(replace(renewed(date(2031, 6, 30)), effective_from=date(2030, 12, 31)))
    assert told.state.life.ends_on(date(2026, 8, 2)) == date(2031, 6, 30)


def test_an_agreement_is_renewed_so_many_times():
    once = renewed(decision=EARLIER)
    renewing(once).then(renewed(date(2027, 8, 28), 2))
    renewing(once, renewed(date(2027, 8, 28), 2)).then_refused(
        Refused, "renewed 2 times (clause money)"
    )


def test_one_decision_renews_once():
    renewing(renewed()).then_refused(OutOfOrder, "a renewal needs a decision of its own")


def test_a_renewal_after_the_end_comes_too_late():
    late = p.NOW.replace(month=8, day=31)
    renewing(at=late).then_refused(OutOfOrder, "it cannot be renewed", "it is expired")


def test_a_renewal_that_is_recorded_after_the_end_is_retroactive():
    late = {"at": p.NOW.replace(month=9, day=7), "occurred_on": date(2026, 8, 3)}
    renewing(**late).then_refused(RetroactiveUnflagged, "would hold from 2026-08-31, before today")
    renewing(**late, retroactive=True, reason="It was forgotten.").then(renewed())


def test_without_a_procedure_all_assent_to_a_renewal_from_the_end():
    ends = renewed().effective_to
    for from_, until, missing in (
        (END, ends, False),
        (LATER, ends, True),
        (END, date(2040, 1, 1), True),
        (END, None, True),
    ):
        agreed = assents(Matter.RENEWAL, from_=from_, effective_to=until)
        history = living(agreed, terms=[HALF_YEAR], until=END)
        told = given(Agreement, history).when(renew)
        if missing:
            told.then_refused(OutOfOrder, "2 have not given it")
        else:
            told.then(renewed(decision=None))


def test_a_renewal_that_names_no_months_names_its_end():
    free = renews(RenewalKind.EXPLICIT)
    renewing(rule=free).then_refused(Refused, "name the new end")
    renewing(rule=free, effective_to=date(2040, 1, 1)).then(renewed(date(2040, 1, 1)))


def test_only_what_has_an_end_and_a_clause_for_it_is_renewed():
    renewing(rule=procedure()).then_refused(Refused, "says nothing of a renewal")
    renewing(rule=renews(RenewalKind.EVERGREEN)).then_refused(Refused, "renews itself")
    renewing(until=None).then_refused(OutOfOrder, "has no end")
    renewing(decision=carried(Matter.TERMINATION)).then_refused(Refused, "the matter “renewal”")
    renewing(decision=None).then_refused(Refused, "needs a decision")
    ended = e.TerminatedByConsent(effective_from=date(2026, 6, 1))
    renewing(ended).then_refused(OutOfOrder, "termination on 2026-06-01")


# --- What renews itself ----------------------------------------------------------------------


def course(*later, rule, until=END):
    return p.agreement(living(*later, terms=[rule], until=until)).life.course


MONTHLY = {"months": 1}


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 8, 30), date(2026, 8, 31)),
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 10, 31)),
        (date(2027, 2, 1), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 3, 31)),
        (date(2050, 1, 1), date(2050, 1, 31)),
    ],
)
def test_each_renewal_is_counted_from_the_first_end(day, end):
    for kind in (RenewalKind.AUTOMATIC, RenewalKind.EVERGREEN):
        found = course(rule=renews(kind, **MONTHLY))
        assert found.stage(day) is Stage.IN_FORCE
        assert found.ends_on(day) == end
        assert found.last_end() is None


def test_an_automatic_renewal_has_a_last_time_an_evergreen_one_has_none():
    rule = renews(RenewalKind.AUTOMATIC, months=6, times=3)
    found = course(rule=rule)
    assert found.last_end() == date(2028, 2, 29)
    assert found.ends_on(date(2030, 1, 1)) == date(2028, 2, 29)
    assert found.stage(date(2028, 2, 28)) is Stage.IN_FORCE
    assert found.stage(date(2028, 2, 29)) is Stage.EXPIRED
    evergreen = renews(RenewalKind.EVERGREEN, months=6, times=3)
    assert course(rule=evergreen).last_end() is None


@pytest.mark.parametrize("kind", [RenewalKind.AUTOMATIC, RenewalKind.EVERGREEN])
def test_a_notice_in_time_lets_the_term_end(kind):
    objection = noticed(NoticeKind.NON_RENEWAL, date(2027, 8, 31))
    found = course(objection, rule=renews(kind, months=12))
    assert found.last_end() == date(2027, 8, 31)
    assert found.stage(date(2027, 8, 30)) is Stage.IN_FORCE
    assert found.stage(date(2027, 8, 31)) is Stage.EXPIRED


def test_an_evergreen_agreement_without_months_goes_on_until_somebody_objects():
    rule = renews(RenewalKind.EVERGREEN)
    assert course(rule=rule).last_end() is None
    assert course(rule=rule).ends_on(END) is None
    objection = noticed(NoticeKind.NON_RENEWAL, date(2026, 12, 24))
    assert course(objection, rule=rule).last_end() == date(2026, 12, 24)


def test_a_renewal_that_is_amended_counts_from_the_end_after_the_amendment():
    rule = renews(RenewalKind.AUTOMATIC, months=12)
    longer = e.ProvisionAmended(
        effective_from=date(2027, 1, 1),
        amendment=p.AMENDMENT,
        renewal=renews(RenewalKind.AUTOMATIC, months=3, times=1).renewal,
    )
    found = course(longer, rule=rule)
    assert found.last_end() == date(2027, 11, 30)
    gone = e.ProvisionRepealed(
        effective_from=date(2027, 1, 1), amendment=p.AMENDMENT, provision=e.Provision.RENEWAL
    )
    assert course(gone, rule=rule).last_end() == date(2027, 8, 31)


def test_an_amended_term_ends_on_another_day():
    def amended(from_, ends):
        term = Term(starts_on=p.STARTS, ends_on=ends)
        said = e.ProvisionAmended(effective_from=from_, amendment=p.AMENDMENT, term=term)
        return p.agreement(p.in_force(said)).life.course

    longer = amended(date(2027, 1, 1), date(2035, 1, 1))
    assert longer.last_end() == date(2035, 1, 1)
    assert longer.ends_on(date(2026, 12, 31)) == p.ENDS
    assert amended(date(2027, 1, 1), date(2026, 6, 1)).last_end() == date(2027, 1, 1)
    assert amended(p.ENDS, date(2035, 1, 1)).last_end() == p.ENDS


def test_a_renewal_beyond_the_calendar_is_for_ever():
    rule = renews(RenewalKind.AUTOMATIC, months=12 * 9000, times=2)
    assert course(rule=rule).last_end() is None
