"""Every bound, exactly at it, one below and one above it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.said import judged, more_than, number, roll, rule, share, sqrt_quorum, weighing

from accord.errors import Refused
from accord.rules import BASES, Counted, Position, Verdict, evaluate

P = Position


def test_each_base_counts_just_its_positions() -> None:
    counted = {base: "".join("x" if p in held else "." for p in P) for base, held in BASES.items()}
    assert counted == {
        "cast": "xx......",
        "cast_with_abstentions": "xxx.....",
        "present": "xxxxx...",
        "entitled": "xxxxxx..",
        "entitled_less_abstentions": "xx.xxx..",
        "in_office": "xxxxxxx.",
        "fixed": "xxxxxxxx",
    }


def test_the_eight_positions_have_these_names() -> None:
    assert " ".join(P) == "for against abstain not_voting invalid absent recused vacant"


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [(">", 0, 0, 1), (">=", 0, 1, 1), ("==", 0, 1, 0), ("<=", 1, 1, 0), ("<", 1, 0, 0)],
)
class TestComparators:
    def test_a_share_at_its_bound(self, op: str, below: int, at: int, above: int) -> None:
        holds = [
            judged(share(op, "2/3", "fixed"), roll(for_=n, absent=9 - n)).explanation.pass_.holds
            for n in (5, 6, 7)
        ]
        assert holds == [below, at, above]

    def test_a_number_at_its_bound(self, op: str, below: int, at: int, above: int) -> None:
        holds = [
            judged(number("for", op, "3"), roll(for_=n)).explanation.pass_.holds for n in (2, 3, 4)
        ]
        assert holds == [below, at, above]

    def test_a_weighed_number_at_its_bound(self, op: str, below: int, at: int, above: int) -> None:
        test = number("for", op, "2.5", measure="weight")
        weights = ("2.499999999999999999999999999999", "2.5", "2.500000000000000000000000000001")
        holds = [judged(test, [weighing("for", w)]).explanation.pass_.holds for w in weights]
        assert holds == [below, at, above]


@pytest.mark.parametrize("op", [">", ">=", "==", "<=", "<"])
@pytest.mark.parametrize("at", ["0", "1/2", "1"])
def test_a_share_of_nothing_never_holds(op: str, at: str) -> None:
    outcome = judged(share(op, at), roll(abstain=4))
    assert outcome.verdict is Verdict.LOST
    assert not outcome.tied


def test_a_share_of_a_base_that_weighs_nothing_never_holds() -> None:
    assert judged(share(">=", "0", measure="weight"), [weighing("for", "0")]).verdict == "lost"


@pytest.mark.parametrize(
    ("for_", "against", "carried"), [(2, 2, 0), (3, 2, 1), (2, 3, 0), (0, 0, 0)]
)
def test_more_than_needs_one_more(for_: int, against: int, carried: int) -> None:
    outcome = judged(more_than(), roll(for_=for_, against=against, abstain=5))
    assert (outcome.verdict is Verdict.CARRIED) == bool(carried)


@pytest.mark.parametrize(
    ("k", "n", "fewest"),
    [
        ("3/2", 1000, 48),
        ("3/2", 4, 3),
        ("1/2", 4, 1),
        ("1", 9, 3),
        ("1", 10, 4),
        ("2", 3, 4),
        ("1", 8, 3),
    ],
)
def test_a_square_root_quorum_is_never_rounded(k: str, n: int, fewest: int) -> None:
    def found(v: int) -> Any:
        return judged(sqrt_quorum(k, "fixed"), roll(for_=v, absent=n - v)).explanation.pass_

    assert [found(v).holds for v in (fewest - 1, fewest) if v <= n] == [False, True][
        : n - fewest + 2
    ]
    assert found(0).needed == fewest


def test_a_square_root_quorum_of_one_is_one() -> None:
    assert judged(sqrt_quorum("1", "fixed"), roll(for_=1)).verdict == "carried"
    assert judged(sqrt_quorum("1", "fixed"), roll(absent=1)).verdict == "lost"


def test_a_square_root_of_nobody_never_holds() -> None:
    outcome = judged(sqrt_quorum(base="cast"), roll(absent=3))
    assert outcome.verdict is Verdict.LOST
    assert outcome.explanation.pass_.to_data()["needed"] == "0"


def test_the_order_is_quorum_then_veto_then_pass() -> None:
    whole = rule(
        share(), quorum=number("for against", ">=", "3"), veto=number("against", ">=", "2")
    )
    verdicts = [
        evaluate(whole, roll(for_=for_, against=against)).verdict
        for for_, against in [(0, 2), (2, 0), (1, 2), (9, 2), (3, 1), (3, 0)]
    ]
    assert verdicts == ["inquorate", "inquorate", "vetoed", "vetoed", "carried", "carried"]


def test_compositions_count_what_holds() -> None:
    parts = [number("for", ">=", str(n)) for n in (1, 2, 3)]
    tests: list[dict[str, Any]] = [
        {"any": parts},
        {"at_least": 2, "of_tests": parts},
        {"all": parts},
    ]
    fewest = [
        min(n for n in range(5) if judged(test, roll(for_=n)).verdict == "carried")
        for test in tests
    ]
    assert fewest == [1, 2, 3]
    found = [judged(test, roll(for_=2)).explanation.pass_.to_data() for test in tests]
    assert [(each["compose"], each["needed"], each["holds"]) for each in found] == [
        ("any", 1, True),
        ("at_least", 2, True),
        ("all", 3, False),
    ]


def test_each_class_must_hold_for_itself() -> None:
    each = {"for_each": "cls", "test": share(">=", "2/3")}
    two = roll("a", for_=2, against=1)
    assert judged(each, two + roll("b", for_=2, against=1)).verdict == "carried"
    assert judged(each, two + roll("b", for_=3, against=2)).verdict == "lost"
    assert judged(each, two + roll("b", abstain=1)).verdict == "lost"


def test_each_class_is_told_in_the_order_of_names() -> None:
    each = {"for_each": "cls", "test": share()}
    seats = roll("b", for_=1) + roll("a", for_=1)
    data: Any = judged(each, seats).explanation.pass_.to_data()
    assert (data["compose"], data["needed"]) == ("for_each", 2)
    assert [part["cls"] for part in data["parts"]] == ["a", "b"]


def test_each_class_of_no_roll_at_all_does_not_hold() -> None:
    each = {"for_each": "cls", "test": number("against", "==", "0")}
    assert judged(each, []).verdict == "lost"
    assert judged(each, roll("a", absent=1)).verdict == "carried"


def test_each_class_refuses_a_seat_without_a_class() -> None:
    seats = [*roll("a", for_=2), *roll(for_=1)]
    with pytest.raises(Refused, match="seat number 3 of the roll has no class"):
        judged({"for_each": "cls", "test": share()}, seats)


def test_a_class_filter_counts_no_other_class() -> None:
    test = number("against", "==", "0", where={"cls": "permanent"})
    assert judged(test, roll("elected", against=1) + roll("permanent", for_=1)).verdict == "carried"
    assert judged(test, roll("elected", for_=1) + roll("permanent", against=1)).verdict == "lost"


def test_a_seat_without_the_measure_is_refused_not_counted_as_nothing() -> None:
    seats = [weighing("for", "1"), Counted(P.ABSENT, seat="north"), Counted(P.FOR, seat="south")]
    with pytest.raises(Refused, match="north has no weight") as refused:
        judged(share(measure="weight"), seats)
    assert refused.value.facts == {"seat": "north", "measure": "weight"}


def test_the_missing_measure_matters_only_in_the_class_that_is_counted() -> None:
    test = share(measure="weight", where={"cls": "b"})
    seats = [Counted(P.FOR, "a"), weighing("for", "1", "b")]
    assert judged(test, seats).verdict == "carried"
    with pytest.raises(Refused, match="seat number 3 of the roll has no weight"):
        judged(test, [*seats, Counted(P.FOR, "b")])
    with pytest.raises(Refused, match="seat number 1 of the roll has no weight"):
        judged(share(measure="weight"), seats)


def test_a_measure_in_one_class_does_not_stand_in_for_another_class() -> None:
    seats = [weighing("for", "1", "a"), Counted(P.FOR, "b")]
    with pytest.raises(Refused, match="seat number 2 of the roll has no weight"):
        judged(share(measure="weight", where={"cls": "b"}), seats)


def test_another_measure_does_not_stand_in() -> None:
    with pytest.raises(Refused, match="has no population"):
        judged(share(measure="population"), [weighing("for", "1")])


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_thirty_digits_are_exact(shift: int) -> None:
    half = 123456789012345678901234567890
    seats = [weighing("for", str(half + shift)), weighing("against", str(half))]
    assert judged(share(measure="weight"), seats).verdict == ("carried" if shift > 0 else "lost")
    tiny = [weighing("for", f"0.{half + shift}"), weighing("against", f"0.{half}")]
    outcome = judged(share(measure="weight"), tiny)
    assert outcome.verdict == ("carried" if shift > 0 else "lost")
    assert outcome.tied == (shift == 0)


def test_the_largest_and_the_smallest_amounts_add_up_exactly() -> None:
    large, small = "9" * 100, "0." + "0" * 97 + "1"
    seats = [weighing("for", large), weighing("for", small), weighing("against", large)]
    assert judged(share(measure="weight"), seats).verdict == "carried"
    found = judged(more_than(measure="weight"), seats).explanation.pass_.to_data()
    assert found["margin"] == small


class TestTies:
    def tie(
        self, pass_: dict[str, Any], seats: list[Counted], tie: str = "lost", **more: Any
    ) -> Any:
        return judged(pass_, seats, tie=tie, **more)

    @pytest.mark.parametrize(
        ("given", "verdict"),
        [(None, "lost"), (P.FOR, "carried"), (P.AGAINST, "lost"), (P.ABSTAIN, "lost")],
    )
    def test_a_casting_vote_decides_an_equal_division(
        self, given: Position | None, verdict: str
    ) -> None:
        outcome = evaluate(rule(share(), tie="casting_vote"), roll(for_=2, against=2), given)
        assert (outcome.verdict, outcome.tied) == (verdict, True)
        assert outcome.explanation.casting_vote is given
        assert outcome.explanation.tied

    @pytest.mark.parametrize("tie", ["lost", "second_vote"])
    def test_no_casting_vote_where_the_rule_knows_none(self, tie: str) -> None:
        outcome = evaluate(rule(share(), tie=tie), roll(for_=2, against=2), P.FOR)
        assert outcome.verdict == ("lost" if tie == "lost" else "tied")
        assert outcome.tied
        assert outcome.explanation.casting_vote is None

    @pytest.mark.parametrize(
        ("tie", "verdict"), [("lost", "lost"), ("casting_vote", "carried"), ("second_vote", "lost")]
    )
    def test_a_second_vote_that_divides_the_seats_again_is_the_last(
        self, tie: str, verdict: str
    ) -> None:
        outcome = evaluate(rule(share(), tie=tie), roll(for_=2, against=2), P.FOR, second=True)
        assert (outcome.verdict, outcome.tied) == (verdict, True)
        assert evaluate(rule(share(), tie=tie), roll(for_=3, against=2), second=True) == evaluate(
            rule(share(), tie=tie), roll(for_=3, against=2)
        )

    @pytest.mark.parametrize(("for_", "against"), [(3, 2), (2, 3), (0, 0)])
    def test_no_casting_vote_without_a_tie(self, for_: int, against: int) -> None:
        seats = roll(for_=for_, against=against, abstain=1)
        outcome = evaluate(rule(share(), tie="casting_vote"), seats, P.FOR)
        assert outcome.verdict == ("carried" if for_ > against else "lost")
        assert not outcome.tied
        assert outcome.explanation.casting_vote is None

    @pytest.mark.parametrize("quorum", ["4", "5"])
    def test_a_tie_without_quorum_is_inquorate(self, quorum: str) -> None:
        seats = roll(for_=2, against=2)
        more = {"quorum": number("for against", ">=", quorum)}
        outcome = self.tie(share(), seats, "casting_vote", **more)
        assert (outcome.verdict, outcome.tied) == (
            ("lost", True) if quorum == "4" else ("inquorate", False)
        )

    def test_a_vetoed_tie_is_vetoed(self) -> None:
        outcome = self.tie(share(), roll(for_=1, against=1), veto=number("against", ">=", "1"))
        assert (outcome.verdict, outcome.tied) == ("vetoed", False)

    @pytest.mark.parametrize(
        ("test", "seats", "tied"),
        [
            (share(), {"for_": 2, "against": 2, "abstain": 1}, True),
            (share(base="present"), {"for_": 2, "against": 2}, True),
            (share(base="present"), {"for_": 2, "against": 2, "abstain": 1}, False),
            (share(base="present"), {"for_": 2, "against": 1, "abstain": 1}, False),
            (share(base="present"), {"for_": 2, "abstain": 2}, False),
            (share(at="1/3", base="present"), {"for_": 2, "against": 2, "abstain": 2}, True),
            (share(at="0"), {"for_": 0, "against": 0}, False),
            (share(at="0"), {"for_": 0, "against": 1}, False),
            (share(">="), {"for_": 2, "against": 2}, False),  # holds: no tie
            (share(">=", "2/3"), {"for_": 2, "against": 2}, False),
            (share("<"), {"for_": 2, "against": 2}, False),
            (share(of=["against"]), {"for_": 2, "against": 2}, False),
            (
                share(of=["for", "abstain"], base="present"),
                {"for_": 1, "abstain": 1, "against": 2},
                False,
            ),
            (
                share(of=["for", "abstain"], base="present"),
                {"for_": 1, "abstain": 0, "against": 1},
                False,
            ),
            (more_than(), {"for_": 2, "against": 2}, True),
            (more_than(), {"for_": 0, "against": 0, "abstain": 3}, False),
            (more_than(than="against abstain"), {"for_": 2, "against": 2}, True),
            (more_than(than="against abstain"), {"for_": 2, "against": 1, "abstain": 1}, False),
            (more_than(of="against", than="for"), {"for_": 2, "against": 2}, False),
            (more_than(of="for abstain"), {"for_": 2, "against": 2}, False),
            (number("for", ">", "2"), {"for_": 2, "against": 2}, False),
        ],
    )
    def test_what_an_equal_division_is(
        self, test: dict[str, Any], seats: dict[str, int], tied: bool
    ) -> None:
        assert self.tie(test, roll(**seats)).tied is tied
        assert (self.tie(test, roll(**seats), "second_vote").verdict == "tied") is tied

    def test_a_tie_is_a_tie_in_the_measure_that_is_counted(self) -> None:
        seats = [weighing("for", "3"), weighing("against", "1"), weighing("against", "2")]
        assert self.tie(share(measure="weight"), seats).tied
        assert not self.tie(share(), seats).tied
        even = [weighing("for", "3"), weighing("against", "1")]
        assert self.tie(share(), even).tied
        assert not self.tie(more_than(measure="weight"), even).tied

    def test_a_tie_is_a_tie_in_the_class_that_is_counted(self) -> None:
        seats = roll("a", for_=1, against=1) + roll("b", for_=1)
        assert self.tie(share(where={"cls": "a"}), seats).tied
        assert not self.tie(share(), seats).tied
        assert self.tie({"for_each": "cls", "test": more_than()}, seats).tied
        assert not self.tie(
            {"for_each": "cls", "test": more_than()}, seats + roll("c", against=1)
        ).tied

    def test_a_tie_in_one_part_ties_the_whole_only_if_the_rest_holds(self) -> None:
        enough, missing = number("for", ">=", "2"), number("for", ">=", "3")
        seats = roll(for_=2, against=2)
        assert self.tie({"all": [share(), enough]}, seats).tied
        assert not self.tie({"all": [share(), missing]}, seats).tied
        assert self.tie({"any": [share(), missing]}, seats).tied
        assert self.tie({"any": [share(), enough]}, seats).verdict == "carried"
        assert not self.tie({"any": [share(), enough]}, seats).tied
        both = [share(), more_than(), missing]
        assert self.tie({"at_least": 2, "of_tests": both}, seats).tied
        assert not self.tie({"at_least": 3, "of_tests": both}, seats).tied
        assert not self.tie({"at_least": 1, "of_tests": [missing, missing]}, seats).tied
