"""Every kind of bad method, option, ballot and explanation is refused, and the field is named."""

from __future__ import annotations

import copy
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.rules.choices.elections import counted, marks, method, options, spending

from accord.errors import Malformed, Refused
from accord.rules.choices import (
    ChoiceExplanation,
    ChoiceMethod,
    Marked,
    Option,
    count,
    read_ballot,
    read_options,
)

MONEY: dict[str, Any] = {"rule": "greedy", "budget": "10"}
SHARES: dict[str, Any] = {"rule": "equal_shares", "budget": "10"}
PAPER: dict[str, Any] = {"form": "approval"}
RATIO: dict[str, Any] = {"option": "a", "ratio": "3"}
DEFEAT: dict[str, Any] = {"option": "b", "over": "c", "votes": "2", "against": "1"}
SITTING: dict[str, Any] = {"group": "x", "seats": 1}


def ratios(*named: Any) -> dict[str, Any]:
    return {"kind": "schulze", "default": "d", "ratio": {"named": list(named)}}


def allocation(**more: Any) -> dict[str, Any]:
    return {"kind": "allocation", "spending": MONEY, "ballot": PAPER} | more


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "borda"}, "/kind"),
        ({"kind": None}, "/kind"),
        ({"id": "No Capitals"}, "/id"),
        ({"name": ""}, "/name"),
        ({"name": "e\u0301"}, "/name"),
        ({"version": 0}, "/version"),
        ({"citation": ""}, "/citation"),
        ({"measure": "Weight"}, "/measure"),
        ({"colour": "red"}, "/colour"),
        ({"ties": "lot"}, "/ties"),
        ({"ties": ["tied"]}, "/ties/0"),
        ({"ties": ["lot", "prior_rounds"]}, "/ties/1"),
        ({"ties": ["cheaper"]}, "/ties/0"),
        ({"ties": ["lot", "lot"]}, "/ties"),
        ({"ties": ["declared_order"]}, "/declared_order"),
        ({"declared_order": ["a", "b"]}, "/declared_order"),
        ({"ties": ["declared_order"], "declared_order": ["a", "a"]}, "/declared_order"),
        ({"ties": ["declared_order"], "declared_order": [""]}, "/declared_order/0"),
        ({"ties": ["declared_order"], "declared_order": "ab"}, "/declared_order"),
        ({"seats": 0}, "/seats"),
        ({"seats": "1"}, "/seats"),
        ({"default": ""}, "/default"),
        ({"turnout": {}}, "/turnout"),
        ({"turnout": {"n": "1", "at": "1/2"}}, "/turnout"),
        ({"turnout": {"n": "01"}}, "/turnout/n"),
        ({"turnout": {"at": "3/2"}}, "/turnout/at"),
        ({"turnout": {"k": "0"}}, "/turnout/k"),
        ({"turnout": {"k": "1/2"}, "measure": "weight"}, "/turnout/k"),
        ({"least": {"n": "1"}}, "/least/op"),
        ({"least": {"op": "<", "n": "1"}}, "/least/op"),
        ({"least": {"op": ">"}}, "/least"),
        ({"least": {"op": ">", "at": "2"}}, "/least/at"),
        ({"least": {"op": ">", "n": "-1"}}, "/least/n"),
        ({"cap": {}}, "/cap"),
        ({"cap": {"n": 1, "at": "1/2"}}, "/cap"),
        ({"cap": {"n": 1, "of": 3}}, "/cap"),
        ({"cap": {"n": 0}}, "/cap/n"),
        ({"cap": {"at": "2"}}, "/cap/at"),
        ({"cap": {"at": "1/2", "of": 2}, "seats": 3}, "/cap/of"),
        ({"cap": {"n": 1, "sitting": []}}, "/cap/sitting"),
        ({"cap": {"n": 1, "sitting": [SITTING, SITTING]}}, "/cap/sitting"),
        ({"cap": {"n": 1, "sitting": [SITTING | {"seats": 0}]}}, "/cap/sitting/0/seats"),
        ({"cap": {"n": 1, "sitting": [{"group": "x"}]}}, "/cap/sitting/0/seats"),
        ({"cap": {"n": 1, "sitting": [SITTING | {"group": ""}]}}, "/cap/sitting/0/group"),
        ({"cap": {"n": 1, "sitting": [SITTING | {"group": "x" * 101}]}}, "/cap/sitting/0/group"),
        ({"kind": "approval", "most": 0}, "/most"),
        ({"kind": "plurality", "most": 1}, "/most"),
        ({"kind": "score", "min": 0}, "/max"),
        ({"kind": "score", "min": 2, "max": 2}, "/max"),
        ({"kind": "score", "min": 0, "max": 10**6 + 1}, "/max"),
        ({"kind": "dots"}, "/total"),
        ({"kind": "dots", "total": 0}, "/total"),
        ({"kind": "dots", "total": 5, "each": 0}, "/each"),
        ({"kind": "schulze", "unranked": "first"}, "/unranked"),
        ({"kind": "schulze", "ratio": {"every": "3"}}, "/default"),
        ({"kind": "schulze", "quorum": {"n": "3"}}, "/default"),
        ({"kind": "schulze", "default": "a", "ratio": {"every": "0"}}, "/ratio/every"),
        ({"kind": "schulze", "default": "a", "ratio": {"named": []}}, "/ratio/named"),
        ({"kind": "schulze", "default": "a", "ratio": {"named": [RATIO] * 2}}, "/ratio/named"),
        (ratios(RATIO, {"option": "b"}), "/ratio/named/1/ratio"),
        (ratios(RATIO | {"ratio": "0"}), "/ratio/named/0/ratio"),
        (ratios(RATIO | {"option": ""}), "/ratio/named/0/option"),
        (ratios(RATIO | {"than": "b"}), "/ratio/named/0/than"),
        ({"kind": "schulze", "default": "a", "ratio": {"named": "a"}}, "/ratio/named"),
        ({"kind": "schulze", "default": "a", "quorum": {"n": "x"}}, "/quorum/n"),
        ({"kind": "irv", "seats": 2}, "/seats"),
        ({"kind": "stv"}, "/seats"),
        ({"kind": "stv", "seats": 11}, "/seats"),
        ({"kind": "stv", "seats": 2, "quota": "imperiali"}, "/quota"),
        ({"kind": "stv", "seats": 2, "default": "a"}, "/default"),
        ({"kind": "allocation", "spending": MONEY}, "/ballot"),
        ({"kind": "allocation", "ballot": PAPER}, "/spending"),
        (allocation(seats=2), "/seats"),
        (allocation(ballot={"form": "ranking"}), "/ballot/form"),
        (allocation(ballot={"form": "score", "min": -1, "max": 2}), "/ballot/min"),
        (allocation(ballot={"form": "approval", "total": 2}), "/ballot/total"),
        (allocation(spending=MONEY | {"rule": "knapsack"}), "/spending/rule"),
        (allocation(spending=MONEY | {"budget": "0"}), "/spending/budget"),
        (allocation(spending=MONEY | {"budget": 10}), "/spending/budget"),
        (allocation(spending=MONEY | {"completion": "add1"}), "/spending/completion"),
        (allocation(spending=MONEY | {"satisfaction": "cost"}), "/spending/satisfaction"),
        (allocation(spending=SHARES | {"step": "2"}), "/spending/step"),
        (allocation(spending=SHARES | {"completion": "greedy", "step": "2"}), "/spending/step"),
        (allocation(spending=SHARES | {"completion": "add1", "step": "0"}), "/spending/step"),
        (
            allocation(
                spending=SHARES | {"satisfaction": "cost"}, ballot={"form": "dots", "total": 5}
            ),
            "/spending/satisfaction",
        ),
    ],
)
def test_a_bad_method_names_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        ChoiceMethod.from_data({"id": "m", "name": "M", "kind": "plurality"} | wrong)
    assert refused.value.facts["field"] == field


