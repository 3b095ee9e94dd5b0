"""Schulze counts as the Debian Constitution says, and two by two whatever the circle."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from tests.rules.choices import naive
from tests.rules.choices.elections import counted, drawn, method, options, whole

from accord.rules.choices import Marked, count

HOW = method("schulze")
AMONG = options()
NAMES = "abcde"
elections = drawn(HOW, AMONG)


def winners(chosen: Any) -> set[str]:
    return set(chosen.chosen) or {o for tie in chosen.tied for o in tie.undecided}


@given(elections)
def test_it_finds_whom_the_text_of_the_rule_finds(marked: list[Marked]) -> None:
    found = count(HOW, AMONG, marked, whole(marked))
    by_hand = naive.debian(NAMES, naive.pairwise(NAMES, marked))
    assert winners(found) == (by_hand if found.explanation.cast else set())


@given(elections)
def test_the_winners_are_those_whom_nobody_beats_along_paths(marked: list[Marked]) -> None:
    found = count(HOW, AMONG, marked, whole(marked))
    beaten = {b for _, b in naive.beaten_on_paths(NAMES, naive.pairwise(NAMES, marked))}
    assert winners(found) == (set(NAMES) - beaten if found.explanation.cast else set())


@given(elections)
def test_who_is_preferred_to_each_other_wins_and_the_winner_is_in_the_smith_set(
    marked: list[Marked],
) -> None:
    v = naive.pairwise(NAMES, marked)
    found = winners(count(HOW, AMONG, marked, whole(marked)))
    assert found <= naive.smith(NAMES, v)
    for a in NAMES:
        if all(v[a, b] > v[b, a] for b in NAMES if b != a):
            assert found == {a}


@given(drawn(method("schulze", unranked="no_opinion", seats=2), AMONG))
def test_seats_follow_the_number_of_others_beaten_along_paths(marked: list[Marked]) -> None:
    how = method("schulze", unranked="no_opinion", seats=2)
    found = count(how, AMONG, marked, whole(marked))
    v = naive.pairwise(NAMES, marked, "no_opinion")
    beats = naive.beaten_on_paths(NAMES, v)
    wins = {a: sum(one == a for one, _ in beats) for a in NAMES}
    ranked = [s for s in found.explanation.steps if s.did == "ranked"]
    assert [wins[o] for s in ranked for o in s.options] == sorted(wins.values(), reverse=True)[
        : 5 * bool(ranked)
    ]
    assert all(wins[o] == s.numerator for s in ranked for o in s.options)
    assert all(
        wins[o] >= wins[other] for o in found.chosen for other in set(NAMES) - set(found.chosen)
    )


def test_the_pairs_stand_in_the_explanation() -> None:
    found = counted(HOW, "2: a b", "b", among=options("abc")).explanation
    assert [(row.option, row.over) for row in found.pairs] == [
        ("a", (0, 2, 2)),
        ("b", (1, 0, 3)),
        ("c", (0, 0, 0)),
    ]


def test_an_unranked_option_is_last_or_is_not_compared() -> None:
    lines = ("3: a", "1: b a", "1: c b")
    among = options("abc")
    assert counted(HOW, *lines, among=among).chosen == ("a",)
    apart = counted(method("schulze", unranked="no_opinion"), *lines, among=among)
    assert [row.over for row in apart.explanation.pairs] == [(0, 0, 0), (1, 0, 0), (0, 1, 0)]
    assert apart.chosen == ("c",)


def test_a_circle_loses_its_weakest_defeat() -> None:
    found = counted(HOW, "4: a b c", "3: b c a", "2: c a b", among=options("abc"))
    first, second = [s for s in found.explanation.steps if s.did == "schwartz"]
    assert first.options == ("a", "b", "c")
    assert [(d.option, d.over, d.votes, d.against) for d in first.defeats] == [("c", "a", 5, 4)]
    assert (second.options, second.defeats) == (("a",), ())
    assert found.chosen == ("a",)


def test_of_equal_defeats_the_one_with_more_against_is_weaker() -> None:
    # a over b 5:4, b over c 5:3, c over a 5:4 (one ballot ranks only b and c as equals)
    lines = ("3: a b c", "2: b c a", "2: c a b", "1: c a", "1: bc a")
    found = counted(HOW, *lines, among=options("abc")).explanation
    (dropped,) = [s.defeats for s in found.steps if s.defeats]
    least = min((d.votes, -d.against) for d in dropped)
    assert {(d.votes, -d.against) for d in dropped} == {least}


@pytest.mark.parametrize(("votes", "carried"), [(47, False), (48, True), (49, True)])
def test_three_q_of_a_thousand_is_never_rounded(votes: int, carried: bool) -> None:
    how = method("schulze", default="d", quorum={"k": "3/2"})
    found = counted(how, f"{votes}: a", among=options("ad"), roll=Fraction(1000))
    assert found.verdict == ("carried" if carried else "inquorate")
    steps = [s for s in found.explanation.steps if s.did == "below_quorum"]
    assert [(s.options, s.numerator, s.needed, s.margin) for s in steps] == (
        [] if carried else [(("a",), 47, 48, -1)]
    )


@pytest.mark.parametrize(("votes", "carried"), [(4, False), (5, True)])
@pytest.mark.parametrize("quorum", [{"n": "5"}, {"at": "1/2"}])
def test_a_quorum_at_its_bound(quorum: Any, votes: int, carried: bool) -> None:
    how = method("schulze", default="d", quorum=quorum)
    found = counted(how, f"{votes}: a", among=options("ad"), roll=Fraction(10))
    assert found.verdict == ("carried" if carried else "inquorate")


def test_without_the_quorum_an_option_is_left_out_and_the_others_stand() -> None:
    how = method("schulze", default="d", quorum={"n": "3"})
    found = counted(how, "2: b a d", "1: a d b", "3: a b d", among=options("abd"))
    assert found.chosen == ("a",)
    found = counted(how, "2: b d a", "4: a b d", among=options("abd"), casting_vote=["b"])
    assert found.chosen == ("a",)
    assert not [s for s in found.explanation.steps if s.did.startswith("below")]


@pytest.mark.parametrize(
    ("ratio", "for_", "against", "carried"),
    [
        ("1", 3, 3, False),
        ("1", 4, 3, True),
        ("3", 8, 3, False),
        ("3", 9, 3, True),
        ("3", 10, 3, True),
        ("3/2", 4, 3, False),
        ("3/2", 5, 3, True),
        ("1/2", 3, 3, False),
        ("1/2", 2, 3, False),
        ("1", 1, 0, True),
    ],
)
def test_a_ratio_at_its_bound(ratio: str, for_: int, against: int, carried: bool) -> None:
    how = method("schulze", default="d", ratio={"every": ratio})
    found = counted(how, f"{for_}: a d", f"{against}: d a", among=options("ad"))
    assert found.verdict == ("carried" if carried else "lost")
    assert found.chosen == (("a",) if carried else ())


def test_the_ratio_of_one_option_is_its_own() -> None:
    ratio = {"named": [{"option": "a", "ratio": "3"}]}
    how = method("schulze", default="d", ratio=ratio)
    lines = ("3: a b d", "2: d b a", "1: b a d")
    found = counted(how, *lines, among=options("abd"))
    assert found.chosen == ("b",)
    (step,) = [s for s in found.explanation.steps if s.did == "below_ratio"]
    assert (step.options, step.numerator, step.needed) == (("a",), 4, 6)


def test_those_without_the_quorum_are_told_first_and_then_those_without_the_ratio() -> None:
    """A.5 (5 and 6): the quorum is looked at before the defeats by the default option."""
    how = method("schulze", default="d", quorum={"n": "3"})
    lines = ("3: d c a b", "4: c a d", "2: b d")
    found = counted(how, *lines, among=options("abcd")).explanation
    dropped = [(s.did, s.options) for s in found.steps if s.did.startswith("below")]
    assert dropped == [("below_quorum", ("b",)), ("below_ratio", ("a",)), ("below_ratio", ("c",))]


def test_an_option_that_was_dropped_does_not_beat_others() -> None:
    # a beats b, but a lacks its three to one over the default option
    how = method("schulze", default="d", ratio={"named": [{"option": "a", "ratio": "3"}]})
    found = counted(how, "4: a b d", "3: b d a", among=options("abd"))
    assert found.chosen == ("b",)


def test_the_default_option_is_not_chosen_and_fills_no_seat() -> None:
    how = method("schulze", default="d", seats=3)
    found = counted(how, "3: a b d", "2: c d", among=options("abcd"))
    assert (found.verdict, found.chosen) == ("carried", ("a", "b"))
    assert found.explanation.vacant == 1
    lost = counted(how, "3: d a", among=options("abcd"))
    assert (lost.verdict, lost.chosen) == ("lost", ())


def test_with_nothing_but_blank_ballots_it_is_lost() -> None:
    assert counted(HOW, "3:").verdict == "lost"


def test_several_left_are_tied_until_the_casting_vote() -> None:
    how = method("schulze", ties=["casting_vote"])
    lines = ("1: a b", "1: b a")
    (tie,) = counted(how, *lines, among=options("abc")).tied
    assert (tie.about, tie.place, tie.places, tie.undecided) == ("seat", 1, 1, ("a", "b"))
    assert counted(how, *lines, among=options("abc"), casting_vote=["b"]).chosen == ("b",)
    assert counted(how, *lines, among=options("abc"), casting_vote=["c"]).verdict == "tied"
