"""A rule is tried on a roll that somebody wrote down; what is wrong there is named by its place."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.said import number, share
from tests.vectors import KNOWN, NEEDS_VECTORS, RULES, name_of, roll_of

from accord.errors import Malformed
from accord.rules import Rule, Verdict
from accord.rules.choices import ChoiceExplanation, choice_in_words
from accord.rules.explanation import Explanation
from accord.rules.trying import MOST_BALLOTS, MOST_OPTIONS, MOST_SEATS, tried

MAJORITY: dict[str, Any] = {"id": "r", "name": "R", "pass": share()}
ADA_BEN = [{"option": "ada"}, {"option": "ben"}]


def choosing(kind: str = "approval", **more: Any) -> Rule:
    method = {"id": "m", "name": "M", "kind": kind} | more
    return Rule.from_data({"id": "c", "name": "C", "choice": method})


def stands(*seats: dict[str, Any], **context: Any) -> dict[str, Any]:
    return {"seats": list(seats)} | ({"context": context} if context else {})


def ballots(*choices: Any, options: Any = ADA_BEN, **more: Any) -> dict[str, Any]:
    return {"options": options, "ballots": [{"choice": choice} for choice in choices]} | more


def refusal(rule: Rule, roll: object) -> Malformed:
    with pytest.raises(Malformed) as refused:
        tried(rule, roll)
    assert str(refused.value.facts["field"]) in refused.value.reason
    return refused.value


@NEEDS_VECTORS
@pytest.mark.parametrize("vector", KNOWN["vectors"], ids=name_of)
def test_a_roll_of_the_vectors_gives_its_verdict(vector):
    found = tried(Rule.from_data(RULES[vector["rule"]]), roll_of(vector))
    assert found.verdict == vector["expected"]
    assert found.in_words.lower().startswith(vector["expected"])
    assert Explanation.from_data(found.to_data()["explanation"]) == found.explanation


def test_a_roll_says_all_that_a_verdict_hangs_on():
    split = (
        {"position": "for", "cls": "city", "weight": "2.5", "represented": True},
        {"position": "against", "weight": "2.5"},
    )
    present = {
        "quorum": number("for against", ">=", "2"),
        "second_call": number("against", ">=", "1"),
    }
    rule = Rule.from_data(MAJORITY | present | {"tie": "second_vote"})
    assert tried(rule, stands(*split)).verdict is Verdict.INQUORATE
    assert tried(rule, stands(*split, second_call=True)).verdict is Verdict.TIED
    held = ({"position": "for"}, {"position": "against"})
    assert tried(rule, stands(*held)).verdict is Verdict.TIED
    assert tried(rule, stands(*held, second_call=True)).verdict is Verdict.TIED
    assert tried(rule, stands(*held, second_vote=True)).verdict is Verdict.LOST


@pytest.mark.parametrize(
    ("roll", "field", "right"),
    [
        ([], "", "must be an object"),
        ({}, "/seats", "is missing"),
        ({"seats": []}, "/seats", "not empty"),
        ({"seats": [7]}, "/seats/0", "must be an object"),
        (stands({"n": 2}), "/seats/0/position", "is missing"),
        (stands({"position": "yes"}), "/seats/0/position", "must be one of: for, against"),
        (stands({"position": "for", "n": 0}), "/seats/0/n", "at least 1"),
        (stands({"position": "for", "n": MOST_SEATS + 1}), "/seats/0/n", str(MOST_SEATS)),
        (
            stands({"position": "for", "n": MOST_SEATS}, {"position": "for"}),
            "/seats/1/n",
            f"makes {MOST_SEATS + 1} seats; at most {MOST_SEATS} can be counted",
        ),
        (stands({"position": "for", "seats": "3"}), "/seats/0/seats", "n says how many seats"),
        (stands({"position": "for", "weight": "NaN"}), "/seats/0/weight", "decimal text"),
        (stands({"position": "for", "weight": float("nan")}), "/seats/0/weight", "decimal text"),
        (stands({"position": "for", "weight": 0.5}), "/seats/0/weight", "decimal text"),
        (stands({"position": "for", "weight": True}), "/seats/0/weight", "decimal text"),
        (stands({"position": "for", "weight": -1}), "/seats/0/weight", "negative"),
        (stands({"position": "for", "class": "x"}), "/seats/0/class", "position, n, cls"),
        (stands({"position": "for", "Weight": "1"}), "/seats/0/Weight", "small letters"),
        (stands({"position": "for", "count": "1"}), "/seats/0/count", "n says how many"),
        (stands({"position": "for", "cls": 7}), "/seats/0/cls", "must be a text"),
        (stands({"position": "for", "represented": "no"}), "/seats/0/represented", "true or false"),
        (stands({"position": "for", "declared": True}), "/seats/0/declared", "abstains itself"),
        (
            stands({"position": "abstain", "declared": True, "represented": True}),
            "/seats/0/declared",
            "abstains itself",
        ),
        (
            stands({"position": "for"}, casting_vote="abstain"),
            "/context/casting_vote",
            "for, against",
        ),
        (stands({"position": "for"}, second_vote=1), "/context/second_vote", "true or false"),
        (stands({"position": "for"}, second_call=1), "/context/second_call", "true or false"),
        (stands({"position": "abstain", "declared": 1}), "/seats/0/declared", "true or false"),
        (stands({"position": "for"}, chair="x"), "/context/chair", "known are: casting_vote"),
    ],
)
def test_a_roll_that_cannot_be_read_is_refused_saying_what_would_be_right(roll, field, right):
    refused = refusal(Rule.from_data(MAJORITY), roll)
    assert refused.facts["field"] == field
    assert right in refused.reason


def test_as_many_seats_are_counted_as_a_body_can_have():
    found = tried(Rule.from_data(MAJORITY), stands({"position": "for", "n": MOST_SEATS}))
    assert found.verdict is Verdict.CARRIED


def test_a_seat_without_what_the_rule_counts_is_named_by_its_place():
    weighed = Rule.from_data(MAJORITY | {"pass": share(measure="weight")})
    roll = stands({"position": "for", "weight": 2}, {"position": "against"})
    assert refusal(weighed, roll).facts["field"] == "/seats/1"
    assert "/seats/1 has no weight" in refusal(weighed, roll).reason
    by_class = Rule.from_data(MAJORITY | {"pass": {"for_each": "cls", "test": share()}})
    assert (
        "/seats/1 has no class"
        in refusal(by_class, stands({"position": "for", "cls": "a"}, {"position": "for"})).reason
    )


@pytest.mark.parametrize(
    ("rule", "roll", "chosen"),
    [
        (choosing("schulze"), ballots([["ada"], ["ben"]], [["ada", "ben"]]), ["ada"]),
        (choosing("irv"), ballots([["ben"]], [["ada"], ["ben"]], [["ben"]]), ["ben"]),
        (choosing(), ballots(["ada"], ["ada", "ben"]), ["ada"]),
        (choosing("score", min=0, max=5), ballots([{"option": "ben", "points": 5}]), ["ben"]),
        (choosing("dots", total=3), ballots([{"option": "ada", "points": 3}], []), ["ada"]),
        (
            choosing(
                "allocation", spending={"rule": "greedy", "budget": "10"}, ballot={"form": "approval"}
            ),
            ballots(["ada", "ben"], ["ada"], options=[{"option": "ada", "cost": "9"}, {"option": "ben", "cost": "2"}]),
            ["ada"],
        ),
    ],
)  # fmt: skip
def test_ballots_of_each_form_are_counted(rule, roll, chosen):
    found = tried(rule, roll)
    assert (found.verdict, list(found.explanation.chosen)) == (Verdict.CARRIED, chosen)
    assert ChoiceExplanation.from_data(found.to_data()["explanation"]) == found.explanation


def test_what_is_found_is_said_as_data_and_in_words():
    found = tried(choosing(), ballots(["ada"]))
    assert found.to_data() == {"verdict": "carried", "explanation": found.explanation.to_data()}
    assert found.in_words == choice_in_words(found.explanation)


def test_as_many_options_are_counted_as_each_can_be_compared_with_each():
    assert tried(choosing(), ballots(["o7"], options=MANY[:-1])).explanation.chosen == ("o7",)


def test_ballots_alike_are_written_once_and_weigh_what_the_rule_counts():
    alike = {
        "options": ADA_BEN,
        "ballots": [{"choice": ["ada"], "n": 3}, {"choice": ["ben"], "n": 2}],
    }
    assert tried(choosing(), alike).explanation.chosen == ("ada",)
    alike["ballots"][0]["weight"], alike["ballots"][1]["weight"] = 1, "1.6"
    assert tried(choosing(measure="weight"), alike).explanation.chosen == ("ben",)


def test_a_tie_is_broken_by_what_the_roll_says_of_it():
    equal = ballots(["ada"], ["ben"])
    assert tried(choosing(ties=["casting_vote"]), equal).verdict is Verdict.TIED
    given = equal | {"context": {"casting_vote": ["ben"]}}
    assert tried(choosing(ties=["casting_vote"]), given).explanation.chosen == ("ben",)
    drawn = equal | {"context": {"lot": ["ada", "ben"]}}
    assert tried(choosing(ties=["lot"]), drawn).explanation.chosen == ("ada",)


def test_the_turnout_is_of_all_who_may_vote():
    half = choosing(turnout={"at": "1/2"})
    assert tried(half, ballots(["ada"])).verdict is Verdict.CARRIED
    assert tried(half, ballots(["ada"], roll=3)).verdict is Verdict.INQUORATE
    assert tried(half, ballots(["ada"], roll="2")).verdict is Verdict.CARRIED
    assert tried(half, ballots(["ada"], roll=1)).verdict is Verdict.CARRIED
    assert tried(half, ballots()).verdict is Verdict.INQUORATE


MONEY = choosing(
    "allocation", spending={"rule": "greedy", "budget": "10"}, ballot={"form": "approval"}
)
MANY = [{"option": f"o{index}"} for index in range(MOST_OPTIONS + 1)]


@pytest.mark.parametrize(
    ("rule", "roll", "field", "right"),
    [
        (choosing(), {"seats": []}, "/seats", "known are: ballots, context, options, roll"),
        (choosing(), ballots(options=[]), "/options", "not empty"),
        (choosing(), ballots(options=MANY), "/options", str(MOST_OPTIONS)),
        (choosing(), ballots(options=[*ADA_BEN, ADA_BEN[0]]), "/options/2/option", "second time"),
        (choosing(), {"options": ADA_BEN, "ballots": {}}, "/ballots", "must be a list"),
        (choosing(), {"options": ADA_BEN, "ballots": [{"n": 1}]}, "/ballots/0/choice", "blank"),
        (choosing(), {"options": ADA_BEN, "ballots": [{"choice": ["ada"], "n": MOST_BALLOTS + 1}]}, "/ballots/0/n", str(MOST_BALLOTS)),
        (choosing(), ballots("ada"), "/ballots/0/choice", "must be a list"),
        (choosing(), ballots(["cid"]), "/ballots/0/choice/0", "one of the options: ada, ben"),
        (choosing("irv"), ballots([["ada"], ["ada"]]), "/ballots/0/choice/1/0", "a second time"),
        (choosing("irv"), ballots([["ada", "ben"]]), "/ballots/0/choice/0", "one option"),
        (choosing("score", min=0, max=5), ballots([{"option": "ada", "points": 6}]), "/ballots/0/choice/0/points", "5"),
        (choosing("dots", total=5), ballots([{"option": "ada", "points": 3}, {"option": "ben", "points": 3}]), "/ballots/0/choice", "5 may be given"),
        (MONEY, ballots(options=[{"option": "ada", "cost": "-1"}]), "/options/0/cost", "negative"),
        (MONEY, ballots(options=ADA_BEN), "/options/0/cost", "more than 0"),
        (choosing(measure="weight"), ballots(["ada"]), "/ballots/0/weight", "is missing"),
        (choosing(default="none"), ballots(["ada"]), "/options", '"none"'),
        (choosing(), ballots(["ada"], ["ben"], roll=1), "/roll", "less than"),
        (choosing(), ballots(roll="many"), "/roll", "decimal text"),
        (choosing(), ballots(roll=True), "/roll", "decimal text"),
        (choosing(), ballots(roll=1.5), "/roll", "decimal text"),
        (choosing(), ballots(context={"chair": "ada"}), "/context/chair", "known are: casting_vote, lot"),
        (choosing(), ballots(context={"lot": "ada"}), "/context/lot", "a list"),
        (choosing(), ballots(context={"lot": []}), "/context/lot", "not empty"),
        (choosing(), {"options": ADA_BEN, "ballots": ["ada"]}, "/ballots/0", "an object"),
        (choosing(), {"options": ADA_BEN, "ballots": [{"choice": ["ada"], "Weight": "1"}]}, "/ballots/0/Weight", "small letters"),
        (choosing(), ballots(options=[{"option": "ada", "group": ""}, {"option": "ben"}]), "/options/0/group", "a text"),
        (choosing(), ballots(options=[{"option": "ada", "group": "g" * 101}, {"option": "ben"}]), "/options/0/group", "a text"),
        (choosing(), ballots(context={"lot": ["ada", "ada"]}), "/context/lot/1", "once"),
        (choosing(), ballots(context={"casting_vote": ["cid"]}), "/context/casting_vote/0", "one of the options"),
    ],
)  # fmt: skip
def test_ballots_that_cannot_be_read_are_refused_saying_what_would_be_right(
    rule, roll, field, right
):
    refused = refusal(rule, roll)
    assert refused.facts["field"] == field
    assert right in refused.reason