def test_a_method_at_its_bounds_is_read() -> None:
    most: Any = method("approval", most=2).to_data()
    assert most["most"] == 2
    assert ChoiceMethod.from_data(most) == method("approval", most=2)
    assert method("score", min=0, max=10**6).form.high == 10**6
    assert method("score", min=-(10**6), max=0).form.low == -(10**6)


def test_ratios_that_are_named_stand_in_the_order_of_their_options() -> None:
    named = [{"option": "b", "ratio": "2"}, {"option": "c", "ratio": "3"}, RATIO]
    data: Any = ChoiceMethod.from_data({"id": "m", "name": "M"} | ratios(*named)).to_data()
    assert [each["option"] for each in data["ratio"]["named"]] == ["a", "b", "c"]


def test_an_option_of_which_no_cost_is_said_has_none() -> None:
    assert Option("a").to_data() == {"option": "a"}
    assert Option("a", "g", Decimal("1E+2")).to_data() == {
        "option": "a",
        "group": "g",
        "cost": "100",
    }


@pytest.mark.parametrize("data", [None, [], "irv", {}])
def test_what_is_no_method_is_refused(data: Any) -> None:
    with pytest.raises(Malformed, match="/kind must be one of: plurality, approval"):
        ChoiceMethod.from_data(data)


