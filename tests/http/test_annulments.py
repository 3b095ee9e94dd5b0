"""An amendment whose decision fell is in doubt, and once annulled takes its text back, with the reason shown."""

from __future__ import annotations

import pytest
from tests.http.cases.amendments_signed import adopt, carry, fell, upheld
from tests.http.refusing import assert_problem
from tests.http.stages import Partnership
from tests.http.test_amendments import RENUMBER, amended, draft

from accord.projections import rebuild

WHY = {"reason": "The club was not heard."}
AB_INITIO = {"ab_initio": True, **WHY}


def annul(p: Partnership, **said: object):
    own = f"/amendments/{p.amendment}"
    return p.secretary.done(f"{own}/annulment", {**WHY, **said}, match=p.read(own)).json


def now(p: Partnership) -> str:
    p.hands.turn(seconds=1)
    known = p.hands.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    p.hands.turn(hours=1)
    return known


@pytest.fixture
def p(at):
    """The amendment that says half each is in force, and the decision on which it was adopted is annulled."""
    return at("governed", fell)


def text(p: Partnership, asked: str = ""):
    return p.read(f"{p.path}/text?{asked}").json


# --- While the item is open ------------------------------------------------------------------


def test_the_text_says_that_the_decision_behind_an_amendment_fell(p):
    (doubt,) = text(p)["doubted"]

    assert (doubt["amendment"], doubt["decision"]) == (p.amendment, p.decision)
    assert doubt["in_words"].startswith("Amendment “")
    assert "in doubt. The decision on which it was adopted" in doubt["in_words"]
    assert p.read(doubt["link"].removeprefix("/v1")).json["status"] == "open"
    assert text(p)["amendments"] == [p.amendment]
    for form in ("markdown", "html"):
        assert "is in doubt" in p.read(f"{p.path}/text?format={form}").text
    assert "is in doubt" not in p.read(f"{p.path}/text?format=plain").text


def test_the_amendment_shows_the_item_about_it(p):
    (item,) = p.read(f"/amendments/{p.amendment}").json["impacts"]
    assert item["status"] == "open"
    assert item["in_words"].startswith("The decision on which it was adopted")
    annul(p, ab_initio=True)
    assert p.read(f"/amendments/{p.amendment}").json["impacts"][0]["status"] == "settled"


def test_the_item_is_settled_by_annulling_and_not_by_saying_so(p):
    (item,) = p.read(f"/impacts?subject={p.amendment}").json["items"]
    own = f"/impacts/{item['id']}"
    said = {"outcome": "annulled", **WHY}
    refused = p.secretary.post(f"{own}/settlement", said, match=p.read(own))
    assert_problem(refused, 422, "refused")
    assert "annul the amendment itself" in refused.json["detail"]

    annul(p, ab_initio=True)
    settled = p.read(own).json
    assert (settled["status"], settled["outcome"]) == ("settled", "annulled")
    assert settled["reason"] == WHY["reason"]


def test_what_was_accepted_stands_and_is_no_longer_in_doubt(p):
    (item,) = p.read(f"/impacts?subject={p.amendment}").json["items"]
    own = f"/impacts/{item['id']}"
    p.secretary.done(f"{own}/settlement", {"outcome": "accepted", **WHY}, match=p.read(own))

    assert "doubted" not in text(p)
    own = f"/amendments/{p.amendment}"
    refused = p.secretary.post(f"{own}/annulment", AB_INITIO, match=p.read(own))
    assert refused.status_code == 409
    assert "was settled, and the amendment stood" in refused.json["detail"]
    annul(p, ab_initio=True, authority="instrument:District Court 7/2026")


# --- What the text says, and why -------------------------------------------------------------


def test_the_text_of_every_day_is_as_if_it_had_never_been(p):
    with_it, known = text(p), now(p)
    annul(p, ab_initio=True)
    after = text(p)

    assert after["text_hash"] == text(p, "at=2026-04-01")["text_hash"] != with_it["text_hash"]
    assert after["amendments"] == []
    (gone,) = after["annulled"]
    assert (gone["amendment"], gone["decision"]) == (p.amendment, p.decision)
    assert (gone["ab_initio"], gone["reason"]) == (True, WHY["reason"])
    assert gone["annulled_from"] == gone["effective_from"]
    assert (
        "is treated as never having been in effect: the decision on which it was adopted, “"
        in (gone["in_words"])
    )
    assert text(p, f"known={known}")["text_hash"] == with_it["text_hash"]
    assert "annulled" not in text(p, f"known={known}")
    assert "annulled" not in text(p, "at=2026-04-01")
    assert "was annulled" in p.read(f"{p.path}/text?format=html").text


