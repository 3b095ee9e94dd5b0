"""A notice is served on the other parties, and they acknowledge it, or the text that they have read."""

from __future__ import annotations

from datetime import date

from tests import partnership as p
from tests.living import MAYOR, TODAY, WARDEN, living, noticed
from tests.partnership import ADA, CITY, CLEO, CLUB, TRUST
from tests.story import given

from accord.aggregates.agreement import (
    Agreement,
    acknowledge_notice,
    acknowledge_text,
    serve_notice,
)
from accord.aggregates.agreement import events as e
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

SERVED = e.NoticeServed(notice=1, party=TRUST, served_on=TODAY, means=e.ServedBy.POST)
ACKNOWLEDGED = e.NoticeAcknowledged(
    notice=1, party=TRUST, signatory=CLEO, post="warden", acknowledged_on=TODAY
)
READ = e.TextAcknowledged(
    party=CITY,
    signatory=ADA,
    post="mayor",
    text_hash=p.TEXT_HASH,
    text_of=TODAY,
    acknowledged_on=TODAY,
)
WITHDRAWN = e.NoticeWithdrawn(notice=1, signatory=ADA, post="mayor")


def serving(*later, **said):
    usual = {"notice": 1, "party": TRUST, "means": e.ServedBy.POST}
    return given(Agreement, living(noticed(), *later)).when(serve_notice, **(usual | said))


def acknowledging(*later, **said):
    usual = {"notice": 1, "party": TRUST, "role": WARDEN, "by": CLEO}
    return given(Agreement, living(noticed(), *later)).when(acknowledge_notice, **(usual | said))


def reading(*later, history=None, **said):
    usual = {"party": CITY, "role": MAYOR, "by": ADA, "text": p.TEXT_HASH, "incorporated": ()}
    told = living(*later) if history is None else history
    return given(Agreement, told).when(acknowledge_text, **(usual | said))


# --- Served ----------------------------------------------------------------------------------


def test_a_notice_is_served_on_another_party():
    serving().then(SERVED)


def test_a_notice_is_served_again_by_other_means_and_not_twice_by_the_same():
    serving(SERVED).then_refused(OutOfOrder, "recorded already as served", "2026-05-04 by post")
    again = e.NoticeServed(notice=1, party=TRUST, served_on=TODAY, means=e.ServedBy.HAND)
    serving(SERVED, means=e.ServedBy.HAND).then(again)


def test_a_notice_is_not_served_on_who_gave_it_or_is_no_party():
    serving(party=CITY).then_refused(Refused, "this party's own")
    serving(party=CLUB).then_refused(NotEntitled, "is no party of this agreement")


def test_what_was_not_given_or_was_taken_back_is_not_served():
    serving(notice=2).then_refused(NotFound, "no notice 2")
    serving(WITHDRAWN).then_refused(OutOfOrder, "notice 1 was withdrawn")
    given(Agreement, []).when(
        serve_notice, notice=1, party=TRUST, means=e.ServedBy.POST
    ).then_refused(NotFound, "there is no agreement")


def test_nobody_knows_of_a_notice_before_it_is_given():
    serving(occurred_on=date(2026, 5, 3)).then_refused(
        OutOfOrder, "given on 2026-05-04, and nobody knew of it on 2026-05-03"
    )


# --- Acknowledged ----------------------------------------------------------------------------


def test_a_party_acknowledges_a_notice_served_or_not():
    acknowledging().then(ACKNOWLEDGED)
    acknowledging(SERVED).then(ACKNOWLEDGED)


def test_a_notice_is_acknowledged_once_and_by_who_signs_for_the_party():
    acknowledging(ACKNOWLEDGED).then_refused(
        OutOfOrder, "acknowledged notice 1 on 2026-05-04 already"
    )
    acknowledging(by=ADA).then_refused(NotEntitled, "does not hold the post warden")
    acknowledging(party=CITY, role=MAYOR, by=ADA).then_refused(Refused, "this party's own")


# --- The text --------------------------------------------------------------------------------


def test_a_party_acknowledges_the_text_of_a_day():
    reading().then(READ)


def test_a_text_is_acknowledged_by_its_own_hash_and_on_no_later_day():
    reading(text="0" * 64).then_refused(
        Refused, f"not that of the text of 2026-05-04, which is {p.TEXT_HASH}"
    )
    reading(text_of=date(2026, 5, 5)).then_refused(
        Refused, "the text of 2026-05-05 may still change; acknowledge that of 2026-05-04"
    )


def test_a_text_is_acknowledged_once_and_by_who_signs_for_the_party():
    twice = reading(history=[*living(), READ])
    twice.then_refused(OutOfOrder, "acknowledged this text on 2026-05-04 already")
    reading(by=CLEO).then_refused(NotEntitled, "does not hold the post mayor")
    reading(party=CLUB).then_refused(NotEntitled, "is no party")


def test_a_draft_is_not_acknowledged():
    reading(history=p.drafted()).then_refused(OutOfOrder, "once it is adopted")
    reading(history=[]).then_refused(NotFound, "there is no agreement")
