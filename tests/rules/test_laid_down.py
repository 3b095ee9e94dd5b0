"""What a rule lays down is said before anything is counted, for every rule of the catalogue."""

from __future__ import annotations

import pytest
from tests.rules.said import more_than, number, rule, share

from accord.rules import Rule
from accord.rules.catalogue import entries, find
from accord.rules.laid_down import laid_down

SAID = {
    "two_thirds_of_members": "To carry: in favour at least 2/3 of the seats of the whole membership.",
    "unanimity_strict": "To carry: all seats of those entitled to vote in favour.",
    "apache_release": "To carry: all of these: (1) in favour at least 3 seats; "
    "(2) more in favour than against.",
    "consent": "To carry: nobody against.",
    "oz_governor": "To carry: more in favour than against, counted in weight.",
    "two_thirds_in_each_class": "To carry: in each class, in favour at least 2/3 of the seats cast in "
    "favour or against.",
    "debian_general_resolution": "Quorum: in favour at least 3/2 times the square root of the number of "
    "seats of those entitled to vote.",
    "eu_qmv": "To carry: at least one of these: (1) all of these: (1.1) in favour at least 55/100 of the "
    "seats of the whole membership; (1.2) in favour at least 65/100 of the population of the whole "
    "membership; (2) against, abstaining, not voting, invalid, absent, recused and vacant at most 3 seats.",
    "eu_qmv_participants": "To carry: at least one of these: (1) all of these: (1.1) in favour at least "
    "55/100 of the seats of the whole membership; (1.2) in favour at least 65/100 of the population of the "
    "whole membership; (2) against, abstaining, not voting, invalid, absent, recused and vacant fewer than "
    "1 more than the fewest seats that together hold more than 35/100 of all population.",
    "simple_majority_casting_vote": "Where the seats are equally divided, who presides may give a casting "
    "vote.",
}


@pytest.mark.parametrize(("name", "sentence"), SAID.items())
def test_a_rule_is_said_in_words(name, sentence):
    assert sentence in laid_down(find(name, 1).rule)


def test_every_rule_that_is_for_or_against_has_words_and_no_sentence_shows_a_code():
    for entry in entries():
        told = laid_down(entry.rule)
        assert bool(told) is (entry.rule.choice is None), entry.id
        assert not [each for each in told if "_" in each.replace("article_5", "")], told
        assert all(each.endswith(".") for each in told)


def test_what_a_rule_says_besides_is_said_as_well():
    told = laid_down(
        Rule.from_data(
            {
                "id": "own",
                "name": "Own",
                "quorum": {"at_least": 1, "of_tests": [present(">=", "1/2")]},
                "second_call": present(">=", "1/3"),
                "veto": {
                    "test": "number",
                    "of": ["abstain"],
                    "op": ">=",
                    "n": "2",
                    "declared": True,
                },
                "pass": present(">", "1/2"),
                "silence": "for",
                "represented": "present",
            }
        )
    )
    assert told[:3] == [
        "Quorum: at least 1 of these: (1) present at least 1/2 of the seats of the whole membership.",
        "Quorum of a second call: present at least 1/3 of the seats of the whole membership.",
        "Vetoed by: abstaining by declaration at least 2 seats.",
    ]
    assert "Who has not answered when voting closes counts in favour." in told
    assert "A seat that another one answers for counts as present for the quorum." in told


def present(op: str, at: str) -> dict[str, object]:
    of = ["for", "against", "abstain", "not_voting", "invalid"]
    return {"test": "share", "of": of, "base": "fixed", "op": op, "at": at}


@pytest.mark.parametrize(
    ("test", "sentence"),
    [
        (
            share(where={"cls": "funder"}),
            "in class funder, in favour more than 1/2 of the seats cast in favour or against",
        ),
        (number("against", "<=", "0"), "nobody against"),
        (number("against", "==", "0"), "nobody against"),
        (number("against", "<", "1"), "against fewer than 1 seat"),
        (
            share(op="==", at="1", base="fixed", measure="weight"),
            "all weight of the whole membership in favour",
        ),
        (
            share(op="<=", at="1", base="fixed"),
            "in favour at most 1 of the seats of the whole membership",
        ),
        (
            {"all": [{"for_each": "cls", "test": {"any": [number("for", ">=", "1")]}}]},
            "all of these: (1) in each class, at least one of these: (1.1) in favour at least 1 seat",
        ),
        (more_than(measure="weight"), "more in favour than against, counted in weight"),
    ],
)
def test_each_kind_of_test_is_said(test, sentence):
    assert laid_down(rule(test)) == [f"To carry: {sentence}."]


@pytest.mark.parametrize(
    ("besides", "sentence"),
    [
        (
            {"objections": "raised"},
            "Nobody votes against: who is against objects, and an objection stands when it is raised.",
        ),
        (
            {"objections": "sustained"},
            "Nobody votes against: who is against objects, and an objection stands once it is sustained.",
        ),
        (
            {"tie": "second_vote"},
            "Where the seats are equally divided, a second vote is taken, after which it is lost.",
        ),
        (
            {"silence": "against"},
            "Who has not answered when voting closes counts against.",
        ),
        (
            {"silence": "abstain"},
            "Who has not answered when voting closes counts as abstaining.",
        ),
    ],
)
def test_what_stands_beside_the_tests_is_said(besides, sentence):
    assert laid_down(rule(number("for", ">=", "1"), **besides))[1:] == [sentence]