def test_from_a_day_on_the_text_goes_back_and_stays_what_it_was_before(p):
    with_it = text(p)["text_hash"]
    annul(p, ab_initio=False, effective_from="2026-06-01")

    assert text(p, "at=2026-05-31")["text_hash"] == with_it
    assert text(p, "at=2026-06-01")["text_hash"] != with_it
    assert "annulled" not in text(p, "at=2026-05-31")
    (gone,) = text(p, "at=2026-06-01")["annulled"]
    assert "is without effect from 2026-06-01 on" in gone["in_words"]
    shown = f"/amendments/{p.amendment}"
    assert p.read(f"{shown}?at=2026-05-31").json["stage"] == "in_force"
    assert p.read(f"{shown}?at=2026-06-01").json["stage"] == "annulled"


def test_the_redline_shows_what_went_back_and_says_why(p):
    known = now(p)
    annul(p, ab_initio=True)
    today = p.hands.at.date()
    found = p.read(f"{p.path}/redline?from={today}@{known}").json

    assert [c["id"] for c in found["clauses"] if c["change"] != "unchanged"] == ["money"]
    (gone,) = found["annulled"]
    assert gone["amendment"] == p.amendment
    page = p.read(f"{p.path}/redline?from={today}@{known}&format=html").text
    assert "was annulled" in page


def test_the_origin_of_a_clause_says_that_an_amendment_of_it_was_annulled(p):
    annul(p, ab_initio=True)
    (clause,) = p.read(f"{p.path}/provenance?clause=money").json["clauses"]

    adopted, annulled = clause["steps"]
    assert (adopted["op"], annulled["op"]) == ("adopted", "annulled")
    assert (annulled["amendment"], annulled["decision"]) == (p.amendment, p.decision)
    assert annulled["authority"] == f"decision:{p.decision}"
    assert "was annulled and is treated as never having been in effect" in annulled["in_words"]


def test_a_clause_that_an_annulled_amendment_brought_in_is_not_there_and_that_is_said(at):
    p = at("governed")
    draft(p, modifications=[{"op": "insert", "clause": "audit", "text": "Books are open.\n"}])
    carry(p)
    adopt(p)
    upheld(p)
    annul(p, ab_initio=True)
    missing = p.secretary.get(f"{p.path}/provenance?clause=audit")

    assert missing.status_code == 404
    assert "what brought it in was annulled" in missing.json["detail"]
    assert missing.json["amendment"] == p.amendment


def test_amendment_and_agreement_show_the_annulment(p):
    shown = annul(p, ab_initio=True)

    assert (shown["stage"], shown["adoption_seq"]) == ("annulled", 1)
    annulment = shown["annulment"]
    assert (annulment["ab_initio"], annulment["decision"]) == (True, p.decision)
    assert annulment["annulled_by"] == str(p.secretary.principal)
    (entry,) = p.read(p.path).json["amendments"]
    assert (entry["adoption_seq"], entry["ab_initio"]) == (1, True)
    assert entry["annulled_from"] == entry["effective_from"]


def test_history_exceptions_and_dossier_tell_it(p):
    annul(p, ab_initio=True)
    told = [item["sentence"] for item in p.read(f"{p.path}/history?order=newest").json["items"]]
    assert any("The amendment was annulled, as decision “" in sentence for sentence in told)
    assert any("are again what they are without amendment “" in sentence for sentence in told)
    found = p.read("/exceptions?kind=reopened&limit=200").json["items"]
    codes = {each["code"] for item in found for each in item["exceptions"]}
    assert "amendment_annulled" in codes
    dossier = p.read(f"{p.path}/dossier").json
    assert dossier["amendments"][0]["amendment"]["annulment"]["ab_initio"] is True
    assert dossier["text"]["annulled"][0]["amendment"] == p.amendment
    assert "is treated as never having been in effect" in (
        p.read(f"{p.path}/dossier?format=html").text
    )


def test_nothing_is_found_to_rest_on_a_decision_that_fell_once_it_is_dealt_with(p):
    asked = f"/findings?agreement={p.agreement}"
    assert "adoption" in {each["act"] for each in p.read(asked).json["items"]}
    annul(p, ab_initio=True)
    assert "adoption" not in {each["act"] for each in p.read(asked).json["items"]}


# --- Terms, and posts ------------------------------------------------------------------------


def test_terms_and_the_end_of_the_agreement_go_back(at):
    p = at("governed")
    before = p.read(p.path).json
    minor = {"matter": "minor_amendment", "body": "board", "class": "ordinary"}
    draft(p, terms={"procedures": [minor], "term": {"ends_on": "2030-01-01"}})
    carry(p)
    adopt(p)
    upheld(p)
    assert p.read(p.path).json["effective_to"] == "2030-01-01"
    annul(p, ab_initio=True)
    after = p.read(p.path).json

    for name in ("procedures", "term", "effective_to", "bodies", "stage"):
        assert after.get(name) == before.get(name), name
    assert p.read(f"{p.path}?at=2030-06-01").json["stage"] == "in_force"


