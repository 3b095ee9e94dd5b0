"""Over HTTP: one party founds an agreement that is open to others, from its draft to the second party bound."""

from __future__ import annotations

from tests.http.refusing import assert_refused, nothing_written
from tests.http.stages import Partnership

from accord.aggregates.register import Capability

CALL = {
    "bodies": [],
    "procedures": [],
    "accession": {"open": True, "class": "member", "clause": "purpose"},
    "entry_into_force": {"days_after": 7},
}


def founded(p: Partnership) -> None:
    """The city alone drafts, adopts and signs what others can join."""
    city = p.party["city"]
    alone = {
        "parties": [{"party": city}],
        "posts": [{"post": "mayor", "title": "Mayor", "party": city}],
        "signatories": [{"party": city, "post": "mayor"}],
    }
    p.agreement = p.secretary.done("/agreements", p.terms(**CALL, **alone)).json["id"]
    p.fill("mayor", "city")
    for act in ("adoption", "signature-opening"):
        p.secretary.done(f"{p.path}/{act}", match=p.read(p.path))
    assert p.sign("mayor").status_code == 201
    for party, post in (("trust", "warden"), ("club", "captain")):
        p.people[post] = p.person(Capability.SIGN, Capability.HOLD_OFFICE, party=party)


def join(p: Partnership, party: str, post: str):
    facts = {"party": p.party[party], "post": post, "title": post, "capacity": post}
    hash_ = p.read(p.path).json["text_hash"]
    return p.people[post].post(f"{p.path}/accessions", facts | {"text_hash": hash_}, match="*")


def admit(p: Partnership, by: str, post: str, about: str) -> None:
    facts = {"party": p.party[by], "matter": "accession", "about": p.party[about]}
    p.people[post].done(f"{p.path}/assents", facts, match=p.read(p.path))


def test_from_the_draft_of_one_to_the_second_party_bound(at):
    p = at("registered")
    founded(p)
    found = p.read(p.path).json
    assert (found["stage"], [e["status"] for e in found["parties"]]) == (
        "open_for_signature",
        ["signatory"],
    )
    with nothing_written(p):
        assert_refused(
            join(p, "trust", "warden"), 409, "an accession needs the assent of each party"
        )

    admit(p, "city", "mayor", "trust")
    assert join(p, "trust", "warden").status_code == 201
    found = p.read(p.path).json
    assert (found["stage"], found["concluded_on"]) == ("concluded", "2026-05-04")
    assert found["effective_from"] == "2026-05-11"
    assert [e["status"] for e in found["parties"]] == ["signatory", "signatory"]

    p.people["warden"] = p.fill("warden", "trust")
    admit(p, "city", "mayor", "club")
    with nothing_written(p):
        assert_refused(
            join(p, "club", "captain"), 409, "an accession needs the assent of each party"
        )
    admit(p, "trust", "warden", "club")
    assert join(p, "club", "captain").status_code == 201
    p.hands.turn(days=8)
    found = p.read(p.path).json
    assert found["stage"] == "in_force"
    assert [e["status"] for e in found["parties"]] == ["party"] * 3
    for party in ("city", "trust", "club"):
        mine = p.read(f"/agreements?party={p.party[party]}").json["items"]
        assert [a["id"] for a in mine] == [p.agreement]


def test_a_call_that_is_closed_names_two_parties(at):
    p = at("registered")
    alone = p.terms(parties=p.terms()["parties"][:1], accession={"open": False})
    with nothing_written(p):
        answer = p.secretary.post("/agreements", alone)
        assert_refused(answer, 422, "or one and an accession that is open to others", "/parties")
