"""A party gives notice so many days beforehand, through the post that signs for it, and can take it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import partnership as p
from tests.living import MAYOR, NOTICES, TODAY, WARDEN, living, noticed, renews
from tests.partnership import ADA, BEN, CITY, CLEO, CLUB, TRUST
from tests.story import given

from accord.aggregates.agreement import Agreement, Stage, give_notice, withdraw_notice
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import NoticeKind, RenewalKind
from accord.aggregates.effect import RetroactiveUnflagged
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

FIRST = date(2026, 8, 2)


def giving(*history, **said):
    usual = {
        "party": CITY,
        "kind": NoticeKind.WITHDRAWAL,
        "role": MAYOR,
        "statement": "We have our reasons.",
        "by": ADA,
    }
    return given(Agreement, *(history or living())).when(give_notice, **(usual | said))


def test_notice_has_its_effect_on_the_first_day_that_is_right():
    giving().then(noticed(from_=FIRST))


def test_notice_may_have_its_effect_later():
    giving(effective_from=date(2027, 1, 1)).then(noticed(from_=date(2027, 1, 1)))


def test_notice_that_is_too_short_is_refused_with_the_clause_the_days_and_the_first_right_day():
    giving(effective_from=date(2026, 8, 1)).then_refused(
        Refused, "90 days", "(clause money)", "there are 89", "2026-08-02 is the first day"
    )


def test_notices_are_numbered():
    mine = noticed(NoticeKind.TERMINATION)
    giving(living(mine)).then(noticed(number=2))


def test_no_notice_is_given_of_what_the_agreement_says_no_period_for():
    giving(p.in_force()).then_refused(Refused, "lays down no notice of withdrawal")
    giving(kind=NoticeKind.NON_RENEWAL).then_refused(Refused, "no notice of non-renewal")


def test_notice_of_a_breach_names_the_other_party():
    breach = {"kind": NoticeKind.BREACH}
    giving(**breach, against=TRUST).then(noticed(NoticeKind.BREACH, against=TRUST))
    giving(**breach).then_refused(Refused, "names the party in breach")
    giving(against=TRUST).then_refused(Refused, "no other notice names one")
    giving(**breach, against=CITY).then_refused(Refused, "of another one")
    giving(**breach, against=CLUB).then_refused(NotEntitled, "is no party of this agreement")


def test_who_is_no_party_gives_no_notice():
    giving(party=CLUB).then_refused(NotEntitled, f"{CLUB} is no party of this agreement")


@pytest.mark.parametrize("who", [BEN, CLEO])
def test_notice_is_given_by_who_signs_for_the_party(who):
    giving(by=who).then_refused(NotEntitled, "does not hold the post mayor")


def test_what_is_said_already_is_not_said_again():
    giving(living(noticed())).then_refused(OutOfOrder, "notice 1 of this party says this already")
    taken_back = e.NoticeWithdrawn(notice=1, signatory=ADA, post="mayor")
    giving(living(noticed(), taken_back)).then(noticed(number=2))


def test_notice_has_no_effect_after_the_end():
    giving(effective_from=date(2029, 4, 2)).then_refused(Refused, "cannot hold from 2029-04-02")
    giving(living(until=date(2026, 6, 1))).then_refused(Refused, "up to but without 2026-06-01")


def test_no_notice_is_given_before_the_agreement_is_in_force():
    giving(p.opened()).then_refused(OutOfOrder, "must be in force or suspended")
    giving([]).then_refused(NotFound, "there is no agreement")


# --- Against a renewal -----------------------------------------------------------------------

YEARLY = renews(RenewalKind.AUTOMATIC, months=12, notice_days=60)
OBJECTING = {"kind": NoticeKind.NON_RENEWAL}


def renewing(until=date(2026, 7, 3), terms=(YEARLY,), later=()):
    return living(*later, terms=terms, until=until)


def test_a_term_is_kept_from_being_renewed_at_the_next_end_that_is_far_enough():
    giving(renewing(), **OBJECTING).then(noticed(NoticeKind.NON_RENEWAL, date(2026, 7, 3)))
    giving(renewing(date(2026, 7, 2)), **OBJECTING).then(
        noticed(NoticeKind.NON_RENEWAL, date(2027, 7, 2))
    )


def test_notice_against_a_renewal_is_too_late_less_than_its_days_before_the_end():
    giving(renewing(date(2026, 7, 2)), **OBJECTING, effective_from=date(2026, 7, 2)).then_refused(
        Refused, "60 days before its effect", "there are 59", "2027-07-02 is the first"
    )


def test_notice_against_a_renewal_names_an_end():
    giving(renewing(), **OBJECTING, effective_from=date(2026, 8, 1)).then_refused(
        Refused, "none ends on 2026-08-01", "2026-07-03 is the first"
    )
    giving(renewing(), **OBJECTING, effective_from=date(2028, 7, 3)).then(
        noticed(NoticeKind.NON_RENEWAL, date(2028, 7, 3))
    )


def test_what_does_not_renew_itself_needs_no_notice_against_it():
    explicit = renews(RenewalKind.EXPLICIT, months=12)
    giving(renewing(terms=(explicit,)), **OBJECTING).then_refused(Refused, "simply ends")


def test_an_agreement_without_an_end_is_not_renewed():
    giving(renewing(until=None), **OBJECTING).then_refused(OutOfOrder, "ends on no day")


# --- Taken back ------------------------------------------------------------------------------


def taking_back(*later, **said):
    usual = {"notice": 1, "role": MAYOR, "by": ADA}
    return given(Agreement, living(noticed(), *later)).when(withdraw_notice, **(usual | said))


def test_a_notice_is_taken_back_before_it_has_its_effect():
    taking_back().then(e.NoticeWithdrawn(notice=1, signatory=ADA, post="mayor"))


def test_a_notice_that_has_its_effect_is_not_taken_back():
    late = {"at": p.NOW.replace(month=8, day=2)}
    taking_back(**late).then_refused(OutOfOrder, "had its effect since 2026-08-02")


def test_a_notice_is_taken_back_once_and_by_its_party():
    taken_back = e.NoticeWithdrawn(notice=1, signatory=ADA, post="mayor")
    taking_back(taken_back).then_refused(OutOfOrder, "notice 1 was withdrawn")
    taking_back(by=CLEO, role=WARDEN).then_refused(NotEntitled, "does not hold the post warden")
    taking_back(notice=2).then_refused(NotFound, "no notice 2")


def test_a_notice_against_a_renewal_that_is_taken_back_keeps_nothing_from_it():
    objection = noticed(NoticeKind.NON_RENEWAL, date(2026, 7, 3))
    taken_back = e.NoticeWithdrawn(notice=1, signatory=ADA, post="mayor")
    ends = [
        p.agreement(renewing(later=later)).life.course.last_end()
        for later in ((objection,), (objection, taken_back))
    ]
    assert ends == [date(2026, 7, 3), None]


OBJECTION = noticed(NoticeKind.NON_RENEWAL, date(2026, 7, 3))
AFTER = {"at": p.NOW.replace(month=8, day=31), "occurred_on": date(2026, 7, 2)}
"""Recorded once the term has ended: the letter that came on its last day."""


def reviving(*later, **said):
    usual = {"notice": 1, "role": MAYOR, "by": ADA}
    history = renewing(later=(OBJECTION, *later))
    return given(Agreement, history).when(withdraw_notice, **(usual | said))


def test_a_term_that_ended_on_notice_goes_on_by_a_retroactive_withdrawal_alone():
    reviving(**AFTER).then_refused(RetroactiveUnflagged, "would hold from 2026-07-03, before today")
    told = reviving(**AFTER, retroactive=True, reason="The letter lay in the tray.")
    told.then(
        e.NoticeWithdrawn(effective_from=date(2026, 7, 3), notice=1, signatory=ADA, post="mayor")
    )
    assert told.state.stage(date(2026, 8, 31)) is Stage.IN_FORCE
    on_the_day = AFTER | {"occurred_on": date(2026, 7, 3), "retroactive": True}
    reviving(**on_the_day).then_refused(OutOfOrder, "had its effect since 2026-07-03")


def test_what_is_wound_up_does_not_go_on():
    closing = e.CloseOutStarted(effective_from=date(2026, 8, 1))
    reviving(closing, **AFTER, retroactive=True, reason="The letter lay in the tray.").then_refused(
        OutOfOrder, "what notice 1 had its effect on stays", "it is closing"
    )


def test_no_notice_is_taken_back_before_it_was_given():
    taking_back(occurred_on=date(2026, 5, 3)).then_refused(
        OutOfOrder, "notice 1 was given on 2026-05-04, and this would have happened before"
    )


def test_who_stands_in_the_place_of_a_party_takes_its_notice_back():
    succeeded = e.PlaceSucceeded(predecessor=CITY, successor=CLUB, effective_from=TODAY)
    taking_back(succeeded).then(e.NoticeWithdrawn(notice=1, signatory=ADA, post="mayor"))


def test_the_days_of_notice_are_those_of_the_day_on_which_it_is_given():
    period = replace(NOTICES[0].notice_period, days=10)
    longer = e.ProvisionAmended(effective_from=TODAY, amendment=CLUB, notice_period=period)
    giving(living(longer)).then(noticed(from_=date(2026, 5, 14)))