def sent(body: dict) -> dict:
    """A body as it is sent, where it is read with the hashes of its rules."""
    rules = [{name: rule[name] for name in ("class", "rule")} for rule in body["rules"]]
    return body | {"rules": rules}


def test_who_sat_in_a_post_that_never_was_had_no_mandate(at):
    p = at("governed")
    board = p.read(p.path).json["bodies"][0]
    extra = {"post": "seat-extra", "title": "Extra"}
    draft(p, terms={"bodies": [sent(board) | {"seats": [*board["seats"], extra]}]})
    carry(p)
    adopt(p)
    amendment = p.amendment
    p.fill("seat-extra", "city")
    p.hands.turn(days=1)
    p.decision = p.table()
    p.decide(p.decision, "for", "for", "for")
    voted = p.decision
    p.amendment = amendment
    upheld(p)
    p.hands.turn(days=1)
    annul(p, ab_initio=True)

    role = next(
        each
        for each in p.read(f"/roles?agreement={p.agreement}").json["items"]
        if each["post"] == "seat-extra"
    )
    assert role["abolitions"][0]["effective_from"] == "2026-05-04"
    (item,) = p.read(f"/impacts?subject={voted}").json["items"]
    assert "seat-extra had no mandate" in item["in_words"]


def test_a_post_that_was_struck_can_be_filled_again(at):
    p = at("governed")
    board = p.read(p.path).json["bodies"][0]
    seats = [seat for seat in board["seats"] if seat["post"] != "seat-club"]
    draft(p, terms={"bodies": [sent(board) | {"seats": seats}]})
    carry(p)
    adopt(p)
    own = f"/roles/{p.roles['seat-club']}"
    assert p.read(own).json["abolitions"]
    upheld(p)
    annul(p, ab_initio=True)

    (abolition,) = p.read(own).json["abolitions"]
    assert abolition["effective_to"] == abolition["effective_from"]


# --- Others ----------------------------------------------------------------------------------


def test_a_later_amendment_is_named_that_must_be_dealt_with_first(at):
    p = at("governed")
    draft(p, modifications=[RENUMBER])
    carry(p)
    adopt(p)
    first = p.amendment
    amended(p, title="Once more", modifications=[{**RENUMBER, "num": "10"}])
    later, p.amendment = p.amendment, first
    upheld(p)
    own = f"/amendments/{first}"
    refused = p.secretary.post(f"{own}/annulment", AB_INITIO, match=p.read(own))

    assert_problem(refused, 422, "text-conflict")
    assert (
        "“Once more”, in force from 2026-05-04, changes clause money too"
        in (refused.json["detail"])
    )
    assert refused.json["amendments"] == [later]
    (item,) = p.read(f"/impacts?subject={first}").json["items"]
    assert item["status"] == "open"


def test_one_on_its_way_that_was_drafted_on_it_is_drafted_again(at):
    p = at("governed")
    draft(p, modifications=[RENUMBER])
    carry(p)
    adopt(p)
    upheld(p)
    first = p.amendment
    draft(p, title="Other", modifications=[{**RENUMBER, "num": "10"}])
    other, p.amendment = p.amendment, first
    assert p.read(f"/amendments/{other}").json["conflicts"] == []
    annul(p, ab_initio=True)
    (conflict,) = p.read(f"/amendments/{other}").json["conflicts"]
    assert (conflict["amendment"], conflict["clause"]) == (first, "money")
    own = f"/amendments/{other}"
    refused = p.secretary.post(f"{own}/decision", match=p.read(own))
    assert_problem(refused, 422, "text-conflict")
    p.secretary.done(f"{own}/rebases", match=p.read(own))
    assert p.read(own).json["conflicts"] == []
    p.amendment = other
    carry(p)
    adopt(p)
    assert p.read(own).json["adoption_seq"] == 2


def test_it_is_annulled_once(p):
    own = f"/amendments/{p.amendment}"
    stale = p.read(own)
    annul(p, ab_initio=True)
    assert p.secretary.post(f"{own}/annulment", AB_INITIO, match=stale).status_code == 412
    again = p.secretary.post(f"{own}/annulment", AB_INITIO, match=p.read(own))
    assert_problem(again, 409, "out-of-order")


def test_only_who_presides_annuls_and_only_the_office_for_a_court(p):
    own = f"/amendments/{p.amendment}"
    other = p.people["seat-trust"]
    refused = other.post(f"{own}/annulment", AB_INITIO, match=p.read(own))
    assert refused.status_code == 403
    by_court = AB_INITIO | {"authority": "instrument:District Court 7/2026"}
    refused = p.people["chair"].post(f"{own}/annulment", by_court, match=p.read(own))
    assert_problem(refused, 403, "not-entitled")
    p.people["chair"].done(f"{own}/annulment", AB_INITIO, match=p.read(own))


