"""What is remarked on a rule is so on every roll, and shown on one of them; each code has a real example."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.rules.said import more_than, number, rule, share, sqrt_quorum
from tests.rules.test_certainty import ANSWERS

from accord.rules import Counted, Measure, Position, Rule, Verdict
from accord.rules.linting import Gravity, Remark, Subject, gravest_first, remarks_on
from accord.rules.linting.powers import dummies
from accord.rules.linting.subject import TooLarge

P = Position
PRESENT = "for against abstain not_voting invalid"


def seats(number_: int = 0, *, cls: str = "", **weights: Any) -> tuple[Counted, ...]:
    """`seats(3)`, or `seats(council=4, trust=2)` with what each weighs."""
    if weights:
        return tuple(
            Counted(P.ABSENT, cls, (Measure("weight", Decimal(str(weight))),), name)
            for name, weight in weights.items()
        )
    return tuple(Counted(P.ABSENT, cls, (), f"{cls or 'seat'}-{n}") for n in range(1, number_ + 1))


def subject(
    rule_: Rule, roll: tuple[Counted, ...], *, chair: bool = True, cls: str = "ordinary"
) -> Subject:
    return Subject(
        body="board", cls=cls, rule=rule_, seats=roll, has_chair=chair, most=20_000, pointer="/rule"
    )


def remarked(rule_: Rule, roll: tuple[Counted, ...], **more: Any) -> dict[str, Remark]:
    return {remark.code: remark for remark in remarks_on([subject(rule_, roll, **more)])}


def shown(remark: Remark) -> tuple[dict[str, Position], Verdict]:
    assert remark.roll is not None
    return dict(remark.roll.seats), remark.roll.verdict


# --- Every code, by a real example -----------------------------------------------------------


def test_a_quorum_that_not_even_all_seats_reach():
    """Seven were meant to be five: the charter was copied from a larger committee."""
    found = remarked(rule(share(), quorum=number(PRESENT, ">=", "7")), seats(5))
    assert set(found) == {"quorum_cannot_be_met"}
    remark = found["quorum_cannot_be_met"]
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, "/rule/quorum")
    assert shown(remark) == ({f"seat-{n}": P.FOR for n in range(1, 6)}, Verdict.INQUORATE)
    assert "not even with all 5 seats taking part" in remark.sentence


def test_a_quorum_of_a_second_call_that_not_even_all_seats_reach():
    second = {"quorum": number(PRESENT, ">=", "3"), "second_call": number(PRESENT, ">=", "7")}
    found = remarked(rule(share(), **second), seats(5))
    remark = found["second_call_cannot_be_met"]
    assert (remark.gravity, remark.pointer) == (Gravity.WARNING, "/rule/second_call")
    assert "In a second call the quorum of" in remark.sentence
    assert "quorum_cannot_be_met" not in found


def test_a_test_that_nobody_can_meet():
    """More than all of the whole membership: `>` was written where `>=` was meant."""
    found = remarked(rule(share(base="fixed", at="1")), seats(4))
    remark = found["cannot_carry"]
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, "/rule/pass")
    assert shown(remark)[1] is Verdict.LOST
    assert "test_never_holds" not in found


@pytest.mark.parametrize(
    ("tie", "chair", "carries"),
    [("casting_vote", True, True), ("casting_vote", False, False), ("lost", True, False)],
)
def test_a_motion_that_only_the_casting_vote_can_carry(tie, chair, carries):
    """Two of four must be against, and a majority in favour: at best they are equal."""
    opposed = rule({"all": [share(), number("against", ">=", "2")]}, tie=tie)
    assert ("cannot_carry" not in remarked(opposed, seats(4), chair=chair)) is carries


def test_a_test_that_always_holds():
    """Nobody objects who would have to be five, and they are four: silence carries everything."""
    found = remarked(rule(number("against", "<", "5")), seats(4))
    remark = found["cannot_be_lost"]
    assert remark.gravity is Gravity.GRAVE
    assert shown(remark) == ({f"seat-{n}": P.AGAINST for n in range(1, 5)}, Verdict.CARRIED)
    assert "test_always_holds" not in found


@pytest.mark.parametrize(
    "wrong",
    [
        rule(share(op="<")),
        rule(share(op="==")),
        rule(more_than("against", "for")),
        rule(share(), veto=number("for", ">=", "4")),
        rule(share(), quorum=number("against", ">=", "1")),
    ],
)
def test_a_vote_in_favour_that_defeats_a_motion(wrong):
    """`<` was written for `>`: the more are in favour, the less it carries."""
    remark = remarked(wrong, seats(6))["vote_in_favour_defeats"]
    assert (remark.gravity, remark.pointer) == (Gravity.WARNING, "/rule")
    stand, verdict = shown(remark)
    assert (stand["seat-1"], verdict) == (P.AGAINST, Verdict.CARRIED)
    assert "with seat seat-1 against, and with that seat in favour" in remark.sentence


@pytest.mark.parametrize(
    "right", [share(), share("<", "1/3", of=["against"]), number("against", "==", "0")]
)
def test_a_vote_in_favour_that_never_defeats_a_motion(right):
    assert "vote_in_favour_defeats" not in remarked(rule(right), seats(6))


def test_a_motion_that_carries_with_nobody_in_favour():
    """All but one was meant of a jury that is there; nobody came, and nobody was against."""
    dissent = number("against abstain not_voting invalid", "<=", "1")
    remark = remarked(rule(dissent), seats(4))["carries_with_none_in_favour"]
    assert (remark.gravity, remark.pointer) == (Gravity.NOTE, "/rule/pass")
    assert shown(remark) == ({f"seat-{n}": P.ABSENT for n in range(1, 5)}, Verdict.CARRIED)
    assert remark.sentence.endswith("with nobody in favour, and even with nobody there.")
    quorate = remarked(rule(dissent, quorum=number(PRESENT, ">=", "1")), seats(4))
    assert quorate["carries_with_none_in_favour"].sentence.endswith("with nobody in favour.")
    for meant in ({"silence": "for"}, {"objections": "raised"}):
        assert "carries_with_none_in_favour" not in remarked(rule(dissent, **meant), seats(4))


def test_a_casting_vote_that_stands_for_the_majority_of_a_class():
    """Eight against six, and the professors five against five: the chair decides for them."""
    senate = {"all": [share(), share(base="fixed", where={"cls": "professor"})]}
    roll = (*seats(4, cls="professor"), *seats(3, cls="other"))
    remark = remarked(rule(senate, tie="casting_vote"), roll)["casting_vote_within_class"]
    assert (remark.gravity, remark.pointer) == (Gravity.NOTE, "/rule/tie")
    stand = list(shown(remark)[0].items())
    professors = [position for seat, position in stand if seat.startswith("professor")]
    assert professors.count(P.FOR) == professors.count(P.AGAINST) == 2


@pytest.mark.parametrize(
    ("pass_", "more"),
    [
        ({"all": [share(), share(where={"cls": "a"})]}, {"tie": "lost"}),
        ({"all": [share(), number("for", ">=", "2", where={"cls": "a"})]}, {"tie": "casting_vote"}),
        (share(), {"tie": "casting_vote"}),
    ],
)
def test_a_casting_vote_that_stands_for_no_class(pass_, more):
    found = remarked(rule(pass_, **more), (*seats(2, cls="a"), *seats(2, cls="b")))
    assert "casting_vote_within_class" not in found


def test_a_part_that_never_holds_or_always():
    parts = {
        "any": [share(), number("for", ">=", "9"), {"all": [share(), number("for", ">=", "0")]}]
    }
    found = remarks_on([subject(rule(parts), seats(5))])
    told = {remark.code: remark.pointer for remark in found}
    assert told["test_never_holds"] == "/rule/pass/any/1"
    assert told["test_always_holds"] == "/rule/pass/any/2/all/1"


def test_a_part_for_one_class_is_told_with_the_class():
    parts = {"any": [share(), number("for", ">=", "9", where={"cls": "a"})]}
    found = remarked(rule(parts), (*seats(2, cls="a"), *seats(3, cls="b")))
    assert ", in class a, can never hold" in found["test_never_holds"].sentence


@pytest.mark.parametrize(("many", "said"), [(10, "each of the seats s0, s1, "), (11, "as s0,")])
def test_of_many_seats_alike_one_is_named(many, said):
    light = {f"s{n}": 1 for n in range(many)}
    found = remarked(rule(number("for", ">=", "20", measure="weight")), seats(big=20, **light))
    assert said in found["dummy_seat"].sentence


def test_a_quorum_that_is_always_met_decides_nothing():
    found = remarked(rule(share(), quorum=number("for against absent", ">=", "0")), seats(3))
    assert found["test_always_holds"].pointer == "/rule/quorum"


def test_the_seat_that_never_mattered():
    """The six of 1958: with 12 of 17 votes needed, Luxembourg's one never made a difference."""
    six = seats(germany=4, france=4, italy=4, belgium=2, netherlands=2, luxembourg=1)
    found = remarked(rule(number("for", ">=", "12", measure="weight")), six)
    assert found["dummy_seat"].gravity is Gravity.WARNING
    assert "seat luxembourg can never matter" in found["dummy_seat"].sentence


