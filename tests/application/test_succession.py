"""What is known of a party decides whom it appoints, what it signs, and who acts in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import partnership as p
from tests.application.commands import NEW, ROLE
from tests.application.office import BY_LAW, OWED, POSTS, conclude
from tests.story import NOW

from accord.aggregates.agreement import PartyTerms
from accord.aggregates.agreement.terms import Accession, NoticeKind, NoticePeriod
from accord.aggregates.decision import Decision
from accord.aggregates.matters import Matter
from accord.aggregates.party import (
    Identifier,
    Party,
    PartyKind,
    Reservation,
    SuccessionKind,
    reservation_id,
)
from accord.aggregates.register import Capability
from accord.aggregates.role import role_id
from accord.errors import NotEntitled, OutOfOrder, Refused

WHY = {"reason": "The merger act.", "authority": BY_LAW}
LEI = Identifier(scheme="LEI", value="5493001KJTIIGC8Y1R12")
MOTION = {"body": "board", "cls": "ordinary", "title": "Weir", "text": "That it be cleaned."}


def appointing(**said):
    return {"holder": p.EVE, "party": p.TRUST, "authority": BY_LAW} | said


JOINING = {"matter": Matter.ACCESSION, "about": p.CLUB}
ACCESSION = {
    "post": "club-secretary",
    "title": "Secretary",
    "capacity": "Secretary",
    "text_hash": p.TEXT_HASH,
}


def owed(party):
    return OWED | {"party": party, "due_on": date(2026, 8, 1)}


def free(office):
    """The trust's second seat falls vacant."""
    office.do("revoke_role", ROLE, assignment=1, **WHY)


def club(office):
    office.do("register_party", p.CLUB, kind=PartyKind.CITIZENS_GROUP, name="Club")


def merge(office):
    """The city merges into the club, which takes its place in the agreement."""
    club(office)
    merged = {"kind": SuccessionKind.MERGED, "successors": (p.CLUB,)}
    office.do("record_succession", p.CITY, **merged, **WHY)
    office.do("succeed_in_agreement", p.AGREEMENT, predecessor=p.CITY, successor=p.CLUB)


# --- Identifiers -----------------------------------------------------------------------------


def test_an_identifier_added_later_is_reserved_as_at_registration(office):
    office.do("add_identifier", p.CITY, identifier=LEI)

    refused = office.refusal("add_identifier", p.TRUST, identifier=LEI)
    assert type(refused) is OutOfOrder
    assert f"already identifies party {p.CITY}" in refused.reason


def test_an_identifier_stays_reserved_for_the_party_that_bore_it(office):
    office.do("add_identifier", p.CITY, identifier=LEI)
    office.do("withdraw_identifier", p.CITY, number=1)

    assert "already identifies" in office.refusal("add_identifier", p.TRUST, identifier=LEI).reason
    office.do("add_identifier", p.CITY, identifier=LEI)
    assert [entry.event.TYPE for entry in office.last()] == ["party.identifier_added/1"]


def test_a_person_s_identifier_is_not_reserved_for_it_stands_nowhere_in_clear(office):
    office.do("register_party", NEW, kind=PartyKind.PERSON, name="Eve")
    position = office.record.last_position()
    office.do("add_identifier", NEW, identifier=LEI)

    assert office.record.last_position() == position + 1
    with office.record.unit() as unit:
        assert unit.find(Reservation, reservation_id(LEI)).party is None


# --- Members ---------------------------------------------------------------------------------


def test_anybody_is_appointed_for_a_party_that_names_no_members(office):
    free(office)
    office.do("assign_role", ROLE, **appointing())


def test_from_the_first_member_on_only_members_are_appointed(office):
    free(office)
    office.do("record_member", p.TRUST, person=p.DAN)

    refused = office.refusal("assign_role", ROLE, **appointing())
    assert type(refused) is Refused
    assert refused.facts == {"field": "holder"}
    assert f"does not belong to party {p.TRUST} on 2026-05-04" in refused.reason
    office.do("assign_role", ROLE, **appointing(holder=p.DAN))


def test_who_is_appointed_belongs_to_the_party_on_the_first_day(office):
    free(office)
    june = date(2026, 6, 1)
    office.do("record_member", p.TRUST, person=p.EVE, effective_from=june)

    assert office.refusal("assign_role", ROLE, **appointing()).facts == {"field": "holder"}
    office.do("assign_role", ROLE, **appointing(effective_from=june))


# --- A party that takes on nothing new -------------------------------------------------------