def test_a_method_larger_than_any_rule_is_refused() -> None:
    order = [f"{n:0>99}" for n in range(200)]
    with pytest.raises(Malformed, match=r"the method has [0-9]+ bytes; 16384 are allowed"):
        method("plurality", ties=["declared_order"], declared_order=order)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (method("irv", default="x"), '"x", which is not an option'),
        (
            method("schulze", default="a", ratio={"named": [{"option": "x", "ratio": "2"}]}),
            '"x", which is not an option',
        ),
        (
            method("irv", ties=["declared_order"], declared_order=["a", "b"]),
            "must name each of the options once",
        ),
    ],
)
def test_a_method_that_does_not_fit_the_options_is_refused(how: Any, said: str) -> None:
    with pytest.raises(Malformed, match=said):
        count(how, options(), [], Fraction(1))


@pytest.mark.parametrize("option", [Option("a"), options("a", costs=[0])[0]])
def test_an_allocation_needs_the_cost_of_each_option(option: Option) -> None:
    with pytest.raises(Malformed, match='the option "a" has no cost, or one of 0'):
        count(spending(), [option], [], Fraction(1))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ([], "/options"),
        ("abc", "/options"),
        ([{"option": ""}], "/options/0/option"),
        ([{"option": "a" * 101}], "/options/0/option"),
        ([{"option": "a"}, {"option": "a"}], "/options/1/option"),
        ([{"option": "a", "group": ""}], "/options/0/group"),
        ([{"option": "a", "cost": "-1"}], "/options/0/cost"),
        ([{"option": "a", "cost": 5}], "/options/0/cost"),
        ([{"option": "a", "price": "5"}], "/options/0/price"),
    ],
)
def test_bad_options_name_their_field(data: Any, field: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_options(data, "/options")
    assert refused.value.facts["field"] == field


SCORE = method("score", min=1, max=3)
DOTS = method("dots", total=5, each=3)
GIVEN = {"option": "a", "points": 2}


@pytest.mark.parametrize(
    ("how", "data", "field", "said"),
    [
        (method("plurality"), ["a", "b"], "", "names 2 options; 1 may be named"),
        (method("plurality"), "a", "", "must be a list"),
        (method("plurality"), ["x"], "/0", "must be one of the options: a, b, c, d, e"),
        (method("plurality"), [1], "/0", "must be one of the options"),
        (method("approval"), ["a", "b", "a"], "/2", '"a" a second time'),
        (method("approval", most=2), ["a", "b", "c"], "", "names 3 options; 2 may be named"),
        (SCORE, [GIVEN | {"points": 0}], "/0/points", "whole number of at least 1"),
        (SCORE, [GIVEN | {"points": 4}], "/0/points", "is 4; an option may have 3"),
        (SCORE, [GIVEN | {"points": "2"}], "/0/points", "whole number"),
        (SCORE, [GIVEN | {"points": True}], "/0/points", "whole number"),
        (SCORE, [GIVEN, GIVEN], "/1/option", "a second time"),
        (SCORE, [{"option": "a"}], "/0/points", "is missing"),
        (SCORE, ["a"], "/0", "must be an object"),
        (DOTS, [GIVEN | {"points": 4}], "/0/points", "is 4; an option may have 3"),
        (DOTS, marks("dots", "a3b3"), "", "gives 6 points; 5 may be given"),
        (DOTS, [GIVEN | {"points": -1}], "/0/points", "at least 0"),
        (method("schulze"), ["a"], "/0", "must be a list"),
        (method("schulze"), [[]], "/0", "must hold at least one option, not 0"),
        (method("schulze"), [["a"], ["b", "a"]], "/1/1", '"a" a second time'),
        (method("schulze"), [["a"], ["x"]], "/1/0", "must be one of the options"),
        (method("irv"), [["a"], ["b", "c"]], "/1", "must hold one option, not 2"),
        (method("stv", seats=2), [["a"], []], "/1", "must hold one option, not 0"),
    ],
)
def test_a_bad_ballot_says_where_and_what_would_be_right(
    how: Any, data: Any, field: str, said: str
) -> None:
    with pytest.raises(Malformed, match=said) as refused:
        read_ballot(how, options(), data, "/ballot")
    assert refused.value.facts["field"] == f"/ballot{field}"
    assert refused.value.reason.startswith("/ballot")


@pytest.mark.parametrize(
    ("how", "said", "ballot"),
    [
        (SCORE, "a1", (("a", 1),)),
        (SCORE, "a3", (("a", 3),)),
        (DOTS, "a3b2", (("a", 3), ("b", 2))),
        (DOTS, "a0", (("a", 0),)),
        (method("approval", most=2), "ba", ("a", "b")),
    ],
)
def test_a_ballot_at_its_bounds_is_read(how: Any, said: str, ballot: Any) -> None:
    assert read_ballot(how, options(), marks(how.form.kind, said), "") == ballot


@pytest.mark.parametrize(
    "kind",
    [
        {"kind": "plurality"},
        {"kind": "score", "min": 1, "max": 2},
        {"kind": "schulze"},
        {"kind": "irv"},
    ],
)
def test_a_blank_ballot_is_an_abstention(kind: Any) -> None:
    assert read_ballot(method(**kind), options(), [], "/ballot") == ()


def test_a_ballot_is_one_value_however_it_is_written() -> None:
    read = [
        read_ballot(method("schulze"), options(), data, "")
        for data in ([["b", "a"], ["c"]], [["a", "b"], ["c"]])
    ]
    assert read[0] == read[1] == (("a", "b"), ("c",))
    given = [read_ballot(DOTS, options(), marks("dots", said), "") for said in ("b1a2", "a2b1")]
    assert given[0] == given[1] == (("a", 2), ("b", 1))


def test_a_refusal_does_not_list_a_hundred_options() -> None:
    many = [Option(f"o{n:03}") for n in range(100)]
    with pytest.raises(Malformed, match=r"o018, o019 and 80 more$"):
        read_ballot(method("plurality"), many, ["x"], "/ballot")


def test_a_ballot_does_not_weigh_less_than_nothing() -> None:
    assert Marked(("a",), Fraction(0)).weight == 0
    with pytest.raises(Refused, match=r"weighs -0\.5; the least is 0"):
        Marked(("a",), Fraction(-1, 2))


def explained() -> dict[str, Any]:
    how = method("schulze", default="d", ties=["lot"], turnout={"n": "1"})
    lines = ("2: a b c", "2: b c a", "1: c a b", "1: d a")
    return counted(how, *lines, among=options("abcd"), lot=["b"]).explanation.to_data()


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("verdict", "vetoed", "/verdict"),
        ("kind", "borda", "/kind"),
        ("measure", "", "/measure"),
        ("chosen", "a", "/chosen"),
        ("chosen", [""], "/chosen/0"),
        ("seats", 0, "/seats"),
        ("cast", 6, "/cast"),
        ("blank", "0.0", "/blank"),
        ("turnout", "x", "/turnout"),
        ("roll", 6, "/roll"),
        ("steps/0/options", "b", "/steps/0/options"),
        ("steps/0/values", [{"option": "", "value": "1"}], "/steps/0/values/0/option"),
        ("steps/0/values", [{"option": "b", "value": 1}], "/steps/0/values/0/value"),
        ("steps/0/margin", 1, "/steps/0/margin"),
        ("pairs/0/over", "0123", "/pairs/0/over"),
        ("pairs/0/over", ["0", 1, "0", "0"], "/pairs/0/over/1"),
        ("pairs/0/by", "b", "/pairs/0/by"),
        ("ties", [], "/ties"),
        ("steps", {}, "/steps"),
        ("colour", "red", "/colour"),
        ("steps/0/did", "won", "/steps/0/did"),
        ("steps/0/colour", "red", "/steps/0/colour"),
        ("steps/0/base", "2", "/steps/0/margin"),
        ("steps/0/margin", "7", "/steps/0/margin"),
        ("steps/0/numerator", "2/4", "/steps/0/numerator"),
        ("steps/0/values", [{"option": "b", "value": "1"}] * 2, "/steps/0/values"),
        ("steps/0/values", [{"option": "b"}], "/steps/0/values/0/value"),
        ("steps/0/defeats", [{"option": "b"}], "/steps/0/defeats/0/against"),
        ("steps/0/defeats", [DEFEAT, DEFEAT | {"option": ""}], "/steps/0/defeats/1/option"),
        ("steps/0/defeats", [DEFEAT | {"over": ""}], "/steps/0/defeats/0/over"),
        ("steps/0/defeats", [DEFEAT | {"votes": 2}], "/steps/0/defeats/0/votes"),
        ("steps/0/defeats", [DEFEAT | {"against": "01"}], "/steps/0/defeats/0/against"),
        ("steps/0/defeats", [DEFEAT | {"by": "b"}], "/steps/0/defeats/0/by"),
        ("steps/0/defeats", 1, "/steps/0/defeats"),
        ("pairs/0/over", ["1", "0", "0", "0"], "/pairs/0/over"),
        ("pairs/0/over", ["0"], "/pairs/0/over"),
        ("pairs/0/option", "", "/pairs/0/option"),
    ],
)
def test_a_bad_explanation_names_its_field(path: str, value: Any, field: str) -> None:
    data = copy.deepcopy(explained())
    data["steps"][0] |= {"numerator": "3", "needed": "2", "margin": "1"}
    at: Any = data
    *way, last = path.split("/")
    for key in way:
        at = at[int(key)] if isinstance(at, list) else at[key]
    at[last] = value
    if path == "steps/0/base":
        at["margin"] = "2"
    with pytest.raises(Malformed) as refused:
        ChoiceExplanation.from_data(data)
    assert refused.value.facts["field"] == field


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("about", "money bag"),
        ("place", 0),
        ("places", "1"),
        ("options", "ab"),
        ("order", [[]]),
        ("order", "ab"),
        ("by", "lot"),
        ("undecided", []),
    ],
)
def test_a_bad_tie_names_its_field(key: str, value: Any) -> None:
    data = counted(method("plurality"), "a", "b").explanation.to_data()
    tie: Any = data["ties"]
    tie[0][key] = value
    with pytest.raises(Malformed) as refused:
        ChoiceExplanation.from_data(data)
    assert refused.value.facts["field"].startswith(f"/ties/0/{key}")


def test_the_numbers_of_a_long_count_are_read_again() -> None:
    seventh = Fraction(1, 7**2000)
    found = count(method("plurality"), [Option("a")], [Marked(("a",), seventh)], seventh)
    assert ChoiceExplanation.from_data(found.explanation.to_data()) == found.explanation


def test_a_refusal_lists_twenty_options_whole() -> None:
    twenty = [Option(f"o{n:03}") for n in range(20)]
    with pytest.raises(Malformed, match=r"o017, o018, o019$"):
        read_ballot(method("plurality"), twenty, ["x"], "/ballot")
