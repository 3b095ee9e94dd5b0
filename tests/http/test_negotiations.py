"""A negotiation over HTTP: what each party sees of it, and where each one stands."""

from __future__ import annotations

from uuid import UUID

from tests.http.cases.negotiations import accession, assented, others_may_join, share
from tests.http.refusing import assert_refused, nothing_written
from tests.http.stages import SIGNATORIES, Partnership


def statuses(p: Partnership) -> dict[str, str]:
    names = {id_: name for name, id_ in p.party.items()}
    return {names[e["party"]]: e["status"] for e in p.read(p.path).json["parties"]}


def assent(p: Partnership, post: str, **asked: str) -> None:
    facts = {"party": p.party[SIGNATORIES[post]], "matter": "adoption"} | asked
    p.people[post].done(f"{p.path}/assents", facts, match=p.read(p.path))


def test_a_shared_draft_is_listed_as_such_and_shows_who_read_it(at):
    p = at("drafted")
    share(p)
    found = p.read(p.path).json
    assert found["stage"] == "shared"
    assert found["shared"]["recipients"] == list(p.party.values())
    assert [a["id"] for a in p.read("/agreements?status=shared").json["items"]] == [p.agreement]
    assert p.read("/agreements?status=draft").json["items"] == []


def test_a_request_shows_its_words_and_what_became_of_it(at):
    p = at("drafted")
    share(p)
    for clauses in (["money"], ["purpose", "money"], []):
        facts = {"party": p.party["trust"], "clauses": clauses, "request": "Shorter."}
        p.secretary.done(f"{p.path}/change-requests", facts)
    changed = [{**c, "text": "Shorter.\n"} for c in p.terms()["clauses"] if c["id"] == "money"]
    kept = [c for c in p.terms()["clauses"] if c["id"] == "purpose"]
    p.secretary.done(f"{p.path}/revisions", clauses=kept + changed, match=p.read(p.path))
    answer = {"number": 3, "answer": "taken_up"}
    p.secretary.done(f"{p.path}/change-answers", answer, match=p.read(p.path))

    found = p.read(p.path).json["change_requests"]
    assert [(r["number"], r["status"], r.get("unrevised")) for r in found] == [
        (1, "revised", []),
        (2, "open", ["purpose"]),
        (3, "taken_up", None),
    ]
    assert {r["request"] for r in found} == {"Shorter."}
    with nothing_written(p):
        answer = p.secretary.post(f"{p.path}/adoption", match="*")
        assert_refused(answer, 409, "requests to change it are unanswered: 2")


def test_who_left_is_shown_as_such_and_no_longer_acts(at):
    p = at("filled")
    share(p)
    p.secretary.done(f"{p.path}/departures", party=p.party["club"], match=p.read(p.path))
    found = p.read(p.path).json
    assert found["left"] == [p.party["club"]]
    assert statuses(p) == {"city": "invited", "trust": "invited"}
    assert p.read(f"/agreements?party={p.party['club']}").json["items"] == []
    with nothing_written(p):
        facts = {"party": p.party["club"], "matter": "adoption"}
        answer = p.people["captain"].post(f"{p.path}/assents", facts, match="*")
        assert_refused(answer, 403, "for which anybody signs")


def test_a_revision_takes_the_assents_back_and_each_party_is_asked_again(at):
    p = at("filled")
    assented(p)
    (given,) = p.read(p.path).json["assents"]
    assert (given["party"], given["post"], given["matter"]) == (
        p.party["city"],
        "mayor",
        "adoption",
    )

    p.secretary.done(f"{p.path}/revisions", title="River compact", match=p.read(p.path))
    assert p.read(p.path).json["assents"] == []
    for post in SIGNATORIES:
        assent(p, post)
    p.secretary.done(f"{p.path}/adoption", match=p.read(p.path))
    assert p.read(p.path).json["stage"] == "adopted"


def test_an_assent_to_another_draft_than_the_one_that_was_read_is_refused(at):
    p = at("filled")
    share(p)
    seen = p.read(p.path)
    p.secretary.done(f"{p.path}/revisions", title="River compact", match=seen)
    with nothing_written(p):
        facts = {"party": p.party["city"], "matter": "adoption"}
        answer = p.people["mayor"].post(f"{p.path}/assents", facts, match=seen)
        assert answer.status_code == 412


