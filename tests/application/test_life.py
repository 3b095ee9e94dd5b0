"""A partnership from its register to its end, on one record that replays to the same states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import partnership as p
from tests.application.commands import COMMANDS, NEW
from tests.application.office import AGREED, AMENDING, BY_LAW, conclude, decide, vote
from tests.story import NOW, through_the_record

from accord.aggregates.agreement import Agreement, Stage
from accord.aggregates.agreement.events import Ground
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.decision.events import Ruling
from accord.aggregates.dispute import Dispute
from accord.aggregates.docket import Docket
from accord.aggregates.impact import Impact
from accord.aggregates.matters import Matter
from accord.aggregates.meeting import Meeting
from accord.aggregates.obligation import Obligation, Schedule
from accord.aggregates.party import Identifier, Party, PartyKind, Reservation
from accord.aggregates.register import Register
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.rules import Position, Verdict
from accord.store.unit import fold
from accord.text import Incorporated, Repeal, plain_text, text_on

KINDS = {
    kind.NAME: kind
    for kind in (
        Register,
        Party,
        Agreement,
        Role,
        Decision,
        Docket,
        Amendment,
        Meeting,
        Obligation,
        Dispute,
        Impact,
        Schedule,
    )
} | {"identifier": Reservation}
JUNE = date(2026, 6, 1)


def amend(office, **said):
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    office.do("adopt_amendment", p.AMENDMENT, **said)


def test_an_agreement_is_concluded_by_its_last_signature(new_office):
    conclude(new_office)

    agreement = new_office.record.read(Agreement, p.AGREEMENT)
    assert agreement.terms == AGREED
    assert agreement.stage(date(2026, 3, 31)) is Stage.CONCLUDED
    assert agreement.stage(date(2026, 4, 1)) is Stage.IN_FORCE


def test_a_draft_is_revised_block_by_block(new_office):
    new_office.do("draft_agreement", p.AGREEMENT, terms=p.TERMS)
    new_office.do("revise_text", p.AGREEMENT, clauses=(p.PURPOSE,), title="Clean river")

    terms = new_office.record.read(Agreement, p.AGREEMENT).terms
    assert (terms.title, terms.clauses, terms.bodies) == ("Clean river", (p.PURPOSE,), (p.BOARD,))


def test_the_roll_is_frozen_from_the_posts_as_they_are_held(office):
    decision = office.record.read(Decision, p.DECISION)

    assert tuple(decision.roll.values()) == p.ROLL
    assert (decision.chair, decision.chair_holder) == ("city-1", p.ADA)


def test_a_tie_is_decided_by_the_chair_and_certified(office):
    vote(office, p.DECISION, city_1="for", city_2="for", trust_1="against", trust_2="against")
    office.do("close_voting", p.DECISION, by=p.ADA)
    refused = office.refusal("give_casting_vote", p.DECISION, by=p.BEN, position=Position.FOR)
    assert type(refused) is NotEntitled
    office.do("give_casting_vote", p.DECISION, by=p.ADA, position=Position.FOR)
    office.do("certify_result", p.DECISION)

    assert office.record.read(Decision, p.DECISION).verdict is Verdict.CARRIED


def test_a_tie_that_the_chair_does_not_decide_is_certified_only_where_that_is_said(office):
    vote(office, p.DECISION, city_1="for", city_2="for", trust_1="against", trust_2="against")
    office.do("close_voting", p.DECISION, by=p.ADA)
    refused = office.refusal("certify_result", p.DECISION)
    assert type(refused) is OutOfOrder
    assert refused.facts == {"chair": "city-1"}
    office.do("certify_result", p.DECISION, without_casting_vote=True)

    assert office.record.read(Decision, p.DECISION).verdict is Verdict.LOST


def test_a_recused_seat_is_not_counted(office):
    office.do("declare_interest", AMENDING, by=p.CLEO, seat="trust-1", statement="My brother's.")
    refused = office.refusal("open_voting", AMENDING, closes=p.CLOSES)
    assert type(refused) is OutOfOrder
    office.do("rule_on_interest", AMENDING, by=p.ADA, seat="trust-1", ruling=Ruling.RECUSE)
    office.do("open_voting", AMENDING, closes=p.CLOSES)
    vote(office, AMENDING, city_1="for", city_2="for", trust_2="against")
    office.do("close_voting", AMENDING)
    office.do("certify_result", AMENDING)

    assert office.record.read(Decision, AMENDING).verdict is Verdict.CARRIED


def test_an_amendment_is_in_the_text_from_its_day_on(office):
    amend(office, effective_from=JUNE)

    agreement = office.record.read(Agreement, p.AGREEMENT)
    (entry,) = agreement.incorporated
    change = office.record.read(Amendment, entry.amendment).modifications
    timeline = [Incorporated(entry.effective_from, entry.seq, tuple(change))]
    before, after = (text_on(p.TERMS.clauses, timeline, day) for day in (date(2026, 5, 31), JUNE))
    assert plain_text(before) == p.PURPOSE.text + p.MEMBERS.text + p.MONEY.text
    assert plain_text(after) == p.PURPOSE.text + p.MEMBERS.text


def test_an_amendment_is_adopted_only_once_its_motion_is_carried(office):
    office.do("draft_amendment", NEW, **COMMANDS["draft_amendment"].said)
    assert "not put to a decision yet" in office.refusal("adopt_amendment", NEW).reason
    assert "not certified yet" in office.refusal("adopt_amendment", p.AMENDMENT).reason


def test_the_next_amendment_is_drafted_on_the_text_as_amended(office):
    amend(office)
    refused = office.refusal("draft_amendment", NEW, **COMMANDS["draft_amendment"].said)
    assert "clause money cannot be repealed" in refused.reason

    said = COMMANDS["draft_amendment"].said | {"modifications": [Repeal("members")]}
    office.do("draft_amendment", NEW, **said)
    assert office.record.read(Amendment, NEW).base == 1


def test_an_amendment_outside_the_term_is_not_adopted_and_leaves_no_trace(office):
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)

    refused = office.refusal("adopt_amendment", p.AMENDMENT, effective_from=p.ENDS)
    assert type(refused) is Refused
    assert not office.record.read(Amendment, p.AMENDMENT).adopted


def test_without_a_procedure_an_amendment_goes_nowhere(new_office):
    office = new_office
    conclude(office, replace(p.TERMS, procedures=()))
    office.now = NOW
    office.do("draft_amendment", p.AMENDMENT, **COMMANDS["draft_amendment"].said)

    refused = office.refusal("put_to_decision", p.AMENDMENT, decision=AMENDING)
    assert "lays down no procedure for its amendment" in refused.reason


def test_a_carried_motion_to_terminate_ends_the_agreement(office):
    motion = {"body": "board", "cls": "change", "title": "End", "text": "That it end."}
    office.do("table_motion", NEW, agreement=p.AGREEMENT, matter=Matter.TERMINATION, **motion)
    office.do("open_voting", NEW, by=p.ADA, closes=p.CLOSES)
    decide(office, NEW)
    office.do("terminate", p.AGREEMENT, ground=Ground.MUTUAL, decision=NEW, effective_from=JUNE)

    agreement = office.record.read(Agreement, p.AGREEMENT)
    assert agreement.stage(JUNE) is Stage.TERMINATED
    assert office.last()[0].env.authority == f"decision:{NEW}"


def test_a_terminated_agreement_runs_to_the_end_of_the_day_of_the_act(office):
    motion = {"body": "board", "cls": "change", "title": "End", "text": "That it end."}
    office.do("table_motion", NEW, agreement=p.AGREEMENT, matter=Matter.TERMINATION, **motion)
    office.do("open_voting", NEW, by=p.ADA, closes=p.CLOSES)
    decide(office, NEW)
    office.do("terminate", p.AGREEMENT, ground=Ground.MUTUAL, decision=NEW)

    agreement = office.record.read(Agreement, p.AGREEMENT)
    assert agreement.stage(date(2026, 5, 4)) is Stage.IN_FORCE
    assert agreement.stage(date(2026, 5, 5)) is Stage.TERMINATED


def test_a_post_that_the_agreement_does_not_constitute_is_not_created(office):
    refused = office.refusal("create_post", agreement=p.AGREEMENT, post="duke")

    assert "constitutes no post duke" in refused.reason


def test_who_chairs_a_body_need_not_sit_on_it(new_office):
    office = new_office
    chaired_by_mayor = replace(p.BOARD, chair="mayor", seats=p.BOARD.seats[1:])
    posts = (p.Post(post="city-1", title="Guest", party=p.CITY), *p.TERMS.posts)
    conclude(office, replace(p.TERMS, bodies=(chaired_by_mayor,), posts=posts))
    office.now = NOW
    office.do("table_motion", NEW, **COMMANDS["table_motion"].said)
    office.do("open_voting", NEW, closes=p.CLOSES)

    decision = office.record.read(Decision, NEW)
    assert (decision.chair, decision.chair_holder) == ("mayor", p.ADA)
    assert list(decision.roll) == ["city-2", "trust-1", "trust-2"]


def test_who_resigns_holds_the_post_no_longer_from_that_day(office):
    said = COMMANDS["resign"]
    office.do("resign", *said.args, by=p.DAN, **said.said)

    role = office.record.read(Role, *said.args)
    assert role.holding_on(date(2026, 5, 3)).holder == p.DAN
    assert role.holding_on(date(2026, 5, 4)) is None


def test_every_stream_replays_to_the_same_state_with_all_disclosures_removed(office):
    _live_on(office)
    streams = {}
    for _, entry in office.record.since(0, 10_000):
        streams.setdefault(entry.agg, []).append(entry)

    kinds = {history[0].event.TYPE.partition(".")[0] for history in streams.values()}
    assert kinds == set(KINDS)
    for id_, history in streams.items():
        kind = KINDS[history[0].event.TYPE.partition(".")[0]]
        assert fold(kind, id_, through_the_record(history)) == fold(kind, id_, history)
        assert office.record.read(kind, id_) == fold(kind, id_, history)


def _live_on(office):
    code = Identifier(scheme="LEI", value="5493000IBP32UQZ0KL24")
    office.do("register_party", NEW, kind=PartyKind.BUSINESS, name="Mill", identifiers=(code,))
    office.do("register_party", p.CLUB, kind=PartyKind.PERSON, name="Eve", identifiers=(code,))
    office.do("declare_interest", AMENDING, by=p.CLEO, seat="trust-1", statement="My brother's.")
    office.do("rule_on_interest", AMENDING, seat="trust-1", ruling=Ruling.MAY_SPEAK)
    amend(office, reason="Costs are no longer shared.")
    role = COMMANDS["revoke_role"]
    office.do("revoke_role", *role.args, **role.said)
    office.do("assign_role", *role.args, holder=p.EVE, party=p.TRUST, authority=BY_LAW)


BEFORE_VOTING = [("rule_on_interest", p.ADA), ("open_voting", p.ADA)]


@pytest.mark.parametrize(("name", "who"), BEFORE_VOTING)
def test_what_comes_before_voting_does_not_come_after_it_opened(office, name, who):
    command = COMMANDS[name]
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)

    refused = office.refusal(name, *command.args, by=who, **command.said)
    assert type(refused) is OutOfOrder
