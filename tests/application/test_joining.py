"""A newcomer accedes, and acts as a party from then on; who is bound is asked on the day."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from tests import partnership as p
from tests.application.office import (
    OPERATOR,
    Office,
    conclude,
    decide,
    fill,
)
from tests.story import NOW

from accord.aggregates.agreement import Accession, Agreement, EntryIntoForce, Procedure
from accord.aggregates.matters import Matter
from accord.aggregates.party import PartyKind
from accord.aggregates.register import Capability
from accord.aggregates.role import role_id
from accord.errors import NotEntitled, NotFound, OutOfOrder
from accord.rules import Measure
from accord.text import Repeal, text_hash

MOTION, AMENDING = UUID(int=71), UUID(int=72)
OPEN = replace(
    p.TERMS,
    accession=Accession(open=True),
    procedures=(
        *p.TERMS.procedures,
        Procedure(matter=Matter.ACCESSION, body="board", cls="change"),
    ),
)
JOINING = {"party": p.CLUB, "post": "captain", "title": "Captain", "capacity": "Captain"}


@pytest.fixture
def open_office(new_office: Office) -> Office:
    """An agreement that others can join is in force; the club is registered, and Eve signs for it."""
    conclude(new_office, OPEN)
    new_office.now = NOW
    new_office.do("register_party", p.CLUB, kind=PartyKind.BUSINESS, name="Club")
    may = (Capability.SIGN, Capability.HOLD_OFFICE, Capability.DRAFT_AGREEMENTS)
    new_office.do("enrol_principal", by=OPERATOR, principal=p.EVE, party=p.CLUB, capabilities=may)
    return new_office


def carry(office: Office, id_: UUID, **motion) -> None:
    office.do(
        "table_motion",
        id_,
        agreement=p.AGREEMENT,
        body="board",
        cls="change",
        title="The club",
        text="That the club may accede.",
        **motion,
    )
    office.do("open_voting", id_, by=p.ADA, closes=p.CLOSES)
    decide(office, id_)


def test_whom_the_board_wants_accedes_on_its_authority_and_assents_like_the_others(open_office):
    office = open_office
    carry(office, MOTION, matter=Matter.ACCESSION, about=p.CLUB)
    joining = JOINING | {"text_hash": p.TEXT_HASH, "decision": MOTION}
    office.do("accede", p.AGREEMENT, by=p.EVE, **joining)

    (entry,) = office.last()
    assert (entry.env.authority, entry.env.on_behalf_of) == (f"decision:{MOTION}", p.CLUB)
    assert entry.event.signatory == p.EVE

    fill(office, "captain", p.EVE, p.CLUB)
    office.do("assent", p.AGREEMENT, by=p.EVE, party=p.CLUB, matter=Matter.VOIDANCE)
    (entry,) = office.last()
    assert entry.env.authority == f"role:{role_id(p.AGREEMENT, 'captain')}"


def test_no_newcomer_says_itself_how_it_counts(open_office):
    office = open_office
    carry(office, MOTION, matter=Matter.ACCESSION, about=p.CLUB)
    joining = JOINING | {"text_hash": p.TEXT_HASH, "decision": MOTION}
    heavy = (Measure("weight", Decimal(900)),)
    for said, field in (({"measures": heavy}, "measures"), ({"cls": "funder"}, "class")):
        refused = office.refusal("accede", p.AGREEMENT, by=p.EVE, **joining, **said)
        assert type(refused) is NotEntitled
        assert "let the register's office enter the accession" in refused.reason
        assert refused.facts == {"field": field}

    said = {"cls": "funder", "measures": (Measure("weight", Decimal(1)),)}
    office.do("accede", p.AGREEMENT, asserted_by=p.EVE, **joining, **said)
    (entry,) = office.last()
    assert (entry.env.on_behalf_of, entry.env.asserted_by) == (p.CLUB, p.EVE)
    assert entry.event.measures == said["measures"]


def test_the_newcomer_signs_the_text_as_it_is_amended(open_office):
    office = open_office
    office.do(
        "draft_amendment",
        p.AMENDMENT,
        agreement=p.AGREEMENT,
        title="No costs",
        modifications=[Repeal("money")],
    )
    office.do("put_to_decision", p.AMENDMENT, decision=AMENDING)
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    office.do("adopt_amendment", p.AMENDMENT)
    carry(office, MOTION, matter=Matter.ACCESSION, about=p.CLUB)

    joining = JOINING | {"decision": MOTION}
    refused = office.refusal("accede", p.AGREEMENT, by=p.EVE, **joining, text_hash=p.TEXT_HASH)
    assert "as it is amended" in refused.reason
    now = text_hash(p.TERMS.clauses[:2])
    assert refused.facts == {"adopted": now}
    office.do("accede", p.AGREEMENT, by=p.EVE, **joining, text_hash=now)


def test_a_motion_that_was_not_on_this_newcomer_lets_nobody_in(open_office):
    other = UUID(int=73)
    open_office.do("register_party", other, kind=PartyKind.BUSINESS, name="Rowers")
    carry(open_office, MOTION, matter=Matter.ACCESSION, about=other)
    joining = JOINING | {"text_hash": p.TEXT_HASH, "decision": MOTION}

    refused = open_office.refusal("accede", p.AGREEMENT, by=p.EVE, **joining)
    assert f"about {p.CLUB}" in refused.reason


def test_only_a_registered_organisation_accedes_and_only_for_itself(open_office):
    joining = JOINING | {"text_hash": p.TEXT_HASH}
    refused = open_office.refusal("accede", p.AGREEMENT, by=p.CLEO, **joining)
    assert type(refused) is NotEntitled
    nobody = joining | {"party": UUID(int=7)}
    assert type(open_office.refusal("accede", p.AGREEMENT, **nobody)) is NotFound


def test_who_has_not_signed_is_no_party_once_it_is_in_force_and_signs_late(new_office):
    terms = replace(p.TERMS, entry_into_force=EntryIntoForce(parties=1))
    office = new_office
    office.do("draft_agreement", p.AGREEMENT, terms=terms)
    office.do("adopt_text", p.AGREEMENT)
    for post, (holder, party) in {"mayor": (p.ADA, p.CITY), "warden": (p.CLEO, p.TRUST)}.items():
        fill(office, post, holder, party)
    office.do("open_for_signature", p.AGREEMENT)
    signing = {"text_hash": p.TEXT_HASH, "capacity": "Head"}
    office.do("sign", p.AGREEMENT, by=p.ADA, party=p.CITY, **signing)
    office.now = NOW
    refused = office.refusal(
        "assent", p.AGREEMENT, by=p.CLEO, party=p.TRUST, matter=Matter.VOIDANCE
    )
    assert type(refused) is NotEntitled

    office.do("sign", p.AGREEMENT, by=p.CLEO, party=p.TRUST, **signing)
    found = office.record.read(Agreement, p.AGREEMENT)
    assert found.parties_on(NOW.date()) == (p.CITY, p.TRUST)
    office.do("assent", p.AGREEMENT, by=p.CLEO, party=p.TRUST, matter=Matter.VOIDANCE)
    again = office.refusal("sign", p.AGREEMENT, by=p.CLEO, party=p.TRUST, **signing)
    assert type(again) is OutOfOrder