def test_the_read_models_come_out_the_same_when_they_are_built_again(p):
    draft(p, modifications=[RENUMBER])
    (p.amendment, *_) = [
        each["id"]
        for each in p.read(f"{p.path}/amendments").json["items"]
        if each["id"] != p.amendment
    ]
    annul(p, ab_initio=False, effective_from="2026-06-01")
    paths = ("/amendments", p.path, f"{p.path}/text", f"{p.path}/text?at=2026-06-01")
    before = [p.read(path).json for path in paths]
    rebuild(p.house.record)
    assert [p.read(path).json for path in paths] == before


def weighed(p: Partnership, weight: str, **said: object) -> None:
    """The seat of the city comes to weigh so much."""
    body = sent(p.read(p.path).json["bodies"][0])
    seats = [
        seat
        | ({"measures": [{"name": "weight", "value": weight}]} if "city" in seat["post"] else {})
        for seat in body["seats"]
    ]
    draft(p, terms={"bodies": [body | {"seats": seats}]}, **said)
    carry(p)


def voted(p: Partnership) -> str:
    decision = p.table()
    p.decide(decision, "for", "for", "against")
    return decision


def test_seats_that_counted_by_what_an_annulled_amendment_said_count_otherwise(at):
    p = at("governed")
    weighed(p, "3")
    adopt(p)
    p.hands.turn(days=1)
    later = voted(p)
    upheld(p)
    p.hands.turn(days=1)
    annul(p, ab_initio=True)

    (item,) = p.read(f"/impacts?subject={later}").json["items"]
    (seat,) = item["seats"]
    assert (seat["seat"], seat["counts"]) == ("seat-city", {})
    assert (
        "seat-city counts on 2026-05-05, by the terms as known now, in no class" in item["in_words"]
    )
    (cause,) = item["causes"]
    assert (cause["id"], cause["kind"]) == (p.agreement, "agreement")


def test_seats_that_count_otherwise_by_an_amendment_that_reaches_back_are_told(at):
    p = at("governed")
    decision = voted(p)
    p.hands.turn(days=1)
    weighed(p, "3")
    back = {
        "effective_from": "2026-05-04",
        "retroactive": True,
        "authority": "instrument:District Court 7/2026",
        "reason": "It was agreed so.",
    }
    adopt(p, **back)

    (item,) = p.read(f"/impacts?subject={decision}").json["items"]
    (seat,) = item["seats"]
    assert seat["counts"] == {"measures": [{"name": "weight", "value": "3"}]}
    assert seat["mandate"] == seat["holder"]
    assert "seat-city counts on 2026-05-04, by the terms as known now, with weight 3" in (
        item["in_words"].replace("Seat", "seat")
    )
    assert p.read(f"/decisions/{decision}").json["verdict"] == "carried"


def test_what_holds_from_today_on_weighs_no_vote_of_today(at):
    p = at("governed")
    decision = voted(p)
    weighed(p, "3")
    adopt(p)
    assert p.read(f"/impacts?subject={decision}").json["items"] == []


# --- From a day that has passed, and with words that were put right -----------------------------


def test_it_is_annulled_from_a_day_that_has_passed_by_an_authority_that_is_cited(p):
    p.hands.turn(days=10)
    own = f"/amendments/{p.amendment}"
    said = {"ab_initio": False, "effective_from": "2026-05-08", **WHY}
    refused = p.secretary.post(f"{own}/annulment", said, match=p.read(own))
    assert_problem(refused, 422, "retroactive-unflagged")
    by = {"retroactive": True, "authority": f"role:{p.roles['chair']}"}
    annul(p, ab_initio=False, effective_from="2026-05-08", **by)

    assert text(p, "at=2026-05-07")["amendments"] == [p.amendment]
    assert text(p, "at=2026-05-08")["amendments"] == []
    (gone,) = text(p)["annulled"]
    assert gone["authority"] == by["authority"]


def test_words_that_were_put_right_in_it_go_with_it(p):
    slip = {"clause": "money", "part": "text", "was": "half", "now": "one half"}
    facts = {**slip, "objections_until": "2026-05-20", "reason": "The minutes say so."}
    p.secretary.done(f"{p.path}/errata", facts, match=p.read(p.path))
    p.hands.turn(days=20)
    p.secretary.done(f"{p.path}/text-corrections", erratum=1, match=p.read(p.path))
    assert "one half" in p.read(f"{p.path}/text?format=plain").text
    before = text(p, "at=2026-05-03")["text_hash"]
    annul(p, ab_initio=True)

    assert text(p)["text_hash"] == before
    assert "one half" not in p.read(f"{p.path}/text?format=plain").text
    assert "errata" not in text(p)
