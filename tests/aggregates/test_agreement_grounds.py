"""An agreement is terminated on a ground that it allows, each by the procedure of its own."""

from __future__ import annotations

from datetime import date

import pytest
from tests import partnership as p
from tests.living import NOTICES, TODAY, assents, carried, living, noticed, procedure, says
from tests.partnership import CITY, DECISION, TRUST
from tests.story import given

from accord.aggregates.agreement import Agreement, Stage, terminate
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.events import Ground
from accord.aggregates.agreement.terms import Ending, NoticeKind
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder, Refused

TOMORROW, DAY = date(2026, 5, 5), date(2026, 8, 2)
CARRIED = carried(Matter.TERMINATION)
ELAPSED = {"at": p.NOW.replace(month=8, day=2)}
FREE = (*NOTICES, e.ProvisionStruck(provision=e.Provision.PROCEDURE, key="termination"))
BREACH = noticed(NoticeKind.BREACH, against=TRUST)
TERMINATION = noticed(NoticeKind.TERMINATION)
SUSPENDED = e.AgreementSuspended(effective_from=TODAY, suspension=1)
BY_ORDER = {"authority": "instrument:Flood order 3/2026", "reason": "There is no river any more."}


def ending(ground, *later, terms=NOTICES, **said):
    return given(Agreement, living(*later, terms=terms)).when(terminate, ground=ground, **said)


# --- By mutual consent -----------------------------------------------------------------------


def test_all_assent_to_the_end_where_the_agreement_has_no_procedure():
    told = ending(Ground.MUTUAL, assents(Matter.TERMINATION, from_=TOMORROW), terms=FREE)

    told.then(e.TerminatedByConsent(effective_from=TOMORROW))
    assert told.state.stage(TODAY) is Stage.IN_FORCE
    assert told.state.stage(TOMORROW) is Stage.TERMINATED


def test_all_assent_to_the_end_on_just_this_day():
    later = {"effective_from": date(2026, 6, 1)}
    agreed = assents(Matter.TERMINATION, from_=TOMORROW)
    ending(Ground.MUTUAL, agreed, terms=FREE, **later).then_refused(OutOfOrder, "2 have not given")


def test_with_a_procedure_assent_does_not_end_an_agreement():
    agreed = assents(Matter.TERMINATION, from_=TOMORROW)
    ending(Ground.MUTUAL, agreed).then_refused(Refused, "needs a decision", "the body board")


def test_a_suspended_agreement_can_be_terminated():
    told = ending(Ground.MUTUAL, SUSPENDED, decision=CARRIED)
    told.then(
        e.AgreementTerminated(effective_from=TOMORROW, ground=Ground.MUTUAL, decision=DECISION)
    )


# --- For cause -------------------------------------------------------------------------------


def test_a_breach_that_was_not_cured_ends_the_agreement_by_a_decision():
    ending(Ground.CAUSE, BREACH, notice=1, decision=CARRIED, **ELAPSED).then(
        e.TerminatedForCause(effective_from=date(2026, 8, 3), notice=1, decision=DECISION)
    )


@pytest.mark.parametrize(
    ("later", "said", "kind", "words"),
    [
        ([BREACH], {"decision": CARRIED}, Refused, "needs notice of breach, given 90 days before"),
        ([BREACH], {"notice": 1}, Refused, "needs a decision"),
        (
            [BREACH],
            {"notice": 1, "decision": carried(Matter.EXPULSION)},
            Refused,
            "on the matter “termination”",
        ),
        ([TERMINATION], {"notice": 1, "decision": CARRIED}, Refused, "one of termination"),
        ([], {"notice": 1, "decision": CARRIED}, NotFound, "no notice 1"),
        (
            [BREACH, e.NoticeWithdrawn(notice=1, signatory=p.ADA, post="mayor")],
            {"notice": 1, "decision": CARRIED},
            OutOfOrder,
            "notice 1 was withdrawn",
        ),
    ],
)
def test_what_is_missing_for_a_cause(later, said, kind, words):
    ending(Ground.CAUSE, *later, **said, **ELAPSED).then_refused(kind, words)


