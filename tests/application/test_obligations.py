"""Who owes something does not settle it alone, and what a contribution asks for is entered once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from tests import partnership as p
from tests.application.office import STRANGER, Office, conclude
from tests.examples.provisions import HASH, PROVISIONS
from tests.story import NOW

from accord.aggregates.obligation import (
    Kind,
    Obligation,
    Schedule,
    contribution_id,
    schedule_id,
)
from accord.aggregates.register import Capability
from accord.errors import NotEntitled, OutOfOrder, Refused

OWED, OTHER = (UUID(f"0b119000-0000-7000-8000-00000000000{n}") for n in (8, 9))
LATER = {"due_on": date(2026, 9, 1), "authority": "instrument:Letter of 4 May"}


def somebody_of(office: Office, party: object) -> None:
    office.do("enrol_principal", principal=STRANGER, party=party, capabilities=tuple(Capability))


def test_what_is_owed_stands_in_the_schedule_of_the_agreement(office):
    schedule = office.record.read(Schedule, schedule_id(p.AGREEMENT))

    assert schedule.obligations == [p.OBLIGATION]


def test_who_owes_it_says_that_it_was_met_and_names_the_evidence(office):
    somebody_of(office, p.CITY)

    office.do("record_met", p.OBLIGATION, by=STRANGER, evidence=(HASH,))

    (entry,) = office.last()
    assert (entry.env.recorded_by, entry.env.on_behalf_of) == (STRANGER, p.CITY)
    assert entry.env.evidence == (HASH,)


def owing(office: Office, **said: object) -> None:
    usual = {"agreement": p.AGREEMENT, "title": "Report", "due_on": LATER["due_on"]}
    duty = usual | {"kind": Kind.DUTY, "clause": "money"}
    office.do("schedule_obligation", OWED, **(duty | {"party": p.CITY} | said))


def test_who_owes_something_to_a_party_reports_and_that_party_says_that_it_was_kept(office):
    owing(office, beneficiary=p.TRUST)
    somebody_of(office, p.CITY)
    refused = office.refusal("record_met", OWED, by=STRANGER, evidence=(HASH,))
    assert type(refused) is NotEntitled
    assert f"only party {p.TRUST} or the register's office" in refused.reason
    report = {"statement": "We sent it.", "evidence": (HASH,)}
    office.do("record_partially_met", OWED, by=STRANGER, **report)
    office.do("enrol_principal", principal=OTHER, party=p.TRUST, capabilities=tuple(Capability))
    office.do("record_met", OWED, by=OTHER, evidence=(HASH,))
    assert office.record.read(Obligation, OWED).status == "met"


def test_no_party_lets_another_owe_what_no_contribution_or_decision_names(office):
    somebody_of(office, p.TRUST)
    said = {"agreement": p.AGREEMENT, "party": p.CITY, "title": "Pay", "kind": Kind.DUTY}
    said |= {"due_on": LATER["due_on"], "clause": "money"}
    refused = office.refusal("schedule_obligation", OWED, by=STRANGER, **said)
    assert type(refused) is NotEntitled
    assert f"only party {p.CITY} or the register's office" in refused.reason
    office.do("schedule_obligation", OWED, by=STRANGER, **(said | {"party": p.TRUST}))


@pytest.mark.parametrize("command", ["record_met", "record_partially_met"])
def test_nobody_else_says_that_it_was_met(office, command):
    somebody_of(office, p.TRUST)
    said = {"statement": "All done."} if command == "record_partially_met" else {}

    refused = office.refusal(command, p.OBLIGATION, by=STRANGER, evidence=(HASH,), **said)

    assert type(refused) is NotEntitled


def test_another_party_says_that_it_was_not_met(office):
    somebody_of(office, p.TRUST)

    office.do("record_not_met", p.OBLIGATION, by=STRANGER, reason="Nothing came.")

    assert office.record.read(Obligation, p.OBLIGATION).status == "not_met"


def test_who_owes_it_does_not_move_its_day(office):
    somebody_of(office, p.CITY)

    assert type(office.refusal("reschedule", p.OBLIGATION, by=STRANGER, **LATER)) is NotEntitled


def test_to_whom_it_is_owed_moves_its_day_by_a_cited_authority(office):
    somebody_of(office, p.TRUST)

    bare = office.refusal("reschedule", p.OBLIGATION, by=STRANGER, due_on=LATER["due_on"])
    assert (type(bare), "cites who agreed" in bare.reason) == (Refused, True)
    office.do("reschedule", p.OBLIGATION, by=STRANGER, **LATER)
    assert office.last()[0].env.authority == LATER["authority"]


def test_a_contribution_is_entered_once_for_each_of_its_days(new_office):
    office = new_office
    grant = PROVISIONS["contribution"]
    conclude(office, replace(p.TERMS, contributions=(grant,)))
    office.now = NOW
    first = contribution_id(p.AGREEMENT, "grant", grant.due_on[0])
    office.do(
        "schedule_obligation",
        first,
        agreement=p.AGREEMENT,
        party=p.CITY,
        title="Entered by hand",
        due_on=grant.due_on[0],
        kind=Kind.CONTRIBUTION,
        contribution="grant",
    )

    office.do("schedule_contributions", p.AGREEMENT, contribution="grant")

    schedule = office.record.read(Schedule, schedule_id(p.AGREEMENT))
    assert schedule.obligations == [contribution_id(p.AGREEMENT, "grant", d) for d in grant.due_on]
    again = office.refusal("schedule_contributions", p.AGREEMENT, contribution="grant")
    assert (type(again), "no day of contribution grant" in again.reason) == (OutOfOrder, True)