def test_a_deactivated_party_is_named_in_no_new_draft(office):
    office.do("deactivate_party", p.CITY, reason="Wound up.")

    refused = office.refusal("draft_agreement", NEW, terms=p.TERMS)
    assert type(refused) is OutOfOrder
    assert "it cannot be named in a draft" in refused.reason


def test_a_draft_that_named_it_before_can_still_be_revised_but_no_other_can_take_it_in(office):
    office.do("draft_agreement", NEW, terms=p.TERMS)
    office.do("deactivate_party", p.CITY, reason="Wound up.")
    office.do("revise_text", NEW, title="Clean river")

    club(office)
    office.do("deactivate_party", p.CLUB, reason="Wound up.")
    parties = (*p.TERMS.parties, PartyTerms(party=p.CLUB))
    refused = office.refusal("revise_text", NEW, parties=parties)
    assert type(refused) is OutOfOrder


def test_nobody_is_appointed_for_a_deactivated_party_and_its_people_keep_their_seats(office):
    free(office)
    office.do("deactivate_party", p.TRUST, reason="Wound up.")

    refused = office.refusal("assign_role", ROLE, **appointing())
    assert type(refused) is OutOfOrder
    assert "nobody can be appointed for it" in refused.reason
    office.do("table_motion", NEW, agreement=p.AGREEMENT, **MOTION)
    office.do("open_voting", NEW, by=p.ADA, closes=p.CLOSES)
    assert office.record.read(Decision, NEW).seat("trust-1").holder == p.CLEO


def test_a_deactivated_party_does_not_sign(office):
    office.do("draft_agreement", NEW, terms=p.TERMS)
    office.do("adopt_text", NEW)
    office.do("open_for_signature", NEW)
    office.do("deactivate_party", p.CITY, reason="Wound up.")

    signature = {"party": p.CITY, "text_hash": p.TEXT_HASH, "capacity": "Mayor"}
    refused = office.refusal("sign", NEW, by=p.ADA, **signature)
    assert type(refused) is OutOfOrder
    assert "it cannot sign" in refused.reason


def test_a_text_that_a_merged_party_was_to_sign_is_given_up_and_drafted_anew(office):
    office.do("draft_agreement", NEW, terms=p.TERMS)
    office.do("adopt_text", NEW)
    for post in ("mayor", "warden"):
        role = role_id(NEW, post)
        office.do("create_post", agreement=NEW, post=post)
        office.do("assign_role", role, **appointing(holder=POSTS[post][0], party=POSTS[post][1]))
        office.do("accept_role", role, by=POSTS[post][0], assignment=1)
    office.do("open_for_signature", NEW, deadline=date(2026, 6, 1))
    club(office)
    merged = {"kind": SuccessionKind.MERGED, "successors": (p.CLUB,)}
    office.do("record_succession", p.CITY, **merged, **WHY)

    signature = {"party": p.CITY, "text_hash": p.TEXT_HASH, "capacity": "Mayor"}
    refused = office.refusal("sign", NEW, by=p.ADA, **signature)
    assert f"was succeeded on 2026-05-04 by {p.CLUB}" in refused.reason
    assert type(office.refusal("abandon", NEW, reason="It is gone.")) is OutOfOrder
    office.do("decline_to_sign", NEW, by=p.ADA, party=p.CITY, reason="It is gone.")
    office.do("abandon", NEW, reason="The text names a party that is gone.")


def test_a_deactivated_party_accedes_nowhere(new_office):
    conclude(new_office, replace(p.TERMS, accession=Accession(open=True)))
    new_office.now = NOW
    club(new_office)
    for who, party in ((p.ADA, p.CITY), (p.CLEO, p.TRUST)):
        new_office.do("assent", p.AGREEMENT, by=who, party=party, **JOINING)
    new_office.do("deactivate_party", p.CLUB, reason="Wound up.")

    refused = new_office.refusal(
        "accede", p.AGREEMENT, party=p.CLUB, asserted_by=p.EVE, **ACCESSION
    )
    assert type(refused) is OutOfOrder
    assert f"it cannot accede: party {p.CLUB} is deactivated since 2026-05-04" in refused.reason
    new_office.do("reactivate_party", p.CLUB, reason="An error.")
    new_office.do("accede", p.AGREEMENT, party=p.CLUB, asserted_by=p.EVE, **ACCESSION)


def test_a_deactivated_party_is_given_no_new_obligation_and_can_still_be_owed_something(office):
    office.do("deactivate_party", p.TRUST, reason="Wound up.")

    refused = office.refusal("schedule_obligation", NEW, agreement=p.AGREEMENT, **owed(p.TRUST))
    assert type(refused) is OutOfOrder
    assert "nothing new can be owed by it or to it" in refused.reason
    to_it = owed(p.CITY) | {"beneficiary": p.TRUST}
    office.do("schedule_obligation", NEW, agreement=p.AGREEMENT, **to_it)


