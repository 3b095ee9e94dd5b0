"""What is true of every method: names and order make no difference, and there is always a reason."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.choices.elections import drawn, method, options, spending, whole

from accord import canonical
from accord.rules import Verdict
from accord.rules.choices import (
    ChoiceExplanation,
    ChoiceMethod,
    Marked,
    Option,
    ballot_data,
    became,
    choice_in_words,
    count,
    read_ballot,
    read_options,
)
from accord.rules.choices.grammar import KINDS, QUOTAS, SPENDING
from accord.rules.choices.ties import COSTS, ROUNDS

NAMES = "abcde"
AMONG = options(NAMES, "xxy-y", [3, 4, 5, 6, 2])
CAP = {"n": 1, "sitting": [{"group": "y", "seats": 1}]}
LEAST = {"op": ">=", "at": "1/4"}
METHODS = [
    method("plurality", ties=["casting_vote"]),
    method("plurality", seats=2, default="a", least=LEAST),
    method("approval", seats=3, cap={"at": "1/3"}, ties=["lot"]),
    method("approval", seats=2, cap=CAP, turnout={"at": "1/2"}),
    method("score", min=0, max=2, seats=2, default="b"),
    method("dots", total=10, each=2, seats=3, ties=["casting_vote", "lot"]),
    method("schulze"),
    method("schulze", ties=["casting_vote"], default="c", ratio={"every": "3/2"}),
    method("schulze", default="a", quorum={"at": "1/3"}, unranked="no_opinion"),
    method("schulze", seats=3, cap=CAP, unranked="no_opinion"),
    method("irv", ties=["prior_rounds", "lot"]),
    method("irv", default="d"),
    method("stv", seats=2, ties=["prior_rounds"]),
    method("stv", seats=3, quota="hare", cap=CAP, ties=["lot"]),
    method("stv", seats=2, quota="hagenbach_bischoff"),
    spending("greedy", ties=["cheaper"]),
    spending("greedy_no_skip", least={"op": ">", "n": "1"}),
    spending("equal_shares", satisfaction="cost", completion="add1"),
    spending("equal_shares", completion="greedy", ties=["lot"], form={"form": "dots", "total": 10}),
]
some = st.lists(st.sampled_from(NAMES), unique=True)
elections = st.sampled_from(METHODS).flatmap(
    lambda how: st.tuples(st.just(how), drawn(how, AMONG), some, some)
)


def counted(how: Any, among: Any, marked: Any, vote: Any, lot: Any) -> Any:
    return count(how, among, marked, whole(marked) + 1, casting_vote=vote, lot=lot)


def outcome(chosen: Any, said: Any = lambda option: option) -> Any:
    """What was decided, without the order among equals in which it is listed."""
    ties = [(t.about, t.place, t.places, frozenset(map(said, t.undecided))) for t in chosen.tied]
    return chosen.verdict, frozenset(map(said, chosen.chosen)), frozenset(ties)


def renamed(data: Any, names: dict[str, str]) -> Any:
    """The same data with other names for the options, wherever one stands."""
    if isinstance(data, dict):
        return {key: renamed(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [renamed(each, names) for each in data]
    return names.get(data, data) if isinstance(data, str) else data


def test_every_method_is_among_those_that_are_drawn() -> None:
    assert {how.kind for how in METHODS} == {*KINDS}
    assert {how.stv_quota for how in METHODS if how.kind == "stv"} == {*QUOTAS}
    assert {how.spending.rule for how in METHODS if how.spending} == {*SPENDING}
    assert {way for how in METHODS for way in how.ties} >= {*ROUNDS, *COSTS} - {"declared_order"}


@given(elections, st.permutations(AMONG), st.data())
def test_the_order_of_ballots_and_of_options_makes_no_difference(
    election: Any, among: list[Option], data: Any
) -> None:
    how, marked, vote, lot = election
    again = data.draw(st.permutations(marked))
    found = counted(how, AMONG, marked, vote, lot)
    assert counted(how, among, again, vote, lot) == found


@given(elections, st.permutations(NAMES))
def test_other_names_for_the_options_make_no_difference(election: Any, other: list[str]) -> None:
    how, marked, vote, lot = election
    names = dict(zip(NAMES, other, strict=True))
    among = tuple(Option(names[o.id], o.group, o.cost) for o in AMONG)
    likewise = ChoiceMethod.from_data(renamed(how.to_data() | {"id": "m_"}, names))
    again = [
        Marked(read_ballot(likewise, among, renamed(ballot_data(m.ballot), names), ""), m.weight)
        for m in marked
    ]
    found = counted(how, AMONG, marked, vote, lot)
    same = counted(likewise, among, again, [names[o] for o in vote], [names[o] for o in lot])
    assert outcome(same) == outcome(found, names.get)


@given(elections)
def test_a_ballot_of_two_counts_as_two_ballots_of_one(election: Any) -> None:
    how, marked, vote, lot = election
    twice = [m for each in marked for m in [Marked(each.ballot, each.weight)] * 2]
    heavier = [Marked(each.ballot, each.weight * 2) for each in marked]
    roll = 2 * whole(marked) + 1
    assert count(how, AMONG, twice, roll, casting_vote=vote, lot=lot) == count(
        how, AMONG, heavier, roll, casting_vote=vote, lot=lot
    )


@given(elections)
def test_the_reasons_survive_the_record_and_can_be_read_out(election: Any) -> None:
    how, marked, vote, lot = election
    found = counted(how, AMONG, marked, vote, lot)
    stored = canonical.encode(found.explanation.to_data())
    assert ChoiceExplanation.from_data(canonical.decode(stored)) == found.explanation
    words = choice_in_words(found.explanation, {"a": "Option A"})
    assert words.lower().startswith(found.verdict)
    assert words.endswith(".")
    assert "\n" not in words


@given(elections)
def test_a_verdict_and_what_is_chosen_agree(election: Any) -> None:
    how, marked, vote, lot = election
    found = counted(how, AMONG, marked, vote, lot)
    chosen = set(found.chosen)
    assert len(chosen) == len(found.chosen)
    assert how.default not in chosen
    if how.kind != "allocation":
        assert len(chosen) <= how.seats
    if found.verdict == "carried":
        assert chosen and not found.tied  # noqa: PT018 - the two make a carried choice together
    elif found.verdict == "tied":
        assert all(len(tie.undecided) > 1 for tie in found.tied)
        assert found.tied
        assert not any(set(tie.undecided) & chosen for tie in found.tied)
    else:
        assert not chosen
        assert not found.tied


@given(elections)
def test_nobody_of_a_full_group_is_elected(election: Any) -> None:
    how, marked, vote, lot = election
    found = counted(how, AMONG, marked, vote, lot)
    if how.cap is not None:
        groups = [option.group for option in AMONG if option.id in found.chosen]
        held = dict(how.cap.sitting)
        assert all(groups.count(g) + held.get(g, 0) <= how.cap.most for g in "xy" if g in groups)


@given(elections)
def test_a_method_and_its_ballots_survive_the_record(election: Any) -> None:
    how, marked, _, _ = election
    again = ChoiceMethod.from_data(canonical.decode(canonical.encode(how.to_data())))
    assert (again, again.hash) == (how, how.hash)
    for each in marked:
        stored = canonical.decode(canonical.encode(ballot_data(each.ballot)))
        assert read_ballot(how, AMONG, stored, "") == each.ballot


def test_options_survive_the_record() -> None:
    stored = canonical.encode([option.to_data() for option in AMONG])
    assert read_options(canonical.decode(stored), "") == AMONG


@given(elections)
def test_a_lot_over_all_options_leaves_no_tie_where_the_method_draws_one(election: Any) -> None:
    how, marked, vote, _ = election
    found = counted(how, AMONG, marked, vote, list(NAMES))
    if "lot" in how.ties:
        assert found.verdict != "tied"


def test_weights_are_exact() -> None:
    third = Fraction(1, 3)
    marked = [Marked(("a",), third)] * 3 + [Marked(("b",))]
    found = count(method("plurality"), AMONG, marked, Fraction(2))
    assert [tie.undecided for tie in found.tied] == [("a", "b")]


@given(elections)
def test_what_became_of_an_option_says_who_is_chosen_and_who_is_tied(election: Any) -> None:
    how, marked, vote, lot = election
    found = counted(how, AMONG, marked, vote, lot)
    told = became(found.explanation, [option.id for option in AMONG], how.default)
    if found.verdict is Verdict.INQUORATE:
        assert told == []
        return
    assert [each.option for each in told] == [option.id for option in AMONG]
    assert {o.option for o in told if o.outcome in ("elected", "funded")} == set(found.chosen)
    undecided = {option for tie in found.tied for option in tie.undecided}
    assert {o.option for o in told if o.outcome == "tied"} == undecided - set(found.chosen)
    assert all((each.round is not None) == (each.outcome == "eliminated") for each in told)
    assert all(each.in_words for each in told)


def test_the_default_option_too_can_be_tied_and_undecided() -> None:
    """Found by lot: in a run-off the option that means none of the others was tied with another."""
    how = method("irv", default="d")
    marked = [Marked(read_ballot(how, AMONG, [[name]], "")) for name in "ad"]
    found = count(how, AMONG, marked, Fraction(2))
    told = {each.option: each.outcome for each in became(found.explanation, NAMES, "d")}
    assert found.verdict is Verdict.TIED
    assert (told["a"], told["d"]) == ("tied", "tied")