def test_a_breach_that_can_still_be_cured_ends_nothing():
    on_that_day = {"notice": 1, "decision": CARRIED, "effective_from": DAY}
    ending(Ground.CAUSE, BREACH, **on_that_day).then_refused(OutOfOrder, "can still be cured")


def test_a_notice_ends_nothing_once_who_gave_it_or_was_in_breach_is_gone():
    said = {"notice": 1, "decision": CARRIED, **ELAPSED}
    gone = date(2026, 6, 1)
    for party, what in ((CITY, "by"), (TRUST, "against")):
        left = e.PartyExpelled(effective_from=gone, party=party, decision=p.CLUB)
        ending(Ground.CAUSE, BREACH, left, **said).then_refused(
            OutOfOrder, f"notice 1 was given {what} {party}, which is no party", "any more"
        )
    place = e.PlaceSucceeded(predecessor=TRUST, successor=p.CLUB, effective_from=gone)
    ending(Ground.CAUSE, BREACH, place, **said).then(
        e.TerminatedForCause(effective_from=date(2026, 8, 3), notice=1, decision=DECISION)
    )


def test_nothing_rests_on_a_notice_before_it_was_given():
    early = {"notice": 1, "decision": CARRIED, "occurred_on": date(2026, 5, 3)}
    ending(Ground.CAUSE, BREACH, **early).then_refused(
        OutOfOrder, "notice 1 was given on 2026-05-04, and this would have happened before"
    )


# --- For convenience -------------------------------------------------------------------------


def test_a_notice_of_termination_ends_the_agreement_by_itself():
    ended = e.TerminatedOnNotice(effective_from=DAY, notice=1, party=CITY)
    ending(Ground.CONVENIENCE, TERMINATION, notice=1).then(ended)
    ending(Ground.CONVENIENCE, TERMINATION, notice=1, **ELAPSED).then(ended)


def test_a_notice_of_termination_ends_nothing_before_its_day():
    early = {"notice": 1, "effective_from": date(2026, 8, 1)}
    ending(Ground.CONVENIENCE, TERMINATION, **early).then_refused(
        Refused, "has its effect from 2026-08-02", "cannot end before"
    )


def test_convenience_needs_the_notice_that_the_agreement_lays_down():
    ending(Ground.CONVENIENCE, decision=CARRIED).then_refused(
        Refused, "needs notice of termination"
    )
    ending(Ground.CONVENIENCE, decision=CARRIED, terms=()).then(
        e.AgreementTerminated(effective_from=TOMORROW, ground=Ground.CONVENIENCE, decision=DECISION)
    )


# --- By frustration --------------------------------------------------------------------------


def test_frustration_is_decided_and_shown_from_outside():
    frustrated = e.AgreementTerminated(
        effective_from=TOMORROW, ground=Ground.FRUSTRATION, decision=DECISION
    )
    ending(Ground.FRUSTRATION, decision=CARRIED, **BY_ORDER).then(frustrated)


@pytest.mark.parametrize("missing", ["authority", "reason", "decision"])
def test_frustration_needs_a_decision_an_authority_and_a_reason(missing):
    said = {"decision": CARRIED, **BY_ORDER}
    del said[missing]
    ending(Ground.FRUSTRATION, **said).then_refused(
        Refused, missing if missing != "authority" else "instrument:"
    )


# --- Grounds that the agreement excludes -----------------------------------------------------


def test_a_ground_that_the_agreement_does_not_name_is_refused():
    only = says(ending=Ending(grounds=(Ground.CAUSE, Ground.FRUSTRATION), clause="money"))
    ending(Ground.MUTUAL, decision=CARRIED, terms=(only,)).then_refused(
        Refused, "on this ground (clause money)", "it names: cause, frustration"
    )


def test_mutual_consent_rests_on_no_notice():
    ending(Ground.MUTUAL, TERMINATION, notice=1, decision=CARRIED).then_refused(
        Refused, "rests on no notice"
    )


def test_a_procedure_of_one_matter_says_nothing_of_another():
    terms = (*FREE, *procedure(Matter.EXPULSION))
    agreed = assents(Matter.TERMINATION, from_=TOMORROW)
    ending(Ground.MUTUAL, agreed, terms=terms).then(e.TerminatedByConsent(effective_from=TOMORROW))
