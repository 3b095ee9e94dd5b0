"""Amendments over HTTP: of terms, in conflict, drafted again, signed, and replaced."""

from __future__ import annotations

import pytest
from tests.http.cases.amendments_signed import adopt, carry, open_it, signature
from tests.http.cases.negotiations import revise
from tests.http.refusing import assert_problem
from tests.http.stages import SIGNATORIES

from accord.projections import rebuild

JUNE, JULY = "2026-06-01", "2026-07-01"
MINOR = {"matter": "minor_amendment", "body": "board", "class": "ordinary"}
RENUMBER = {"op": "renumber", "clause": "money", "num": "9"}


def drafting(p, **more):
    facts = {"agreement": p.agreement, "title": "Change", **more}
    return p.secretary.post("/amendments", **facts)


def draft(p, **more):
    answer = drafting(p, **more)
    assert answer.status_code == 201, answer.json
    p.amendment = answer.json["id"]
    return answer.json


def amended(p, **more):
    """Bring an amendment into force, from its day on."""
    draft(p, **more)
    carry(p)
    adopt(p)


def read(p, id_=""):
    return p.read(f"/amendments/{id_ or p.amendment}").json


def on(p, day):
    return p.read(f"{p.path}?at={day}").json


# --- Terms -----------------------------------------------------------------------------------


def test_an_amendment_shows_what_it_says_and_what_it_strikes(at):
    p = at("in force")
    found = draft(
        p, terms={"procedures": [MINOR]}, strike=[{"provision": "procedure", "key": "termination"}]
    )

    assert found["modifications"] == []
    assert found["provisions"] == [
        {"op": "strike", "provision": "procedure", "key": "termination"},
        {"op": "provide", "provision": "procedure", "value": MINOR},
    ]


def test_the_agreement_shows_amended_terms_from_their_day_on(at):
    p = at("in force")
    seats = [{**seat, "title": "Member"} for seat in p.board()["seats"]]
    amended(
        p,
        terms={"procedures": [MINOR], "bodies": [{**p.board(), "seats": seats[:2]}]},
        strike=[{"provision": "procedure", "key": "termination"}],
        effective_from=JUNE,
    )
    before, after = on(p, "2026-05-31"), on(p, JUNE)

    assert [each["matter"] for each in before["procedures"]] == ["amendment", "termination"]
    assert [each["matter"] for each in after["procedures"]] == ["amendment", "minor_amendment"]
    assert [len(each["bodies"][0]["seats"]) for each in (before, after)] == [3, 2]
    assert after["bodies"][0]["rules"] == before["bodies"][0]["rules"]
    assert [entry["effective_from"] for entry in before["amendments"]] == [JUNE]
    assert [entry["amendment"] for entry in after["amendments"]] == [p.amendment]
    assert after["amendments"][0]["modifications_hash"] == read(p)["modifications_hash"]


def test_text_and_terms_are_amended_in_one_transaction(at):
    p = at("in force")
    draft(p, modifications=[RENUMBER], terms={"term": {"ends_on": "2030-01-01"}})
    carry(p)
    before = p.position
    adopt(p)

    assert p.types_after(before) == [
        "amendment.adopted/1",
        "agreement.amendment_incorporated/1",
        "agreement.provision_amended/1",
    ]
    assert {r.cmd for _, r in p.house.record.since(before)} == {
        r.cmd for _, r in p.house.record.since(p.position - 1)
    }


