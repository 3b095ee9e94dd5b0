"""A clerical error in the record is corrected beside it; what a rule or a guard reads never is."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from tests import partnership as p
from tests.examples.disputes import dispute_examples
from tests.examples.meetings import STARTS
from tests.story import an_act, given, happened

from accord.aggregates.correctable import CORRECTABLE, DISCLOSED, instead
from accord.aggregates.correcting import (
    DisclosureCorrected,
    RecordCorrected,
    correct,
    last_said,
)
from accord.aggregates.dispute import Dispute
from accord.aggregates.meeting import Meeting
from accord.aggregates.meeting import events as m
from accord.aggregates.obligation import Kind, Obligation
from accord.aggregates.obligation import events as o
from accord.aggregates.party import (
    IdentifierAdded,
    NoticesAddressSet,
    Party,
    PartyKind,
    PartyRegistered,
    PartyRenamed,
    rename_party,
)
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import EVENT_TYPES, Disclosed

SCHEDULED = o.ObligationScheduled(
    agreement=p.AGREEMENT, party=p.CITY, title="Raport", due_on=STARTS.date(), kind=Kind.REPORT
)
CORRECTION = RecordCorrected(
    version=1,
    corrected="obligation.scheduled/1",
    field="title",
    was="Raport",
    now="Report",
    party=p.CITY,
)


RAISED = next(e for e in dispute_examples() if e.TYPE == "dispute.raised/1")


def correcting(*history: Any, **said: Any):
    entries = given(Obligation, *history).history
    asked = {"version": 1, "field": "title", "now": "Report", "reason": "A slip."} | said
    reason = asked.pop("reason")
    return given(Obligation, *history).when(
        lambda _, act: correct(entries, act, **asked), reason=reason
    )


def test_what_an_entry_should_have_said_is_recorded_beside_it():
    told = correcting(SCHEDULED)

    told.then(CORRECTION)


def test_a_correction_changes_nothing_that_is_remembered_but_how_far_the_record_has_come():
    before, after = (
        given(Obligation, SCHEDULED).state,
        given(Obligation, SCHEDULED, CORRECTION).state,
    )
    assert (before.version, after.version) == (1, 2)
    before.version = 2
    assert before == after


def test_a_correction_does_not_keep_out_what_is_recorded_late():
    convened = m.MeetingConvened(agreement=p.AGREEMENT, body="board", starts=STARTS, place="Rom")
    correction = RecordCorrected(
        version=1, corrected="meeting.convened/1", field="place", was="Rom", now="Room 2"
    )
    meeting = given(Meeting, convened, happened(correction, days=60)).state
    assert meeting.since == given(Meeting, convened).state.since


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ({"version": 2}, NotFound, "there is no entry 2 here; the last one is 1"),
        (
            {"field": "due_on"},
            Refused,
            "only reason and title can be corrected in it; move the obligation",
        ),
        ({"field": "party"}, Refused, "is not corrected as a clerical error"),
        ({"field": "follow"}, Refused, "has no field follow; it can have agreement, amount,"),
        ({"field": "evidence"}, Refused, "record the act again with the right document"),
        ({"field": "authority"}, Refused, "do it anew under the right authority"),
        ({"was": "Rapport"}, OutOfOrder, "entry 1 says “Raport”, and not “Rapport”"),
        ({"now": " "}, Refused, "say what should stand there"),
        ({"reason": None}, Refused, "give the reason"),
        ({"now": "Raport"}, OutOfOrder, "already says “Raport”"),
    ],
)
def test_what_is_refused(said, kind, words):
    correcting(SCHEDULED, **said).then_refused(kind, words)


def test_a_correction_is_not_repeated_but_can_be_corrected_once_more():
    correcting(SCHEDULED, CORRECTION, now="Report").then_refused(
        OutOfOrder, "already says “Report”"
    )
    told = correcting(SCHEDULED, CORRECTION, now="Raport")
    assert [(event.was, event.now) for event in told.events] == [("Report", "Raport")]
    correcting(SCHEDULED, CORRECTION, version=2, field="now", now="Bericht").then_refused(
        Refused, "correct the entry itself once more"
    )


def test_where_nothing_was_said_something_can_be_added():
    raised, court = (
        next(e for e in dispute_examples() if type_ == e.TYPE)
        for type_ in ("dispute.raised/1", "dispute.brought_to_court/1")
    )
    history = given(Dispute, raised, court).history
    event = correct(history, an_act(reason="Known."), version=2, field="reference", now="8/2026")
    assert (event.was, event.now) == (getattr(court, "reference", None) or None, "8/2026")


def test_all_that_can_be_corrected_is_plain_text_in_the_clear():
    for type_, names in CORRECTABLE.items():
        kinds = {each.name: str(each.type) for each in fields(EVENT_TYPES[type_])}
        assert {kinds[name] for name in names} <= {"str", "str | None"}


def test_all_that_is_disclosed_and_can_be_corrected_stays_disclosed():
    for type_, names in DISCLOSED.items():
        kinds = {each.name: str(each.type) for each in fields(EVENT_TYPES[type_])}
        assert {kinds[name].removesuffix(" | None") for name in names} == {"Disclosed[str]"}


def test_every_entry_of_a_thing_that_can_be_corrected_says_what_is_right_for_its_other_fields():
    kinds = {type_.partition(".")[0] for type_ in CORRECTABLE} | {"role"}
    for type_ in EVENT_TYPES:
        if type_.partition(".")[0] in kinds:
            assert instead(type_, "party")


REGISTERED = PartyRegistered(kind=PartyKind.PUBLIC_AGENCY, legal_name="City of Nothmere")
NAME = RecordCorrected(
    version=1,
    corrected="party.registered/1",
    field="legal_name",
    was="City of Nothmere",
    now="City of Northmere",
)


def naming(*history: Any, **said: Any):
    entries = given(Party, *history).history
    asked = {"version": 1, "field": "legal_name", "now": "City of Northmere"} | said
    return given(Party, *history).when(
        lambda _, act: correct(entries, act, **asked), reason="A slip."
    )


def test_the_name_of_an_organisation_is_corrected():
    naming(REGISTERED, was="City of Nothmere").then(NAME)


def test_no_name_is_added_in_the_clear_to_a_natural_person():
    person = PartyRegistered(kind=PartyKind.PERSON, person_name=Disclosed("Eve Example"))
    naming(person).then_refused(Refused, "none is added to it: it is that of a natural person")


def test_what_a_party_is_besides_its_name_is_not_corrected():
    naming(REGISTERED, field="kind").then_refused(Refused, "takes this one's place by succession")
    added = IdentifierAdded(scheme="LEI", value="1")
    naming(REGISTERED, added, version=2, field="value").then_refused(
        Refused, "withdraw the identifier, and add the right one"
    )


def test_a_party_bears_the_name_that_was_corrected_and_can_come_to_bear_the_wrong_one():
    history = given(Party, REGISTERED, NAME).history
    called = last_said(history, (PartyRegistered, PartyRenamed), "legal_name")
    renaming = given(Party, REGISTERED, NAME)
    renaming.when(rename_party, name="City of Northmere", zone=p.ZONE, called=called).then_refused(
        OutOfOrder, "already bears the name City of Northmere"
    )
    told = renaming.when(rename_party, name="City of Nothmere", zone=p.ZONE, called=called)
    assert [event.legal_name for event in told.events] == ["City of Nothmere"]


EVE = PartyRegistered(kind=PartyKind.PERSON, person_name=Disclosed("Eva Exmaple"))
ADDRESS = NoticesAddressSet(address=Disclosed("Quai 4"), effective_from=STARTS.date())
LEI = IdentifierAdded(scheme="LEI", person_value=Disclosed("529900T8BM49AURSDO55"))


def test_a_disclosed_text_is_corrected_beside_it_and_nothing_of_it_is_in_the_clear():
    told = naming(EVE, field="person_name", now="Eve Example")
    told.then(
        DisclosureCorrected(
            version=1,
            corrected="party.registered/1",
            field="person_name",
            now=Disclosed("Eve Example"),
        )
    )
    naming(EVE, field="person_name", now="Eve Example", was="Eva Exmaple").then_refused(
        Refused, "no command reads it: leave out what it says"
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"version": 2, "field": "email", "now": "a@b.example"}, "entry 2 has no email, and none"),
        ({"version": 1, "field": "person_value", "now": "1"}, "has no field person_value"),
        ({"version": 3, "field": "person_value", "now": "529900"}, "this is no LEI"),
        ({"version": 4, "field": "email", "now": "nobody"}, "this is no e-mail address"),
        ({"version": 3, "field": "scheme", "now": "GB-COH"}, "add the right one"),
        ({"version": 1, "field": "reason", "now": "So."}, "entry 1 has no reason, and none is"),
    ],
)
def test_what_is_refused_of_a_disclosed_text(said, words):
    with_email = replace(ADDRESS, email=Disclosed("quay@example.org"))
    naming(EVE, ADDRESS, LEI, with_email, **said).then_refused(Refused, words)


def test_the_reason_of_an_act_is_corrected_but_not_of_a_correction():
    suspended = replace(RAISED, reason=Disclosed("Ilness."))
    history = given(Dispute, suspended).history
    event = correct(history, an_act(reason="Known."), version=1, field="reason", now="Illness.")
    assert (event.field, event.now) == ("reason", Disclosed("Illness."))
    reasoned = replace(CORRECTION, reason=Disclosed("A silp."))
    correcting(SCHEDULED, reasoned, version=2, field="reason", now="A slip.").then_refused(
        Refused, "correct the entry itself once more"
    )
