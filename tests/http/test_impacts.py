"""An impact item over HTTP: a fact that reaches back changes the basis of a result, and never the result."""

from __future__ import annotations

import pytest
from tests.http.cases.impacts import BY_LAW, learned, removed
from tests.http.stages import Partnership

SETTLED = {"outcome": "accepted", "reason": "The board confirmed it."}


@pytest.fixture
def p(at):
    """For, against and abstaining were equal; the casting vote carried it, on 4 May. It is 7 May."""
    p = at("certified")
    p.hands.turn(days=3)
    return p


def items(p: Partnership, asked: str = "") -> list:
    return p.read(f"/impacts?{asked}").json["items"]


def test_a_seat_without_a_mandate_that_day_is_shown_with_what_would_have_come_of_it(p):
    removed(p, "seat-city")
    (item,) = items(p, f"status=open&agreement={p.agreement}")

    assert item["subject"] == p.decision
    assert (item["concerns_on"], item["voting"]) == ("2026-05-04", 1)
    (seat,) = item["seats"]
    assert seat["seat"] == "seat-city"
    assert "mandate" not in seat
    assert item["count"] == {
        "certified": "carried",
        "verdict": "lost",
        "margin": "0",
        "margin_without": "-0.5",
        "would_change": True,
    }
    assert item["in_words"] == (
        "Seat seat-city had no mandate on 2026-05-04; without it the result would change: lost "
        "instead of carried, margin 0 -> -0.5."
    )
    (cause,) = item["causes"]
    assert (cause["id"], cause["kind"]) == (p.roles["seat-city"], "role")


def test_the_decision_shows_its_items_and_keeps_its_verdict(p):
    before = p.read(p.motion)
    removed(p, "seat-trust")
    shown = p.read(p.motion)

    now = shown.json
    (found,) = now.pop("impacts")
    assert found["status"] == "open"
    assert found["count"]["would_change"] is False
    assert now == before.json
    assert shown.headers["ETag"] != before.headers["ETag"]


def test_a_seat_that_abstained_leaves_the_result_as_it_is(p):
    removed(p, "seat-club")
    (item,) = items(p)

    assert item["in_words"] == (
        "Seat seat-club had no mandate on 2026-05-04; without it the motion is still carried."
    )


def test_what_gives_the_mandate_back_lets_the_item_fall_away(p):
    removed(p, "seat-city")
    role = f"/roles/{p.roles['seat-city']}"
    again = {
        "holder": str(p.people["seat-city"].principal),
        "party": p.party["city"],
        "effective_from": "2026-05-01",
        "reason": "The court of appeal annulled that.",
        **BY_LAW,
    }
    p.secretary.done(f"{role}/assignments", again)
    assert [item["status"] for item in items(p)] == ["open"]
    p.people["seat-city"].done(f"{role}/acceptances", assignment=2)

    (item,) = items(p)
    assert (item["status"], item["seats"]) == ("fell_away", [])
    assert len(item["causes"]) == 2
    assert p.read(p.motion).json["impacts"][0]["status"] == "fell_away"


def test_two_seats_are_one_item_about_one_vote(p):
    removed(p, "seat-city")
    removed(p, "seat-trust")

    (item,) = items(p)
    assert [seat["seat"] for seat in item["seats"]] == ["seat-city", "seat-trust"]
    told = [told["sentence"] for told in p.read(f"/impacts/{item['id']}/history").json["items"]]
    assert told[0].startswith("What was recorded as entry ")
    assert (
        "changed the basis of decision “Clean the weir”: Seat seat-city had no mandate" in told[0]
    )
    assert "the item was weighed anew" in told[1]


def test_what_holds_from_later_on_changes_nothing(p):
    removed(p, "seat-city", day="2026-05-05")

    assert items(p) == []


def test_who_leaves_on_the_day_of_the_vote_had_the_mandate_at_its_opening(at):
    p = at("certified")
    own = f"/roles/{p.roles['seat-city']}"
    p.people["seat-city"].done(f"{own}/resignations", assignment=1)

    assert items(p) == []


def test_it_was_not_known_before_it_was_recorded(p):
    p.hands.turn(seconds=1)
    known = p.hands.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    p.hands.turn(hours=1)
    removed(p, "seat-city")

    assert len(items(p)) == 1
    assert items(p, f"known={known}") == []
    assert "impacts" not in p.read(f"{p.motion}?known={known}").json