def test_a_merged_party_owes_nothing_new_and_is_owed_nothing_new(office):
    merged = {"kind": SuccessionKind.MERGED, "successors": (p.CITY,)}
    office.do("record_succession", p.TRUST, **merged, **WHY)

    for facts in (owed(p.TRUST), owed(p.CITY) | {"beneficiary": p.TRUST}):
        refused = office.refusal("schedule_obligation", NEW, agreement=p.AGREEMENT, **facts)
        assert type(refused) is OutOfOrder
        assert f"was succeeded on 2026-05-04 by {p.CITY}" in refused.reason


# --- Succession ------------------------------------------------------------------------------


def test_either_stream_tells_a_succession_in_one_transaction(office):
    club(office)
    merged = {"kind": SuccessionKind.MERGED, "successors": (p.CLUB,)}
    office.do("record_succession", p.CITY, **merged, **WHY)

    gone, begun = office.last(2)
    assert (gone.agg, begun.agg) == (p.CITY, p.CLUB)
    assert gone.cmd == begun.cmd
    assert gone.event.successors == (begun.agg,)
    assert begun.event.predecessor == gone.agg
    assert gone.event.reason.reveal() == begun.event.reason.reveal() == WHY["reason"]


def test_a_succession_cites_its_authority(office):
    merged = {"kind": SuccessionKind.MERGED, "successors": (p.TRUST,)}
    refused = office.refusal("record_succession", p.CITY, **merged, reason="A merger.")

    assert refused.facts == {"field": "authority"}


def test_nobody_makes_itself_another_s_successor(office):
    registrar = NEW
    office.do(
        "enrol_principal",
        principal=registrar,
        party=p.TRUST,
        capabilities=(Capability.REGISTER_PARTIES,),
    )
    merged = {"kind": SuccessionKind.MERGED, "successors": (p.TRUST,)}
    refused = office.refusal("record_succession", p.CITY, by=registrar, **merged, **WHY)

    assert type(refused) is NotEntitled


def test_the_mandates_of_the_predecessor_s_people_count_for_the_successor(office):
    merge(office)
    office.do("table_motion", NEW, agreement=p.AGREEMENT, **MOTION)
    office.do("open_voting", NEW, by=p.ADA, closes=p.CLOSES)

    roll = office.record.read(Decision, NEW).roll
    assert {seat: (line.holder, line.party) for seat, line in roll.items()} == {
        "city-1": (p.ADA, p.CLUB),
        "city-2": (p.BEN, p.CLUB),
        "trust-1": (p.CLEO, p.TRUST),
        "trust-2": (p.DAN, p.TRUST),
    }


def test_the_successor_appoints_to_the_posts_kept_for_its_predecessor(office):
    merge(office)
    seat = role_id(p.AGREEMENT, "city-2")
    office.do("revoke_role", seat, assignment=1, **WHY)

    assert type(office.refusal("assign_role", seat, **appointing())) is NotEntitled
    office.do("assign_role", seat, **appointing(party=p.CLUB))
    assert type(office.refusal("assign_role", seat, **appointing(party=p.CITY))) is NotEntitled


def test_the_place_in_an_agreement_rests_on_the_succession_in_the_register(office):
    merge(office)

    (taken,) = office.last()
    assert taken.env.authority == f"party:{p.CITY}"
    refused = office.refusal(
        "succeed_in_agreement", p.AGREEMENT, predecessor=p.TRUST, successor=p.CLUB
    )
    assert refused.facts == {"field": "successor"}
    assert office.record.read(Party, p.CITY).succession.successors == (p.CLUB,)


@pytest.mark.parametrize("days", [1, 30])
def test_a_roll_frozen_before_stays_as_it_was(office, days):
    office.now = NOW
    merge(office)
    office.now = NOW + timedelta(days=days)

    roll = office.record.read(Decision, p.DECISION).roll
    assert {line.party for line in roll.values()} == {party for _, party in POSTS.values()}


# --- In the predecessor's place --------------------------------------------------------------


@pytest.fixture
def noticed_office(new_office):
    """The city gave notice, assented to a renewal and owes the trust a report; then it merged."""
    notice = NoticePeriod(kind=NoticeKind.WITHDRAWAL, days=30)
    office = new_office
    conclude(office, replace(p.TERMS, notice_periods=(notice,)))
    office.now = NOW
    leaves = {"kind": NoticeKind.WITHDRAWAL, "statement": "We go."}
    office.do("give_notice", p.AGREEMENT, by=p.ADA, party=p.CITY, **leaves)
    office.do("assent", p.AGREEMENT, by=p.ADA, party=p.CITY, **SUSPENSION)
    owes = owed(p.CITY) | {"beneficiary": p.TRUST}
    office.do("schedule_obligation", p.OBLIGATION, agreement=p.AGREEMENT, **owes)
    merge(office)
    return office


