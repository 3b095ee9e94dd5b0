"""Who answered for whom in a vote, as it is shown over HTTP."""

from __future__ import annotations

import pytest
from tests.http.cases.representing import (
    PROXY,
    abstaining,
    by_delegation,
    by_proxy,
    pair_offered,
    seat,
)


def ballots(p):
    return {entry["seat"]: entry for entry in p.read(f"{p.motion}/ballots").json["items"]}


@pytest.fixture
def p(at):
    found = at("voting")
    by_proxy(found)
    found.people["seat-city"].done(f"{found.motion}/proxies", PROXY)
    return found


def test_the_list_of_ballots_says_how_each_came_about(p):
    p.people["seat-trust"].done(f"{p.motion}/ballots", seat="seat-trust", position="against")
    p.people["seat-trust"].done(f"{p.motion}/proxy-ballots", seat="seat-city", position="for")
    heard = [{"seat": "seat-club", "position": "abstain"}]
    p.secretary.done(f"{p.motion}/roll-call", ballots=heard)

    found = ballots(p)
    assert {seat: entry["how"] for seat, entry in found.items()} == {
        "seat-city": "proxy",
        "seat-club": "recorded",
        "seat-trust": "own",
    }
    assert found["seat-city"]["by"] == "seat-trust"
    assert "by" not in found["seat-trust"]
    assert p.read(p.motion).json["proxies"][0]["to"] == "seat-trust"


def test_the_ballot_of_the_seat_itself_is_shown_instead(p):
    p.people["seat-trust"].done(f"{p.motion}/proxy-ballots", seat="seat-city", position="for")
    p.people["seat-city"].done(f"{p.motion}/ballots", seat="seat-city", position="against")

    assert p.read(p.motion).json["ballots_given"] == 1
    found = ballots(p)["seat-city"]
    assert (found["position"], found["how"]) == ("against", "own")
    assert "by" not in found


def test_a_ballot_by_a_proxy_that_is_revoked_is_shown_no_more(p):
    p.people["seat-trust"].done(f"{p.motion}/proxy-ballots", seat="seat-city", position="for")
    p.people["seat-city"].done(f"{p.motion}/proxy-revocations", seat="seat-city")

    assert {"position", "how", "by", "given_at"}.isdisjoint(ballots(p)["seat-city"])
    shown = p.read(p.motion).json
    assert "revoked_at" in shown["proxies"][0]
    assert shown["ballots_given"] == 0


def test_the_reasons_say_how_many_seats_were_represented(p):
    p.people["seat-trust"].done(f"{p.motion}/ballots", seat="seat-trust", position="for")
    p.people["seat-trust"].done(f"{p.motion}/proxy-ballots", seat="seat-city", position="for")
    p.people["seat-club"].done(f"{p.motion}/ballots", seat="seat-club", position="for")
    p.secretary.done(f"{p.motion}/closure")
    p.secretary.done(f"{p.motion}/certification", match=p.read(p.motion))

    shown = p.read(p.motion).json
    assert "1 of these was represented" in shown["in_words"]
    assert shown["explanation"]["represented"] == {"seats": "1", "counted": "absent"}


def test_a_delegation_is_followed_at_the_close_and_shown(at):
    p = at("voting")
    by_delegation(p)
    ada = p.people["seat-city"]
    ada.done(f"/roles/{seat(p)}/delegations", to="seat-trust", effective_to="2026-09-01")
    p.people["seat-trust"].done(f"{p.motion}/ballots", seat="seat-trust", position="for")
    p.people["seat-club"].done(f"{p.motion}/ballots", seat="seat-club", position="against")
    p.hands.turn(days=8)
    p.secretary.done(f"{p.motion}/closure")

    found = ballots(p)["seat-city"]
    assert (found["position"], found["how"], found["by"]) == ("for", "delegated", "seat-trust")
    assert p.read(p.motion).json["ballots_given"] == 3
    (delegation,) = p.read(f"/roles/{seat(p)}").json["delegations"]
    assert (delegation["to"], delegation["effective_to"]) == ("seat-trust", "2026-09-01")
    due = p.read("/deadlines?until=2026-10-01").json["items"]
    assert "delegation_ends" in {entry["what"] for entry in due}


