"""What a rule of the domain refuses over HTTP: the status, the sentence, the field, and nothing written."""

from __future__ import annotations

import re

import pytest
from tests.http.cases import signature
from tests.http.refusing import NOBODY, assert_refused, nothing_written
from tests.http.stages import MAJORITY, PURPOSE, Partnership


def duplicate(p: Partnership, block: str) -> dict:
    return {block: [*p.terms()[block], p.terms()[block][0]]}


DRAFTS = {
    "a clause twice": (
        lambda p: duplicate(p, "clauses"),
        "clause purpose stands 2 times in the draft",
        "/clauses/2",
    ),
    "a party twice": (
        lambda p: duplicate(p, "parties"),
        "stands 2 times in the draft",
        "/parties/3",
    ),
    "a post twice": (lambda p: duplicate(p, "posts"), "post chair stands 2 times", "/posts/4"),
    "a body twice": (
        lambda p: duplicate(p, "bodies"),
        "stands 2 times in the draft",
        "/bodies/1/seats/0",
    ),
    "two signatories of a party": (
        lambda p: duplicate(p, "signatories"),
        "stands 2 times",
        "/signatories/3",
    ),
    "two rules for a class": (
        lambda p: {
            "bodies": [{**p.board(), "rules": [{"class": "ordinary", "rule": MAJORITY}] * 2}]
        },
        "rule for the class ordinary stands 2 times",
        "/bodies/0/rules/1",
    ),
    "a term that ends before it begins": (
        lambda _: {"term": {"starts_on": "2026-06-02", "ends_on": "2026-06-01"}},
        "the term ends on 2026-06-01, not after it begins on 2026-06-02",
        "/term/ends_on",
    ),
    "a term of no day": (
        lambda _: {"term": {"starts_on": "2026-06-01", "ends_on": "2026-06-01"}},
        "not after it begins",
        "/term/ends_on",
    ),
    "a post of an unknown party": (
        lambda _: {"posts": [{"post": "pilot", "title": "Pilot", "party": NOBODY}]},
        f"post pilot is kept for party {NOBODY}, which is no party of this agreement",
        "/posts/0/party",
    ),
    "a chair that is no post": (
        lambda p: {"bodies": [{**p.board(), "chair": "king"}]},
        "chaired by post king, which the agreement does not constitute",
        "/bodies/0/chair",
    ),
    "a zone that is none": (lambda _: {"zone": "Mars/Olympus"}, "not an IANA time zone", "/zone"),
    "the zone of a machine": (
        lambda _: {"zone": "localtime"},
        "localtime is not an IANA time zone",
        "/zone",
    ),
    "a path for a zone": (lambda _: {"zone": "../../etc/passwd"}, "not an IANA time zone", "/zone"),
    "a procedure of no body": (
        lambda _: {"procedures": [{"matter": "amendment", "body": "court", "class": "ordinary"}]},
        "there is no such body",
        "/procedures/0",
    ),
    "one party": (
        lambda p: {"parties": p.terms()["parties"][:1]},
        "at least two parties",
        "/parties",
    ),
}


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_draft_that_contradicts_itself_is_refused(at, draft):
    p = at("registered")
    changes, words, pointer = DRAFTS[draft]
    with nothing_written(p):
        assert_refused(p.secretary.post("/agreements", p.terms(**changes(p))), 422, words, pointer)


def test_an_unregistered_party_can_be_named_by_nobody(at):
    p = at("registered")
    parties = [*p.terms()["parties"], {"party": NOBODY}]
    with nothing_written(p):
        answer = p.secretary.post("/agreements", p.terms(parties=parties))
        assert_refused(answer, 404, f"there is no party {NOBODY} in this register")


@pytest.mark.parametrize("kind", ["agreements", "roles", "decisions", "amendments"])
def test_what_is_not_there_is_not_found(at, kind):
    p = at("registered")
    answer = p.secretary.get(f"/{kind}/{NOBODY}")
    assert_refused(answer, 404, f"there is no {kind[:-1]} {NOBODY} in this register")
    posts = {
        "agreements": "signatures",
        "roles": "resignations",
        "decisions": "closure",
        "amendments": "decision",
    }
    facts = {
        "agreements": {"party": NOBODY, "text_hash": "0" * 64, "capacity": "x"},
        "roles": {"assignment": 1},
    }
    with nothing_written(p):
        answer = p.secretary.post(f"/{kind}/{NOBODY}/{posts[kind]}", facts.get(kind), match="*")
        assert_refused(answer, 404, f"there is no {kind[:-1]} {NOBODY} in this register")


