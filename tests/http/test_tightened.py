"""An amendment tightens what is asked of holders: who sits keeps the post, and the agreement shows what it breaches."""

from __future__ import annotations

import pytest

JUNE, DEED = "2026-06-01", {"authority": "instrument:Cabinet minute 4"}
APART = {"key": "purse", "posts": ["chair", "treasurer"], "clause": "money"}
YEAR = {"post": "seat-city", "months": 12, "clause": "purpose"}


def appoint(p, post, person, party, **more):
    role = f"/roles/{p.roles[post]}"
    facts = {"holder": str(person.principal), "party": p.party[party], **DEED, **more}
    assigned = p.secretary.done(f"{role}/assignments", facts)
    number = len(assigned.json["assignments"])
    person.done(f"{role}/acceptances", assignment=number)


@pytest.fixture
def p(at):
    """One person presides and keeps the purse; a seat turns for the second time with one person."""
    p = at("registered")
    terms = p.terms()
    p.agreement = p.secretary.done(
        "/agreements",
        {**terms, "posts": [*terms["posts"], {"post": "treasurer", "title": "Purse"}]},
    ).json["id"]
    for step in ("filled", "adopted", "open for signature", "in force"):
        p.step(step)
    created = p.secretary.done("/roles", agreement=p.agreement, post="treasurer")
    p.roles["treasurer"] = created.json["id"]
    appoint(p, "treasurer", p.people["chair"], "city")
    return p


def shown(p, day):
    found = p.read(f"{p.path}?at={day}").json
    return {name: found.get(name) for name in ("incompatible_holders", "exceeded_tenures")}


def test_who_holds_posts_that_exclude_each_other_from_a_day_on_is_shown_until_one_is_vacated(p):
    p.change(from_=JUNE, incompatibilities=[APART])
    chair = str(p.people["chair"].principal)
    assert shown(p, "2026-05-31") == {"incompatible_holders": None, "exceeded_tenures": None}
    assert shown(p, JUNE)["incompatible_holders"] == [
        {"limit": "purse", "person": chair, "posts": ["chair", "treasurer"], "clause": "money"}
    ]

    role = f"/roles/{p.roles['treasurer']}"
    ends = {"assignment": 1, "effective_to": "2026-07-01", "reason": "One purse too many.", **DEED}
    p.secretary.done(f"{role}/revocations", ends, match=p.read(role))
    assert shown(p, "2026-06-30")["incompatible_holders"]
    assert shown(p, "2026-07-01")["incompatible_holders"] is None


def test_whose_term_is_longer_than_one_may_be_is_shown_with_the_day_until_which_it_may_run(p):
    p.change(from_=JUNE, tenures=[YEAR])
    assert shown(p, JUNE)["exceeded_tenures"] == [
        {
            "post": "seat-city",
            "assignment": 1,
            "holder": str(p.people["seat-city"].principal),
            "effective_from": "2026-05-04",
            "latest": "2027-05-04",
            "clause": "purpose",
        }
    ]


def test_who_holds_one_term_too_many_or_out_of_turn_is_shown(p):
    role, person = f"/roles/{p.roles['chair']}", p.people["chair"]
    ends = {"assignment": 1, "effective_to": JUNE, "reason": "So agreed.", **DEED}
    p.secretary.done(f"{role}/revocations", ends, match=p.read(role))
    appoint(p, "chair", person, "city", effective_from=JUNE, effective_to="2027-06-01")
    p.change(from_=JUNE, tenures=[{"post": "chair", "terms": 1, "rotation": True}])

    assert shown(p, "2026-05-31")["exceeded_tenures"] is None
    (found,) = shown(p, JUNE)["exceeded_tenures"]
    assert (found["assignment"], found["terms"], found["may_hold_terms"]) == (2, 2, 1)
    assert found["out_of_turn"] == p.party["city"]
    assert "latest" not in found
    assert shown(p, "2027-06-01")["exceeded_tenures"] is None
