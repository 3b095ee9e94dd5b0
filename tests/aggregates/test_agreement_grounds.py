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
from accord.aggregates.agreement.terms import Ending, EntryIntoForce, NoticeKind
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder, Refused

NOON_TOMORROW = p.NOW.replace(day=5)
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
        (
            [BREACH],
            {"notice": 1},
            Refused,
            "needs a decision: the agreement has the matter “termination” decided by the body board, in class",
        ),
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


def test_without_a_procedure_all_but_the_party_in_breach_assent_to_the_end():
    from_ = date(2026, 8, 3)
    agreed = assents(Matter.TERMINATION, CITY, about=TRUST, from_=from_)
    told = ending(Ground.CAUSE, BREACH, agreed, terms=FREE, notice=1, **ELAPSED)
    told.then(e.TerminatedByConsent(effective_from=from_, ground=Ground.CAUSE, notice=1))
    assert told.state.life.notices[1].acted_on
    assert told.state.assents == {}


def test_without_a_procedure_each_other_party_assents_to_the_end_for_this_breach():
    of_all = assents(Matter.TERMINATION, CITY, from_=date(2026, 8, 3))
    for given_ in ([], of_all):
        ending(Ground.CAUSE, BREACH, *given_, terms=FREE, notice=1, **ELAPSED).then_refused(
            OutOfOrder, f"about {TRUST}", f"1 have not given it: {CITY}"
        )
    agreed = assents(Matter.TERMINATION, CITY, about=TRUST, from_=DAY)
    ending(Ground.CAUSE, BREACH, agreed, terms=FREE, notice=1, effective_from=DAY).then_refused(
        OutOfOrder, "can still be cured"
    )


def test_who_took_the_place_of_the_party_in_breach_is_not_asked():
    from_ = date(2026, 8, 3)
    place = e.PlaceSucceeded(predecessor=TRUST, successor=p.CLUB, effective_from=date(2026, 6, 1))
    agreed = assents(Matter.TERMINATION, CITY, about=TRUST, from_=from_)
    ending(Ground.CAUSE, BREACH, place, agreed, terms=FREE, notice=1, **ELAPSED).then(
        e.TerminatedByConsent(effective_from=from_, ground=Ground.CAUSE, notice=1)
    )


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


def test_without_a_procedure_all_assent_to_an_end_by_frustration():
    agreed = assents(Matter.TERMINATION, from_=TOMORROW)
    ending(Ground.FRUSTRATION, agreed, terms=FREE, **BY_ORDER).then(
        e.TerminatedByConsent(effective_from=TOMORROW, ground=Ground.FRUSTRATION)
    )
    ending(Ground.FRUSTRATION, terms=FREE, **BY_ORDER).then_refused(OutOfOrder, "2 have not given")
    ending(Ground.FRUSTRATION, agreed, terms=FREE).then_refused(Refused, "give the reason")


@pytest.mark.parametrize("missing", ["authority", "reason", "decision"])
def test_frustration_needs_a_decision_an_authority_and_a_reason(missing):
    said = {"decision": CARRIED, **BY_ORDER}
    del said[missing]
    ending(Ground.FRUSTRATION, **said).then_refused(
        Refused, missing if missing != "authority" else "instrument:"
    )


# --- Before it is in force -------------------------------------------------------------------

JUNE = date(2026, 6, 1)
AGREED = assents(Matter.TERMINATION, from_=TOMORROW)


def giving_up(*later, ground=Ground.MUTUAL, **said):
    return given(Agreement, p.in_force(*later, from_=JUNE)).when(terminate, ground=ground, **said)


def test_what_is_concluded_and_not_in_force_all_end_although_a_body_will_decide_on_that():
    told = giving_up(AGREED)
    told.then(e.TerminatedByConsent(effective_from=TOMORROW))
    assert told.state.stage(TODAY) is Stage.CONCLUDED
    assert told.state.stage(JUNE) is Stage.TERMINATED
    told.then_goes("terminated", until=NOON_TOMORROW)
    giving_up(AGREED, e.TerminatedByConsent(effective_from=TOMORROW)).then_refused(
        OutOfOrder, "its termination on 2026-05-05 is already recorded"
    )


def test_what_is_concluded_and_not_in_force_can_end_on_the_day_on_which_all_agree():
    told = giving_up(assents(Matter.TERMINATION, from_=TODAY), effective_from=TODAY)
    told.then(e.TerminatedByConsent(effective_from=TODAY))
    told.then_goes("terminated")


def test_before_it_is_in_force_only_the_consent_of_all_ends_it():
    giving_up(assents(Matter.TERMINATION, CITY, from_=TOMORROW)).then_refused(
        OutOfOrder, f"1 have not given it: {TRUST}"
    )
    for said in ({"ground": Ground.FRUSTRATION}, {"decision": CARRIED}):
        giving_up(AGREED, **said).then_refused(OutOfOrder, "it is concluded")


def test_before_it_is_in_force_who_is_not_bound_is_not_asked():
    entry = says(entry_into_force=EntryIntoForce(parties=1))
    opened = [p.opened(), entry, p.CITY_SIGNED, *p.in_force(from_=JUNE)[3:]]
    agreed = assents(Matter.TERMINATION, CITY, from_=TOMORROW)
    given(Agreement, opened, agreed).when(terminate, ground=Ground.MUTUAL).then(
        e.TerminatedByConsent(effective_from=TOMORROW)
    )


def test_what_has_been_in_force_did_not_end_before_that():
    march = date(2026, 3, 10)
    agreed = assents(Matter.TERMINATION, from_=march)
    said = {"occurred_on": date(2026, 3, 9), "effective_from": march, "retroactive": True}
    given(Agreement, p.in_force(agreed)).when(
        terminate, ground=Ground.MUTUAL, reason="As agreed.", **said
    ).then_refused(OutOfOrder, "in force or suspended on 2026-03-09, and it is concluded")


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
