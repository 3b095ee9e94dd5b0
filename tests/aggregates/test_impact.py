"""What a post turns out to have been on the day of a vote changes its basis, and never its verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests import partnership as p
from tests.partnership import ADA, BEN, CITY, CLEO, CLUB, DAN, EVE, TRUST
from tests.story import given, happened, standing

from accord.aggregates.agreement.negotiation import Signature
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.decision import aftermath_events as a
from accord.aggregates.decision import events as d
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.sealed_events import VoterMarked
from accord.aggregates.impact import (
    Change,
    Impact,
    assess,
    assess_counts,
    assess_signature,
    counterfactual,
    on_a_fallen_amendment,
    on_a_fallen_appointment,
    settle,
)
from accord.aggregates.impact import events as e
from accord.aggregates.impact.counterfactual import turns_on
from accord.aggregates.role import (
    MandateEnded,
    Role,
    RoleAccepted,
    RoleRevoked,
    RoleSuspended,
    role_id,
)
from accord.errors import NotFound, OutOfOrder, Refused
from accord.rules import All, Any_, AtLeast, Measure, Position, Rule, Verdict, parse_test
from accord.rules.tally import Tally

DAY, BEFORE, AFTER = date(2026, 5, 4), date(2026, 5, 1), date(2026, 5, 5)
BEGAN = date(2026, 2, 2)
LATER = datetime(2026, 6, 1, 9, tzinfo=UTC)
SEAT = e.SeatConcerned(seat="trust-2", holder=DAN, party=TRUST)
HELD = p.held("trust-2", DAN, TRUST)
REVOKED = RoleRevoked(assignment=1, effective_to=BEFORE)


def certified(*voted: Any, verdict: Verdict = Verdict.CARRIED, **more: Any) -> list[Any]:
    """A vote of these ballots, and what came of it."""
    history = [p.tabled(), *p.frozen(**more), *voted]
    rule = more.get("rule", p.MAJORITY)
    outcome = standing(Decision, *history).outcome(rule)
    assert outcome.verdict is verdict
    return [
        *history,
        d.VotingClosed(tally=(), tied=outcome.tied),
        d.DecisionCertified(
            verdict=verdict,
            explanation=outcome.explanation,
            rule_id=rule.id,
            rule_version=rule.version,
            rule_hash=rule.hash,
        ),
    ]


THREE_TO_ONE = certified(*p.ballots(city_1="for", city_2="for", trust_1="against", trust_2="for"))
TWO_TO_ONE = certified(*p.ballots(city_1="for", trust_1="against", trust_2="for"))


def change(*later: Any, post: str = "trust-2", before: tuple[Any, ...] = tuple(HELD)) -> Change:
    """A post as it was, and as it is since these events."""
    role = standing(Role, *before, id=role_id(p.AGREEMENT, post))
    after = standing(Role, *before, *later, id=role.id)
    return Change(role, after, role.version + 1)


def cause(of: Change) -> dict[str, Any]:
    return {"cause": of.after.id, "cause_version": of.version}


def assessing(of: Change, *items: Any, vote: Any = THREE_TO_ONE) -> Any:
    """What a change means for a vote, and for the item there is about it."""
    return given(Impact, *items).when(
        assess, decision=p.decision(*vote), agreement=p.agreement(), change=of, at=LATER
    )


def item(of: Change, *seats: e.SeatConcerned, vote: Any = THREE_TO_ONE) -> e.ImpactOpened:
    return e.ImpactOpened(
        agreement=p.AGREEMENT,
        kind=e.ImpactKind.DECISION,
        subject=p.DECISION,
        concerns_on=DAY,
        **cause(of),
        seats=seats,
        voting=1,
        count=counterfactual(p.decision(*vote), seats),
    )


GONE = change(REVOKED)
OPENED = item(GONE, SEAT)
SETTLED = e.ImpactSettled(outcome=e.Outcome.ACCEPTED)


# --- An item is opened -----------------------------------------------------------------------


def test_a_seat_without_a_mandate_on_the_day_opens_an_item():
    told = assessing(GONE)

    told.then(OPENED)
    assert OPENED.count == e.Counterfactual(
        certified=Verdict.CARRIED,
        verdict=Verdict.CARRIED,
        margin="1",
        margin_without="0.5",
        would_change=False,
    )


def test_it_says_where_the_result_would_change():
    assessing(GONE, vote=TWO_TO_ONE).then(item(GONE, SEAT, vote=TWO_TO_ONE))

    count = counterfactual(p.decision(*TWO_TO_ONE), (SEAT,))
    assert (count.verdict, count.would_change) == (Verdict.LOST, True)
    assert (count.margin, count.margin_without) == ("0.5", "0")


def test_the_certified_verdict_stays():
    decided = p.decision(*TWO_TO_ONE)
    counterfactual(decided, (SEAT,))

    assert decided == p.decision(*TWO_TO_ONE)
    assert decided.verdict is Verdict.CARRIED


def test_a_suspension_back_dated_over_the_day_takes_the_mandate():
    suspended = change(RoleSuspended(assignment=1, effective_from=BEFORE, effective_to=AFTER))
    assessing(suspended).then(item(suspended, SEAT))


def test_who_had_the_mandate_instead_gave_no_ballot():
    another = change(
        REVOKED,
        p.assigned(EVE, TRUST, BEFORE, number=2),
        happened(RoleAccepted(assignment=2), by=EVE),
    )
    seat = replace(SEAT, mandate=EVE, mandate_party=TRUST)
    assessing(another).then(item(another, seat))


def test_a_seat_that_was_taken_to_be_vacant_had_a_holder():
    vote = certified(*p.ballots(city_1="for", city_2="for", trust_1="for"), roll=p.VACANCY)
    filled = change(*HELD[1:], before=(HELD[0],))
    seat = e.SeatConcerned(seat="trust-2", mandate=DAN, mandate_party=TRUST)
    assessing(filled, vote=vote).then(item(filled, seat, vote=vote))


@pytest.mark.parametrize(
    "of",
    [
        change(RoleRevoked(assignment=1, effective_to=AFTER)),
        change(RoleSuspended(assignment=1, effective_from=AFTER, effective_to=None)),
        change(*p.held("mayor", ADA, CITY)[1:], post="mayor", before=(p.post_created("mayor"),)),
    ],
    ids=["it ends later", "it is suspended later", "a post without a seat"],
)
def test_what_leaves_the_seats_of_the_day_as_they_were_opens_none(of):
    assessing(of).then()


def test_a_person_of_a_party_that_was_none_has_no_mandate():
    stranger = change(
        p.assigned(EVE, CLUB, BEFORE),
        happened(RoleAccepted(assignment=1), by=EVE),
        before=(p.post_created("trust-2"),),
    )
    vote = certified(*p.ballots(city_1="for", city_2="for", trust_1="for"), roll=p.VACANCY)
    assessing(stranger, vote=vote).then()


@pytest.mark.parametrize(
    "vote",
    [
        p.voting(),
        [*THREE_TO_ONE, a.ResultAnnulled(challenge=1)],
        [p.tabled()],
    ],
    ids=["it is open", "it was annulled", "it was not opened"],
)
def test_a_vote_without_a_result_that_stands_has_no_item(vote):
    assessing(GONE, vote=vote).then()


# --- What falls with a mandate ---------------------------------------------------------------


def test_a_casting_vote_given_without_a_mandate_falls():
    vote = certified(
        *p.ballots(city_1="for", trust_1="against"),
        d.CastingVoteGiven(position=Position.FOR),
        rule=p.CHAIRED,
    )
    gone = change(REVOKED, post="city-1", before=tuple(p.held("city-1", ADA, CITY)))
    seat = e.SeatConcerned(seat="city-1", holder=ADA, party=CITY, casting_vote=True)
    assessing(gone, vote=vote).then(item(gone, seat, vote=vote))
    assert counterfactual(p.decision(*vote), (seat,)).verdict is Verdict.LOST


def test_a_ballot_that_came_over_a_seat_without_a_mandate_falls_with_it():
    by_proxy = r.ProxyBallotCast(seat="city-2", by="trust-2", position=Position.FOR)
    given_ = r.ProxyGiven(seat="city-2", to="trust-2")
    vote = certified(given_, by_proxy, *p.ballots(city_1="for", trust_2="for", trust_1="against"))
    assert counterfactual(p.decision(*vote), (SEAT,)).margin_without == "0"


def test_so_does_a_ballot_that_followed_a_delegation_to_it():
    followed = r.BallotsDelegated(
        ballots=(r.DelegatedBallot(seat="city-2", to="trust-2", position=Position.FOR),)
    )
    vote = certified(*p.ballots(city_1="for", trust_2="for", trust_1="against"), followed)
    assert counterfactual(p.decision(*vote), (SEAT,)).margin_without == "0"


def test_what_a_seat_did_in_secret_nobody_can_tell():
    decided = p.decision(*THREE_TO_ONE)
    decided.sealed.follow(VoterMarked(seat="trust-2"))

    assert counterfactual(decided, (SEAT,)) == e.Counterfactual(certified=Verdict.CARRIED)


def test_without_a_result_there_is_nothing_to_count():
    with pytest.raises(ValueError, match="before a result is certified"):
        counterfactual(p.decision(p.tabled()), (SEAT,))


def test_a_composition_turns_on_the_part_with_which_just_enough_hold():
    parts = tuple(
        parse_test({"test": "number", "of": ["for"], "op": ">=", "n": n}, "")
        for n in ("1", "2", "4")
    )
    tally = Tally.of(list(p.decision(*THREE_TO_ONE).counted()))
    turned = [
        turns_on(test.evaluate(tally)) for test in (All(parts), Any_(parts), AtLeast(2, parts))
    ]
    assert turned == [-1, 2, 1]


# --- An item is weighed anew, falls away, is opened again ------------------------------------


OTHER = change(REVOKED, post="city-2", before=tuple(p.held("city-2", BEN, CITY)))
OTHER_SEAT = e.SeatConcerned(seat="city-2", holder=BEN, party=CITY)
BOTH = (OTHER_SEAT, SEAT)
RESTORED = change(
    p.assigned(DAN, TRUST, BEFORE, number=2),
    happened(RoleAccepted(assignment=2), by=DAN),
    before=(*HELD, REVOKED),
)


def test_another_seat_has_an_open_item_weighed_anew():
    count = counterfactual(p.decision(*THREE_TO_ONE), BOTH)
    assessing(OTHER, OPENED).then(e.ImpactReassessed(**cause(OTHER), seats=BOTH, count=count))


@pytest.mark.parametrize("before", [(OPENED,), (OPENED, SETTLED)], ids=["open", "settled"])
def test_an_item_falls_away_where_the_mandate_is_given_back(before):
    assessing(RESTORED, *before).then(e.ImpactFellAway(**cause(RESTORED)))


def test_the_same_seats_are_weighed_once():
    assessing(GONE, OPENED).then()
    assessing(GONE, OPENED, SETTLED).then()


def test_where_no_item_is_none_falls_away():
    assessing(RESTORED).then()


@pytest.mark.parametrize(
    ("ended", "seats"),
    [(SETTLED, BOTH), (e.ImpactFellAway(**cause(RESTORED)), (OTHER_SEAT,))],
    ids=["settled", "fallen away"],
)
def test_what_had_ended_is_opened_again(ended, seats):
    assessing(OTHER, OPENED, ended).then(item(OTHER, *seats))


# --- An item is settled ----------------------------------------------------------------------


def settling(*history: Any, **said: Any) -> Any:
    usual = {"zone": p.ZONE, "outcome": e.Outcome.ACCEPTED, "reason": "It was confirmed."}
    return given(Impact, *history).when(settle, at=LATER, **{**usual, **said})


BY = p.decision(p.tabled())


def test_an_open_item_is_settled():
    settling(OPENED).then(SETTLED)
    settling(OPENED, outcome=e.Outcome.NO_ACTION).then(e.ImpactSettled(outcome=e.Outcome.NO_ACTION))


def test_the_decision_by_which_it_was_undone_is_named():
    undone = p.decision(
        *THREE_TO_ONE, a.DecisionRescinded(decision=p.AMENDMENT, effective_from=DAY)
    )
    by = standing(Decision, p.tabled(), id=p.AMENDMENT)
    settling(OPENED, outcome=e.Outcome.REOPENED, subject=undone, by=by).then(
        e.ImpactSettled(outcome=e.Outcome.REOPENED, decision=p.AMENDMENT)
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": None}, "who settles an impact item says why"),
        ({"outcome": e.Outcome.REOPENED, "subject": BY}, "name the decision by which"),
        ({"outcome": e.Outcome.REOPENED, "by": BY}, "only a decision is reopened"),
        ({"outcome": e.Outcome.REOPENED, "by": BY, "subject": BY}, "record that first"),
        ({"by": BY}, "and not where the outcome is accepted"),
    ],
)
def test_a_settlement_that_does_not_fit_is_refused(said, words):
    settling(OPENED, **said).then_refused(Refused, words)


def test_an_item_is_settled_once():
    settling(OPENED, SETTLED).then_refused(OutOfOrder, "is settled already")
    away = e.ImpactFellAway(**cause(RESTORED))
    settling(OPENED, away).then_refused(OutOfOrder, "is fallen away already")


def test_what_is_not_there_cannot_be_settled():
    settling().then_refused(NotFound, "there is no impact")


# --- How far a change reaches back -----------------------------------------------------------


def test_a_change_reaches_back_to_the_first_day_on_which_somebody_else_is_in_the_post():
    assert GONE.reaches_back(DAY) == BEFORE
    assert GONE.reaches_back(date(2026, 4, 30)) is None
    assert change(MandateEnded(assignment=1, effective_to=AFTER)).reaches_back(DAY) is None
    assert RESTORED.reaches_back(DAY) == BEFORE


# --- What rests on a mandate, or on a decision -----------------------------------------------


WARDEN = tuple(p.held("warden", CLEO, TRUST, BEGAN))
SIGNED = {
    "subject": p.AGREEMENT,
    "party": TRUST,
    "signature": Signature(CLEO, "warden", p.TRUST_SIGNED.signed_on),
    "agreement": p.agreement(),
}


def signing(of: Change, *items: Any) -> Any:
    return given(Impact, *items).when(assess_signature, change=of, at=LATER, **SIGNED)


def signature_item(of: Change, **mandate: Any) -> e.ImpactOpened:
    return e.ImpactOpened(
        agreement=p.AGREEMENT,
        kind=e.ImpactKind.SIGNATURE,
        subject=p.AGREEMENT,
        concerns_on=p.TRUST_SIGNED.signed_on,
        **cause(of),
        seats=(e.SeatConcerned(seat="warden", holder=CLEO, party=TRUST, **mandate),),
    )


UNSIGNED = change(RoleRevoked(assignment=1, effective_to=BEGAN), post="warden", before=WARDEN)


def test_a_signature_without_a_mandate_on_its_day_opens_an_item():
    signing(UNSIGNED).then(signature_item(UNSIGNED))


def test_a_signature_from_another_post_or_before_the_change_does_not():
    later = change(RoleRevoked(assignment=1, effective_to=DAY), post="warden", before=WARDEN)
    signing(GONE).then()
    signing(later).then()


def test_it_falls_away_where_the_signatory_had_it_after_all():
    again = change(
        p.assigned(CLEO, TRUST, BEGAN, number=2),
        happened(RoleAccepted(assignment=2), by=CLEO),
        post="warden",
        before=(*WARDEN, RoleRevoked(assignment=1, effective_to=BEGAN)),
    )
    signing(again, signature_item(UNSIGNED)).then(e.ImpactFellAway(**cause(again)))


def test_what_does_not_rest_on_a_decision_does_not_fall_with_it():
    fallen = p.decision(*THREE_TO_ONE)
    amendment = standing(Amendment)
    role = standing(Role, *HELD)
    assert on_a_fallen_amendment(fallen, 1, amendment) is None
    assert on_a_fallen_appointment(fallen, 1, role, role.assignments[1]) is None


def test_an_appointment_that_cites_it_falls_with_it():
    post, assigned, accepted = HELD
    cites = happened(assigned, authority=f"decision:{p.DECISION}")
    role = standing(Role, post, cites, accepted)
    found = on_a_fallen_appointment(p.decision(*THREE_TO_ONE), 9, role, role.assignments[1])

    assert isinstance(found, e.ImpactOpened)
    assert (found.subject, found.cause, found.cause_version) == (role.id, p.DECISION, 9)
    assert found.seats == (SEAT,)


# --- Seats that count otherwise --------------------------------------------------------------


def agreed(*seats: Any) -> Any:
    """The agreement, its board with these seats."""
    return p.agreement(*p.in_force(bodies=(replace(p.BOARD, seats=seats),)))


def weighing(seat: Any, weight: str = "", cls: str = "") -> Any:
    measures = (Measure("weight", Decimal(weight)),) if weight else ()
    return replace(seat, measures=measures, cls=cls)


SEATS = p.BOARD.seats
BY_WEIGHT = Rule.from_data(
    {
        "id": "by_weight",
        "name": "By weight",
        "pass": {
            "test": "share",
            "of": ["for"],
            "base": "cast",
            "op": ">",
            "at": "1/2",
            "measure": "weight",
        },
    }
)
ONE_EACH = tuple(replace(seat, measures=(Measure("weight", Decimal(1)),)) for seat in p.ROLL)
EQUAL = agreed(*(weighing(seat, "1") for seat in SEATS))
WEIGHED = certified(
    *p.ballots(city_1="for", city_2="for", trust_1="for", trust_2="against"),
    rule=BY_WEIGHT,
    roll=ONE_EACH,
)
THREE = e.SeatConcerned(
    seat="trust-2",
    holder=DAN,
    party=TRUST,
    mandate=DAN,
    mandate_party=TRUST,
    counts=e.CountsAs(measures=(Measure("weight", Decimal(4)),)),
)
HEAVIER = agreed(*(weighing(seat, "1") for seat in SEATS[:3]), weighing(SEATS[3], "4"))


def counting(*items: Any, before: Any = EQUAL, after: Any = HEAVIER, vote: Any = WEIGHED) -> Any:
    return given(Impact, *items).when(
        assess_counts, decision=p.decision(*vote), before=before, after=after, at=LATER
    )


def counted(*seats: e.SeatConcerned, agreement: Any = HEAVIER) -> e.ImpactOpened:
    return e.ImpactOpened(
        agreement=p.AGREEMENT,
        kind=e.ImpactKind.DECISION,
        subject=p.DECISION,
        concerns_on=DAY,
        cause=p.AGREEMENT,
        cause_version=EQUAL.version + 1,
        seats=seats,
        voting=1,
        count=counterfactual(p.decision(*WEIGHED), seats),
    )


def test_a_seat_that_counts_otherwise_by_the_terms_of_the_day_opens_an_item():
    counting().then(counted(THREE))

    count = counted(THREE).count
    assert (count.certified, count.verdict) == (Verdict.CARRIED, Verdict.LOST)
    assert count.would_change is True


def test_its_ballot_stays_as_it_had_the_mandate():
    without = counterfactual(p.decision(*WEIGHED), [replace(THREE, counts=None)])
    assert without.verdict is Verdict.CARRIED
    assert without.margin == without.margin_without


def test_it_falls_away_where_the_terms_are_again_what_they_were():
    counting(counted(THREE), before=HEAVIER, after=EQUAL).then(
        e.ImpactFellAway(cause=p.AGREEMENT, cause_version=HEAVIER.version + 1)
    )


def test_where_no_seat_counts_otherwise_nothing_is_opened():
    counting(after=EQUAL).then()
    later = [*WEIGHED, a.ResultAnnulled(challenge=1)]
    counting(vote=later).then()


def test_a_class_is_another_too():
    provider = agreed(*SEATS[:3], weighing(SEATS[3], cls="provider"))
    told = counting(before=p.agreement(), after=provider, vote=THREE_TO_ONE)
    (opened,) = told.events
    (seat,) = opened.seats
    assert seat.counts == e.CountsAs(cls="provider")
    assert opened.count.would_change is False


def test_what_is_learned_of_the_mandate_and_of_the_terms_is_told_together():
    both = replace(SEAT, counts=THREE.counts)
    weighed = counting(OPENED, before=p.agreement(), after=HEAVIER, vote=THREE_TO_ONE)
    (again,) = weighed.events
    assert [seat.counts for seat in again.seats if seat.seat == "trust-2"] == [THREE.counts]
    assert {seat.seat for seat in again.seats} == {"city-1", "city-2", "trust-1", "trust-2"}
    other = assessing(GONE, counted(THREE), vote=WEIGHED)
    (again,) = other.events
    assert again.seats == (both,)


def test_a_mandate_that_is_given_back_leaves_how_it_counts():
    again = [
        p.assigned(DAN, TRUST, BEFORE, number=2),
        happened(RoleAccepted(assignment=2), by=DAN),
    ]
    back = change(*again, before=(*HELD, REVOKED))
    both = replace(SEAT, counts=THREE.counts)
    told = assessing(back, counted(both), vote=WEIGHED)
    (found,) = told.events
    assert found.seats == (THREE,)