def test_an_amended_term_moves_the_end_of_the_agreement(at):
    p = at("in force")
    assert "effective_to" not in p.read(p.path).json
    amended(p, terms={"term": {"ends_on": JULY}})

    assert p.read(p.path).json["effective_to"] == JULY
    assert [on(p, day)["stage"] for day in ("2026-06-30", JULY)] == ["in_force", "expired"]
    assert on(p, JUNE)["term"] == {"ends_on": JULY}
    amended(p, strike=[{"provision": "term"}])
    assert "effective_to" not in p.read(p.path).json
    assert "term" not in on(p, JULY) or on(p, JULY)["term"] == {}


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({}, 422, "changes at least one clause or provision"),
        ({"terms": {"term": {"ends_on": "2026-01-01"}}}, 422, "the term would end on 2026-01-01"),
        ({"terms": {"procedures": [{**MINOR, "body": "moot"}]}}, 422, "there is no such body"),
        ({"strike": [{"provision": "body", "key": "board"}]}, 422, "there is no such body"),
        ({"strike": [{"provision": "post", "key": "x"}]}, 422, "post x cannot be struck"),
        ({"strike": [{"provision": "clause", "key": "money"}]}, 422, "by a modification"),
        ({"modifications": [{**RENUMBER, "text": "x"}]}, 422, "to renumber a clause knows no"),
        ({"modifications": [{"op": "move", "clause": "money", "num": "1"}]}, 422, "no such field"),
        ({"modifications": [{"op": "renumber", "clause": "money"}]}, 422, "neither is said"),
        ({"modifications": [RENUMBER], "effective_from": "2026-05-03"}, 422, "before today"),
        ({"terms": {"clauses": []}}, 422, "not known here"),
        ({"terms": {"title": "Other"}}, 422, "not known here"),
    ],
)
def test_what_cannot_be_drafted(at, changes, status, words):
    answer = drafting(at("in force"), **changes)
    if "not known" in words or "no such field" in words or "knows no" in words:
        assert answer.status_code in (400, 422)
    else:
        assert answer.status_code == status
    assert words in answer.text


def test_a_party_neither_joins_nor_leaves_by_amendment(at):
    p = at("in force")
    stranger = p.secretary.done("/parties", kind="business", name="Mill").json["id"]
    joins = drafting(p, terms={"parties": [{"party": stranger}]})
    assert_problem(joins, 422, "refused")
    assert "by accession" in joins.json["detail"]
    leaves = drafting(p, strike=[{"provision": "party", "key": p.party["club"]}])
    assert "by withdrawal or expulsion" in leaves.json["detail"]


# --- Renumber and move -----------------------------------------------------------------------


def test_clauses_are_renumbered_and_moved_in_the_text_of_the_day(at):
    p = at("in force")
    move = {"op": "move", "clause": "money", "first": True}
    amended(p, modifications=[RENUMBER, move], effective_from=JUNE)
    before, after = (p.read(f"{p.path}/text?at={day}").json for day in ("2026-05-31", JUNE))

    assert [(c["id"], c["num"]) for c in before["clauses"]] == [("purpose", "1"), ("money", "2")]
    assert [(c["id"], c["num"]) for c in after["clauses"]] == [("money", "9"), ("purpose", "1")]
    assert before["text_hash"] != after["text_hash"]
    assert read(p)["modifications"] == [RENUMBER, move]


# --- Conflicts -------------------------------------------------------------------------------


def conflicts(p, id_):
    return p.read(f"/amendments/{id_}/conflicts").json["items"]


def test_two_that_touch_the_same_stand_in_each_others_way(at):
    p = at("in force")
    first = draft(p, modifications=[RENUMBER], terms={"procedures": [MINOR]})["id"]
    other = draft(p, modifications=[{"op": "renumber", "clause": "purpose", "num": "0"}])["id"]
    second = draft(p, title="Two", modifications=[RENUMBER], terms={"procedures": [MINOR]})["id"]

    assert read(p, other)["conflicts"] == []
    assert read(p, second)["conflicts"] == [
        {"clause": "money", "amendment": first},
        {"provision": "procedure", "key": "minor_amendment", "amendment": first},
    ]
    assert conflicts(p, first) == [
        {"clause": "money", "amendment": second, "title": "Two", "stage": "drafted"},
        {
            "provision": "procedure",
            "key": "minor_amendment",
            "amendment": second,
            "title": "Two",
            "stage": "drafted",
        },
    ]


def test_what_comes_in_the_way_changes_the_etag(at):
    p = at("in force")
    first = draft(p, modifications=[RENUMBER])["id"]
    before = p.read(f"/amendments/{first}")
    draft(p, modifications=[RENUMBER])
    after = p.read(f"/amendments/{first}")

    assert before.json["version"] == after.json["version"]
    assert before.headers["ETag"] != after.headers["ETag"]


def test_what_is_withdrawn_stands_in_nobodys_way(at):
    p = at("in force")
    first = draft(p, modifications=[RENUMBER])["id"]
    second = draft(p, modifications=[RENUMBER])["id"]
    p.secretary.done(f"/amendments/{second}/withdrawal", match=p.read(f"/amendments/{second}"))

    assert conflicts(p, first) == conflicts(p, second) == []
    assert read(p, second)["stage"] == "withdrawn"