def test_nobody_assents_for_another_party(at):
    p = at("filled")
    share(p)
    facts = {"party": p.party["trust"], "matter": "adoption"}
    with nothing_written(p):
        answer = p.people["mayor"].post(f"{p.path}/assents", facts, match="*")
        assert_refused(answer, 403, "this principal acts for")
    own = facts | {"party": p.party["city"]}
    with nothing_written(p):
        answer = p.people["seat-city"].post(f"{p.path}/assents", own, match="*")
        assert_refused(answer, 403, "does not hold the post mayor")


def test_an_assent_is_recorded_on_the_authority_of_the_signatory_post(at):
    p = at("filled")
    assented(p)
    last = p.house.record.since(p.position - 1)[0][1]
    assert last.env.authority == f"role:{p.roles['mayor']}"
    assert last.env.on_behalf_of == UUID(p.party["city"])


def test_each_party_is_shown_with_how_far_it_has_come(at):
    p = at("open for signature")
    assert set(statuses(p).values()) == {"invited"}
    own = f"{p.path}/refusals-to-sign"
    p.people["warden"].done(own, party=p.party["trust"], reason="Unread.")
    p.sign("mayor")
    assert statuses(p) == {"city": "signatory", "trust": "declined", "club": "invited"}

    gone = {"party": p.party["city"]}
    p.people["mayor"].done(f"{p.path}/signature-withdrawals", gone, match=p.read(p.path))
    assert p.read(p.path).json["signatures"] == []
    for post in SIGNATORIES:
        p.sign(post)
    found = p.read(p.path).json
    assert (found["stage"], found["declined"]) == ("in_force", [])
    assert set(statuses(p).values()) == {"party"}


def test_what_lapsed_is_extended_or_abandoned(at):
    p = at("open for signature")
    with nothing_written(p):
        answer = p.secretary.post(f"{p.path}/abandonment", reason="Late.", match="*")
        assert_refused(answer, 409, "the parties can sign up to and including 2026-06-01")
    p.hands.turn(days=29)
    with nothing_written(p):
        assert_refused(p.sign("mayor"), 409, "the time for signing ended on 2026-06-01")
    later = {"deadline": "2026-07-01"}
    p.secretary.done(f"{p.path}/signing-extensions", later, match=p.read(p.path))
    assert p.sign("mayor").status_code == 201
    assert p.read(p.path).json["deadline"] == "2026-07-01"

    p.hands.turn(days=30)
    p.secretary.done(f"{p.path}/abandonment", reason="Late.", match=p.read(p.path))
    assert p.read(p.path).json["stage"] == "abandoned"
    assert len(p.read("/agreements?status=abandoned").json["items"]) == 1


def test_no_party_alone_abandons_what_the_others_sign(at):
    p = at("open for signature")
    p.hands.turn(days=40)
    city = p.person(party="city")
    with nothing_written(p):
        answer = city.post(f"{p.path}/abandonment", reason="No.", match="*")
        assert_refused(answer, 403, "no party alone abandons an agreement")


def test_only_the_office_of_the_register_gives_more_time(at):
    p = at("open for signature")
    city, facts = p.person(party="city"), {"deadline": "2026-07-01"}
    with nothing_written(p):
        answer = city.post(f"{p.path}/signing-extensions", facts, match="*")
        assert_refused(
            answer, 403, "only the register's office can do this; this principal acts for city"
        )


def test_a_newcomer_does_not_say_what_it_weighs_and_the_office_does(at):
    p = at("filled")
    others_may_join(p)
    facts = accession(p) | {"measures": [{"name": "weight", "value": "900"}]}
    with nothing_written(p):
        answer = p.people["rower"].post(f"{p.path}/accessions", facts, match="*")
        assert_refused(answer, 403, "what a newcomer weighs")
    signed = {"asserted_by": str(p.people["rower"].principal)}
    shown = p.secretary.done(f"{p.path}/accessions", facts | signed, match="*").json
    (joined,) = shown["accessions"]
    assert (joined["measures"], joined["signed_on"]) == (facts["measures"], "2026-05-04")