def test_a_seat_that_decides_nothing_where_all_vote():
    roll = seats(city=2, county=2, parish=1, school=2)
    found = remarked(rule(share(measure="weight", op=">=", at="4/7")), roll)
    assert "seat parish decides nothing where every seat votes" in found["powerless_seat"].sentence
    assert found["powerless_seat"].gravity is Gravity.NOTE


def test_a_seat_that_carries_alone():
    found = remarked(rule(share(measure="weight")), seats(city=51, trust=30, club=19))
    remark = found["carries_alone"]
    assert remark.gravity is Gravity.WARNING
    assert shown(remark) == (
        {"city": P.FOR, "trust": P.AGAINST, "club": P.AGAINST},
        Verdict.CARRIED,
    )


def test_a_veto_that_nobody_declared():
    """With 40 of 100 and two thirds needed, nothing carries against the city."""
    found = remarked(
        rule(share(measure="weight", base="fixed", op=">=", at="2/3")),
        seats(city=40, trust=30, club=30),
    )
    remark = found["undeclared_veto"]
    assert "nothing carries against seat city" in remark.sentence
    assert shown(remark) == ({"city": P.AGAINST, "trust": P.FOR, "club": P.FOR}, Verdict.LOST)


def test_a_veto_that_is_declared_is_not_remarked():
    declared = number("against", ">=", "1", where={"cls": "permanent"})
    roll = (*seats(2, cls="permanent"), *seats(3, cls="elected"))
    found = remarked(rule(number("for", ">=", "3"), veto=declared), roll)
    assert "undeclared_veto" not in found
    assert "every_seat_can_block" not in found


