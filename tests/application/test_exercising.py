"""Who exercises a post acts in it, and nobody else: not who is suspended, nor for a party that is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from tests import partnership as p
from tests.aftermath import ORDERS
from tests.application.commands import COMMANDS, NEW
from tests.application.commands.aftermath import FLOOD
from tests.application.office import AMENDING, BY_LAW, conclude
from tests.story import NOW, circumstances

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.events import ProvisionAmended
from accord.aggregates.agreement.terms import NoticeKind, NoticePeriod, Provision
from accord.aggregates.agreement.terms.provisions import provided
from accord.aggregates.decision import Decision
from accord.aggregates.decision.choosing_events import MotionOption
from accord.aggregates.matters import Matter
from accord.aggregates.party import PartyKind, SuccessionKind
from accord.aggregates.role import role_id
from accord.application import Accord
from accord.errors import NotEntitled, OutOfOrder

OTHER = UUID("5e7a0000-0000-7000-8000-0000000000e1")
WHY = {"authority": BY_LAW, "reason": "It is looked into."}
LATER = date(2026, 8, 1)
MOTION = {
    "agreement": p.AGREEMENT,
    "body": "board",
    "cls": "ordinary",
    "title": "T",
    "text": "That.",
}


@pytest.fixture
def office(new_office):
    """The board works by standing orders, notice can be given, and a motion is before the board."""
    notice = NoticePeriod(kind=NoticeKind.WITHDRAWAL, days=30)
    terms = replace(p.TERMS, standing_orders=(ORDERS,), notice_periods=(notice,))
    conclude(new_office, terms)
    new_office.now = NOW
    new_office.do("table_motion", OTHER, **MOTION, mover="trust-1", asserted_by=p.CLEO)
    return new_office


def suspend(office, post):
    office.do("suspend_role", role_id(p.AGREEMENT, post), assignment=1, **WHY)


def stand_in(office, post):
    """Ben acts in a post of the city."""
    office.do(
        "appoint_acting",
        role_id(p.AGREEMENT, post),
        holder=p.BEN,
        party=p.CITY,
        effective_to=LATER,
        authority=BY_LAW,
    )


NOTICE = {"party": p.CITY, "kind": NoticeKind.WITHDRAWAL, "statement": "We go."}


def test_who_acts_in_the_signatory_post_gives_notice_and_the_suspended_holder_does_not(office):
    suspend(office, "mayor")
    refused = office.refusal("give_notice", p.AGREEMENT, by=p.ADA, **NOTICE)
    assert type(refused) is NotEntitled
    assert f"{p.ADA} is suspended from the post mayor" in refused.reason

    stand_in(office, "mayor")
    assert type(office.refusal("give_notice", p.AGREEMENT, by=p.ADA, **NOTICE)) is NotEntitled
    office.do("give_notice", p.AGREEMENT, by=p.BEN, **NOTICE)
    (given,) = office.last()
    assert (given.event.signatory, given.event.post) == (p.BEN, "mayor")
    assert given.env.authority == f"role:{role_id(p.AGREEMENT, 'mayor')}"


def test_who_acts_in_the_signatory_post_signs_and_the_suspended_holder_does_not(new_office):
    office = new_office
    office.do("draft_agreement", p.AGREEMENT, terms=p.TERMS)
    office.do("adopt_text", p.AGREEMENT)
    mayor = role_id(p.AGREEMENT, "mayor")
    office.do("create_post", agreement=p.AGREEMENT, post="mayor")
    office.do("assign_role", mayor, holder=p.ADA, party=p.CITY, authority=BY_LAW)
    office.do("accept_role", mayor, by=p.ADA, assignment=1)
    office.do("open_for_signature", p.AGREEMENT)
    suspend(office, "mayor")
    stand_in(office, "mayor")

    signature = {"party": p.CITY, "text_hash": p.TEXT_HASH, "capacity": "Acting mayor"}
    assert type(office.refusal("sign", p.AGREEMENT, by=p.ADA, **signature)) is NotEntitled
    office.do("sign", p.AGREEMENT, by=p.BEN, **signature)
    assert office.last()[0].event.signatory == p.BEN


def test_who_acts_as_chair_decides_at_once_and_the_suspended_chair_does_not(office):
    suspend(office, "city-1")
    flood = {"agreement": p.AGREEMENT, "reason": "The river rises.", **FLOOD}
    assert type(office.refusal("take_emergency_decision", NEW, by=p.ADA, **flood)) is NotEntitled

    stand_in(office, "city-1")
    assert type(office.refusal("take_emergency_decision", NEW, by=p.ADA, **flood)) is NotEntitled
    office.do("take_emergency_decision", NEW, by=p.BEN, **flood)


# --- A party that is gone --------------------------------------------------------------------

SEAT = {"seat": "trust-1"}
FOR_A_SEAT = {
    "table_motion": ((NEW,), {**MOTION, "mover": "trust-1"}),
    "declare_interest": ((OTHER,), {**SEAT, "statement": "My brother's."}),
    "second_motion": ((OTHER,), {"seat": "trust-2"}),
    "support_motion": ((OTHER,), {"seat": "trust-2"}),
    "withdraw_support": ((OTHER,), SEAT),
    "take_over_motion": ((OTHER,), SEAT),
    "propose_motion_amendment": ((OTHER,), {**SEAT, "text": "Other words."}),
    "object_to_amendment": ((OTHER,), {**SEAT, "number": 1}),
    "withdraw_motion": ((OTHER,), {}),
    "accept_friendly_amendment": ((OTHER,), {"number": 1}),
    "raise_objection": ((OTHER,), {**SEAT, "statement": "It harms."}),
    "give_proxy": ((OTHER,), {**SEAT, "to": "trust-2"}),
    "revoke_proxy": ((OTHER,), SEAT),
    "nominate_option": ((OTHER,), {**SEAT, "option": MotionOption(id="ford", title="A ford")}),
    "second_nomination": ((OTHER,), {**SEAT, "option": "ford"}),
    "withdraw_option": ((OTHER,), {**SEAT, "option": "ford"}),
    "pair_seats": ((OTHER,), {**SEAT, "other": "trust-2"}),
    "dissolve_pair": ((OTHER,), SEAT),
    "place_hold": ((OTHER,), SEAT),
    "withdraw_hold": ((OTHER,), SEAT),
    "challenge_result": ((OTHER,), {**SEAT, "statement": "We were not heard."}),
}


def of_the_office(office, name, args, said):
    return office.refusal(name, *args, asserted_by=p.CLEO, **said)


def test_every_command_that_a_seat_gives_is_known_here():
    # What names a seat without acting for it: on the roll already, or recorded by who presides.
    others = {
        "cast_ballot",
        "cast_proxy_ballot",
        "cast_sealed_ballot",
        "replace_ballot",
        "demand_meeting",
        "declare_abstention",
        "rule_on_interest",
        "lift_interest",
        "record_attendance",
    }
    named = {name for name, command in COMMANDS.items() if {"seat", "mover"} & _asks(name)}
    assert named - others == FOR_A_SEAT.keys() - {"withdraw_motion", "accept_friendly_amendment"}


def _asks(name):
    return set(getattr(Accord, name).__annotations__)


@pytest.mark.parametrize("name", FOR_A_SEAT)
def test_the_seat_of_a_suspended_party_moves_nothing(office, name):
    asked = {"matter": Matter.SUSPENSION, "about": p.TRUST, "effective_from": NOW.date()}
    office.do("assent", p.AGREEMENT, by=p.ADA, party=p.CITY, **asked)
    office.do("suspend", p.AGREEMENT, party=p.TRUST)

    refused = of_the_office(office, name, *FOR_A_SEAT[name])
    assert type(refused) is NotEntitled
    assert "or is suspended: nobody acts in it" in refused.reason


def merge(office, effective_from=None):
    office.do("register_party", p.CLUB, kind=PartyKind.CITIZENS_GROUP, name="Club")
    merged = {"kind": SuccessionKind.MERGED, "successors": (p.CLUB,)}
    office.do("record_succession", p.TRUST, effective_from=effective_from, **merged, **WHY)


@pytest.mark.parametrize("name", FOR_A_SEAT)
def test_the_seat_of_a_merged_party_moves_nothing_until_its_place_has_passed(office, name):
    merge(office)
    refused = of_the_office(office, name, *FOR_A_SEAT[name])

    assert type(refused) is OutOfOrder
    assert f"party {p.TRUST} was succeeded on 2026-05-04 by {p.CLUB}" in refused.reason
    assert "record at the successions of that agreement first who takes it" in refused.reason
    assert refused.facts == {"party": str(p.TRUST), "successors": [str(p.CLUB)]}


def test_a_merged_party_gives_no_notice_and_assents_to_nothing_whoever_records_it(office):
    merge(office)
    assent = {"party": p.TRUST, "matter": Matter.RENEWAL, "effective_from": LATER}
    for name, said in (("give_notice", NOTICE | {"party": p.TRUST}), ("assent", assent)):
        for who in ({"by": p.CLEO}, {"asserted_by": p.CLEO}):
            refused = office.refusal(name, p.AGREEMENT, **who, **said)
            assert type(refused) is OutOfOrder
            assert "was succeeded on 2026-05-04" in refused.reason


def test_on_the_roll_the_seats_of_a_merged_party_are_vacant_until_its_place_has_passed(office):
    merge(office)
    office.do("table_motion", NEW, **MOTION)
    office.do("open_voting", NEW, closes=p.CLOSES)
    roll = office.record.read(Decision, NEW).roll
    assert [roll[seat].holder for seat in ("city-1", "trust-1", "trust-2")] == [p.ADA, None, None]
    assert roll["trust-1"].party == p.TRUST

    office.do("succeed_in_agreement", p.AGREEMENT, predecessor=p.TRUST, successor=p.CLUB)
    office.do("table_motion", AMENDING, **MOTION)
    office.do("open_voting", AMENDING, closes=p.CLOSES)
    seat = office.record.read(Decision, AMENDING).roll["trust-1"]
    assert (seat.holder, seat.party) == (p.CLEO, p.CLUB)


def test_what_a_party_did_before_it_merged_is_still_recorded(office):
    merge(office)
    office.do(
        "give_notice",
        p.AGREEMENT,
        asserted_by=p.CLEO,
        occurred_on=date(2026, 5, 3),
        **NOTICE | {"party": p.TRUST},
    )


def test_a_party_that_will_merge_acts_until_then(office):
    merge(office, effective_from=LATER)
    office.do("second_motion", OTHER, by=p.DAN, seat="trust-2")
    office.do("give_notice", p.AGREEMENT, by=p.CLEO, **NOTICE | {"party": p.TRUST})


# --- A seat that is kept for another party ---------------------------------------------------


def test_who_sits_on_a_seat_that_is_now_kept_for_another_party_acts_in_it_no_more(office):
    seats = (replace(s, party=p.CITY) if s.post == "trust-1" else s for s in p.BOARD.seats)
    body = replace(p.BOARD, seats=tuple(seats))
    with office.record.unit() as unit, unit.command():
        for said in provided(Provision.BODY, body):
            event = ProvisionAmended(amendment=p.AMENDMENT, effective_from=NOW.date(), **said)
            unit.append(unit.read(Agreement, p.AGREEMENT), circumstances(), event)

    refused = office.refusal("table_motion", NEW, **MOTION, mover="trust-1", asserted_by=p.CLEO)
    assert type(refused) is NotEntitled
    assert f"post trust-1 is kept for {p.CITY} on 2026-05-04" in refused.reason
    office.do("open_voting", OTHER, closes=p.CLOSES)
    roll = office.record.read(Decision, OTHER).roll
    assert (roll["trust-1"].holder, roll["trust-1"].party) == (None, p.CITY)
    assert roll["trust-2"].holder == p.DAN
