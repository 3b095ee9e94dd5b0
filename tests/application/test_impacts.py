"""An impact item is open exactly where the mandates of a certified vote are others than its roll says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import partnership as p
from tests.application.commands import COMMANDS
from tests.application.office import AMENDING, BY_LAW, POSTS, Office, decide, vote

from accord.aggregates.decision import Decision
from accord.aggregates.decision.aftermath_events import ResultAnnulled
from accord.aggregates.impact import Impact, ImpactKind, Outcome, Status, impact_id
from accord.aggregates.impact.events import ImpactFellAway
from accord.aggregates.role import Role, RoleRevoked, role_id
from accord.errors import Refused
from accord.rules import Position, Verdict

SEATS = ("city-1", "city-2", "trust-1", "trust-2")
VOTED_ON = date(2026, 5, 4)
ITEM = impact_id(p.DECISION, "voting/1")
WHEN = st.integers(-2, 2).map(lambda days: VOTED_ON + timedelta(days=days))
UNTIL = st.one_of(st.none(), WHEN)
LATE = {"authority": BY_LAW, "reason": "It was found out.", "retroactive": True}
FEW = st.sampled_from(SEATS[2:])
STEPS = st.one_of(
    st.tuples(st.just("revoke_role"), st.sampled_from(SEATS), WHEN),
    st.tuples(st.just("resign"), FEW, WHEN),
    st.tuples(st.just("suspend_role"), FEW, st.tuples(WHEN, UNTIL)),
    st.tuples(st.just("resume_role"), FEW, WHEN),
    st.tuples(st.just("assign_role"), FEW, st.tuples(WHEN, UNTIL)),
    st.tuples(st.just("assign_role"), FEW, st.tuples(WHEN, UNTIL)),
    st.tuples(st.just("abolish_post"), FEW, WHEN),
    st.tuples(st.just("reinstate_post"), FEW, WHEN),
)
BALLOTS = st.tuples(*[st.sampled_from(("for", "against", "abstain"))] * len(SEATS))


def item_of(office: Office) -> Impact:
    """The item about the vote, at version 0 where there is none."""
    with office.record.unit() as unit:
        return unit.find(Impact, ITEM)


def certify(office: Office, positions: Any) -> None:
    """The seats vote so, and what came of it is certified a month before the rest happens."""
    cast = {seat.replace("-", "_"): at for seat, at in zip(SEATS, positions, strict=True)}
    vote(office, p.DECISION, **cast)
    office.do("close_voting", p.DECISION, by=p.ADA)
    office.do("certify_result", p.DECISION, without_casting_vote=True)
    office.now = datetime(2026, 6, 1, 9, tzinfo=UTC)


def happens(office: Office, command: str, post: str, when: Any) -> None:
    """Something is entered late about a post; what cannot be is refused."""
    id_ = role_id(p.AGREEMENT, post)
    role, (holder, party) = office.record.read(Role, id_), POSTS[post]
    number = max(role.assignments)
    try:
        match command:
            case "assign_role":
                from_, until = when
                days = {"effective_from": from_, "effective_to": until}
                office.do(command, id_, holder=holder, party=party, **days, **LATE)
                office.do("accept_role", id_, by=holder, assignment=number + 1)
            case "suspend_role":
                from_, until = when
                days = {"effective_from": from_, "effective_to": until}
                office.do(command, id_, assignment=number, **days, **LATE)
            case "resume_role":
                office.do(command, id_, assignment=number, effective_from=when, **LATE)
            case "abolish_post" | "reinstate_post":
                office.do(command, id_, effective_from=when, **LATE)
            case "resign":
                office.do(command, id_, by=holder, assignment=number, effective_to=when, **LATE)
            case _:
                office.do(command, id_, assignment=number, effective_to=when, **LATE)
    except Refused:
        return


def without_mandate(office: Office) -> list[str]:
    """The seats, of which all voted, that nobody was entitled to act for on the day."""
    roles = {seat: office.record.read(Role, role_id(p.AGREEMENT, seat)) for seat in SEATS}
    return [seat for seat, role in roles.items() if role.seated_on(VOTED_ON) is None]


def weighed(office: Office, positions: Any) -> None:
    """Hold that the item says what a plain count of the ballots of those with a mandate says."""
    gone, item = without_mandate(office), item_of(office)
    decided = office.record.read(Decision, p.DECISION)
    counted = [at for seat, at in zip(SEATS, positions, strict=True) if seat not in gone]
    assert decided.verdict is _verdict(list(positions)), "a certified verdict never changes"
    assert (item.status is Status.OPEN) is bool(gone)
    assert [seat.seat for seat in item.seats] == gone
    if gone:
        assert item.count is not None
        assert (item.count.certified, item.count.verdict) == (decided.verdict, _verdict(counted))
        assert item.count.would_change is (decided.verdict is not _verdict(counted))


def _verdict(positions: list[str]) -> Verdict:
    in_favour = positions.count("for") > positions.count("against")
    return Verdict.CARRIED if in_favour else Verdict.LOST


@pytest.fixture(scope="module")
def copies(busy_template, tmp_path_factory) -> Iterator[Any]:
    """Busy offices, as many as are asked for."""
    folder, opened = tmp_path_factory.mktemp("impacts"), []

    def another() -> Office:
        file = folder / f"{len(opened)}.db"
        shutil.copy(busy_template, file)
        opened.append(Office(f"sqlite:///{file}"))
        return opened[-1]

    yield another
    for office in opened:
        office.record.close()


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(positions=BALLOTS, steps=st.lists(STEPS, max_size=8))
def test_an_item_is_open_exactly_where_the_mandates_of_a_vote_differ(copies, positions, steps):
    office = copies()
    certify(office, positions)
    weighed(office, positions)
    for step in steps:
        happens(office, *step)
        weighed(office, positions)
    office.record.close()


def test_the_item_is_recorded_with_what_caused_it_or_not_at_all(carried):
    carried.now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    revoking = {"assignment": 1, "effective_to": VOTED_ON, **LATE}
    post = role_id(p.AGREEMENT, "trust-2")
    carried.do("revoke_role", post, **revoking)
    revoked, opened = carried.last(2)

    assert isinstance(revoked.event, RoleRevoked)
    assert (opened.event.cause, opened.event.cause_version) == (revoked.agg, revoked.ver)
    assert opened.cmd == revoked.cmd
    assert opened.env.authority == f"role:{post}"
    assert not opened.env.retroactive
    assert opened.event.reason is None


def test_what_is_entered_on_the_day_of_the_vote_reaches_back_only_where_that_is_said(carried):
    post = role_id(p.AGREEMENT, "trust-2")
    carried.do("resign", post, by=p.DAN, assignment=1)
    assert item_of(carried).version == 0

    said = {"assignment": 1, "effective_to": VOTED_ON - timedelta(days=1), **LATE}
    carried.do("revoke_role", role_id(p.AGREEMENT, "city-2"), **said)
    (seat,) = carried.record.read(Impact, ITEM).seats
    assert seat.seat == "city-2"


def test_a_settled_item_stays_settled_where_nothing_more_is_learned(carried):
    carried.now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    said = {"assignment": 1, "effective_to": VOTED_ON, **LATE}
    carried.do("revoke_role", role_id(p.AGREEMENT, "trust-2"), **said)
    carried.do("settle_impact", ITEM, by=p.ADA, outcome=Outcome.NO_ACTION, reason="It was small.")

    assert carried.record.read(Impact, ITEM).status is Status.SETTLED
    assert carried.record.read(Decision, p.DECISION).ballots["trust-2"] is Position.FOR


# --- What rests on a mandate, or on a decision that fell ---------------------------------------


def test_a_signature_given_without_a_mandate_has_an_item(office):
    office.now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    warden = role_id(p.AGREEMENT, "warden")
    office.do("revoke_role", warden, assignment=1, effective_to=date(2026, 2, 2), **LATE)
    revoked, opened = office.last(2)

    found = opened.event
    assert (found.kind, found.subject) == (ImpactKind.SIGNATURE, p.AGREEMENT)
    assert (found.cause, found.cause_version) == (revoked.agg, revoked.ver)
    (seat,) = found.seats
    assert (seat.seat, seat.holder, seat.party, seat.mandate) == ("warden", p.CLEO, p.TRUST, None)
    assert found.count is None
    assert opened.agg == impact_id(p.AGREEMENT, f"signature/{p.TRUST}")


def test_it_falls_away_where_who_signed_had_the_mandate_after_all(office):
    office.now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    warden = role_id(p.AGREEMENT, "warden")
    days = {"effective_from": date(2026, 2, 2)}
    office.do("revoke_role", warden, assignment=1, effective_to=date(2026, 2, 2), **LATE)
    office.do("assign_role", warden, holder=p.CLEO, party=p.TRUST, **days, **LATE)
    office.do("accept_role", warden, by=p.CLEO, assignment=2)

    (away,) = office.last()
    assert isinstance(away.event, ImpactFellAway)


def test_an_amendment_adopted_on_a_decision_that_fell_has_an_item(office, monkeypatch):
    office.do("open_voting", AMENDING, by=p.ADA, closes=p.CLOSES)
    decide(office, AMENDING)
    office.do("adopt_amendment", p.AMENDMENT)
    recounted(office, AMENDING, monkeypatch)
    annulled, opened = office.last(2)

    found = opened.event
    assert (found.kind, found.subject) == (ImpactKind.AMENDMENT, p.AMENDMENT)
    assert (found.cause, found.cause_version) == (AMENDING, annulled.ver)
    assert found.concerns_on == VOTED_ON
    assert opened.env.authority == f"decision:{AMENDING}"


def test_an_appointment_that_cites_a_decision_that_fell_has_an_item(carried, monkeypatch):
    post = role_id(p.AGREEMENT, "trust-2")
    carried.do("revoke_role", post, assignment=1, authority=BY_LAW, reason="Moved away.")
    said = {"holder": p.EVE, "party": p.TRUST, "authority": f"decision:{p.DECISION}"}
    carried.do("assign_role", post, **said)
    recounted(carried, p.DECISION, monkeypatch)

    (opened,) = carried.last()
    found = opened.event
    assert (found.kind, found.subject) == (ImpactKind.APPOINTMENT, post)
    assert [(seat.seat, seat.holder) for seat in found.seats] == [("trust-2", p.EVE)]


def test_what_rests_on_nothing_that_fell_has_none(carried, monkeypatch):
    recounted(carried, p.DECISION, monkeypatch)
    assert isinstance(carried.last()[0].event, ResultAnnulled)


def recounted(office: Office, decision: Any, monkeypatch: Any) -> None:
    """A recount comes to another verdict, and annuls what was certified."""
    ordering = COMMANDS["order_recount"].said | {"authority": f"agreement:{p.AGREEMENT}"}
    office.do("order_recount", decision, by=p.ADA, **ordering)
    counted = Decision.outcome
    lost = lambda self, rule: replace(counted(self, rule), verdict=Verdict.LOST)  # noqa: E731
    monkeypatch.setattr(Decision, "outcome", lost)
    office.do("certify_recount", decision)


# --- While the vote is open ------------------------------------------------------------------


def ends_late(office: Office, post: str) -> None:
    """It is entered during the vote that a holder was removed before it."""
    before = {"assignment": 1, "effective_to": VOTED_ON - timedelta(days=1), **LATE}
    office.do("revoke_role", role_id(p.AGREEMENT, post), **before)


def test_what_reaches_back_while_the_vote_is_open_is_an_item_once_that_is_certified(office):
    cast = dict.fromkeys(("city_1", "city_2", "trust_1", "trust_2"), "for")
    vote(office, p.DECISION, **cast)
    ends_late(office, "trust-2")
    revoked = office.last()[0]
    assert isinstance(revoked.event, RoleRevoked)
    assert item_of(office).version == 0
    office.do("close_voting", p.DECISION, by=p.ADA)
    assert item_of(office).version == 0
    office.do("certify_result", p.DECISION)
    (opened,) = office.last()

    found = opened.event
    assert (opened.agg, found.meanwhile) == (ITEM, True)
    assert (found.cause, found.cause_version) == (revoked.agg, revoked.ver)
    assert [seat.seat for seat in found.seats] == ["trust-2"]
    assert (found.count.margin, found.count.margin_without) == ("2", "1.5")
    assert office.record.read(Decision, p.DECISION).verdict is Verdict.CARRIED
    ends_late(office, "trust-1")
    (again,) = office.last()
    assert [seat.seat for seat in again.event.seats] == ["trust-1", "trust-2"]


def test_what_was_known_at_the_opening_or_does_not_reach_back_opens_none(office):
    office.do("resign", role_id(p.AGREEMENT, "trust-2"), by=p.DAN, assignment=1)
    decide(office, p.DECISION)
    assert item_of(office).version == 0
    other = UUID(int=5)
    motion = {"body": "board", "cls": "spending", "title": "Paint it", "text": "That it be."}
    office.do("table_motion", other, agreement=p.AGREEMENT, **motion)
    ends_late(office, "city-2")
    office.do("open_voting", other, by=p.ADA, closes=p.CLOSES)
    vote(office, other, city_1="for", trust_1="for")
    office.do("close_voting", other, by=p.ADA)
    office.do("certify_result", other)
    with office.record.unit() as unit:
        assert unit.find(Impact, impact_id(other, "voting/1")).version == 0


def test_what_was_taken_back_before_the_certificate_falls_away(office):
    vote(office, p.DECISION, city_1="for", city_2="for", trust_1="for", trust_2="for")
    ends_late(office, "trust-2")
    office.now = datetime(2026, 5, 5, 9, tzinfo=UTC)
    days = {"effective_from": VOTED_ON - timedelta(days=1)}
    post = role_id(p.AGREEMENT, "trust-2")
    office.do("assign_role", post, holder=p.DAN, party=p.TRUST, **days, **LATE)
    office.do("accept_role", post, by=p.DAN, assignment=2)
    office.do("close_voting", p.DECISION, by=p.ADA)
    office.do("certify_result", p.DECISION)
    (away,) = office.last()
    assert isinstance(away.event, ImpactFellAway)
    assert item_of(office).status is Status.FELL_AWAY