def test_what_was_adopted_stands_in_the_way_until_the_other_is_drafted_again(at):
    p = at("in force")
    pending = draft(p, modifications=[{"op": "repeal", "clause": "money"}])["id"]
    amended(p, modifications=[RENUMBER])
    assert conflicts(p, p.amendment) == []
    assert [each["stage"] for each in conflicts(p, pending)] == ["in_force"]

    p.amendment, own = pending, f"/amendments/{pending}"
    refused = p.secretary.post(f"{own}/decision", match=p.read(own).headers["ETag"])
    assert_problem(refused, 422, "text-conflict")
    again = p.secretary.done(f"{own}/rebases", match=p.read(own)).json
    assert (again["base"], again["conflicts"]) == (1, [])
    assert again["modifications"] == [{"op": "repeal", "clause": "money"}]
    carry(p)
    adopt(p)
    assert [c["id"] for c in p.read(f"{p.path}/text").json["clauses"]] == ["purpose"]


def test_one_that_takes_effect_later_stands_in_the_way_of_what_is_drafted_for_today(at):
    p = at("in force")
    amended(p, modifications=[RENUMBER], effective_from=JULY)
    today = draft(p, modifications=[RENUMBER])
    later = draft(p, modifications=[RENUMBER | {"num": "10"}], effective_from=JULY)

    in_the_way = [
        {"clause": "money", "amendment": p.read(p.path).json["amendments"][0]["amendment"]}
    ]
    assert today["conflicts"] == in_the_way
    assert [e for e in later["conflicts"] if e["amendment"] != today["id"]] == []


# --- Signatures ------------------------------------------------------------------------------


def test_the_last_signature_adopts_and_incorporates(at):
    p = at("amendment carried")
    open_it(p)
    own = f"/amendments/{p.amendment}"
    assert read(p)["stage"] == "open_for_signature"
    before = p.position
    for post, party in (("mayor", "city"), ("warden", "trust"), ("captain", "club")):
        answer = p.people[post].done(f"{own}/signatures", signature(p, party))

    assert answer.json["stage"] == "in_force"
    assert [each["party"] for each in answer.json["signatures"]] == list(p.party.values())
    assert p.types_after(before) == [
        *["amendment.signed/1"] * 3,
        "amendment.adopted/1",
        "agreement.amendment_incorporated/1",
    ]
    assert [c["num"] for c in p.read(f"{p.path}/text").json["clauses"]] == ["1", "2a"]


def test_what_all_signed_that_are_left_is_adopted_without_the_signature_of_who_left(at):
    p = at("amendment carried")
    open_it(p)
    own = f"/amendments/{p.amendment}"
    for post, party in (("mayor", "city"), ("warden", "trust")):
        p.people[post].done(f"{own}/signatures", signature(p, party))
    refused = p.secretary.post(f"{own}/adoption", match=p.read(own))
    assert_problem(refused, 409, "out-of-order")
    assert refused.json["missing"] == [p.party["club"]]

    expelled = {"matter": "expulsion", "about": p.party["club"], "effective_from": "2026-05-04"}
    for post, party in (("mayor", "city"), ("warden", "trust")):
        facts = {"party": p.party[party], **expelled}
        p.people[post].done(f"{p.path}/assents", facts, match=p.read(p.path))
    p.secretary.done(f"{p.path}/expulsions", party=p.party["club"], match=p.read(p.path))
    assert p.secretary.done(f"{own}/adoption", match=p.read(own)).json["stage"] == "in_force"


def test_a_party_that_declines_lets_it_lapse(at):
    p = at("amendment carried")
    open_it(p)
    own = f"/amendments/{p.amendment}"
    declined = p.people["mayor"].done(
        f"{own}/signature-refusals", party=p.party["city"], match=p.read(own)
    )

    assert (declined.json["stage"], declined.json["declined_by"]) == ("lapsed", p.party["city"])


# --- In the place of another -----------------------------------------------------------------