def test_an_item_is_settled_once_and_with_a_reason(at):
    p = at("certified", learned)
    own = f"/impacts/{p.impact}"
    stale = p.read(own)
    settled = p.secretary.done(f"{own}/settlement", SETTLED, match=stale).json

    assert (settled["status"], settled["outcome"]) == ("settled", "accepted")
    assert settled["reason"] == "The board confirmed it."
    assert p.secretary.post(f"{own}/settlement", SETTLED, match=stale).status_code == 412
    again = p.secretary.post(f"{own}/settlement", SETTLED, match=p.read(own))
    assert again.status_code == 409
    assert "is settled already" in again.json["detail"]
    assert items(p, "status=open") == []
    assert len(p.read(f"{p.path}/impacts").json["items"]) == 1


def test_another_seat_opens_a_settled_item_again(at):
    p = at("certified", learned)
    own = f"/impacts/{p.impact}"
    p.secretary.done(f"{own}/settlement", SETTLED, match=p.read(own))
    removed(p, "seat-trust")

    (item,) = items(p, "status=open")
    assert item["id"] == p.impact
    assert "outcome" not in item
    assert "reason" not in item


def test_a_casting_vote_given_without_a_mandate_falls(p):
    removed(p, "chair")
    (item,) = items(p)

    (seat,) = item["seats"]
    assert (seat["seat"], seat["casting_vote"]) == ("chair", True)
    assert (item["count"]["verdict"], item["count"]["would_change"]) == ("lost", True)
    assert item["in_words"].startswith("Who gave the casting vote from chair had no mandate on")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"outcome": "reopened"}, "name the decision by which"),
        ({"outcome": "no_action", "decision": None}, "is named where the subject was reopened"),
        ({"outcome": "reopened", "decision": None}, "was not reopened, rescinded or superseded"),
    ],
)
def test_what_is_said_of_a_decision_fits_the_outcome(at, said, words):
    p = at("certified", learned)
    if "decision" in said:
        said = said | {"decision": p.decision}
    own = f"/impacts/{p.impact}"
    refused = p.secretary.post(
        f"{own}/settlement", {"reason": "Because.", **said}, match=p.read(own)
    )

    assert refused.status_code == 422
    assert words in refused.json["detail"]


def test_only_the_chair_settles(at):
    p = at("certified", learned)
    own = f"/impacts/{p.impact}"
    refused = p.people["seat-trust"].post(f"{own}/settlement", SETTLED, match=p.read(own))

    assert refused.status_code == 403
    assert "presides over body board" in refused.json["detail"]


def test_a_signature_without_a_mandate_that_day_is_an_item_of_the_agreement(p):
    removed(p, "mayor")
    (item,) = items(p, "status=open")

    assert (item["kind"], item["subject"]) == ("signature", p.agreement)
    assert item["links"]["subject"] == f"/v1/agreements/{p.agreement}"
    assert item["in_words"] == (
        "Who signed from post mayor on 2026-05-04 had no mandate on that day; nobody had it."
    )
    assert "count" not in item
    settled = p.secretary.done(
        f"/impacts/{item['id']}/settlement", SETTLED, match=p.read(f"/impacts/{item['id']}")
    )
    assert settled.json["status"] == "settled"


@pytest.mark.parametrize("side", ["decision", "role", "agreement"])
def test_it_is_told_in_the_history_of_what_it_concerns_and_of_what_caused_it(p, side):
    removed(p, "seat-city")
    own = {
        "decision": p.motion,
        "role": f"/roles/{p.roles['seat-city']}",
        "agreement": p.path,
    }[side]
    told = p.read(f"{own}/history?order=newest&limit=1").json["items"][0]

    assert (
        "changed the basis of decision “Clean the weir”: Seat seat-city had no" in told["sentence"]
    )
    assert told["links"]["subject"] == f"/v1/impacts/{told['id']}"


def test_the_settlement_is_told_in_the_history_of_the_decision_too(at):
    p = at("certified", learned)
    own = f"/impacts/{p.impact}"
    p.secretary.done(f"{own}/settlement", SETTLED, match=p.read(own))
    told = p.read(f"{p.motion}/history?order=newest&limit=1").json["items"][0]
    assert told["sentence"].startswith("The item was accepted: the result stands")