def test_unanimity_lets_every_seat_block():
    found = remarked(rule(share(base="entitled", op="==", at="1")), seats(4))
    remark = found["every_seat_can_block"]
    assert remark.gravity is Gravity.NOTE
    assert shown(remark)[1] is Verdict.LOST
    assert "undeclared_veto" not in found


def test_classes_that_can_each_block():
    """Donors and implementers, two thirds of each."""
    each = {"for_each": "cls", "test": share(op=">=", at="2/3", base="entitled")}
    roll = (*seats(3, cls="donor"), *seats(6, cls="implementer"))
    remark = remarked(rule(each), roll)["classes_can_deadlock"]
    assert "each of the classes donor and implementer" in remark.sentence
    positions, verdict = shown(remark)
    assert {positions[f"donor-{n}"] for n in (1, 2, 3)} == {P.AGAINST}
    assert verdict is Verdict.LOST


def test_one_majority_of_all_deadlocks_no_classes():
    roll = (*seats(3, cls="donor"), *seats(3, cls="implementer"))
    assert "classes_can_deadlock" not in remarked(rule(share(base="fixed")), roll)


def test_a_tie_that_nobody_decides():
    remark = remarked(rule(share()), seats(4))["tie_is_lost"]
    assert remark.gravity is Gravity.NOTE
    positions, verdict = shown(remark)
    assert [*positions.values()].count(P.FOR) == [*positions.values()].count(P.AGAINST) > 0
    assert verdict is Verdict.LOST