def test_one_kind_of_thing_is_not_taken_for_another(at):
    p = at("tabled")
    with nothing_written(p):
        for path, words in (
            (f"/agreements/{p.decision}/adoption", "is a decision, not an agreement"),
            (f"/decisions/{p.agreement}/closure", "is an agreement, not a decision"),
            (f"/obligations/{p.agreement}/failures", "is an agreement, not an obligation"),
        ):
            assert_refused(p.secretary.post(path, match="*"), 404, words)
        terms = p.terms(parties=[{"party": p.agreement}, *p.terms()["parties"]])
        assert_refused(p.secretary.post("/agreements", terms), 404, "is an agreement, not a party")


CHANGES = {
    "a clause that is not there": (
        {"op": "substitute", "clause": "gold", "text": "x"},
        422,
        "no clause of that id",
    ),
    "a repeal of what is not there": (
        {"op": "repeal", "clause": "gold"},
        422,
        "cannot be repealed",
    ),
    "an insertion of what is there": (
        {"op": "insert", "clause": "money", "text": "x"},
        422,
        "the text already has a clause of that id",
    ),
    "an insertion after nothing": (
        {"op": "insert", "clause": "new", "text": "x", "after": "gold"},
        422,
        "cannot be the place for an insertion",
    ),
    "an insertion at two places": (
        {"op": "insert", "clause": "new", "text": "x", "after": "money", "before": "purpose"},
        422,
        "after or before another, not both",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_amendment_fits_the_text(at, change):
    p = at("in force")
    modification, status, words = CHANGES[change]
    facts = {"agreement": p.agreement, "title": "x", "modifications": [modification]}
    with nothing_written(p):
        assert_refused(p.secretary.post("/amendments", facts), status, words)


def test_a_party_keeps_its_identifier_for_itself(at):
    p = at("registered")
    taken = [{"scheme": "GB-COH", "value": "new"}, {"scheme": "GB-COH", "value": "city"}]
    with nothing_written(p):
        answer = p.secretary.post("/parties", kind="business", name="x", identifiers=taken)
        assert_refused(answer, 409, "GB-COH city already identifies city")
        twice = [taken[0], taken[0]]
        answer = p.secretary.post("/parties", kind="business", name="x", identifiers=twice)
        assert_refused(answer, 422, "GB-COH new stands twice in this list", "/identifiers/1")


# --- When and for whom -----------------------------------------------------------------------


def test_what_holds_for_the_past_is_said_to_be_retroactive(at):
    p = at("registered")
    path = f"/parties/{p.party['city']}/names"
    with nothing_written(p):
        answer = p.secretary.post(path, name="New", effective_from="2026-05-03", match="*")
        assert_refused(answer, 422, "send retroactive: true with a reason and the authority")
        assert answer.json["type"] == "/problems/retroactive-unflagged"
        answer = p.secretary.post(path, name="New", retroactive=True, match="*")
        assert_refused(answer, 422, "needs a reason and an authority", "/retroactive")
    answer = p.secretary.post(
        path,
        name="New",
        effective_from="2026-05-03",
        retroactive=True,
        reason="Found late",
        authority="instrument:Charter 1",
        match="*",
    )
    assert answer.status_code == 201


def test_what_is_recorded_has_occurred(at):
    p = at("registered")
    party = {"kind": "business", "name": "Mill"}
    with nothing_written(p):
        answer = p.secretary.post("/parties", party, occurred_at="2026-05-04T09:01:00Z")
        assert_refused(answer, 422, "cannot have occurred in the future", "/occurred_at")
        answer = p.secretary.post("/parties", party, occurred_on="2026-05-06")
        assert_refused(answer, 422, "cannot have occurred in the future", "/occurred_on")
        both = {"occurred_on": "2026-05-01", "occurred_at": "2026-05-01T09:00:00Z"}
        answer = p.secretary.post("/parties", party, **both)
        assert_refused(answer, 422, "either on which day it occurred or at which instant")


@pytest.mark.parametrize(
    "when", ["0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z", "1000-01-01T00:00:00+14:00"]
)
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_the_beginning_of_time_is_no_accident(at, when, zone):
    p = at("registered")
    agreement = p.secretary.done("/agreements", p.terms(zone=zone))
    with nothing_written(p):
        role = {
            "agreement": agreement.json["id"],
            "body": "board",
            "class": "ordinary",
            "title": "x",
            "text": "x",
        }
        answer = p.secretary.post("/decisions", role, occurred_at=when)
        assert answer.status_code in (400, 409), answer.json


def test_a_principal_acts_for_its_own_party(at):
    p = at("open for signature")
    mayor = p.people["mayor"]
    with nothing_written(p):
        for facts in ({"on_behalf_of": p.party["trust"]}, {"asserted_by": NOBODY}):
            answer = mayor.post(f"{p.path}/signatures", {**signature(p), **facts})
            assert answer.status_code == 403
            assert re.search("acts for|speaks for itself only", answer.json["detail"])
        answer = p.secretary.post("/parties", kind="business", name="x", on_behalf_of=NOBODY)
        assert_refused(answer, 404, "there is no party")


@pytest.mark.parametrize(
    "authority", ["because", "role:1", "instrument:", "instrument: x", f"god:{NOBODY}"]
)
def test_an_authority_is_cited_as_what_it_is(at, authority):
    p = at("registered")
    with nothing_written(p):
        answer = p.secretary.post("/parties", kind="business", name="x", authority=authority)
        assert_refused(answer, 422, "an authority is cited as role:<id>", "/authority")


def test_what_begins_rests_on_nothing_that_was_lost_or_belongs_elsewhere(at):
    p = at("in force")
    other = p.secretary.done("/agreements", p.terms()).json["id"]
    p.decide(lost := p.table(), "against", "against", "against")
    owed = {"title": "Report", "due_on": "2026-09-01", "kind": "report", "clause": "money"}
    owed |= {"agreement": p.agreement, "party": p.party["city"], "reason": "As decided."}
    with nothing_written(p):
        answer = p.secretary.post("/obligations", owed, authority=f"decision:{lost}")
        assert_refused(answer, 422, "was not carried: lost", "/authority")
        answer = p.secretary.post("/obligations", owed, authority=f"agreement:{other}")
        assert_refused(answer, 422, "is not the one concerned", "/authority")
    p.decide(carried := p.table(), "for", "for", "for")
    p.secretary.done("/obligations", owed, authority=f"decision:{carried}")
    p.secretary.done("/agreements", p.terms(), authority=f"decision:{carried}")


def test_a_motion_to_waive_or_supersede_is_about_what_is_there(at):
    p = at("in force")
    matters = ("waiver", "supersession")
    p.change(procedures=[{"matter": m, "body": "board", "class": "ordinary"} for m in matters])
    motion = {"agreement": p.agreement, "body": "board", "class": "ordinary", "title": "x"}
    for matter in matters:
        with nothing_written(p):
            answer = p.secretary.post("/decisions", motion, text="x", matter=matter)
            assert_refused(answer, 422, "it is about", "/about")
            answer = p.secretary.post("/decisions", motion, text="x", matter=matter, about=NOBODY)
            assert_refused(answer, 404, "there is no")


def test_a_draft_is_shared_with_each_party_once(at):
    p = at("drafted")
    with nothing_written(p):
        twice = [p.party["trust"], p.party["city"], p.party["trust"]]
        answer = p.secretary.post(f"{p.path}/sharings", recipients=twice, match="*")
        assert_refused(answer, 422, "stands twice in this list", "/recipients/2")
    p.secretary.done(f"{p.path}/sharings", recipients=[p.party["city"]], match="*")
    with nothing_written(p):
        asked = {"party": p.party["trust"], "request": "Shorter."}
        answer = p.secretary.post(f"{p.path}/change-requests", asked)
        assert_refused(answer, 409, "share it first", "/party")


def test_a_text_that_no_entry_can_hold_is_refused(at):
    p = at("registered")
    with nothing_written(p):
        clause = {**PURPOSE, "text": "\u20ac" * 30_000}
        answer = p.secretary.post("/agreements", p.terms(clauses=[clause]))
        assert (answer.status_code, answer.json["type"]) == (422, "/problems/unrecordable")
        assert "65" in answer.json["detail"]