def test_a_back_dated_end_is_out_of_the_ordinary_and_the_dossier_shows_what_it_changes(p):
    removed(p, "seat-club")
    (item,) = items(p)

    found = p.read("/exceptions?kind=backdated&limit=200").json["items"]
    assert any(entry["type"].startswith("role.") for entry in found)
    page = p.read(f"{p.motion}/dossier?format=html").text
    assert "What is known otherwise since" in page
    assert item["in_words"].replace("seat-club", "“seat-club”") in page
    record = p.read(f"{p.motion}/dossier").json["record"]
    assert record["position"] == p.position


# --- Where else it is told -------------------------------------------------------------------


def test_an_open_item_is_a_finding_until_it_is_settled(at):
    p = at("certified", learned)
    (item,) = items(p)
    asked = f"/findings?agreement={p.agreement}"
    (found,) = [each for each in p.read(asked).json["items"] if each["code"] == "impact_open"]

    assert found["sentence"] == item["in_words"]
    assert (found["act"], found["day"], found["kind"]) == ("vote", "2026-05-04", "decision")
    assert found["subject"] == p.decision
    assert found["links"]["impact"] == f"/v1/impacts/{p.impact}"
    own = f"/impacts/{p.impact}"
    p.secretary.done(f"{own}/settlement", SETTLED, match=p.read(own))
    assert all(each["code"] != "impact_open" for each in p.read(asked).json["items"])


def test_what_became_otherwise_lists_items_too(p):
    before = p.position
    removed(p, "seat-city")
    (appeared,) = p.read(f"/changes?from={before}&kind=impact").json["items"]
    assert (appeared["kind"], appeared["change"]) == ("impact", "appeared")
    assert appeared["now"]["subject"] == p.decision

    since = p.position
    own = appeared["links"]["self"].removeprefix("/v1")
    p.secretary.done(f"{own}/settlement", SETTLED, match=p.read(own))
    (changed,) = p.read(f"/changes?from={since}&kind=impact").json["items"]
    said = {each["field"]: each.get("now") for each in changed["fields"]}
    assert (said["status"], said["outcome"]) == ("settled", "accepted")
    first = p.read(f"/changes?from={before}&limit=1").json
    rest = p.read(f"/changes?from={before}&cursor={first['next']}").json
    kinds = [each["kind"] for each in (*first["items"], *rest["items"])]
    assert kinds == ["role", "impact"]


def test_the_dossier_of_the_agreement_has_every_item_and_that_of_the_decision_its_own(p):
    removed(p, "seat-city")
    (item,) = items(p)
    (shown,) = p.read(f"{p.path}/dossier").json["impacts"]
    assert (shown["id"], shown["in_words"]) == (item["id"], item["in_words"])
    page = p.read(f"{p.path}/dossier?format=html").text
    assert "What is known otherwise since" in page
    assert "impact_open" in {
        each["code"] for each in p.read(f"{p.motion}/dossier").json["findings"]
    }


def test_the_dossier_says_of_an_item_that_fell_away_only_that(p):
    test_what_gives_the_mandate_back_lets_the_item_fall_away(p)
    for path in (p.motion, p.path):
        page = p.read(f"{path}/dossier?format=html").text
        assert "The basis is again what it was taken to be. (fell away)" in page


def test_an_item_falls_due_on_no_day(p):
    asked = f"/deadlines?until=2027-05-04&agreement={p.agreement}"
    before = p.read(asked).json["items"]
    removed(p, "seat-city")
    assert p.read(asked).json["items"] == before


def test_what_is_learned_during_the_vote_is_found_at_once_and_weighed_with_the_certificate(at):
    p = at("voting")
    p.hands.turn(days=1)
    removed(p, "seat-city")
    (found,) = p.read(f"/findings?agreement={p.agreement}").json["items"]
    assert (found["code"], found["subject"]) == ("no_mandate", p.decision)
    assert items(p) == []

    ballots = [{"seat": s, "position": "for"} for s in ("seat-city", "seat-trust", "seat-club")]
    p.secretary.done(f"{p.motion}/roll-call", ballots=ballots)
    p.secretary.done(f"{p.motion}/closure")
    p.secretary.done(f"{p.motion}/certification", match=p.read(p.motion))
    (item,) = items(p)
    assert item["in_words"].endswith(
        "This was entered while the vote was not certified yet: its roll was fixed at the opening, and stays."
    )
    assert p.read(p.motion).json["verdict"] == "carried"