@pytest.mark.parametrize("tie", ["casting_vote", "second_vote"])
def test_a_tie_that_is_decided_is_not_remarked(tie):
    assert "tie_is_lost" not in remarked(rule(share(), tie=tie), seats(4))


def test_a_number_has_no_tie():
    assert "tie_is_lost" not in remarked(rule(number("for", ">=", "3")), seats(4))


def test_a_casting_vote_that_nobody_can_give():
    found = remarked(rule(share(), tie="casting_vote"), seats(4), chair=False)
    remark = found["casting_vote_without_chair"]
    assert (remark.gravity, remark.pointer) == (Gravity.GRAVE, "/rule/tie")
    assert "casting_vote_without_chair" not in remarked(rule(share(), tie="casting_vote"), seats(4))


def test_an_abstention_that_counts_as_a_vote_against():
    plain = replace(rule(share(base="present")), name="A majority")
    remark = remarked(plain, seats(3))["abstention_counts_against"]
    assert remark.gravity is Gravity.NOTE
    assert (
        "measured against the seats of those present, those abstaining included;" in remark.sentence
    )
    positions, verdict = shown(remark)
    assert set(positions.values()) == {P.FOR, P.ABSTAIN}
    assert verdict is Verdict.LOST


def test_who_is_absent_may_count_against_as_well():
    plain = replace(rule(share(base="fixed")), name="A majority")
    found = remarked(plain, seats(3))["abstention_counts_against"]
    assert "those abstaining included and those absent too" in found.sentence


@pytest.mark.parametrize(
    ("name", "test"),
    [
        ("A majority of those present", share(base="present")),
        ("A majority of all members", share(base="fixed")),
        ("A majority, abstentions counted", share(base="cast_with_abstentions")),
        ("A majority", share()),
        ("A majority", more_than()),
    ],
)
def test_a_name_that_says_the_base_is_enough(name, test):
    assert "abstention_counts_against" not in remarked(replace(rule(test), name=name), seats(3))


@pytest.mark.parametrize(
    ("op", "against"), [(">", True), (">=", True), ("==", True), ("<", False), ("<=", False)]
)
def test_an_abstention_counts_against_only_where_those_in_favour_must_be_many(op, against):
    plain = replace(rule(share(op, "1/2", "present")), name="A majority")
    assert ("abstention_counts_against" in remarked(plain, seats(4))) is against


def test_more_for_than_against_and_abstaining_counts_abstentions_too():
    found = remarked(replace(rule(more_than(than="against abstain")), name="More for"), seats(3))
    said = found["abstention_counts_against"].sentence
    assert "measured against the seats against and abstaining, those abstaining included;" in said


def test_a_class_that_no_seat_has():
    found = remarked(
        rule(number("for", ">=", "1", where={"cls": "funder"})), seats(3, cls="provider")
    )
    assert set(found) == {"class_without_seats"}
    assert "counts the class funder, and no seat" in found["class_without_seats"].sentence


def test_a_seat_that_has_no_class():
    each = {"for_each": "cls", "test": share()}
    found = remarked(rule(each), (*seats(2, cls="donor"), *seats(1)))
    assert set(found) == {"seat_without_class"}
    assert "seat-1 has no class" in found["seat_without_class"].sentence


def test_a_measure_that_a_seat_lacks():
    found = remarked(rule(share(measure="weight")), (*seats(city=2), *seats(1)))
    assert set(found) == {"measure_missing"}
    assert "seat-1 has no weight" in found["measure_missing"].sentence


