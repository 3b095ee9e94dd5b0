"""A post is lost by not taking part; a post is abolished, and constituted again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from tests import partnership as p
from tests.aggregates.dockets import docket_with
from tests.partnership import ADA, AGREEMENT, BEN, CITY, DAN, TRUST
from tests.story import NOW, given, happened, standing

from accord.aggregates.agreement.memory import Dated
from accord.aggregates.agreement.terms import Post, Tenure
from accord.aggregates.decision import Decision
from accord.aggregates.decision import events as d
from accord.aggregates.decision.sealed_events import VoterMarked
from accord.aggregates.role import (
    ActingAppointed,
    ActingEnded,
    MandateEnded,
    PostAbolished,
    PostReinstated,
    Role,
    RoleDeclined,
    RoleLapsed,
    Stage,
    abolish_post,
    assign_role,
    record_lapse,
    reinstate_post,
)
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

TODAY = date(2026, 5, 4)
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
LATER = datetime(2026, 6, 1, 9, tzinfo=UTC)
SEAT = p.held("trust-2", DAN, TRUST)


# --- Not taking part -------------------------------------------------------------------------


def missing(number, *, closed=True, at=p.CLOSES, roll=p.ROLL, **positions):
    """A vote in which seat trust-2 took no part, unless `positions` say otherwise."""
    id_ = UUID(int=number)
    opens = {"opens": NOW + timedelta(days=number)}
    cast = p.ballots(**({"city_1": "for"} | positions))
    history = [p.tabled(), *p.frozen(roll, **opens), *cast]
    ended = [happened(d.VotingClosed(tally=(), tied=False), at=at)] if closed else []
    return standing(Decision, *history, *ended, id=id_)


def lapsing(
    *decisions,
    history=SEAT,
    after=2,
    until=None,
    assignment=1,
    from_=p.STARTS,
    docket=None,
    **said,
):
    agreement = p.agreement()
    tenure = Tenure(post="trust-2", lapse_after=after, clause="members")
    agreement.dated.append(Dated(from_, "tenure", value=tenure))
    return given(Role, *history).when(
        record_lapse,
        agreement=agreement,
        assignment=assignment,
        decisions=decisions,
        docket=docket_with(*decisions) if docket is None else docket,
        until=until,
        at=LATER,
        **said,
    )


def lapsed(*numbers, day=JUNE):
    cited = tuple(UUID(int=number) for number in numbers)
    return RoleLapsed(assignment=1, decisions=cited, clause="members", effective_to=day)


def test_who_voted_by_secret_ballot_was_there_whatever_was_cast():
    secret = {"secret": True, "smallest_secret": 3}
    marks = [VoterMarked(seat=seat) for seat in ("city-1", "city-2", "trust-2")]
    closed = d.VotingClosed(tally=(), tied=False)
    vote = standing(Decision, p.tabled(), *p.frozen(**secret), *marks, closed, id=UUID(int=2))
    lapsing(missing(1), vote).then_refused(Refused, "seat trust-2 voted, by secret ballot")


def test_who_misses_so_many_votes_loses_the_post():
    told = lapsing(missing(2), missing(1))

    told.then(lapsed(1, 2))
    assert told.state.stage(date(2026, 5, 31)) is Stage.HELD
    assert told.state.stage(JUNE) is Stage.VACANT


def test_no_post_lapses_where_another_vote_lay_between():
    first, other, last = missing(1), missing(2, trust_2="for"), missing(3)
    told = lapsing(first, last, docket=docket_with(first, other, last))

    told.then_refused(
        Refused, "between the votes that are cited the body held 1 more", "without a gap"
    )
    assert told.refused.facts["between"] == [str(UUID(int=2))]
    lapsing(first, last, docket=docket_with(first, last, missing(4, trust_2="for"))).then(
        lapsed(1, 3)
    )


def test_a_vote_missed_between_the_others_is_cited_too():
    votes = missing(1), missing(2), missing(3)
    lapsing(votes[0], votes[2], docket=docket_with(*votes)).then_refused(Refused, "held 1 more")
    lapsing(*votes, docket=docket_with(*votes)).then(lapsed(1, 2, 3))


def test_a_vote_in_which_the_seat_had_no_part_lies_between_no_others():
    """The seat was vacant, somebody else missed it for the seat, or it was closed before its time."""
    first, last = missing(1), missing(3)
    early = p.CLOSES - timedelta(minutes=1)
    another = (*p.ROLL[:3], d.RollSeat(seat="trust-2", party=TRUST, holder=p.EVE))
    for other in (missing(2, roll=p.VACANCY), missing(2, at=early), missing(2, roll=another)):
        lapsing(first, last, docket=docket_with(first, other, last)).then(lapsed(1, 3))


def test_a_vote_that_is_not_in_the_docket_proves_nothing():
    votes = missing(1), missing(2)
    told = lapsing(*votes, docket=docket_with(votes[0]))
    told.then_refused(Refused, "the docket of the body does not have the vote on decision")
    assert told.refused.facts == {"field": "decisions/1", "decision": str(UUID(int=2))}


def test_who_took_part_in_one_of_two_votings_on_a_decision_did_not_miss_it():
    votes = missing(1), missing(2)
    once = missing(2, trust_2="abstain")
    docket = docket_with(votes[0], once, (votes[1], 2))
    lapsing(*votes, docket=docket).then_refused(Refused, "took part in another voting on it")


def test_who_chose_among_options_took_part():
    chose = missing(1)
    chose.choices.given["trust-2"] = ()
    lapsing(chose, missing(2)).then_refused(Refused, "seat trust-2 chose when voting closed")


def test_a_post_lapses_after_as_many_votes_as_the_terms_say():
    lapsing(missing(1)).then_refused(
        Refused, "lapses after 2 votes missed in succession (clause members), and 1 are cited"
    )
    lapsing(missing(1), missing(1)).then_refused(Refused, "and 1 are cited")


def test_a_vote_that_was_closed_before_its_time_was_not_missed():
    """The verdict was certain; whoever had not answered could still have done so."""
    early = missing(1, at=p.CLOSES - timedelta(minutes=1))
    lapsing(early, missing(2)).then_refused(
        Refused, "is no vote that the holder missed", "closed before its time"
    )


def test_no_post_lapses_where_the_terms_do_not_say_so():
    told = lapsing(missing(1), after=None)
    told.then_refused(Refused, "do not let post trust-2 lapse (clause members)")
    lapsing(missing(1), missing(2), from_=JULY).then_refused(Refused, "in force on 2026-06-01")


@pytest.mark.parametrize("position", ["for", "abstain"])
def test_who_took_part_in_one_of_them_did_not_miss_it(position):
    told = lapsing(missing(1), missing(2, trust_2=position))
    told.then_refused(Refused, f"seat trust-2 stood {position} when voting closed")
    assert told.refused.facts["decision"] == str(UUID(int=2))


def test_no_post_lapses_before_the_last_of_the_missed_votes():
    before = date(2026, 5, 5)
    told = lapsing(missing(1), missing(2), until=before, retroactive=True)
    told.then_refused(Refused, "before the last of the missed votes was opened on 2026-05-06")
    assert told.refused.facts == {"field": "effective_to"}


def test_only_a_vote_that_is_closed_was_missed():
    lapsing(missing(1), missing(2, closed=False)).then_refused(Refused, "voting is not closed")


def test_only_the_holder_on_the_roll_missed_a_vote():
    vacant = missing(1, roll=p.VACANCY)
    lapsing(vacant, missing(2)).then_refused(Refused, f"{DAN} was not on its roll for seat trust-2")
    other = p.held("trust-2", BEN, TRUST)
    lapsing(missing(1), missing(2), history=other).then_refused(Refused, f"{BEN} was not on its")
    lapsing(Decision(UUID(int=9)), missing(2)).then_refused(Refused, "was not on its roll")


def test_only_a_holder_loses_the_post_and_once():
    votes = (missing(1), missing(2))
    offered = [p.post_created("trust-2", TRUST), p.assigned(DAN, TRUST)]
    lapsing(*votes, history=offered).then_refused(OutOfOrder, "was not accepted")
    lapsing(*votes, history=[SEAT, lapsed(1, 2)]).then_refused(OutOfOrder, "ends on 2026-06-01")
    lapsing(*votes, assignment=2).then_refused(NotFound, "has no assignment 2")


# --- The post itself -------------------------------------------------------------------------

MAYOR = p.post_created("mayor", CITY)
GUEST = p.post_created("guest")


def without(day, post="guest", again=None):
    """The terms constitute the guest, no longer from a day on, and perhaps again from another."""
    agreement = p.agreement()
    guest = Post(post="guest", title="Guest")
    agreement.dated += [Dated(p.STARTS, "post", value=guest), Dated(day, "post", key=post)]
    if again:
        agreement.dated.append(Dated(again, "post", value=Post(post=post, title="Guest of honour")))
    return agreement


def abolishing(*history, agreement=None, from_=None, cited=True):
    return given(Role, *history).when(
        abolish_post, agreement=agreement or p.agreement(), from_=from_, cited=cited
    )


def abolished(day=TODAY):
    return PostAbolished(effective_from=day)


def test_a_post_that_nobody_holds_is_abolished_by_an_authority():
    told = abolishing(MAYOR)

    told.then(abolished())
    assert told.state.stage(TODAY) is Stage.ABOLISHED
    assert told.state.seated_on(TODAY) is None


def test_a_post_of_the_agreement_is_not_abolished_without_authority_or_while_it_is_held():
    abolishing(MAYOR, cited=False).then_refused(Refused, "cite the authority")
    held = (MAYOR, p.assigned(ADA, CITY, JULY))
    abolishing(*held).then_refused(OutOfOrder, "and assignment 1 holds it then; end that first")
    abolishing(MAYOR, p.assigned(ADA, CITY, until=JULY), from_=JULY).then(abolished(JULY))
    abolishing(*held, RoleDeclined(assignment=1)).then(abolished())


def test_mandates_end_with_a_post_that_an_amendment_repealed():
    history = [
        p.held("guest", ADA, CITY, until=JULY),
        p.assigned(BEN, CITY, AUGUST, number=2),
        ActingAppointed(acting=1, holder=BEN, party=CITY, effective_from=JULY, effective_to=AUGUST),
    ]
    told = abolishing(*history, agreement=without(JUNE), from_=JUNE, cited=False)

    told.then(
        abolished(JUNE),
        MandateEnded(assignment=1, effective_to=JUNE),
        MandateEnded(assignment=2, effective_to=AUGUST),
        ActingEnded(acting=1, effective_to=JULY),
    )
    assert told.state.stage(date(2026, 5, 31)) is Stage.HELD
    assert told.state.stage(JUNE) is Stage.ABOLISHED
    assert told.state.assignments[2].span.empty


def test_an_amendment_that_repeals_the_post_later_abolishes_nothing_today():
    history = p.held("guest", ADA, CITY)
    abolishing(*history, agreement=without(JUNE), cited=False).then_refused(Refused, "cite the")


def test_a_post_is_abolished_once():
    abolishing(MAYOR, abolished()).then_refused(OutOfOrder, "abolished already from 2026-05-04")
    abolishing(MAYOR, abolished(JULY)).then_refused(OutOfOrder, "already from 2026-07-01")
    abolishing().then_refused(NotFound, "there is no role")


def assigning(*history, from_=None, until=None, agreement=None, party=CITY):
    return given(Role, *history).when(
        assign_role,
        agreement=agreement or p.agreement(),
        others={},
        holder=ADA,
        party=party,
        from_=from_,
        until=until,
    )


def test_nobody_is_appointed_for_days_after_the_post_is_abolished():
    history = (MAYOR, abolished(JULY))
    for until in (None, AUGUST):
        assigning(*history, until=until).then_refused(OutOfOrder, "abolished from 2026-07-01")
    assigning(*history, until=JULY).then(p.assigned(ADA, CITY, TODAY, JULY))


def reinstating(*history, agreement=None, from_=None):
    return given(Role, *history).when(
        reinstate_post, agreement=agreement or p.agreement(), from_=from_
    )


def test_a_post_that_the_terms_constitute_again_can_be_filled_again():
    again = without(JUNE, again=AUGUST)
    told = reinstating(GUEST, abolished(JUNE), agreement=again, from_=AUGUST)

    told.then(PostReinstated(title="Guest of honour", effective_from=AUGUST))
    assert told.state.stage(date(2026, 7, 31)) is Stage.ABOLISHED
    assert told.state.stage(AUGUST) is Stage.VACANT
    history = (GUEST, abolished(JUNE), told.events[0])
    assigning(*history, agreement=again, from_=AUGUST).then(p.assigned(ADA, CITY, AUGUST))
    assigning(*history, agreement=again, until=JULY).then_refused(
        OutOfOrder, "abolished from 2026-06-01 up to but without 2026-08-01"
    )
    abolishing(*history, from_=AUGUST, agreement=again).then(abolished(AUGUST))


def test_a_post_abolished_by_an_authority_is_reinstated_before_it_takes_effect():
    told = reinstating(MAYOR, abolished(JULY))

    told.then(PostReinstated(title="Mayor", party=CITY, effective_from=JULY))
    assert told.state.stage(JULY) is Stage.VACANT


def test_only_an_abolished_post_of_the_terms_is_reinstated():
    reinstating(MAYOR).then_refused(OutOfOrder, "post mayor is not abolished on 2026-05-04")
    back = PostReinstated(title="Mayor", party=CITY, effective_from=TODAY)
    reinstating(MAYOR, abolished(), back).then_refused(OutOfOrder, "is not abolished")
    reinstating(GUEST, abolished(), agreement=without(TODAY)).then_refused(
        NotFound, "the agreement constitutes no post guest on 2026-05-04"
    )
    reinstating().then_refused(NotFound, "there is no role")


def test_a_post_belongs_to_its_agreement_for_ever():
    role = standing(Role, MAYOR, abolished())

    assert (role.agreement, role.post) == (AGREEMENT, "mayor")
    assigning(MAYOR, party=TRUST).then_refused(NotEntitled, f"is kept for party {CITY}")
