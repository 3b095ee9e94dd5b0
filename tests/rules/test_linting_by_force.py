"""What is remarked on a rule is so on every roll of a few seats, gone through one by one; and nothing is missed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.test_certainty import ANSWERS, light
from tests.rules.test_linting import subject
from tests.rules.test_properties import CLASSES, rules

from accord.rules import Counted, Position, Rule, Verdict, evaluate
from accord.rules.certainty.layout import walked
from accord.rules.linting import Remark, remarks_on

P = Position

few = st.lists(st.tuples(st.sampled_from(CLASSES), light), min_size=1, max_size=3).map(
    lambda found: tuple(
        Counted(P.ABSENT, cls, measures, f"s{n}") for n, (cls, measures) in enumerate(found)
    )
)


def rolls_of(
    roll: tuple[Counted, ...], fixed: dict[int, Position] | None = None
) -> Iterator[list[Counted]]:
    held = fixed or {}
    for positions in product(
        *([held[i]] if i in held else sorted(ANSWERS) for i in range(len(roll)))
    ):
        yield [
            replace(seat, position=position) for seat, position in zip(roll, positions, strict=True)
        ]


def verdicts(rule_: Rule, rolls: Iterator[list[Counted]]) -> set[tuple[Verdict, bool]]:
    return {(found.verdict, found.tied) for found in (evaluate(rule_, roll) for roll in rolls)}


def could_carry(rule_: Rule, rolls: Iterator[list[Counted]]) -> bool:
    chaired = rule_.tie == "casting_vote"
    return any(v is Verdict.CARRIED or (tied and chaired) for v, tied in verdicts(rule_, rolls))


@settings(max_examples=150, deadline=None)
@given(rules, few)
def test_what_is_remarked_is_so_on_every_roll_and_nothing_is_missed(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    found = remarks_on([subject(rule_, roll)])
    codes = {remark.code for remark in found}
    if codes & {"class_without_seats", "measure_missing"}:
        return
    told = verdicts(rule_, rolls_of(roll))
    assert "not_checked" not in codes
    assert ("quorum_cannot_be_met" in codes) is ({v for v, _ in told} == {Verdict.INQUORATE})
    if "quorum_cannot_be_met" in codes:
        assert codes == {"quorum_cannot_be_met"}
        return
    carries = could_carry(rule_, rolls_of(roll))
    assert ("cannot_carry" in codes) is not carries
    lost = any(v in (Verdict.LOST, Verdict.TIED, Verdict.VETOED) for v, _ in told)
    assert ("cannot_be_lost" in codes) is (carries and not lost)
    assert ("tie_is_lost" in codes) is (rule_.tie == "lost" and any(tied for _, tied in told))


@settings(max_examples=150, deadline=None)
@given(rules, few)
def test_a_dummy_never_changes_a_verdict_and_every_other_seat_does(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    found = remarks_on([subject(rule_, roll)])
    if {"class_without_seats", "quorum_cannot_be_met"} & {remark.code for remark in found}:
        return
    sentences = [remark.sentence for remark in found if remark.code == "dummy_seat"]
    for index, seat in enumerate(roll):
        named = any(seat.seat in said.split("can never matter")[0] for said in sentences)
        matters = False
        for others in rolls_of(roll, {index: P.ABSENT}):
            moved = (
                [*others[:index], replace(seat, position=p), *others[index + 1 :]] for p in ANSWERS
            )
            matters = matters or len(verdicts(rule_, moved)) > 1
        assert named is not matters


@settings(max_examples=150, deadline=None)
@given(rules, few)
def test_who_carries_alone_always_does_and_who_blocks_always_does(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    for remark in remarks_on([subject(rule_, roll)]):
        if remark.code not in ("carries_alone", "undeclared_veto") or remark.roll is None:
            continue
        alone = P.FOR if remark.code == "carries_alone" else P.AGAINST
        others = {position for _, position in remark.roll.seats} - {alone}
        assert len(others) == 1
        (index,) = [n for n, (_, position) in enumerate(remark.roll.seats) if position is alone]
        rolls = list(rolls_of(roll, {index: alone}))
        if alone is P.FOR:
            voting = [
                r for r in rolls if all(s.position in (P.FOR, P.AGAINST, P.ABSTAIN) for s in r)
            ]
            assert {v for v, _ in verdicts(rule_, iter(voting))} == {Verdict.CARRIED}
        else:
            assert not could_carry(rule_, iter(rolls))


def named_in(remarks: list[Remark], code: str) -> set[str]:
    """The seats that are named by the remarks of a code."""
    told = [remark.sentence for remark in remarks if remark.code == code]
    return {name for sentence in told for name in re.findall(r"\bs\d\b", sentence)}


def unfit(remarks: list[Remark]) -> bool:
    codes = {"class_without_seats", "measure_missing", "quorum_cannot_be_met"}
    return bool(codes & {remark.code for remark in remarks})


def kept_from(rule_: Rule, roll: tuple[Counted, ...], against: Collection[int]) -> bool:
    """Whether nothing carries while these seats are against."""
    return not could_carry(rule_, rolls_of(roll, dict.fromkeys(against, P.AGAINST)))


@settings(max_examples=200, deadline=None)
@given(rules, few)
def test_every_seat_that_can_block_is_remarked_and_no_other(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    found = remarks_on([subject(rule_, roll)])
    plain = replace(rule_, veto=None)
    if unfit(found):
        return
    able = len(roll) > 1 and could_carry(plain, rolls_of(roll))
    blocking = {seat.seat for i, seat in enumerate(roll) if able and kept_from(plain, roll, [i])}
    every = able and len(blocking) == len(roll)
    assert ("every_seat_can_block" in {remark.code for remark in found}) is every
    assert named_in(found, "undeclared_veto") == (set() if every else blocking)


@settings(max_examples=200, deadline=None)
@given(rules, few)
def test_classes_that_can_each_block_are_remarked_and_no_others(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    found = remarks_on([subject(rule_, roll)])
    plain = replace(rule_, veto=None)
    if unfit(found):
        return
    blocking = set()
    if could_carry(plain, rolls_of(roll)):
        for cls in {seat.cls for seat in roll} - {""}:
            members = [i for i, seat in enumerate(roll) if seat.cls == cls]
            blocking |= {cls} if kept_from(plain, roll, members) else set()
    told = [remark.sentence for remark in found if remark.code == "classes_can_deadlock"]
    expected = len(blocking) > 1 and subject(plain, roll).layout.by_class
    assert bool(told) is expected
    assert not told or f"each of the classes {' and '.join(sorted(blocking))} can" in told[0]


@settings(max_examples=200, deadline=None)
@given(rules, few)
def test_every_seat_that_carries_alone_is_remarked_and_no_other(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    found = remarks_on([subject(rule_, roll)])
    if unfit(found) or len(roll) == 1:
        return
    part = [P.FOR, P.AGAINST, P.ABSTAIN]
    alone = set()
    for index, seat in enumerate(roll):
        places = product(*([P.FOR] if i == index else part for i in range(len(roll))))
        rolls = ([replace(s, position=p) for s, p in zip(roll, at, strict=True)] for at in places)
        if verdicts(rule_, rolls) == {(Verdict.CARRIED, False)}:
            alone.add(seat.seat)
    assert named_in(found, "carries_alone") == alone


@settings(max_examples=150, deadline=None)
@given(rules, few)
def test_every_test_that_never_or_always_holds_is_remarked_and_no_other(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    one = subject(rule_, roll)
    found = remarks_on([one])
    if unfit(found):
        return
    codes = {remark.code for remark in found}
    leaves = [leaf for part in one.layout.parts for leaf in walked(part) if hasattr(leaf, "test")]
    if codes & {"cannot_carry", "cannot_be_lost"}:
        leaves = [leaf for leaf in leaves if leaf is not one.layout.pass_]
    holds: dict[int, set[bool]] = {leaf.index: set() for leaf in leaves}
    for stood in rolls_of(roll):
        held = one.layout.holding(one.sums([seat.position for seat in stood]))
        for index, seen in holds.items():
            seen.add(held[index])
    for code, always in (("test_never_holds", False), ("test_always_holds", True)):
        expected = [
            f"/rule{leaf.pointer}"
            for leaf in leaves
            if holds[leaf.index] == {always} and not leaf.test.declared
        ]
        told = [remark.pointer for remark in found if remark.code == code]
        assert sorted(told) == sorted(expected)


@settings(max_examples=100, deadline=None)
@given(rules, few)
def test_the_roll_of_a_remark_has_every_seat_and_the_verdict_that_it_gives(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    for remark in remarks_on([subject(rule_, roll)]):
        assert remark.sentence.endswith(".")
        assert remark.pointer.startswith("/rule")
        if remark.roll is not None:
            assert [name for name, _ in remark.roll.seats] == [seat.seat for seat in roll]
            stood = [
                replace(s, position=p) for s, (_, p) in zip(roll, remark.roll.seats, strict=True)
            ]
            assert evaluate(rule_, stood).verdict is remark.roll.verdict


@settings(max_examples=200, deadline=None)
@given(rules, few)
def test_a_vote_in_favour_that_can_defeat_is_remarked_and_no_other(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    found = remarks_on([subject(rule_, roll)])
    if unfit(found):
        return
    defeats = False
    for index, seat in enumerate(roll):
        for rolls in rolls_of(roll, {index: P.AGAINST}):
            moved = [*rolls[:index], replace(seat, position=P.FOR), *rolls[index + 1 :]]
            carried = evaluate(rule_, rolls).verdict is Verdict.CARRIED
            defeats = defeats or (carried and not could_carry(rule_, iter([moved])))
    assert ("vote_in_favour_defeats" in {remark.code for remark in found}) is defeats


@settings(max_examples=200, deadline=None)
@given(rules, few)
def test_carrying_with_nobody_in_favour_is_remarked_just_where_it_can_be(
    rule_: Rule, roll: tuple[Counted, ...]
) -> None:
    found = remarks_on([subject(rule_, roll)])
    if unfit(found) or rule_.objections or rule_.silence != "absent":
        return
    none = (r for r in rolls_of(roll) if all(seat.position is not P.FOR for seat in r))
    can = Verdict.CARRIED in {verdict for verdict, _ in verdicts(rule_, none)}
    assert ("carries_with_none_in_favour" in {remark.code for remark in found}) is can
