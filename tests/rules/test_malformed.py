"""Every kind of bad rule, roll and explanation is refused, and the refusal names the field."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from tests.rules.said import fewest, more_than, number, roll, rule, share, sqrt_quorum

from accord import canonical
from accord.errors import Malformed, Refused
from accord.rules import Counted, Explanation, Measure, Position, Rule, evaluate
from accord.rules.exact import Ratio, amount, exact, read_exact

GOOD: dict[str, Any] = {"id": "r", "name": "R", "pass": share()}


def nested(levels: int) -> dict[str, Any]:
    test: dict[str, Any] = share()
    for _ in range(levels - 1):
        test = {"all": [test]}
    return test


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"colour": "red"}, "/colour"),
        ({"source_seen": "partly"}, "/source_seen"),
        ({"id": ""}, "/id"),
        ({"id": "No Capitals"}, "/id"),
        ({"id": "a" * 101}, "/id"),
        ({"id": 7}, "/id"),
        ({"name": ""}, "/name"),
        ({"name": "x" * 1001}, "/name"),
        ({"name": None}, "/name"),
        ({"name": "e\u0301"}, "/name"),
        ({"citation": ""}, "/citation"),
        ({"citation": None}, "/citation"),
        ({"version": 0}, "/version"),
        ({"version": "1"}, "/version"),
        ({"version": True}, "/version"),
        ({"version": 1.0}, "/version"),
        ({"version": 2**53}, "/version"),
        ({"tie": "chair"}, "/tie"),
        ({"tie": None}, "/tie"),
        ({"second_call": share()}, "/second_call"),
        ({"quorum": share(), "second_call": None}, "/second_call"),
        ({"silence": "recused"}, "/silence"),
        ({"silence": None}, "/silence"),
        ({"objections": "any"}, "/objections"),
        ({"objections": False}, "/objections"),
        ({"quorum": None}, "/quorum"),
        ({"veto": []}, "/veto"),
        ({"pass": "yes"}, "/pass"),
        ({"pass": {}}, "/pass"),
        ({"pass": nested(9)}, "/pass" + "/all/0" * 8),
    ],
)
def test_a_bad_rule_names_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        Rule.from_data(GOOD | wrong)
    assert refused.value.facts["field"] == field


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (share(colour="red"), "/colour"),
        (share(declared=True), "/declared"),
        (share(declared="yes"), "/declared"),
        (number("abstain against", "<", "3", declared=True), "/declared"),
        (more_than(declared=True), "/declared"),
        (share(test="percent"), "/test"),
        (share(test=[]), "/test"),
        (share(of=[]), "/of"),
        (share(of="for"), "/of"),
        (share(of=["yes"]), "/of/0"),
        (share(of=["for", "against", "yes"]), "/of/2"),
        (share(of=["for", "for"]), "/of"),
        (share(of=[["for"]]), "/of/0"),
        (share(base="everyone"), "/base"),
        (share(base=None), "/base"),
        (share(op="=>"), "/op"),
        (share(op="!="), "/op"),
        (share(at="0.5"), "/at"),
        (share(at=0.5), "/at"),
        (share(at=1), "/at"),
        (share(at="50%"), "/at"),
        (share(at="3/2"), "/at"),
        (share(at="2"), "/at"),
        (share(at="-1/2"), "/at"),
        (share(at="1/0"), "/at"),
        (share(at="01/2"), "/at"),
        (share(at="1/02"), "/at"),
        (share(at="1/1"), "/at"),
        (share(at="0/1"), "/at"),
        (share(at="1 /2"), "/at"),
        (share(at="\u0661/\u0662"), "/at"),
        (share(at="1/" + "2" * 41), "/at"),
        (share(measure="Weight"), "/measure"),
        (share(measure=""), "/measure"),
        (share(measure=None), "/measure"),
        (share(measure="w" * 65), "/measure"),
        (share(where="a"), "/where"),
        (share(where={}), "/where/cls"),
        (share(where={"cls": ""}), "/where/cls"),
        (share(where={"cls": "a" * 101}), "/where/cls"),
        (share(where={"cls": "a", "party": "b"}), "/where/party"),
        ({"test": "share", "of": ["for"], "base": "cast", "op": ">"}, "/at"),
        ({"test": "share", "of": ["for"], "op": ">", "at": "1/2"}, "/base"),
        (number("for", ">", "1", at="1"), "/at"),
        (number("for", ">", "-1"), "/n"),
        (number("for", ">", "1.0"), "/n"),
        (number("for", ">", "1e3"), "/n"),
        (number("for", ">", "NaN"), "/n"),
        (number("for", ">", "+1"), "/n"),
        (number("for", ">", ".5"), "/n"),
        (number("for", ">", "1/2"), "/n"),
        (number("for", ">", "1" * 101), "/n"),
        (number("for", ">", 1), "/n"),  # type: ignore[arg-type]
        (number("yes", ">", "1"), "/of/0"),
        (number("for", "is", "1"), "/op"),
        (more_than(op=">"), "/op"),
        (more_than(than=""), "/than"),
        (more_than(of="no"), "/of/0"),
        (more_than(measure=3), "/measure"),
        (fewest(op=">"), "/op"),
        (fewest(at="1"), "/at"),
        (fewest(at="0.35"), "/at"),
        (fewest(measure="Weight"), "/measure"),
        (fewest(plus=0), "/plus"),
        (fewest(plus="1"), "/plus"),
        (fewest(of=[]), "/of"),
        (fewest(base="fixed"), "/base"),
        ({"test": "fewest_holding", "of": ["for"], "op": "<", "at": "1/2"}, "/measure"),
        (sqrt_quorum("0"), "/k"),
        (sqrt_quorum("1.5"), "/k"),
        (sqrt_quorum(base="all"), "/base"),
        (sqrt_quorum(measure="weight"), "/measure"),
        (sqrt_quorum(of=["nobody"]), "/of/0"),
        ({"all": []}, "/all"),
        ({"any": []}, "/any"),
        ({"all": {}}, "/all"),
        ({"all": [share()], "any": [share()]}, "/any"),
        ({"any": [share()], "test": "share"}, "/any"),
        ({"all": [share(), share(at="9")]}, "/all/1/at"),
        ({"any": [share(at="9")]}, "/any/0/at"),
        ({"not": [share()]}, ""),
        ({"all": ["share"]}, "/all/0"),
        ({"at_least": 1}, "/of_tests"),
        ({"at_least": 0, "of_tests": [share()]}, "/at_least"),
        ({"at_least": 2, "of_tests": [share()]}, "/at_least"),
        ({"at_least": True, "of_tests": [share()]}, "/at_least"),
        ({"at_least": "1", "of_tests": [share()]}, "/at_least"),
        ({"at_least": 1, "of_tests": []}, "/of_tests"),
        ({"at_least": 1, "of_tests": [share()], "all": []}, "/all"),
        ({"at_least": 1, "of_tests": [share(at="9")]}, "/of_tests/0/at"),
        ({"for_each": "party", "test": share()}, "/for_each"),
        ({"for_each": "cls"}, "/test"),
        ({"for_each": "cls", "test": share(), "k": 1}, "/k"),
        ({"for_each": "cls", "test": share(at="9")}, "/test/at"),
        ({"for_each": "cls", "test": share(where={"cls": "a"})}, "/test/where"),
        (
            {"for_each": "cls", "test": {"all": [number("for", ">", "1", where={"cls": "a"})]}},
            "/test/all/0/where",
        ),
        ({"for_each": "cls", "test": {"for_each": "cls", "test": share()}}, "/test"),
        (
            {"for_each": "cls", "test": {"any": [{"for_each": "cls", "test": share()}]}},
            "/test/any/0",
        ),
    ],
)
@pytest.mark.parametrize("place", ["quorum", "veto", "pass"])
def test_a_bad_test_names_its_field(wrong: dict[str, Any], field: str, place: str) -> None:
    with pytest.raises(Malformed) as refused:
        Rule.from_data(GOOD | {place: wrong})
    assert refused.value.facts["field"] == f"/{place}{field}"
    assert refused.value.code == "malformed"


@pytest.mark.parametrize("missing", ["id", "name", "pass"])
def test_a_rule_needs_its_parts(missing: str) -> None:
    with pytest.raises(Malformed, match=f"/{missing} is missing") as refused:
        Rule.from_data({key: value for key, value in GOOD.items() if key != missing})
    assert refused.value.facts["field"] == f"/{missing}"


@pytest.mark.parametrize("data", [None, [], "rule", 1])
def test_what_is_not_an_object_is_no_rule(data: object) -> None:
    with pytest.raises(Malformed, match="must be an object"):
        Rule.from_data(data)


def test_the_refusal_says_what_would_be_right() -> None:
    with pytest.raises(Malformed, match="must be one of: >, >=, ==, <=, <"):
        rule(share(op="=>"))
    with pytest.raises(Malformed, match='must be written "1"'):
        rule(share(at="1/1"))
    with pytest.raises(Malformed, match='must be written "1"'):
        rule(number("for", ">", "1.0"))
    with pytest.raises(
        Malformed, match="known are: at, base, declared, measure, of, op, test, where"
    ):
        rule(share(colour="red"))
    with pytest.raises(Malformed, match="one of: test, all, any, at_least, for_each"):
        rule({})


@pytest.mark.parametrize("levels", [1, 8])
def test_eight_tests_deep_is_allowed(levels: int) -> None:
    assert rule(nested(levels)).pass_.to_data()


def of_size(size: int) -> dict[str, Any]:
    """A good rule of exactly `size` bytes in canonical JSON, filled up with its citation."""
    tests = [number("for", ">=", "1", measure="count")] * 230
    data = GOOD | {"version": 1, "tie": "lost", "pass": {"all": tests}, "citation": ""}
    return data | {"citation": "c" * (size - len(canonical.encode(data)))}


def test_a_rule_has_at_most_sixteen_kilobytes() -> None:
    assert Rule.from_data(of_size(16_384)).version == 1
    with pytest.raises(Malformed, match="16385 bytes; 16384 are allowed") as refused:
        Rule.from_data(of_size(16_385))
    assert refused.value.facts["field"] == ""


def test_the_threshold_may_be_nothing_or_all() -> None:
    assert [str(Ratio.parse(text, "")) for text in ("0", "1", "0/5", "4/4", "55/100")] == [
        "0",
        "1",
        "0/5",
        "4/4",
        "55/100",
    ]
    assert rule(share(at="1")).pass_ != rule(share(at="4/4")).pass_


@pytest.mark.parametrize("text", ["0", "1", "12.50", "0.1", "1" * 100, "0." + "0" * 97 + "1"])
def test_an_amount_is_a_decimal_text(text: str) -> None:
    assert amount(text) == Decimal(text)
    assert Measure.parse("weight", text).value == Decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "-0",
        "01",
        "1.",
        ".1",
        "1e3",
        "NaN",
        "Infinity",
        "1_000",
        " 1",
        "1\n",
        "\u0661",
        "1" * 101,
        1,
        1.5,
        None,
    ],
)
def test_any_other_amount_is_refused(text: object) -> None:
    with pytest.raises(Malformed) as refused:
        Measure.parse("weight", text)
    assert refused.value.facts["field"] == "/weight"


@pytest.mark.parametrize(
    "value", ["-1", "-0", "NaN", "Infinity", "sNaN", "1E+100", "1E+999999", "1E-100", "0E-500"]
)
def test_a_measure_is_finite_exact_and_not_negative(value: str) -> None:
    with pytest.raises(Malformed) as refused:
        Measure("weight", Decimal(value))
    assert refused.value.facts["field"] == "/value"


def test_a_measure_is_no_float() -> None:
    with pytest.raises(Malformed, match="decimal number"):
        Measure("weight", 0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["count", "", "Weight", "1st", "a b", "a" * 65])
def test_a_measure_has_a_name_of_its_own(name: str) -> None:
    with pytest.raises(Malformed) as refused:
        Measure(name, Decimal(1))
    assert refused.value.facts["field"] == "/name"


@pytest.mark.parametrize("said", [{"position": Position.FOR}, {"represented": True}])
def test_a_seat_declares_that_it_abstains_itself(said: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match="declares that it abstains itself"):
        Counted(**{"position": Position.ABSTAIN, "declared": True} | said)


def test_a_seat_has_each_measure_once() -> None:
    one = Measure("weight", Decimal(1))
    with pytest.raises(Malformed, match="north has the same measure twice"):
        Counted(Position.FOR, measures=(one, one), seat="north")
    both = Counted(Position.FOR, measures=(one, Measure("population", Decimal("2.5"))))
    assert [both.measure(name) for name in ("count", "weight", "population")] == [
        1,
        1,
        Decimal("2.5"),
    ]
    assert [both.has(name) for name in ("count", "weight", "population", "area")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_seat_without_a_measure_says_so() -> None:
    with pytest.raises(Refused, match="a seat has no weight, which the rule counts") as refused:
        Counted(Position.FOR).measure("weight")
    assert refused.value.facts == {"seat": "a seat", "measure": "weight"}


@pytest.mark.parametrize(
    "text", ["0", "-1", "2.5", "-0.05", "14/3", "-14/3", "0.03125", "100", "1.01"]
)
def test_an_exact_number_has_one_text(text: str) -> None:
    assert exact(read_exact(text, "")) == text


def test_the_longest_exact_number_is_read() -> None:
    assert exact(read_exact("1" * 1000, "")) == "1" * 1000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-0",
        "01",
        "1.0",
        "2/4",
        "1/2",
        "3/1",
        "0/3",
        "1/0",
        "1e3",
        "+1",
        "1.",
        "1 ",
        "1" * 1001,
        1,
        None,
    ],
)
def test_any_other_text_of_a_number_is_refused(text: object) -> None:
    with pytest.raises(Malformed) as refused:
        read_exact(text, "/n")
    assert refused.value.facts["field"] == "/n"


FULL = evaluate(
    rule(
        {"all": [share(where={"cls": "a"}), {"any": [more_than(), number("for", ">=", "1")]}]},
        quorum=sqrt_quorum(base="fixed"),
        veto=number("against", ">=", "9"),
        tie="casting_vote",
    ),
    roll("a", for_=2, against=2),
    Position.FOR,
).explanation


WEIGHED = evaluate(
    rule(fewest(plus=1)), [Counted(Position.AGAINST, "", (Measure("weight", Decimal(3)),))]
).explanation


def put(data: dict[str, Any], pointer: str, value: object) -> dict[str, Any]:
    """Return `data` with `value` at `pointer`, or without the key where `value` is `...`."""
    data = copy.deepcopy(data)
    *way, last = pointer.strip("/").split("/")
    place: Any = data
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    key: Any = int(last) if isinstance(place, list) else last
    if value is ...:
        del place[key]
    else:
        place[key] = value
    return data


@pytest.mark.parametrize(
    ("pointer", "value", "field"),
    [
        ("/colour", 1, "/colour"),
        ("/verdict", "passed", "/verdict"),
        ("/verdict", ..., "/verdict"),
        ("/tied", "yes", "/tied"),
        ("/tied", ..., "/tied"),
        ("/objections", "raised", "/objections"),
        ("/tie", "chair", "/tie"),
        ("/casting_vote", "yes", "/casting_vote"),
        ("/casting_vote", None, "/casting_vote"),
        ("/pass", ..., "/pass"),
        ("/pass", "x", "/pass"),
        ("/quorum", None, "/quorum"),
        ("/counts", [], "/counts"),
        ("/counts/0", ..., "/counts"),
        ("/counts/0/position", "against", "/counts"),
        ("/counts/0/position", "yes", "/counts/0/position"),
        ("/counts/0/seats", 2, "/counts/0/seats"),
        ("/counts/0/seats", "0.5", "/counts/0/seats"),
        ("/counts/0/seats", "-1", "/counts/0/seats"),
        ("/counts/0/who", "me", "/counts/0/who"),
        ("/pass/compose", "none", "/pass/compose"),
        ("/pass/needed", 0, "/pass/needed"),
        ("/pass/needed", "1", "/pass/needed"),
        ("/pass/holds", True, "/pass/holds"),
        ("/pass/holds", 1, "/pass/holds"),
        ("/pass/parts", {}, "/pass/parts"),
        ("/pass/parts/0", {}, "/pass/parts/0"),
        ("/pass/parts/0/test", "more", "/pass/parts/0/test"),
        ("/pass/parts/0/of", [], "/pass/parts/0/of"),
        ("/pass/parts/0/of/0", "yes", "/pass/parts/0/of/0"),
        ("/pass/parts/0/measure", "", "/pass/parts/0/measure"),
        ("/pass/parts/0/op", "is", "/pass/parts/0/op"),
        ("/pass/parts/0/numerator", 2, "/pass/parts/0/numerator"),
        ("/pass/parts/0/numerator", "3", "/pass/parts/0/margin"),
        ("/pass/parts/0/needed", "2.0", "/pass/parts/0/needed"),
        ("/pass/parts/0/margin", "1", "/pass/parts/0/margin"),
        ("/pass/parts/0/margin", 1, "/pass/parts/0/margin"),
        ("/pass/parts/0/declared", 1, "/pass/parts/0/declared"),
        ("/pass/parts/0/holds", 0, "/pass/parts/0/holds"),
        ("/pass/parts/0/even_split", None, "/pass/parts/0/even_split"),
        ("/pass/parts/0/at", "0.5", "/pass/parts/0/at"),
        ("/pass/parts/0/at", ..., "/pass/parts/0/at"),
        ("/pass/parts/0/base", "all", "/pass/parts/0/base"),
        ("/pass/parts/0/base", ..., "/pass/parts/0/base"),
        ("/pass/parts/0/total", "x", "/pass/parts/0/total"),
        ("/pass/parts/0/total", ..., "/pass/parts/0/total"),
        ("/pass/parts/0/cls", "", "/pass/parts/0/cls"),
        ("/pass/parts/0/than", ["against"], "/pass/parts/0/than"),
        ("/pass/parts/1/parts/0/than", [], "/pass/parts/1/parts/0/than"),
        ("/pass/parts/1/parts/0/than", ..., "/pass/parts/1/parts/0/than"),
        ("/pass/parts/1/parts/0/at", "1", "/pass/parts/1/parts/0/at"),
        ("/pass/parts/1/parts/1/at", "1.0", "/pass/parts/1/parts/1/at"),
        ("/pass/parts/1/parts/1/base", "cast", "/pass/parts/1/parts/1/base"),
        ("/quorum/at", "1.5", "/quorum/at"),
        ("/quorum/base", ..., "/quorum/base"),
        ("/counts/0/seats", True, "/counts/0/seats"),
        ("/pass/parts/0/test", "", "/pass/parts/0/test"),
        ("/pass/parts/1/colour", "red", "/pass/parts/1/colour"),
        ("/pass/parts/1/holds", False, "/pass/parts/1/holds"),
        ("/represented", 1, "/represented"),
        ("/represented", {"seats": "0", "counted": "present"}, "/represented/seats"),
        ("/represented", {"seats": "1/2", "counted": "present"}, "/represented/seats"),
        ("/represented", {"seats": "1", "counted": "here"}, "/represented/counted"),
        ("/represented", {"seats": 1}, "/represented/counted"),
        ("/represented", {"counted": "present"}, "/represented/seats"),
        ("/represented", {"seats": "1", "counted": "present", "by": 1}, "/represented/by"),
    ],
)
def test_a_bad_explanation_names_its_field(pointer: str, value: object, field: str) -> None:
    data = put(FULL.to_data(), pointer, value)
    with pytest.raises(Malformed) as refused:
        Explanation.from_data(data)
    assert refused.value.facts["field"] == field


@pytest.mark.parametrize(
    ("key", "value"),
    [("holding", ""), ("holding", 7), ("plus", "1"), ("plus", -1), ("margin", 1), ("total", None)],
)
def test_what_was_found_by_the_fewest_that_hold_a_share_is_read_strictly(
    key: str, value: object
) -> None:
    with pytest.raises(Malformed) as refused:
        Explanation.from_data(put(WEIGHED.to_data(), f"/pass/{key}", value))
    assert refused.value.facts["field"] == f"/pass/{key}"


def test_an_explanation_is_at_most_as_deep_as_a_rule() -> None:
    deep = evaluate(rule(nested(8)), roll(for_=1)).explanation.to_data()
    assert Explanation.from_data(deep).to_data() == deep
    whole: Any = deep["pass"]
    deeper = deep | {"pass": {"compose": "all", "needed": 1, "holds": True, "parts": [whole]}}
    with pytest.raises(Malformed, match="more than 8 findings deep"):
        Explanation.from_data(deeper)
