"""What is remarked on a choice among options is so whatever the ballots say; each code has a real example."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rules.choices.elections import ABC, drawn, method, options
from tests.rules.test_linting import remarked, seats

from accord.http.fields import KEY_PATTERN
from accord.rules import Rule, Verdict
from accord.rules.choices import Marked, count
from accord.rules.choices.options import KEY
from accord.rules.linting import Gravity, Remark

DECIDED = {"ties": ["lot"]}


def found(
    kind: str = "approval", n: int = 5, *, chair: bool = True, **more: Any
) -> dict[str, Remark]:
    data = method(kind, **DECIDED | more).to_data()
    return remarked(Rule.from_data({"id": "r", "name": "R", "choice": data}), seats(n), chair=chair)


# --- Every code, by a real example -----------------------------------------------------------


@pytest.mark.parametrize("turnout", [{"n": "6"}, {"k": "5"}])
def test_a_turnout_that_not_even_all_seats_reach(turnout):
    """Six were meant to take part, and the committee was made smaller."""
    remark = found(turnout=turnout)["quorum_cannot_be_met"]
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, "/rule/choice/turnout")
    assert "not even with all 5 seats voting" in remark.sentence


@pytest.mark.parametrize("turnout", [{"n": "5"}, {"at": "1"}, {"k": "2"}])
def test_a_turnout_that_all_seats_just_reach_is_not_remarked(turnout):
    assert found(turnout=turnout) == {}


def test_a_quorum_of_options_that_not_even_all_seats_reach():
    """Debian asks for three times the root of half the developers, which five seats are not."""
    remark = found("schulze", default="none", quorum={"k": "5"})["quorum_cannot_be_met"]
    assert remark.pointer == "/rule/choice/quorum"


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("approval", {"least": {"op": ">=", "n": "6"}}),
        ("approval", {"least": {"op": ">", "at": "1"}}),
        ("score", {"min": 0, "max": 3, "least": {"op": ">", "n": "15"}}),
        ("dots", {"total": 4, "each": 2, "least": {"op": ">=", "n": "11"}}),
    ],
)
def test_a_least_that_no_option_can_have(kind, more):
    """Signatures were copied from a town into a board of five."""
    remark = found(kind, **more)["cannot_carry"]
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, "/rule/choice/least")


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("approval", {"least": {"op": ">=", "n": "5"}}),
        ("approval", {"least": {"op": ">=", "at": "1"}}),
        ("score", {"min": 0, "max": 3, "least": {"op": ">=", "n": "15"}}),
        ("dots", {"total": 4, "each": 2, "least": {"op": ">=", "n": "10"}}),
    ],
)
def test_a_least_that_an_option_can_just_have_is_not_remarked(kind, more):
    assert found(kind, **more) == {}


def test_points_that_are_never_above_nothing_choose_nothing():
    assert found("score", min=-3, max=0)["cannot_carry"].pointer == "/rule/choice"


def test_where_no_points_are_above_nothing_a_least_is_not_what_hinders():
    least = {"least": {"op": ">=", "n": "1"}}
    assert found("score", min=-3, max=0, **least)["cannot_carry"].pointer == "/rule/choice"


def test_a_seat_alone_can_give_an_option_what_it_needs():
    assert "cannot_carry" not in found("approval", 1)
    beyond = found("approval", 1, least={"op": ">", "n": "1"})
    assert beyond["cannot_carry"].pointer == "/rule/choice/least"


def test_a_cap_that_lets_no_group_have_a_seat():
    """At most a third from one organisation, of a committee of two."""
    remark = found(seats=2, cap={"at": "1/3"})["cap_leaves_no_seat"]
    assert (remark.gravity, remark.pointer) == (Gravity.WARNING, "/rule/choice/cap")
    assert found(seats=3, cap={"at": "1/3"}) == {}


def test_an_order_of_fewer_options_than_seats():
    """The default option stands in the order as well, and is never seated."""
    order = {"ties": ["declared_order"], "declared_order": ["a", "b", "none"], "default": "none"}
    remark = found(seats=3, **order)["fewer_options_than_seats"]
    assert (remark.gravity, remark.pointer) == (Gravity.WARNING, "/rule/choice/declared_order")
    assert found(seats=2, **order) == {}


def test_seats_that_are_held_by_a_group_to_which_no_option_can_belong():
    """The rule calls an employer by its name, the options by the key of it."""
    cap = {"n": 2, "sitting": [{"group": "Acme Ltd", "seats": 1}, {"group": "globex", "seats": 1}]}
    remark = found(seats=2, cap=cap)["group_never_named"]
    assert (remark.gravity, remark.pointer) == (
        Gravity.WARNING,
        "/rule/choice/cap/sitting/0/group",
    )
    assert "“Acme Ltd”" in remark.sentence
    assert found(seats=2, cap=cap | {"sitting": [{"group": "acme-ltd", "seats": 1}]}) == {}


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ({"default": "None of them"}, "/default"),
        ({"ties": ["declared_order"], "declared_order": ["a", "B"]}, "/declared_order"),
        (
            {"default": "none", "ratio": {"named": [{"option": "Ada", "ratio": "2"}]}},
            "/ratio/named",
        ),
    ],
)
def test_an_option_that_nobody_could_put(more, at):
    remark = found("schulze", **more)["option_never_put"]
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, f"/rule/choice{at}")


def test_options_and_groups_are_written_as_they_are_put():
    assert f"^{KEY.pattern}$" == KEY_PATTERN


@pytest.mark.parametrize("ties", [[], ["prior_rounds"]])
def test_a_tie_that_nothing_decides(ties):
    remark = found("irv", ties=ties)["tie_stays_open"]
    assert (remark.gravity, remark.pointer) == (Gravity.NOTE, "/rule/choice/ties")


def test_a_casting_vote_among_options_that_nobody_can_give():
    remark = found(ties=["casting_vote"], chair=False)["casting_vote_without_chair"]
    assert remark.gravity is Gravity.GRAVE
    assert found(ties=["casting_vote"]) == {}
    assert found(ties=["casting_vote", "lot"], chair=False) == {}


def test_a_measure_that_a_seat_lacks():
    remark = found(measure="weight")["measure_missing"]
    assert remark.sentence.endswith("seat seat-1 has no measure weight.")


def test_a_roll_of_five_thousand_is_looked_at():
    assert set(found(n=5000, turnout={"n": "5001"})) == {"quorum_cannot_be_met"}


# --- Whatever the ballots say ----------------------------------------------------------------

METHODS = st.sampled_from(
    [
        ("approval", {"turnout": {"n": "4"}}),
        ("approval", {"least": {"op": ">=", "n": "3"}}),
        ("approval", {"least": {"op": ">", "at": "1"}}),
        ("score", {"min": 0, "max": 2, "least": {"op": ">=", "n": "7"}}),
        ("schulze", {"default": "e", "quorum": {"n": "3"}}),
        ("plurality", {"turnout": {"k": "3"}}),
    ]
)


@given(METHODS, st.integers(1, 5), st.data())
def test_what_cannot_be_is_never_the_outcome(drawn_method, n, data):
    kind, more = drawn_method
    codes = set(found(kind, n, **more))
    assume(codes & {"quorum_cannot_be_met", "cannot_carry"})
    how, among = method(kind, **DECIDED | more), options(ABC)
    marked = [Marked(each.ballot) for each in data.draw(drawn(how, among, n))][:n]

    outcome = count(how, among, marked, Fraction(n), lot=tuple(ABC))

    assert outcome.verdict is not Verdict.CARRIED
    assert "quorum_cannot_be_met" not in codes or outcome.verdict is Verdict.INQUORATE
