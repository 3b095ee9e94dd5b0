"""What is certain before a vote closes is so however the open seats answer; and nothing certain is missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.rules.said import judged, more_than, number, rule, share, sqrt_quorum
from tests.rules.test_properties import CLASSES, measures, rules

from accord.rules import Counted, Measure, Position, Rule, Verdict, evaluate
from accord.rules.certainty import (
    OpenSeat,
    Standing,
    is_certain,
    possible_verdicts,
    standing,
    standing_in_words,
)
from accord.rules.certainty.bounds import possible, prospects
from accord.rules.certainty.layout import Layout
from accord.rules.certainty.needed import Needed
from accord.rules.certainty.reaching import reached
from accord.rules.certainty.seats import Declared, Place, Represented, alike, place_of, pooled
from accord.rules.positions import BASES

P, V = Position, Verdict
ANSWERS = frozenset(P) - {P.RECUSED, P.VACANT}
CAST = frozenset({P.FOR, P.AGAINST, P.ABSTAIN})

light = st.sampled_from(["0", "1", "2", "2.5"]).map(lambda w: (Measure("weight", Decimal(w)),))
standing_at = st.sampled_from(P)
counted = st.builds(
    Counted, standing_at, st.sampled_from(CLASSES), light | measures, represented=st.booleans()
)
counted |= st.builds(
    Counted, st.just(P.ABSTAIN), st.sampled_from(CLASSES), light | measures, declared=st.booleans()
)
moves = st.frozensets(st.sampled_from(sorted(ANSWERS)), max_size=3) | st.sampled_from([CAST])
open_seats = st.builds(OpenSeat, counted, moves, st.just(frozenset()) | moves, st.booleans())
open_rolls = st.lists(open_seats, max_size=4)


def continuations(seats: list[OpenSeat]) -> Iterator[list[Counted]]:
    """Every roll that can still come about, one by one."""
    for places in product(*(seat.options for seat in seats)):
        yield [at(seat, place) for seat, place in zip(seats, places, strict=True)]


def at(seat: OpenSeat, place: Place) -> Counted:
    represented = isinstance(place, Represented)
    if isinstance(place, Declared):
        return replace(seat.counted, position=P.ABSTAIN, represented=False, declared=True)
    position = place.position if isinstance(place, Represented) else place
    return replace(seat.counted, position=position, represented=represented, declared=False)


def ends(rule_: Rule, roll: list[Counted]) -> set[Verdict]:
    return {evaluate(rule_, roll, vote).verdict for vote in (P.FOR, P.AGAINST)}


def by_hand(rule_: Rule, seats: list[OpenSeat]) -> set[Verdict]:
    return set().union(*(ends(rule_, roll) for roll in continuations(seats)))


def seats(given_: str = "", open_: int = 0, **more: Any) -> list[OpenSeat]:
    """`seats("for for against", 2)`: three ballots that stand, and two seats that can still answer."""
    stand = [
        OpenSeat(Counted(P(word), seat=f"s{i}", **more)) for i, word in enumerate(given_.split())
    ]
    wait = [OpenSeat(Counted(P.ABSENT, seat=f"o{i}", **more), ANSWERS) for i in range(open_)]
    return stand + wait


@given(rules, open_rolls)
def test_what_can_still_come_out_is_what_comes_out_of_every_continuation(
    rule_: Rule, roll: list[OpenSeat]
) -> None:
    found = standing(rule_, roll)
    assert found.exact
    assert set(found.possible) == by_hand(rule_, roll)
    assert found.certain == is_certain(rule_, roll)


@given(rules, open_rolls)
def test_bounds_alone_never_rule_out_what_can_come_out(rule_: Rule, roll: list[OpenSeat]) -> None:
    layout = Layout.of(rule_, [seat.counted for seat in roll])
    groups = alike((layout.kind(seat.counted), seat.options) for seat in roll)
    ruled_in = possible(layout, prospects(layout, pooled(groups)))
    assert {end for verdict in ruled_in for end in layout.ends(verdict)} >= by_hand(rule_, roll)


@given(rules, open_rolls)
def test_the_sums_of_a_roll_give_the_verdict_that_its_ballots_give(
    rule_: Rule, roll: list[OpenSeat]
) -> None:
    found = standing(rule_, roll)
    layout = Layout.of(rule_, [seat.counted for seat in roll])
    sums = layout.zero()
    for seat in roll:
        adds = layout.adds(layout.kind(seat.counted), place_of(seat.counted))
        sums = tuple(a + b for a, b in zip(sums, adds, strict=True))
    outcome = evaluate(rule_, [seat.counted for seat in roll])
    assert found.now == outcome
    assert layout.verdict(sums) is (V.TIED if outcome.tied else outcome.verdict)


@given(rules, open_rolls)
def test_a_seat_is_pivotal_just_where_moving_it_alone_changes_the_verdict(
    rule_: Rule, roll: list[OpenSeat]
) -> None:
    named = [replace(s, counted=replace(s.counted, seat=f"s{i}")) for i, s in enumerate(roll)]
    told = {entry.seat: dict(entry.changes) for entry in standing(rule_, named).pivotal}
    now = ends(rule_, [seat.counted for seat in named])
    for index, seat in enumerate(named):
        for position in seat.may:
            rest = [other.counted for other in named]
            rest[index] = at(seat, position)
            changed = ends(rule_, rest) != now
            assert changed == (position in told.get(f"s{index}", {}))


@given(rules, open_rolls)
def test_what_is_needed_can_be_met_just_where_the_open_seats_make_it_up(
    rule_: Rule, roll: list[OpenSeat]
) -> None:
    for entry in standing(rule_, roll).needed:
        assert entry.more is None or entry.more >= 0
        assert entry.open >= 0
        assert entry.can_be_met is (
            entry.more is not None
            and (entry.open > entry.more if entry.beyond else entry.open >= entry.more)
        )


majorities = st.builds(
    share,
    st.sampled_from([">", ">=", "=="]),
    st.integers(1, 6).map(lambda n: str(Fraction(n, 6))),
    st.sampled_from(["cast", "entitled", "fixed", "present"]),
)


@example(share(">=", "1"), 0, 0, 1)
@given(majorities, st.integers(0, 5), st.integers(0, 4), st.integers(0, 9))
def test_so_many_more_in_favour_carry_and_one_fewer_do_not(
    test: dict[str, Any], for_: int, against: int, open_: int
) -> None:
    def holds(more: int) -> bool:
        words = ["for"] * (for_ + more) + ["against"] * against + ["absent"] * (open_ - more)
        return judged(
            test, [seat.counted for seat in seats(" ".join(words))]
        ).explanation.pass_.holds

    needed = standing(
        rule(test), seats(" ".join(["for"] * for_ + ["against"] * against), open_)
    ).needed
    enough = [more for more in range(open_ + 1) if holds(more)]
    assert (needed == ()) is (0 in enough)
    for entry in needed:
        assert entry.can_be_met is bool(enough)
        assert not enough or entry.more == enough[0]


anywhere = st.lists(st.sampled_from(sorted(P)), min_size=1, max_size=4, unique=True)
bounds = st.sampled_from([">", ">=", "==", "<=", "<"])
shares = st.builds(
    lambda of, *said: share(*said, of=[*of]),
    anywhere,
    bounds,
    st.integers(0, 6).map(lambda n: str(Fraction(n, 6))),
    st.sampled_from(sorted(BASES)),
)
numbers = st.builds(
    lambda of, *said: number(" ".join(of), *said), anywhere, bounds, st.integers(0, 6).map(str)
)
comparisons = st.builds(
    lambda of, than: more_than(" ".join(of), " ".join(than)), anywhere, anywhere
)
roots = st.builds(
    lambda of, k, base: sqrt_quorum(k, base, of=[*of]),
    anywhere,
    st.sampled_from(["1/2", "1", "3/2"]),
    st.sampled_from(sorted(BASES)),
)


@example(share("<", "1/3", of=["against"]), [P.FOR, P.AGAINST], 4, "1")
@example(share("==", "1/2"), [P.FOR, P.FOR, P.AGAINST], 1, "1")
@example(share("==", "1/2", of=["against"]), [P.AGAINST, P.AGAINST], 4, "1")
@example(share("==", "1/2"), [], 2, "0.5")
@example(share(">=", "1"), [], 1, "1")
@example(share("==", "1"), [], 1, "1")
@example(sqrt_quorum("3/2", "fixed"), [P.VACANT, P.VACANT], 1, "1")
@example(sqrt_quorum("1", "cast", of=["abstain"]), [P.ABSTAIN], 2, "1")
@example(share(">", "0", of=["for", "absent"]), [], 1, "0.5")
@example(share("<=", "1/2", of=["against", "invalid"]), [P.INVALID], 3, "2.5")
@settings(max_examples=400)
@given(
    shares | numbers | comparisons | roots,
    st.lists(st.sampled_from(sorted(P)), max_size=5),
    st.integers(0, 7),
    st.sampled_from(["1", "2.5", "0.5", "0"]),
)
def test_a_condition_is_met_by_just_so_much_more_in_favour_as_is_said(
    test: dict[str, Any], stood: list[Position], open_: int, each: str
) -> None:
    """Moved one by one from absent to in favour, the open seats meet it first where it is said."""
    # A share of those who stay away, or are recused, that a heavy seat may lift and then sink again: no rule says that.
    sinks = test["test"] == "share" and P.FOR not in test["of"] and test["op"] in (">", ">=")
    assume(each == "1" or not (sinks or P.ABSENT in test["of"]))
    measure = {} if test["test"] == "sqrt_quorum" or each == "1" else {"measure": "weight"}
    weight = {"measures": (Measure("weight", Decimal(each)),)}
    firm = [replace(s, may=CAST - {s.counted.position}) for s in seats(" ".join(stood), **weight)]
    firm = [replace(s, may=frozenset()) if s.counted.position is P.ABSENT else s for s in firm]
    roll = firm + seats("", open_, **weight)
    stands = [seat.counted for seat in roll]

    def holds(n: int) -> bool:
        moved = [replace(seat, position=P.FOR) for seat in stands[len(stood) : len(stood) + n]]
        after = [*stands[: len(stood)], *moved, *stands[len(stood) + n :]]
        return judged(test | measure, after).explanation.pass_.holds

    unit = Fraction(each) if measure else Fraction(1)
    found = standing(rule(test | measure), roll).needed
    assert (found == ()) is holds(0)
    for entry in found:
        assert entry.open == open_ * unit
        assert not entry.beyond or measure
        said = [n for n in range(1, open_ + 1) if enough(entry, n * unit)]
        first = next(filter(holds, range(1, open_ + 1)), None)
        equal = test.get("op") == "==" and measure
        assert first == next(iter(said), None) or (equal and first is None)


def enough(entry: Needed, much: Fraction) -> bool:
    if entry.more is None:
        return False
    return much > entry.more if entry.beyond else much >= entry.more


HALF_OF_FIVE = rule(share(base="fixed"))


@pytest.mark.parametrize(
    ("roll", "possible_"),
    [
        (seats("for for for", 2), (V.CARRIED,)),
        (seats("for for", 3), (V.CARRIED, V.LOST)),
        (seats("against against against", 2), (V.LOST,)),
        (seats("against against", 3), (V.CARRIED, V.LOST)),
        (seats("for for abstain abstain", 1), (V.CARRIED, V.LOST)),
        (seats("for for abstain abstain vacant"), (V.LOST,)),
    ],
)
def test_more_than_half_of_five_is_certain_from_the_third_on(roll, possible_):
    assert possible_verdicts(HALF_OF_FIVE, roll) == possible_


def test_a_seat_that_another_may_answer_for_leaves_a_quorum_of_those_who_attend_open():
    quorum = number("for against abstain not_voting invalid", ">=", "3")
    represented = OpenSeat(Counted(P.FOR, seat="r", represented=True), CAST)
    roll = [*seats("for for"), represented]
    assert possible_verdicts(rule(share(), quorum=quorum), roll) == (V.CARRIED, V.INQUORATE)
    assert possible_verdicts(rule(share(), quorum=quorum, represented="present"), roll) == (
        V.CARRIED,
    )
    silent = OpenSeat(Counted(P.ABSENT, seat="w"), frozenset(), CAST)
    never = [*seats("for for"), silent]
    assert possible_verdicts(rule(share(), quorum=quorum), never) == (V.INQUORATE,)


def test_a_quorum_that_is_still_open_leaves_the_verdict_open():
    wanted = rule(share(), quorum=number("for against abstain not_voting invalid", ">=", "3"))
    assert possible_verdicts(wanted, seats("for for", 1)) == (V.CARRIED, V.INQUORATE)
    assert possible_verdicts(wanted, seats("for for for", 2)) == (V.CARRIED,)
    assert possible_verdicts(wanted, seats("for", 1)) == (V.INQUORATE,)


@pytest.mark.parametrize(
    ("tie", "possible_"),
    [("lost", (V.LOST,)), ("second_vote", (V.TIED,)), ("casting_vote", (V.CARRIED, V.LOST))],
)
def test_a_tie_that_a_casting_vote_would_decide_is_not_certain(tie, possible_):
    assert possible_verdicts(rule(share(), tie=tie), seats("for against")) == possible_


def test_a_ballot_that_may_be_replaced_is_open():
    roll = [*seats("for for"), OpenSeat(Counted(P.FOR, seat="last"), CAST)]
    assert possible_verdicts(rule(share(base="fixed", at="1", op="==")), roll) == (
        V.CARRIED,
        V.LOST,
    )
    assert standing(rule(share()), roll).open == ("last",)


def told(pass_: dict[str, Any], roll: list[OpenSeat], **more: Any) -> str:
    return standing_in_words(standing(rule(pass_, **more), roll))


def test_how_a_vote_stands_is_told_in_a_sentence():
    assert told(share(base="fixed"), seats("for for for", 2)) == (
        "The verdict is certain, carried, although 2 of 5 seats can still change where they stand."
    )
    assert told(share(), seats("for against against")) == (
        "No seat can change where it stands, and the verdict is lost."
    )
    assert told(share(), seats("for against", 2), tie="casting_vote") == (
        "If voting closed now the motion would be tied, for the casting vote to decide, and 2 of 4 seats can "
        "still change where they stand: it can end carried or lost; to carry, 1 seat more in favour is needed, "
        "of 2 that did not answer yet; each of o0 and o1 alone would change that."
    )
    assert "to be quorate, 2 seats more taking part are needed, of 5 that did" in told(
        share(), seats("for", 5), quorum=number("for against abstain", ">=", "3")
    )
    assert "each of 6 seats alone would change that" in told(share(), seats("for against", 6))
    assert "seat o0 alone would change that" in told(share(base="fixed"), seats("for against", 1))
    assert "to carry, a condition is not met that votes in favour cannot meet" in told(
        number("against", "==", "0"), [*seats("for", 1), OpenSeat(Counted(P.AGAINST), CAST)]
    )


def test_votes_in_favour_are_asked_for_where_what_is_against_must_be_fewer_than_its_share():
    fewer = share("<", "1/3", of=["against"])
    assert "; to carry, 2 seats more in favour are needed, of 4 that did not answer yet;" in told(
        fewer, seats("for against", 4)
    )


def test_bounds_are_said_to_be_no_more_where_not_every_roll_was_gone_through():
    """Eighty seats of eighty weights, and two tests that only together decide."""
    heavy = [
        OpenSeat(Counted(P.ABSENT, "", (Measure("weight", Decimal(2**n + 1)),), f"s{n}"), CAST)
        for n in range(80)
    ]
    both = {"all": [share(measure="weight"), number("for", "==", "41")]}
    found = standing(rule(both), heavy)
    assert (found.exact, found.certain) == (False, False)


@pytest.mark.parametrize(("most", "gone_through"), [(9, 0), (10, 3), (39, 3), (40, 4)])
def test_so_many_steps_are_taken_as_was_said_and_no_more(most, gone_through):
    """Three seats alike stand in 10 ways, for, against or neither; from each of these a heavier one goes on in 3."""
    heavy = Counted(P.ABSENT, "", (Measure("weight", Decimal(5)),))
    ordinary = Counted(P.ABSENT, "", (Measure("weight", Decimal(1)),))
    roll = [OpenSeat(each, CAST) for each in (ordinary, ordinary, ordinary, heavy)]
    layout = Layout.of(rule(share(measure="weight")), [seat.counted for seat in roll])
    for number_ in (3, 4):
        groups = alike((layout.kind(seat.counted), CAST) for seat in roll[:number_])
        found = reached(layout, groups, most)
        assert (found is not None) is (number_ <= gone_through)


def test_up_to_five_seats_that_decide_are_named():
    assert told(share(), seats("for against", 5)).endswith(
        "each of o0, o1, o2, o3 and o4 alone would change that."
    )


def test_no_seat_decides_alone_where_more_than_one_is_needed():
    assert told(number("for", ">=", "4"), seats("for", 4)) == (
        "If voting closed now the motion would be lost, and 4 of 5 seats can still change where they stand: "
        "it can end carried or lost; to carry, 3 seats more in favour are needed, of 4 that did not answer yet; "
        "no seat alone would change that."
    )


def test_a_tie_that_no_casting_vote_decides_is_told_as_what_it_is():
    assert told(share(), seats("for against", 2), tie="second_vote").startswith(
        "If voting closed now the motion would be tied, and 2 of 4"
    )


def test_what_a_class_needs_is_told_with_its_name():
    text = told({"all": [share(where={"cls": "a"}), share()]}, seats("for against", 2, cls="a"))
    assert (
        "to carry, 1 seat more of class a in favour is needed, of 2 that did not answer yet; "
        "to carry, 1 seat more in favour is needed" in text
    )


def test_where_those_who_wait_are_too_few_it_is_told():
    """Only somebody who answered otherwise can still help, and may."""
    again = [OpenSeat(seat.counted, CAST) for seat in seats("for against against")]
    text = standing_in_words(standing(rule(share(base="fixed")), again))
    assert (
        "1 seat more in favour is needed, of 0 that did not answer yet, who alone are too few; "
        in text
    )


def test_what_is_needed_is_told_in_weight_where_weight_is_counted():
    heavy = {"measures": (Measure("weight", Decimal("2.5")),)}
    text = told(share(base="fixed", measure="weight"), seats("for against", 2, **heavy))
    assert (
        "more than a further 2.5 weight in favour are needed, of 5 that did not answer yet" in text
    )


def test_where_nobody_weighs_anything_no_vote_in_favour_is_enough():
    light_ = {"measures": (Measure("weight", Decimal(0)),)}
    of_all = rule(share(base="fixed", measure="weight"))
    (entry,) = standing(of_all, seats("for", 2, **light_)).needed
    assert (entry.more, entry.can_be_met) == (None, False)


def test_a_quorum_by_the_square_root_is_needed_in_seats():
    found = standing(rule(share(), quorum=sqrt_quorum("1", "fixed")), seats("for", 8)).needed
    assert [(entry.pointer, entry.more) for entry in found] == [("/quorum", 2)]
    found = standing(rule(share(), quorum=sqrt_quorum("3", "fixed")), seats("for", 3)).needed
    assert [(entry.more, entry.open, entry.can_be_met) for entry in found] == [(5, 3, False)]


@pytest.mark.parametrize(
    "weigh", [lambda _: "1", lambda i: f"{i % 977}.{i % 7}1"], ids=["alike", "all-different"]
)
def test_whether_a_verdict_of_five_thousand_seats_is_certain_is_found_exactly(weigh):
    both = {"all": [share(measure="weight", base="fixed"), share(at="2/3", op=">=")]}
    wanted = rule(both, quorum=number("for against abstain", ">=", "100"))
    roll = [
        OpenSeat(
            Counted(
                P.FOR if i < 4000 else P.ABSENT,
                "",
                (Measure("weight", Decimal(weigh(i))),),
                f"s{i}",
            ),
            ANSWERS if i >= 4000 else frozenset(),
        )
        for i in range(5000)
    ]
    assert possible_verdicts(wanted, roll) == (V.CARRIED,)
    assert isinstance(standing(wanted, roll), Standing)