SUSPENSION = {"matter": Matter.SUSPENSION, "effective_from": date(2026, 6, 1)}


def test_the_successor_takes_back_the_notice_of_its_predecessor(noticed_office):
    noticed_office.do(
        "withdraw_notice", p.AGREEMENT, notice=1, on_behalf_of=p.CLUB, asserted_by=p.ADA
    )
    (taken_back,) = noticed_office.last()
    assert (taken_back.env.on_behalf_of, taken_back.event.signatory) == (p.CLUB, p.ADA)


def test_the_successor_leaves_on_the_notice_of_its_predecessor_and_gives_no_second_one(
    noticed_office,
):
    club = {"party": p.CLUB, "on_behalf_of": p.CLUB, "asserted_by": p.ADA}
    again = {"kind": NoticeKind.WITHDRAWAL, "statement": "We go."}
    refused = noticed_office.refusal("give_notice", p.AGREEMENT, **club, **again)
    assert "notice 1 of this party says this already" in refused.reason

    trust = {"party": p.TRUST, "on_behalf_of": p.TRUST, "asserted_by": p.CLEO}
    refused = noticed_office.refusal("withdraw_party", p.AGREEMENT, notice=1, **trust)
    assert f"notice 1 was given by party {p.CLUB}" in refused.reason
    noticed_office.do("withdraw_party", p.AGREEMENT, notice=1, **club)
    assert noticed_office.last(2)[0].event.party == p.CLUB


def test_what_the_predecessor_assented_to_its_successor_has_assented_to(noticed_office):
    only_trust = noticed_office.refusal(
        "suspend", p.AGREEMENT, effective_from=SUSPENSION["effective_from"]
    )
    assert only_trust.facts["missing"] == [str(p.TRUST)]
    noticed_office.do("assent", p.AGREEMENT, by=p.CLEO, party=p.TRUST, **SUSPENSION)
    noticed_office.do("suspend", p.AGREEMENT, effective_from=SUSPENSION["effective_from"])


def test_the_successor_owes_what_its_predecessor_owed(noticed_office):
    shown = {"evidence": ("ab" * 32,), "statement": "Half of it."}
    done = "record_partially_met"
    gone = noticed_office.refusal(done, p.OBLIGATION, on_behalf_of=p.CITY, **shown)
    assert type(gone) is NotEntitled
    moved = {"due_on": date(2026, 9, 1), "authority": BY_LAW}
    debtor = noticed_office.refusal("reschedule", p.OBLIGATION, on_behalf_of=p.CLUB, **moved)
    assert type(debtor) is NotEntitled

    noticed_office.do(done, p.OBLIGATION, on_behalf_of=p.CLUB, **shown)


def test_the_successor_of_whom_it_is_owed_to_moves_its_day(office):
    to_city = owed(p.TRUST) | {"beneficiary": p.CITY}
    office.do("schedule_obligation", NEW, agreement=p.AGREEMENT, **to_city)
    merge(office)

    moved = {"due_on": date(2026, 9, 1), "authority": BY_LAW}
    assert type(office.refusal("reschedule", NEW, on_behalf_of=p.CITY, **moved)) is NotEntitled
    office.do("reschedule", NEW, on_behalf_of=p.CLUB, **moved)


def test_what_the_successor_owes_is_waived_by_all_the_others(noticed_office):
    waived = {"matter": Matter.WAIVER, "about": p.OBLIGATION}
    noticed_office.do("assent", p.AGREEMENT, by=p.CLEO, party=p.TRUST, **waived)
    noticed_office.do("waive", p.OBLIGATION)


def test_who_acts_for_the_predecessor_s_people_is_ended_by_the_successor(office):
    seat = role_id(p.AGREEMENT, "city-2")
    office.do("suspend_role", seat, assignment=1, **WHY)
    acting = {"holder": p.EVE, "party": p.CITY, "effective_to": date(2026, 8, 1)}
    office.do("appoint_acting", seat, **acting, authority=BY_LAW)
    merge(office)

    ends = {"acting": 1, "authority": BY_LAW}
    assert type(office.refusal("end_acting", seat, on_behalf_of=p.CITY, **ends)) is NotEntitled
    office.do("end_acting", seat, on_behalf_of=p.CLUB, **ends)