def test_a_delegation_that_is_revoked_while_the_vote_is_open_is_not_followed(at):
    p = at("voting")
    by_delegation(p)
    ada = p.people["seat-city"]
    ada.done(f"/roles/{seat(p)}/delegations", to="seat-trust")
    p.people["seat-trust"].done(f"{p.motion}/ballots", seat="seat-trust", position="for")
    ada.done(f"/roles/{seat(p)}/delegation-revocations", delegation=1)
    p.hands.turn(days=8)
    p.secretary.done(f"{p.motion}/closure")

    assert "position" not in ballots(p)["seat-city"]
    assert "revoked_at" in p.read(f"/roles/{seat(p)}").json["delegations"][0]


def paired(at):
    p = at("voting")
    pair_offered(p)
    p.people["seat-trust"].done(f"{p.motion}/pairs", seat="seat-trust", other="seat-city")
    return p


def test_two_seats_that_are_paired_abstain_and_the_list_of_ballots_says_so(at):
    p = paired(at)
    p.people["seat-club"].done(f"{p.motion}/ballots", seat="seat-club", position="for")
    p.hands.turn(days=8)
    p.secretary.done(f"{p.motion}/closure")

    shown = p.read(p.motion).json
    assert shown["tally"] == [{"position": "for", "seats": 1}, {"position": "abstain", "seats": 2}]
    (pair,) = shown["pairs"]
    assert "agreed_at" in pair
    found = ballots(p)
    assert {k: v["position"] for k, v in found.items() if v["how"] == "paired"} == {
        "seat-city": "abstain",
        "seat-trust": "abstain",
    }
    assert found["seat-city"]["by"] == "seat-trust"


@pytest.mark.parametrize("heard", [False, True])
def test_a_ballot_breaks_a_pair_and_the_history_says_so(at, heard):
    p = paired(at)
    answer = {"seat": "seat-city", "position": "for"}
    if heard:
        p.secretary.done(f"{p.motion}/roll-call", ballots=[answer])
    else:
        p.people["seat-city"].done(f"{p.motion}/ballots", answer)
    p.hands.turn(days=8)
    p.secretary.done(f"{p.motion}/closure")

    (pair,) = p.read(p.motion).json["pairs"]
    assert pair["broken_by"] == "seat-city"
    assert "position" not in ballots(p)["seat-trust"]
    told = [entry["sentence"] for entry in p.read(f"{p.motion}/history").json["items"]]
    assert "The ballot of seat seat-city broke its pair with seat seat-trust." in told


def test_a_pair_is_offered_ended_and_agreed_to_anew(at):
    p = at("voting")
    pair_offered(p)
    both = {"seat": "seat-city", "other": "seat-trust"}
    p.people["seat-city"].done(f"{p.motion}/pair-dissolutions", seat="seat-city")
    p.people["seat-trust"].done(f"{p.motion}/pairs", seat="seat-trust", other="seat-city")
    p.people["seat-city"].done(f"{p.motion}/pairs", both)
    first, second = p.read(p.motion).json["pairs"]
    assert "dissolved_at" in first
    assert "agreed_at" in second
    assert second["seat"] == "seat-trust"


def test_a_party_whose_seat_abstains_by_declaration_is_not_bound(at):
    p = at("voting")
    abstaining(p)
    said = {"seat": "seat-city", "statement": "Let the others decide."}
    p.people["seat-city"].done(f"{p.motion}/declarations", said)

    shown = p.read(p.motion).json
    assert shown["not_bound"] == [p.party["city"]]
    (declared,) = shown["declarations"]
    assert declared["statement"] == "Let the others decide."
    assert declared["party"] == p.party["city"]


def test_who_gives_another_ballot_is_bound_again(at):
    p = at("voting")
    abstaining(p)
    city = p.people["seat-city"]
    city.done(f"{p.motion}/declarations", seat="seat-city", statement="Let the others decide.")
    city.done(f"{p.motion}/ballot-replacements", seat="seat-city", position="for")

    assert {"not_bound", "declarations"}.isdisjoint(p.read(p.motion).json)
