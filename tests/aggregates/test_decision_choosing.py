"""A body chooses among options: what is put, the ballots, the close, what breaks a tie, the result."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import choices as t
from tests import partnership as p
from tests.choices import LOT, OPTIONS, PUT, RANKED, TIED, WON, cast, closed, tabled, voting
from tests.partnership import ADA, BEN, CLOSES
from tests.story import NOW, an_act, given, recorded, standing

from accord.aggregates.agreement.terms import ReservedMatter, StandingOrders
from accord.aggregates.decision import (
    Answer,
    Decision,
    cast_ballot,
    close_voting,
    open_voting,
    record_ballots,
    replace_ballot,
)
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.aggregates.decision.choosing import (
    certify_choice,
    draw_lot,
    give_casting_choice,
    put_options,
)
from accord.aggregates.decision.consenting import take_effect
from accord.aggregates.decision.discussing_events import MotionLapsed
from accord.aggregates.decision.emergency import take_emergency_decision
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.moving import can_be_reconsidered
from accord.aggregates.decision.postponing import lapse_motion
from accord.aggregates.decision.standing import standing_of
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.rules import Position, Verdict
from accord.rules.choices import Paper
from accord.store.entry import decode, encode

MINUTES = ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",)


def putting(*options, cls="works", matter=Matter.GENERAL, rule=t.APPROVAL):
    return put_options(
        t.agreement(rule), an_act(), motion=p.tabled(cls, matter=matter), options=options
    )


# --- What is put ---------------------------------------------------------------------------------


def test_options_are_put_with_the_motion():
    assert putting(*OPTIONS) == (PUT,)
    assert list(standing(Decision, *tabled()).choices.options) == ["weir", "ferry", "mill"]


def test_many_options_are_put_in_pieces():
    many = [c.MotionOption(id=f"o{n}", title=f"Option {n}") for n in range(201)]
    assert [len(event.options) for event in putting(*many)] == [200, 1]


@pytest.mark.parametrize(
    ("options", "more", "words"),
    [
        (OPTIONS, {"cls": "ordinary"}, "are voted on for and against: they have no options"),
        (OPTIONS[:1], {}, "name at least 2, and there are 1"),
        ((), {}, "name at least 2, and there are 0"),
        ((*OPTIONS, OPTIONS[0]), {}, "option weir stands twice in this list"),
        (OPTIONS, {"matter": Matter.TERMINATION}, "lay down a procedure in another class"),
        (OPTIONS, {"rule": t.rule(default="none")}, 'names "none", which is not an option'),
        (OPTIONS, {"rule": t.rule(cap={"n": 1}, seats=2)}, "and no option says its group"),
        (
            [c.MotionOption(id=f"o{n}", title=f"Option {n}") for n in range(400)],
            {},
            "with 400 options that are called so they might not fit: about 3.. can be put",
        ),
        (
            OPTIONS,
            {
                "rule": t.rule(
                    kind="allocation",
                    ties=[],
                    spending={"budget": "100", "rule": "greedy"},
                    ballot={"form": "approval"},
                )
            },
            "has no cost",
        ),
    ],
)
def test_what_cannot_be_chosen_among_is_not_put(options, more, words):
    with pytest.raises(Refused, match=words):
        putting(*options, **more)


def test_a_motion_for_and_against_has_no_options():
    assert putting(cls="ordinary") == ()


def test_nobody_chooses_for_the_body_in_an_emergency():
    given(Decision).when(
        take_emergency_decision,
        agreement=t.agreement(),
        body="board",
        cls="works",
        title="A weir",
        text="That a weir be built.",
        chair=p.role("city-1", p.held("city-1", ADA, p.CITY)),
        reason="Flood.",
    ).then_refused(Refused, "chooses among options in class works")


def test_a_rule_that_no_longer_chooses_does_not_open_the_vote_on_options():
    given(Decision, p.tabled("ordinary"), PUT).when(
        open_voting, agreement=t.agreement(), seated=p.SEATED, closes=CLOSES
    ).then_refused(OutOfOrder, "put the motion anew")


def test_a_motion_with_options_on_which_nobody_chooses_any_more_lapses():
    given(Decision, p.tabled("ordinary"), PUT).when(lapse_motion, agreement=t.agreement()).then(
        MotionLapsed()
    )
    still = given(Decision, p.tabled("works"), PUT).when(lapse_motion, agreement=t.agreement())
    still.then_refused(OutOfOrder, "can still be put to the vote")


# --- The ballots ---------------------------------------------------------------------------------


def casting(*history, seat="city-1", by=ADA, **ballot):
    return given(Decision, *history).when(cast_ballot, seat=seat, by=by, **ballot)


def test_a_seat_chooses_once():
    chosen = c.ChoiceCast(seat="city-1", choice=Paper(("ferry", "weir")))
    casting(voting(), choice=["weir", "ferry"]).then(chosen)
    casting(voting(chosen), choice=["weir"]).then_refused(OutOfOrder, "already given")


def test_a_seat_ranks_in_the_places_that_the_rule_asks_for():
    chosen = c.ChoiceCast(seat="city-1", choice=Paper((("mill",), ("ferry", "weir"))))
    casting(voting(chosen=RANKED), choice=[["mill"], ["weir", "ferry"]]).then(chosen)


def test_only_the_holder_of_a_seat_chooses_for_it():
    casting(voting(), by=BEN, choice=["weir"]).then_refused(NotEntitled, "only the holder of seat")


@pytest.mark.parametrize(
    ("ballot", "words"),
    [
        ({"position": Position.FOR}, "a ballot says its choice, and no position"),
        ({}, "a ballot says its choice, and no position"),
        ({"choice": ["bridge"]}, "choice/0 must be one of the options: ferry, mill, weir"),
        ({"choice": [["weir"]]}, "choice/0 must be one of the options"),
        ({"choice": "weir"}, "choice: the ballot must be a list"),
        ({"choice": ["weir"], "position": Position.ABSENT}, "one of the two"),
    ],
)
def test_a_ballot_among_options_says_what_the_rule_asks_for(ballot, words):
    casting(voting(), **ballot).then_refused(Refused, words)


def test_a_motion_for_and_against_takes_no_choice():
    casting(p.voting(), choice=["weir"]).then_refused(Refused, "and no choice")
    casting(p.voting()).then_refused(Refused, "one of the two")


def test_choices_heard_are_recorded_with_who_did_not_choose():
    answers = [Answer("city-1", choice=["weir"]), Answer("city-2", Position.ABSENT)]
    given(Decision, voting()).when(record_ballots, answers=answers).then(
        c.ChoiceRecorded(seat="city-1", choice=Paper(("weir",))),
        e.BallotRecorded(seat="city-2", position=Position.ABSENT),
    )


def test_a_position_is_not_recorded_where_a_choice_is_asked():
    answers = [Answer("city-1", choice=[]), Answer("city-2", Position.ABSTAIN)]
    told = given(Decision, voting()).when(record_ballots, answers=answers)
    told.then_refused(Refused, "an empty one is blank")


def test_a_choice_stands():
    given(Decision, voting(*cast(city_1=("weir",)))).when(
        replace_ballot, agreement=t.agreement(), seat="city-1", position=Position.FOR, by=ADA
    ).then_refused(OutOfOrder, "a ballot that is given stands")


def test_a_choice_stands_also_where_ballots_can_be_replaced():
    orders = StandingOrders(body="board", replaceable_ballots=True)
    given(Decision, voting(*cast(city_1=("weir",)))).when(
        replace_ballot,
        agreement=t.agreement(standing_orders=(orders,)),
        seat="city-1",
        position=Position.FOR,
        by=ADA,
    ).then_refused(OutOfOrder, "a choice among options stands")


@pytest.mark.parametrize("ballot", [(), ("a", "b"), (("a",), ("b", "c")), (("a", 3), ("b", 0))])
def test_what_is_recorded_of_a_ballot_is_read_again(ballot):
    (entry,) = recorded(p.DECISION, [c.ChoiceCast(seat="city-1", choice=Paper(ballot))])
    assert decode(encode(entry), {}).event.choice.ballot == ballot


# --- The close -----------------------------------------------------------------------------------


def closing(*history, at=NOW):
    return given(Decision, *history).when(close_voting, agreement=t.agreement(), at=at)


def test_a_vote_is_closed_once_all_have_chosen():
    blank = (e.PositionCount(position=Position.ABSTAIN, seats=1),)
    closing(voting(*WON)).then(e.VotingClosed(tally=blank, tied=False, chose=3))


def test_it_is_open_while_a_seat_can_choose():
    closing(voting(*WON[:3])).then_refused(OutOfOrder, "1 of 4 seats can still answer")


def test_after_its_time_who_has_not_chosen_is_absent():
    absent = (e.PositionCount(position=Position.ABSENT, seats=2),)
    found = e.VotingClosed(tally=absent, tied=False, chose=2)
    closing(voting(*WON[:2]), at=CLOSES + timedelta(hours=1)).then(found)


def test_it_is_told_that_options_are_tied():
    closing(voting(*TIED)).then(e.VotingClosed(tally=(), tied=True, chose=4))


def test_nothing_is_said_of_how_it_stands_and_why():
    with pytest.raises(OutOfOrder, match="in more ways than can be gone through") as refused:
        standing_of(standing(Decision, *voting(*WON[:1])), NOW, agreement=t.agreement())
    assert "3 of 4 seats have not answered" in refused.value.reason
    assert refused.value.facts["waiting"] == ["city-2", "trust-1", "trust-2"]


def test_once_every_seat_has_answered_it_is_said_that_nothing_can_change():
    for ballots in (WON, WON[::-1]):
        with pytest.raises(OutOfOrder, match="nothing can change any more") as refused:
            standing_of(standing(Decision, *voting(*ballots)), NOW, agreement=t.agreement())
        assert refused.value.facts["waiting"] == []


# --- The result ----------------------------------------------------------------------------------


def certifying(*history, **said):
    return given(Decision, *history).when(certify_choice, **said)


def test_what_most_approve_is_chosen():
    found = t.certified(closed(WON))
    assert (found.verdict, found.chosen) == (Verdict.CARRIED, ("weir",))
    assert (found.explanation.cast, found.explanation.blank, found.explanation.roll) == (3, 1, 4)
    assert found.rule_hash == t.APPROVAL.hash
    certifying(closed(WON)).then(found)


def test_what_is_chosen_takes_effect_as_what_is_carried():
    history = [*closed(WON), t.certified(closed(WON))]
    decision = standing(Decision, *history)
    assert decision.stage(NOW) is Stage.EFFECTIVE
    again = take_effect(
        decision, an_act(), agreement=t.agreement(), certified=t.certified(closed(WON))
    )
    assert again.consents == ()


def taking_effect(agreement, **said):
    told = given(Decision, *closed(WON)).when(
        take_effect, agreement=agreement, certified=t.certified(closed(WON)), **said
    )
    assert told.refused is None, told.refused
    return told


def test_what_is_chosen_in_a_reserved_matter_awaits_the_consent_of_each_party():
    reserved = ReservedMatter(key="works", title="Works", body="board", cls="works", clause="money")
    agreement = p.agreement(*p.in_force(bodies=(t.BOARD,), reserved_matters=(reserved,)))
    taking_effect(agreement).then_goes("awaiting_consent")


def test_what_is_chosen_can_hold_from_a_later_day():
    taking_effect(t.agreement(), effective_from=date(2026, 6, 1)).then_goes("certified")


def test_too_few_take_part():
    history = closed(cast(city_1=("weir",)), chosen=t.TURNOUT)
    found = t.certified(history)
    assert found.verdict is Verdict.INQUORATE
    certifying(history).then(found)
    (_, opened) = (
        given(Decision, *history)
        .when(open_voting, agreement=t.agreement(t.TURNOUT), seated=p.SEATED, closes=CLOSES)
        .events
    )
    assert (opened.cause, opened.voting) == (e.VotingCause.SECOND_CALL, 2)


def test_a_seat_that_is_vacant_or_recused_weighs_nothing():
    roll = (*p.VACANCY,)
    found = standing(Decision, *voting(*WON[:3], roll=roll)).chosen()
    assert found.explanation.roll == 3


def test_it_is_certified_once_it_is_closed():
    certifying(voting(*WON)).then_refused(OutOfOrder, "must be closed, and it is voting")


def test_a_choice_is_rescinded_and_not_reconsidered():
    with pytest.raises(OutOfOrder, match="it can be rescinded, not reconsidered"):
        can_be_reconsidered(
            standing(Decision, *closed(WON), t.certified(closed(WON))), t.agreement()
        )


# --- What breaks a tie ---------------------------------------------------------------------------


def test_a_tie_awaits_what_can_break_it():
    certifying(closed(TIED)).then_refused(OutOfOrder, "put them in order or lots can be drawn")
    assert t.certified(closed(TIED)).verdict is Verdict.TIED


def presiding(*history, options=("ferry",), by=ADA):
    return given(Decision, *history).when(give_casting_choice, options=options, by=by)


ALL_THREE = t.cast(city_1=("weir",), city_2=("ferry",), trust_1=("mill",), trust_2=())


def test_who_presided_chooses_among_the_tied():
    given_ = c.CastingChoiceGiven(options=("ferry",))
    presiding(closed(TIED)).then(given_)
    assert t.certified(closed(TIED, given_)).chosen == ("ferry",)
    presiding(closed(TIED, given_)).then_refused(OutOfOrder, "no options are tied")


@pytest.mark.parametrize(
    ("history", "more", "kind", "words"),
    [
        (closed(TIED), {"by": BEN}, NotEntitled, "only the one who presided"),
        (closed(TIED), {"options": ("mill",)}, Refused, "names options that are tied: ferry, weir"),
        (closed(WON), {}, OutOfOrder, "no options are tied"),
        (closed(TIED, chosen=t.rule(ties=["lot"])), {}, OutOfOrder, "breaks no tie so"),
        (voting(*TIED), {}, OutOfOrder, "must be closed"),
        (
            closed(ALL_THREE, chosen=t.rule(seats=2)),
            {},
            Refused,
            "leaves mill, weir tied: put them in order too",
        ),
    ],
)
def test_a_casting_vote_that_cannot_be_given(history, more, kind, words):
    presiding(history, **more).then_refused(kind, words)


def drawing(*history, order=LOT.order, evidence=MINUTES):
    return given(Decision, *history).when(draw_lot, order=order, evidence=evidence)


def test_lots_are_drawn():
    drawing(closed(TIED)).then(LOT)
    assert t.certified(closed(TIED, LOT)).chosen == ("ferry",)
    drawing(closed(TIED, LOT)).then_refused(OutOfOrder, "no options are tied")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"order": ("ferry", "weir")}, "lots are drawn for all 3 options"),
        ({"order": ("ferry", "weir", "weir")}, "name each once"),
        ({"evidence": ()}, "name the minutes"),
    ],
)
def test_lots_that_nobody_could_follow_are_not_recorded(more, words):
    drawing(closed(TIED), **more).then_refused(Refused, words)


def test_a_tie_for_and_against_knows_no_lots():
    history = [*p.voting(), e.VotingClosed(tally=(), tied=True)]
    drawing(history).then_refused(OutOfOrder, "has no options")


def test_where_nothing_breaks_the_tie_the_body_chooses_again():
    rule = t.rule(ties=[])
    told = given(Decision, *closed(TIED, chosen=rule)).when(
        open_voting, agreement=t.agreement(rule), seated=p.SEATED, closes=CLOSES
    )
    assert told.events[-1].cause is e.VotingCause.SECOND_VOTE
    again = standing(Decision, *closed(TIED, chosen=rule), *told.events)
    assert (again.choices.given, len(again.choices.options)) == ({}, 3)
