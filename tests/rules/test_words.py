"""An explanation can be read out, and says exactly what was counted and what was needed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.rules.said import judged, more_than, number, roll, rule, share, sqrt_quorum, weighing

from accord.rules import Counted, Explanation, Position, Verdict, evaluate, in_words


def told(pass_: dict[str, Any], seats: list[Counted], **more: Any) -> str:
    return in_words(judged(pass_, seats, **more).explanation)


def test_the_whole_membership() -> None:
    assert told(share(base="fixed"), roll(for_=4, against=2, abstain=1)) == (
        "Carried. 7 seats on the roll: 4 in favour, 2 against and 1 abstaining. "
        "To carry: in favour 4 of 7 seats of the whole membership; "
        "more than 1/2 was needed, so at least 4; this was met."
    )


def test_a_vote_without_quorum_does_not_tell_what_would_have_carried() -> None:
    present = number("for against abstain not_voting invalid", ">=", "2")
    more = {"quorum": present, "veto": number("against", ">=", "1")}
    assert told(share(), roll(for_=1, absent=1), **more) == (
        "Inquorate: there was no quorum, so nothing was decided. "
        "2 seats on the roll: 1 in favour and 1 absent. "
        "Quorum: present 1 seat; at least 2 was needed; this was not met."
    )


def test_a_veto_is_told_with_the_quorum_before_it() -> None:
    more = {"quorum": number("for", ">=", "1"), "veto": number("against", ">=", "1")}
    assert told(share(), roll(for_=2, against=1), **more) == (
        "Vetoed. 3 seats on the roll: 2 in favour and 1 against. "
        "Quorum: in favour 2 seats; at least 1 was needed; this was met. "
        "Veto: against 1 seat; at least 1 was needed; this was met."
    )


def test_a_veto_that_was_not_cast_is_told_too() -> None:
    words = told(share(), roll(for_=2), veto=number("against", ">=", "1"))
    assert "Veto: against 0 seats; at least 1 was needed; this was not met. To carry:" in words


@pytest.mark.parametrize(
    ("op", "at", "hence"),
    [
        (">", "2/5", "more than 2/5 was needed, so at least 5"),
        (">", "3/7", "more than 3/7 was needed, so at least 5"),
        (">=", "3/7", "at least 3/7 was needed, so at least 5"),
        (">=", "2/5", "at least 2/5 was needed, so at least 4"),
        ("<=", "3/7", "at most 3/7 was needed, so at most 4"),
        ("<=", "2/5", "at most 2/5 was needed, so at most 4"),
        ("<", "2/5", "fewer than 2/5 was needed, so at most 3"),
        ("<", "3/7", "fewer than 3/7 was needed, so at most 4"),
        ("==", "2/5", "exactly 2/5 was needed, so exactly 4"),
    ],
)
def test_a_bound_is_told_as_the_whole_number_that_follows(op: str, at: str, hence: str) -> None:
    assert f"in favour 4 of 10 seats of those entitled to vote; {hence};" in told(
        share(op, at, "entitled"), roll(for_=4, absent=6)
    )


def test_a_weight_is_told_exactly() -> None:
    seats = [weighing("for", "54.9"), weighing("absent", "45.1")]
    assert told(share(">=", "55/100", "fixed", measure="weight"), seats) == (
        "Lost. 2 seats on the roll: 1 in favour and 1 absent. "
        "To carry: in favour 54.9 of 100 weight of the whole membership; "
        "at least 55/100 was needed, so at least 55; this was not met."
    )


def test_a_third_of_a_weight_is_told_as_a_fraction() -> None:
    words = told(share(">", "1/3", measure="weight"), [weighing("for", "1")])
    assert (
        "in favour 1 of 1 weight cast in favour or against; more than 1/3 was needed, so more than 1/3;"
        in words
    )


def test_a_comparison_tells_both_sides() -> None:
    assert (
        "To carry: in favour 3 seats, against 2; more in favour than against was needed, "
        "so at least 3; this was met."
    ) in told(more_than(), roll(for_=3, against=2))


def test_a_square_root_is_told_with_the_seats_that_follow() -> None:
    assert (
        "Quorum: in favour 4 of 9 seats of those entitled to vote; at least 3/2 times the square root "
        "of 9 was needed, so at least 5; this was not met."
    ) in told(share(), roll(for_=4, absent=5), quorum=sqrt_quorum())


def test_a_share_of_nothing_says_that_there_is_nothing_to_count() -> None:
    assert "more than 1/2 was needed, and there is nothing to count; this was not met" in told(
        share(), roll(abstain=1)
    )
    assert "Lost. 0 seats on the roll: none. " in told(share(), [])


def test_conditions_within_conditions_are_numbered() -> None:
    test = {
        "any": [
            number("for", ">=", "3"),
            {"all": [number("against", "==", "0", where={"cls": "a"})]},
        ]
    }
    assert told(test, roll("a", for_=2)) == (
        "Carried. 2 seats on the roll: 2 in favour. "
        "To carry: 1 of 2 conditions had to be met, and 1 was; "
        "(1) in favour 2 seats; at least 3 was needed; this was not met; "
        "(2) 1 of 1 conditions had to be met, and 1 was; "
        "(2.1) in class a, against 0 seats; none was allowed; this was met."
    )


@pytest.mark.parametrize(
    ("of", "name"),
    [
        ("abstain for against", "taking part"),
        ("against for", "cast in favour or against"),
        ("for abstain", "in favour and abstaining"),
        ("absent not_voting invalid", "absent, not voting and invalid"),
        ("recused vacant", "recused and vacant"),
    ],
)
def test_positions_that_belong_together_have_one_name(of: str, name: str) -> None:
    assert f"To carry: {name} 0 seats;" in told(number(of, ">", "0"), [])


@pytest.mark.parametrize(
    ("tie", "vote", "words"),
    [
        ("lost", None, "Lost.* The seats are equally divided, and an equal division is lost."),
        (
            "second_vote",
            None,
            "Tied.* The seats are equally divided; a second vote is to be taken.",
        ),
        ("casting_vote", None, "Lost.* The seats are equally divided; no casting vote was given."),
        (
            "casting_vote",
            Position.FOR,
            "Carried.* The seats are equally divided; the casting vote was in favour.",
        ),
        (
            "casting_vote",
            Position.AGAINST,
            "Lost.* The seats are equally divided; the casting vote was against.",
        ),
    ],
)
def test_a_tie_is_told(tie: str, vote: Position | None, words: str) -> None:
    start, end = words.split("*")
    paragraph = in_words(
        evaluate(rule(share(), tie=tie), roll(for_=1, against=1), vote).explanation
    )
    assert paragraph.startswith(start)
    assert paragraph.endswith("this was not met." + end)


def test_of_a_class_or_a_weight_that_is_equally_divided_it_is_told_where_more_are_in_favour() -> (
    None
):
    """The casting vote carries it for eight against six: what is equal are the professors."""
    senate = {"all": [share(), share(base="fixed", where={"cls": "professor"})]}
    professors = roll("professor", for_=5, against=5)
    others = roll("other", for_=3, against=1)
    vote = Position.FOR
    told_ = in_words(
        evaluate(rule(senate, tie="casting_vote"), [*professors, *others], vote).explanation
    )
    assert told_.startswith("Carried. 14 seats on the roll: 8 in favour and 6 against.")
    assert told_.endswith(
        "The seats are equally divided in class professor; the casting vote was in favour."
    )
    heavy = [weighing("for", "2"), weighing("against", "1"), weighing("against", "1")]
    assert told(share(measure="weight"), heavy).endswith(
        "The seats are equally divided by weight, and an equal division is lost."
    )
    of_each = {"for_each": "cls", "test": share(measure="weight")}
    classes = [replace(seat, cls="a") for seat in heavy] + [
        replace(seat, cls="b") for seat in heavy
    ]
    assert "equally divided by weight in class a and by weight in class b," in told(
        of_each, classes
    )


def test_a_tie_after_a_second_vote_is_told() -> None:
    outcome = evaluate(rule(share(), tie="second_vote"), roll(for_=1, against=1), second=True)
    paragraph = in_words(outcome.explanation)
    assert paragraph.startswith("Lost.")
    assert paragraph.endswith(
        "this was not met. "
        "The seats are equally divided again after a second vote, and so the motion is lost."
    )


def test_nothing_is_said_of_a_tie_where_there_is_none() -> None:
    assert told(share(), roll(for_=1)).endswith("so at least 1; this was met.")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_its_word(verdict: Verdict) -> None:
    data = judged(share(), roll(for_=1)).explanation.to_data() | {"verdict": verdict.value}
    assert in_words(Explanation.from_data(data)).lower().startswith(verdict)


def test_the_explanation_as_data() -> None:
    seats = roll("a", for_=3, against=1, absent=3)
    assert judged(share(">=", "2/3", "fixed", where={"cls": "a"}), seats).explanation.to_data()[
        "pass"
    ] == {
        "test": "share",
        "of": ["for"],
        "measure": "count",
        "op": ">=",
        "numerator": "3",
        "needed": "14/3",
        "margin": "-5/3",
        "holds": False,
        "even_split": False,
        "at": "2/3",
        "base": "fixed",
        "total": "7",
        "cls": "a",
    }
    assert judged(more_than(), seats).explanation.to_data()["pass"] == {
        "test": "more_than",
        "of": ["for"],
        "than": ["against"],
        "measure": "count",
        "op": ">",
        "numerator": "3",
        "needed": "1",
        "margin": "2",
        "holds": True,
        "even_split": False,
    }
    assert judged({"any": [number("for", "<", "2.5")]}, seats).explanation.to_data()["pass"] == {
        "compose": "any",
        "needed": 1,
        "holds": False,
        "parts": [
            {
                "test": "number",
                "of": ["for"],
                "measure": "count",
                "op": "<",
                "numerator": "3",
                "needed": "2.5",
                "margin": "0.5",
                "holds": False,
                "even_split": False,
                "at": "2.5",
            }
        ],
    }


@pytest.mark.parametrize(
    ("as_what", "counts", "attend"),
    [("absent", "does not count", 2), ("present", "counts", 3)],
)
def test_who_was_represented_is_told_beside_the_counts(
    as_what: str, counts: str, attend: int
) -> None:
    seats = [*roll(for_=2), Counted(Position.FOR, represented=True)]
    quorum = number("for against abstain", ">=", "2")
    words = told(share(), seats, quorum=quorum, represented=as_what)
    assert f"3 in favour. 1 of these was represented, which {counts} as attending" in words
    assert f"Quorum: taking part {attend} seats" in words
    assert "1 of these was represented. To carry" in told(share(), seats)
    assert "2 of these were represented. To carry" in told(share(), [*seats, seats[-1]])


def test_who_abstains_by_declaration_is_told_where_the_rule_counts_it() -> None:
    seats = [*roll(for_=4, abstain=1), Counted(Position.ABSTAIN, declared=True)]
    third = share("<", "1/3", "fixed", of=["abstain"], declared=True)
    words = told(third, seats)
    assert "abstaining by declaration 1 of 6 seats of the whole membership" in words
    assert "fewer than 1/3 was needed, so at most 1; this was met" in words


@pytest.mark.parametrize(
    ("test", "words"),
    [
        (number("against", "==", "0"), "none was allowed"),
        (number("against", "<=", "0"), "none was allowed"),
        (number("against", "<", "1"), "fewer than 1 was needed"),
        (number("against", "<=", "1"), "at most 1 was needed"),
        (number("for", ">=", "0"), "at least 0 was needed"),
        (share("==", "1"), "all were needed"),
        (share(">=", "1"), "all were needed"),
        (share("<=", "1"), "at most 1 was needed"),
        (share("==", "1/2"), "exactly 1/2 was needed"),
    ],
)
def test_none_and_all_are_said_in_a_word(test: dict[str, Any], words: str) -> None:
    assert f"; {words}" in told(test, roll(for_=1))


def test_where_seats_object_they_are_not_said_to_vote_against() -> None:
    more = {"objections": "raised", "silence": "for"}
    seats = roll(for_=3, against=1)
    words = told(more_than(), seats, **more)
    assert "3 in favour and 1 objecting." in words
    assert "in favour 3 seats, objecting 1; more in favour than objecting was needed" in words
    assert "more objecting than in favour was needed" in told(
        more_than("against", "for"), seats, **more
    )