def test_thresholds_that_come_to_the_same():
    """Of three seats, two thirds ask for no more than a majority does."""
    special = rule(share(op=">=", at="2/3"), id="special")
    both = [subject(rule(share()), seats(3)), subject(special, seats(3), cls="special")]
    (remark,) = [each for each in remarks_on(both) if each.code == "thresholds_coincide"]
    assert (remark.gravity, remark.pointer) == (Gravity.NOTE, "/rule/pass")
    assert (
        "more than 1/2 (class ordinary) and at least 2/3 (class special) come to the same: 2 of 3 seats"
        in remark.sentence
    )
    assert shown(remark)[1] is Verdict.CARRIED


def test_thresholds_that_differ_are_not_remarked():
    for number_, expected in ((5, False), (3, True), (7, False)):
        special = rule(share(op=">=", at="2/3"), id="special")
        both = [
            subject(rule(share()), seats(number_)),
            subject(special, seats(number_), cls="special"),
        ]
        codes = {remark.code for remark in remarks_on(both)}
        assert ("thresholds_coincide" in codes) is expected


def test_thresholds_that_come_to_every_seat_or_to_more_than_there_are():
    unanimous, beyond = share(op=">=", at="1"), share(op=">", at="1")
    of_four = subject(rule(share(at="3/4")), seats(4))
    special = subject(rule(unanimous, id="special"), seats(4), cls="special")
    found = [r for r in remarks_on([of_four, special]) if r.code == "thresholds_coincide"]
    assert shown(found[0]) == ({f"seat-{n}": P.FOR for n in range(1, 5)}, Verdict.CARRIED)
    assert "4 of 4 seats" in found[0].sentence
    never = [
        subject(rule(test, id=f"r{n}"), seats(4))
        for n, test in enumerate((beyond, beyond | {"at": "2/2"}))
    ]
    assert "thresholds_coincide" not in {remark.code for remark in remarks_on(never)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (share(), share(op=">=", at="2/3", base="fixed")),  # of another base
        (share(), share(op=">=", at="2/3", measure="weight")),
        (share(), share(op=">=", at="2/3", of=["for", "abstain"])),
        (share(op="==", at="1/2"), share(op="==", at="2/3")),  # just so many, at different numbers
        (share(op="<", at="1/3", of=["for"]), share(op="<", at="1/4", of=["for"])),
        (number("for", ">=", "2"), share(op=">=", at="2/3")),
    ],
)
def test_thresholds_of_which_one_is_met_and_the_other_is_not_do_not_coincide(one, other):
    roll = seats(a=1, b=1, c=1)
    both = [subject(rule(test, id=f"r{n}"), roll) for n, test in enumerate((one, other))]
    assert "thresholds_coincide" not in {remark.code for remark in remarks_on(both)}


def test_thresholds_coincide_for_all_seats_however_all_is_written():
    all_, most = share(op="==", at="1"), share(op=">", at="3/4")
    both = [subject(rule(test, id=f"r{n}"), seats(4)) for n, test in enumerate((most, all_))]
    (remark,) = [each for each in remarks_on(both) if each.code == "thresholds_coincide"]
    assert "more than 3/4 (class ordinary) and all: 1 (class ordinary)" in remark.sentence


def test_thresholds_of_one_class_coincide_for_its_seats():
    roll = (*seats(2, cls="trust"), *seats(3, cls="city"))
    of_city = {"where": {"cls": "city"}}
    tests = [share(**of_city), share(op=">=", at="2/3", **of_city)]
    both = [subject(rule(test, id=f"r{n}"), roll) for n, test in enumerate(tests)]
    (remark,) = [each for each in remarks_on(both) if each.code == "thresholds_coincide"]
    assert "come to the same: 2 of 3 seats of class city, when every seat votes" in remark.sentence
    against = {name for name, position in shown(remark)[0].items() if position is P.AGAINST}
    assert against == {"city-3"}


def test_every_rule_of_a_body_is_looked_at():
    choice = {"id": "m", "name": "M", "kind": "approval", "least": {"op": ">=", "n": "9"}}
    chooses = Rule.from_data({"id": "c", "name": "C", "choice": choice})
    never = rule(share(base="fixed", at="1"), id="never")
    lacking = rule(share(measure="weight"), id="weighed")
    found = remarks_on(
        [
            subject(each, seats(4))
            for each in (chooses, never, lacking, chooses, rule(share(), tie="second_vote"))
        ],
        held=1,
    )
    assert [remark.code for remark in found if remark.gravity is Gravity.GRAVE] == [
        "cannot_carry",
        "cannot_carry",
        "measure_missing",
        "cannot_carry",
    ]


