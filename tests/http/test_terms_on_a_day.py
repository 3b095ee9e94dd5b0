"""The terms on each day over HTTP: what an amendment changes holds from its day on, and not before."""

from __future__ import annotations

from typing import Any

import pytest
from tests.http.stages import MAJORITY

EVE, JUNE = "2026-05-31", "2026-06-01"
DAYS_UNTIL_JUNE = 28
STRICT = MAJORITY | {
    "id": "large_majority",
    "name": "More than two thirds",
    "pass": MAJORITY["pass"] | {"at": "2/3"},
    "tie": "lost",
}
LATER = "2026-06-08T09:00:00Z"
TWO_OF_THREE = ("for", "for", "against")


def shown(p: Any, day: str) -> tuple[list[str], list[str]]:
    """The names of the board's rules on a day, and the titles of the posts without a seat."""
    terms = p.read(f"{p.path}?at={day}").json
    rules = [entry["rule"]["name"] for entry in terms["bodies"][0]["rules"]]
    return rules, [post["title"] for post in terms["posts"][:1]]


def test_each_day_has_its_own_terms(at):
    p = at("in force")
    before = p.table()
    p.change(
        from_=JUNE,
        bodies=[p.board(STRICT)],
        posts=[{"post": "chair", "title": "Presiding officer"}],
    )

    assert shown(p, EVE) == (["Simple majority"], ["Chair"])
    assert shown(p, JUNE) == (["More than two thirds"], ["Presiding officer"])

    decided = p.decide(before, *TWO_OF_THREE)
    p.hands.turn(days=DAYS_UNTIL_JUNE)
    after = p.decide(p.table(), *TWO_OF_THREE, closes=LATER)

    assert (decided.json["rule"]["id"], decided.json["verdict"]) == ("simple_majority", "carried")
    assert (after.json["rule"]["id"], after.json["verdict"]) == ("large_majority", "lost")
    assert p.read(f"/decisions/{before}").json["verdict"] == "carried"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("renewal", {"kind": "automatic", "months": 12}),
        ("ending", {"grounds": ["mutual"]}),
        ("accession", {"open": True, "class": "friend"}),
    ],
)
def test_a_provision_that_stands_once_is_shown_until_its_repeal(at, name, said):
    p = at("in force")
    p.change(term={"ends_on": "2027-05-04"}, **{name: said})
    p.change(from_=JUNE, strike=({"provision": name},))

    before, after = (p.read(f"{p.path}?at={day}") for day in (EVE, JUNE))
    assert before.json[name] == said
    assert name not in after.json
    assert before.headers["ETag"] != after.headers["ETag"]
