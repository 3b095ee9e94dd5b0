"""A body elects over HTTP: options, ballots, what breaks a tie, and who is chosen."""

from __future__ import annotations

import pytest
from tests.http.cases.choices import EVIDENCE, choosing, nominated, opened, tied, to_be_seconded
from tests.http.stages import CLOSES, SEATS


@pytest.fixture
def p(at):
    return at("in force")


def certified(p):
    p.secretary.done(f"{p.motion}/certification", match=p.read(p.motion))
    return p.read(p.motion).json


def test_a_body_chooses_among_options(p):
    opened(p)
    for seat, choice in zip(SEATS, (["weir", "mill"], ["weir"], []), strict=True):
        p.people[seat].done(f"{p.motion}/ballots", seat=seat, choice=choice)
    p.secretary.done(f"{p.motion}/closure")
    found = certified(p)
    assert [option["title"] for option in found["options"]] == ["A weir", "A ferry", "A mill"]
    became = {each["option"]: each["outcome"] for each in found["outcomes"]}
    assert became == {"weir": "elected", "ferry": "no_support", "mill": "not_elected"}
    assert (found["verdict"], found["chosen"], found["stage"]) == ("carried", ["weir"], "effective")
    assert (found["chose"], found["ballots_given"]) == (2, 3)
    assert found["in_words"].startswith("Carried: A weir is elected.")
    page = p.secretary.get(f"{p.motion}/ballots").json["items"]
    assert {entry["seat"]: entry["choice"] for entry in page} == {
        "seat-city": ["mill", "weir"],
        "seat-trust": ["weir"],
        "seat-club": [],
    }
    assert all("position" not in entry for entry in page)
    told = [entry["sentence"] for entry in p.secretary.get(f"{p.motion}/history").json["items"]]
    cast = "Seat seat-city cast its ballot among the options: “A mill”, “A weir”."
    assert cast in told
    assert "The result was certified: carried: A weir is elected." in told[-1]


def test_lots_decide_a_tie(p):
    tied(p)
    assert p.read(p.motion).json["tied"] is True
    order = ["mill", "ferry", "weir"]
    p.secretary.done(f"{p.motion}/lots", order=order, evidence=EVIDENCE)
    found = certified(p)
    assert (found["lot"], found["chosen"]) == (order, ["ferry"])
    told = [entry["sentence"] for entry in p.secretary.get(f"{p.motion}/history").json["items"]]
    assert any(sentence.endswith("order: “A mill”, “A ferry”, “A weir”.") for sentence in told)


def test_a_motion_in_a_class_that_chooses_says_its_options(p):
    choosing(p)
    refused = p.secretary.post(
        "/decisions",
        {
            "agreement": p.agreement,
            "body": "board",
            "class": "works",
            "title": "To build",
            "text": "That one of these be built.",
        },
    )
    assert refused.status_code == 422
    assert "name at least 2, and there are 0" in refused.json["detail"]


def test_a_position_is_no_choice(p):
    opened(p)
    refused = p.people["seat-city"].post(
        f"{p.motion}/ballots", {"seat": "seat-city", "position": "for"}
    )
    assert (refused.status_code, refused.json["field"]) == (422, "choice")


def test_what_was_nominated_is_chosen_and_what_was_withdrawn_is_not(p):
    nominated(p)
    bridge = {"id": "bridge", "title": "A bridge"}
    p.people["seat-trust"].done(f"{p.motion}/nominations", seat="seat-trust", option=bridge)
    p.people["seat-trust"].done(
        f"{p.motion}/option-withdrawals", seat="seat-trust", option="bridge"
    )
    p.secretary.done(f"{p.motion}/voting", closes=CLOSES, match=p.read(p.motion))
    chosen = {"seat": "seat-city", "choice": ["bridge"]}
    refused = p.people["seat-city"].post(f"{p.motion}/ballots", chosen)
    assert "must be one of the options" in refused.json["detail"]
    p.people["seat-city"].done(f"{p.motion}/ballots", chosen, choice=["ford"])
    found = p.read(p.motion).json["options"]
    assert found[-2:] == [
        {"id": "ford", "title": "A ford", "nominated_by": "seat-city"},
        {**bridge, "nominated_by": "seat-trust", "withdrawn": True},
    ]
    told = [entry["sentence"] for entry in p.secretary.get(f"{p.motion}/history").json["items"]]
    assert "Seat seat-city nominated “A ford” (ford)." in told
    assert "Seat seat-trust withdrew the option “A bridge”." in told


def test_what_nobody_seconded_lapses_as_the_vote_opens(p):
    to_be_seconded(p)
    p.secretary.done(f"{p.motion}/voting", closes=CLOSES, match=p.read(p.motion))
    shown = {option["id"]: option for option in p.read(p.motion).json["options"]}
    assert shown["ford"]["lapsed"] is True
    assert "lapsed" not in shown["weir"]
    told = [entry["sentence"] for entry in p.secretary.get(f"{p.motion}/history").json["items"]]
    assert "The nomination of “A ford” lapsed, since too few seats had seconded it." in told
    refused = p.people["seat-city"].post(
        f"{p.motion}/ballots", {"seat": "seat-city", "choice": ["ford"]}
    )
    assert refused.status_code == 422


def test_what_another_seat_seconded_is_chosen(p):
    to_be_seconded(p)
    second = {"seat": "seat-trust", "option": "ford"}
    p.people["seat-trust"].done(f"{p.motion}/nomination-seconds", second)
    p.secretary.done(f"{p.motion}/voting", closes=CLOSES, match=p.read(p.motion))
    for seat in SEATS:
        p.people[seat].done(f"{p.motion}/ballots", seat=seat, choice=["ford"])
    p.secretary.done(f"{p.motion}/closure")
    found = certified(p)
    assert found["chosen"] == ["ford"]
    shown = {option["id"]: option for option in found["options"]}
    assert shown["ford"]["seconded_by"] == ["seat-trust"]
    assert {each["option"] for each in found["outcomes"]} == {"weir", "ferry", "mill", "ford"}