def test_what_only_a_second_call_counts_must_be_there_too():
    second = number(PRESENT, ">=", "1", measure="weight")
    quorum = {"quorum": number(PRESENT, ">=", "1"), "second_call": second}
    assert set(remarked(rule(share(), **quorum), seats(3))) == {"measure_missing"}


def test_a_remark_names_the_clause_of_the_rule():
    one = replace(subject(rule(share()), seats(4)), clause="7.2")
    assert {remark.clause for remark in remarks_on([one])} == {"7.2"}


@pytest.mark.parametrize(("kinds", "looked"), [(40, True), (41, False)])
def test_seats_of_up_to_forty_kinds_are_looked_at_one_by_one(kinds, looked):
    roll = seats(**{f"s{n}": n for n in range(1, kinds + 1)})
    one = subject(rule(share(measure="weight")), roll)
    with nullcontext() if looked else pytest.raises(TooLarge):
        assert len(one.kinds_once()) == 40


def test_seats_that_can_be_held_must_be_enough():
    wanted = rule(share(), quorum=number(PRESENT, ">=", "4"))
    found = remarks_on([subject(wanted, seats(5))], gone=frozenset({"seat-1", "seat-2"}), held=3)
    (remark,) = [each for each in found if each.code == "too_few_holders"]
    assert "At most 3 of the 5 seats" in remark.sentence
    assert "too few for its quorum" in remark.sentence
    assert shown(remark)[1] is Verdict.INQUORATE
    enough = remarks_on([subject(wanted, seats(5))], gone=frozenset({"seat-1"}), held=4)
    assert "too_few_holders" not in {each.code for each in enough}


def test_where_it_matters_which_seats_stay_vacant_it_is_said_that_this_was_not_checked():
    half = rule(share(measure="weight", base="fixed"))
    found = remarks_on([subject(half, seats(a=3, b=1, c=1))], held=2)
    (remark,) = [each for each in found if each.code == "not_checked"]
    assert "was not checked: whether enough seats can be held;" in remark.sentence


def test_seats_beyond_a_limit_are_too_few_to_carry():
    found = remarks_on([subject(rule(share(base="fixed", op=">=", at="3/4")), seats(4))], held=2)
    assert "too few for a motion to carry" in next(
        each.sentence for each in found if each.code == "too_few_holders"
    )


def test_what_takes_too_long_is_said_to_be_not_checked():
    """Eighty seats of eighty weights, and two tests that only together decide."""
    roll = tuple(
        Counted(P.ABSENT, "", (Measure("weight", Decimal(2**n + 1)),), f"s{n}") for n in range(80)
    )
    both = {"all": [share(measure="weight"), number("for", "==", "41")]}
    found = remarked(rule(both), roll)
    assert found["not_checked"].gravity is Gravity.NOTE
    assert "80 seats can stand in too many ways" in found["not_checked"].sentence
    assert not {"dummy_seat", "cannot_carry", "cannot_be_lost"} & set(found)
    quorate = remarked(rule(share(), quorum=both), roll)
    assert "was not checked: whether the quorum can be met; its" in quorate["not_checked"].sentence


def test_a_roll_of_five_thousand_is_looked_at_by_its_kinds():
    found = remarked(rule(share(), quorum=sqrt_quorum("3/2", "fixed")), seats(5000))
    assert set(found) == {"tie_is_lost"}


def test_a_sound_board_has_no_remarks():
    half = share(of=PRESENT.split(), base="fixed", op=">=")
    assert remarked(rule(share(), quorum=half, tie="casting_vote"), seats(7)) == {}


# --- Where not every roll is looked at -------------------------------------------------------


def looked_at(rule_: Rule, roll: tuple[Counted, ...], options: Any = None) -> set[Any]:
    """What is looked at where the rolls are too many for looking at each."""
    hurried = replace(subject(rule_, roll), most=0)
    seen = []
    with pytest.raises(TooLarge):
        hurried.find(lambda sums: bool(seen.append(sums)), options)
    return {*seen}