def test_a_successor_takes_the_place_and_the_old_motion_is_not_voted_on(at):
    p = at("in force")
    old = draft(p, modifications=[RENUMBER])["id"]
    put = p.secretary.done(f"/amendments/{old}/decision", match=p.read(f"/amendments/{old}"))
    new = draft(p, modifications=[RENUMBER], replaces=old)

    assert (new["replaces"], new["conflicts"]) == (old, [])
    found = read(p, old)
    assert (found["stage"], found["superseded_by"]) == ("superseded", new["id"])
    motion = f"/decisions/{put.json['decision']}"
    refused = p.secretary.post(
        f"{motion}/voting", closes="2026-05-11T09:00:00Z", match=p.read(motion).headers["ETag"]
    )
    assert_problem(refused, 409, "out-of-order")
    assert "the amendment is superseded" in refused.json["detail"]


def test_a_minor_amendment_goes_where_the_agreement_sends_it(at):
    p = at("in force")
    amended(p, terms={"procedures": [MINOR]})
    draft(p, modifications=[RENUMBER], minor=True)
    carry(p)
    decision = p.read(f"/decisions/{read(p)['decision']}").json
    assert (read(p)["minor"], decision["matter"]) == (True, "minor_amendment")
    adopt(p)
    assert read(p)["stage"] == "in_force"


def unregulated(at):
    """A partnership of which no body amends the agreement, and an amendment of it that is drafted."""
    p = at("drafted")
    revise(p, procedures=())
    p.reach("in force")
    draft(p, modifications=[RENUMBER])
    return p


def all_assent(p, *posts, **more):
    for post in posts or SIGNATORIES:
        facts = {"matter": "amendment", "about": p.amendment, "party": p.party[SIGNATORIES[post]]}
        p.people[post].done(f"{p.path}/assents", facts | more, match=p.read(p.path))


def test_where_no_body_decides_it_is_adopted_with_the_assent_of_each_party(at):
    p = unregulated(at)
    own = f"/amendments/{p.amendment}"
    refused = p.secretary.post(f"{own}/decision", match=p.read(own))
    assert_problem(refused, 422, "refused")
    assert "it is adopted once each party has assented to it" in refused.json["detail"]

    all_assent(p, "mayor", "warden")
    refused = p.secretary.post(f"{own}/adoption", match=p.read(own))
    assert_problem(refused, 409, "out-of-order")
    assert refused.json["missing"] == [p.party["club"]]
    all_assent(p, "captain")
    before = p.position
    shown = p.secretary.done(f"{own}/adoption", match=p.read(own)).json
    assert p.types_after(before) == [
        "amendment.adopted_by_assent/1",
        "agreement.amendment_incorporated/1",
    ]
    assert (shown["stage"], shown["adoption_seq"]) == ("in_force", 1)
    assert p.read(f"{p.path}/text").json["clauses"][1]["num"] == "9"
    assert p.read(p.path).json["assents"] == []
    told = p.read(f"{own}/history").json["items"][-1]["sentence"]
    assert "was adopted with the assent of every party, as number 1" in told


def test_who_assents_to_an_amendment_assents_to_its_words(at):
    p = unregulated(at)
    facts = {"matter": "amendment", "about": p.amendment, "party": p.party["city"]}
    refused = p.people["mayor"].post(
        f"{p.path}/assents", facts, modifications_hash="0" * 64, match="*"
    )
    assert_problem(refused, 422, "wrong-text")

    all_assent(p)
    (assent, *_) = p.read(p.path).json["assents"]
    assert assent["modifications_hash"]
    own = f"/amendments/{p.amendment}"
    other = [{"op": "renumber", "clause": "money", "num": "10"}]
    p.secretary.done(f"{own}/rebases", modifications=other, match=p.read(own))
    refused = p.secretary.post(f"{own}/adoption", match=p.read(own))
    assert len(refused.json["missing"]) == 3


def test_a_motion_on_a_minor_amendment_is_tabled_with_it_alone(at):
    p = at("in force")
    facts = {"agreement": p.agreement, "body": "board", "class": "ordinary", "title": "x"}
    refused = p.secretary.post("/decisions", **facts, text="x", matter="minor_amendment")
    assert "draft the amendment first" in refused.json["detail"]


def test_the_read_models_come_out_the_same_when_they_are_built_again(at):

    p = at("amendment carried")
    open_it(p)
    draft(p, modifications=[RENUMBER], terms={"procedures": [MINOR]})
    paths = ("/amendments", f"{p.path}/amendments", f"{p.path}/text")
    before = [p.read(path).json for path in paths]
    rebuild(p.house.record)
    assert [p.read(path).json for path in paths] == before