def sums_of(rule_: Rule, roll: tuple[Counted, ...], *divisions: str) -> set[Any]:
    """`+` is for, `-` against, `0` abstaining, ` ` absent."""
    stands = {"+": P.FOR, "-": P.AGAINST, "0": P.ABSTAIN, " ": P.ABSENT}
    one = subject(rule_, roll)
    return {one.sums([stands[each] for each in division]) for division in divisions}


def test_of_too_many_rolls_those_are_looked_at_on_which_much_hangs():
    """All, none, half of them, one, and just at the edge of carrying: 9 of 13 against, any who take part."""
    two_thirds = rule(share(op=">=", at="2/3"))
    against = ["+" * n + "-" * (13 - n) for n in (0, 1, 6, 8, 9, 13)]
    absent = ["+" * n + " " * (13 - n) for n in (0, 1, 6, 13)]
    abstaining = ["+" * n + "0" * (13 - n) for n in (0, 1, 6, 13)]
    even = "+" * 6 + "-" * 6 + " "
    expected = sums_of(two_thirds, seats(13), *against, *absent, *abstaining, even)
    assert looked_at(two_thirds, seats(13)) == expected


def test_a_rule_that_all_must_be_for_is_looked_at_where_one_is_not():
    everyone = rule(share(op=">=", at="1"))
    against = ["+" * n + "-" * (5 - n) for n in (0, 1, 2, 4, 5)]
    others = [f"{first}{rest}" for first in ("", "+", "++") for rest in (" ", "0")]
    padded = [division.ljust(5, division[-1]) for division in others]
    assert looked_at(everyone, seats(5)) == sums_of(everyone, seats(5), *against, *padded, "++-- ")


def test_a_seat_that_cannot_stand_there_stands_where_it_can():
    held = (frozenset({P.AGAINST}), *(frozenset(ANSWERS),) * 3)
    divisions = ["----", "-+--", "-++-", "-+++", "-   ", "-+  ", "-000", "-+00"]
    two_thirds = rule(share(op=">=", at="2/3"))
    assert looked_at(two_thirds, seats(4), held) == sums_of(two_thirds, seats(4), *divisions)


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("index", range(4))
def test_so_many_seats_from_the_first_on_are_split_from_the_others(first, index):
    one = subject(rule(share(measure="weight")), seats(a=1, b=2, c=4, d=8))
    others = [P.FOR] * first + [P.AGAINST] * (3 - first)
    others.insert(index, P.ABSTAIN)
    assert one.split(first, P.FOR, P.AGAINST, but=(index, P.ABSTAIN)) == one.sums(others)
    plain = [P.FOR] * first + [P.AGAINST] * (4 - first)
    assert one.split(first, P.FOR, P.AGAINST) == one.sums(plain)


@pytest.mark.parametrize("needed", ["1", "3", "5"])
def test_a_seat_that_decides_at_the_edge_matters_however_many_rolls_there_are(needed):
    hurried = replace(subject(rule(number("for", ">=", needed)), seats(5)), most=0)
    assert list(dummies(hurried)) == []


@pytest.mark.parametrize("needed", ["0", "6"])
def test_whether_a_seat_matters_away_from_the_edge_is_not_guessed(needed):
    hurried = replace(subject(rule(number("for", ">=", needed)), seats(5)), most=0)
    with pytest.raises(TooLarge):
        list(dummies(hurried))


def test_the_gravest_remark_is_told_first_and_the_order_of_the_terms_stays():
    codes = ["tie_is_lost", "dummy_seat", "cannot_carry", "carries_alone", "body_unknown"]
    told = [Remark(code=code, pointer=f"/{n}", sentence=code) for n, code in enumerate(codes)]
    assert [remark.code for remark in gravest_first(told)] == [
        "cannot_carry",
        "body_unknown",
        "dummy_seat",
        "carries_alone",
        "tie_is_lost",
    ]
