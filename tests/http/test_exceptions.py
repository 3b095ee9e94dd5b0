"""What an auditor looks at first: late, backdated, for others, set aside, opened again, from one hand twice."""

from __future__ import annotations

import pytest
from tests.http.cases.aftermath import recounted
from tests.http.refusing import assert_problem

from accord.events import EVENT_TYPES
from accord.projections.exceptions import CODES, Kind
from accord.projections.exceptions.duties import PAIRS
from accord.projections.exceptions.steps import STEPS


def found(p, asked=""):
    return p.read(f"/exceptions?limit=200{asked}").json["items"]


def codes(p, asked="", after=0):
    return [
        why["code"] for i in found(p, asked) if i["position"] > after for why in i["exceptions"]
    ]


def why(p, code):
    (found_,) = (w for i in found(p) for w in i["exceptions"] if w["code"] == code)
    return found_["why"]


def test_every_code_is_given_by_something_and_every_type_exists():
    given = {pair.code for pair in PAIRS} | {step[0] for told in STEPS.values() for step in told}
    timed = {
        code for code, kind in CODES.items() if kind in (Kind.LATE, Kind.BACKDATED, Kind.ON_BEHALF)
    }
    assert given | timed == set(CODES)
    types = {t for pair in PAIRS for t in (*pair.earlier, *pair.later)} | set(STEPS)
    assert types <= set(EVENT_TYPES)


def test_an_ordinary_course_has_only_what_the_secretary_did_alone(at):
    p = at("in force")
    assert found(p) == []


def test_what_is_recorded_on_a_later_day_is_late(at):
    p = at("in force")
    p.hands.turn(days=3)
    party = {"kind": "nonprofit", "name": "Otters"}
    p.secretary.done("/parties", party, occurred_on="2026-05-06")
    p.secretary.done("/parties", party | {"name": "Voles"}, occurred_on="2026-05-07")
    (item,) = found(p, "&kind=late")
    assert item["sentence"].startswith("Otters")
    (told,) = item["exceptions"]
    assert told["kind"] == "late"
    assert told["why"] == "it occurred on 2026-05-06 and was recorded on 2026-05-07, the day after"


def test_the_day_is_that_of_the_agreements_zone(at):
    """Half past eleven at night in Greenwich is half past midnight of the next day in London's summer."""
    p = at("in force")
    p.hands.turn(hours=14, minutes=30)
    p.table(occurred_on="2026-05-04")
    assert why(p, "late_entry").startswith(
        "it occurred on 2026-05-04 and was recorded on 2026-05-05"
    )


def test_what_holds_from_before_it_was_recorded_is_backdated(at):
    p = at("certified")
    p.hands.turn(days=2)
    role = f"/roles/{p.roles['seat-trust']}"
    ends = {"assignment": 1, "effective_to": "2026-05-04", "retroactive": True}
    again = {"holder": str(p.secretary.principal), "party": p.party["trust"]}
    reason = {"reason": "The minutes were wrong.", "authority": "instrument:Court order 7"}
    p.secretary.done(f"{role}/revocations", ends | reason, match=p.read(role))
    appointed = again | reason | {"effective_from": "2026-05-04", "retroactive": True}
    p.secretary.done(f"{role}/assignments", appointed)
    assert "it holds from 2026-05-04 and was recorded on 2026-05-06, 2 days later" in {
        each["why"] for item in found(p, "&kind=backdated") for each in item["exceptions"]
    }


def test_what_one_records_and_another_asserts_is_shown(at):
    p = at("in force")
    mover = str(p.people["seat-city"].principal)
    p.table(mover="seat-city", asserted_by=mover)
    assert codes(p) == ["recorded_for_another"]
    assert why(p, "recorded_for_another").endswith(f"recorded it, and {mover} asserts it")


def test_a_casting_vote_and_the_secretary_who_moved_and_certified(at):
    p = at("certified")
    assert codes(p) == ["casting_vote", "moved_and_certified"]
    certified = found(p, "&kind=duties")[0]
    (told,) = certified["exceptions"]
    (tabled,) = (
        i for i in p.read("/history?limit=200").json["items"] if "motion_tabled" in i["type"]
    )
    assert told["earlier"] == tabled["position"]
    assert told["why"].endswith(
        "tabled the motion and certified its result; these should be two people's acts"
    )


def test_completion_although_duties_are_open_is_an_override(at):
    p = at("certified")
    p.owe(decision=p.decision)
    said = {"complete": True, "although_open": True, "reason": "It is owed every year."}
    p.secretary.done(f"{p.motion}/implementations", said)
    assert codes(p, "&kind=override") == ["casting_vote", "completed_although_open"]


def test_an_amendment_is_drafted_by_one_and_certified_by_another(at):
    p = at("amendment carried")
    assert codes(p)[-2:] == ["moved_and_certified", "drafted_and_certified"]


def test_who_appoints_does_not_accept(at):
    p = at("in force")
    role = f"/roles/{p.roles['chair']}"
    ends = {"assignment": 1, "reason": "Left.", "authority": "instrument:Cabinet minute 4"}
    p.secretary.done(f"{role}/revocations", ends, match=p.read(role))
    own = {"holder": str(p.secretary.principal), "party": p.party["city"]}
    p.secretary.done(f"{role}/assignments", own, authority="instrument:Cabinet minute 4")
    p.secretary.done(f"{role}/acceptances", assignment=2)
    assert codes(p, "&kind=duties") == ["appointed_and_accepted"]


def test_a_recount_opens_again_what_one_person_certified_twice(at):
    p = at("governed carried", recounted)
    p.secretary.done(f"{p.motion}/recount-certification", {}, match=p.read(p.motion))
    assert codes(p, "&kind=reopened") == [
        "recount_ordered",
        "recount_certified",
        "certified_and_recounted",
        "ordered_and_recounted",
    ]


def test_a_challenge_that_is_upheld_opens_again_what_was_decided(at):
    p = at("governed carried")
    challenge = {"seat": "seat-club", "statement": "We were not heard."}
    p.people["seat-club"].done(f"{p.motion}/challenges", challenge)
    ruling = {"number": 1, "ruling": "upheld"}
    p.secretary.done(f"{p.motion}/challenge-rulings", ruling, match=p.read(p.motion))
    assert codes(p, "&kind=reopened") == ["result_annulled"]
    assert "challenged_and_ruled" not in codes(p)


def test_as_it_was_known_then_nothing_had_been_found_yet(at):
    p = at("certified")
    p.hands.turn(days=1)
    before = p.position
    p.secretary.done("/parties", kind="nonprofit", name="Otters", occurred_on="2026-05-04")
    assert len(found(p)) == 3
    assert len(found(p, f"&known={before}")) == 2


def test_exceptions_of_one_agreement_in_a_time_and_page_by_page(at):
    p = at("certified")
    whole = found(p)
    first = p.read("/exceptions?limit=1").json
    second = p.read(f"/exceptions?limit=1&cursor={first['next']}").json
    assert [*first["items"], *second["items"]] == whole
    assert found(p, f"&agreement={p.agreement}") == whole
    assert found(p, "&since=2026-05-05T00:00:00Z") == []
    assert found(p, "&until=2026-05-04T00:00:00Z") == []
    assert found(p, "&until=2026-05-05T00:00:00Z") == whole


@pytest.mark.parametrize(
    ("asked", "status", "slug"),
    [
        ("kind=odd", 400, "malformed"),
        ("cursor=eA", 400, "malformed"),
        ("agreement=00000000-0000-4000-8000-000000000000", 404, "not-found"),
    ],
)
def test_what_cannot_be_asked_is_refused(at, asked, status, slug):
    assert_problem(at("opened").secretary.get(f"/exceptions?{asked}"), status, slug)


LATER = "since=2026-05-05T00:00:00Z&until=2026-05-04T00:00:00Z"


@pytest.mark.parametrize("path", ["/exceptions", "/history"])
def test_a_time_that_ends_before_it_begins_is_refused(at, path):
    refused = at("opened").secretary.get(f"{path}?{LATER}")

    assert_problem(refused, 400, "malformed")
    assert refused.json["detail"] == (
        "until (2026-05-04T00:00:00.000000Z) lies before since (2026-05-05T00:00:00.000000Z); exchange them"
    )
    assert refused.json["field"] == "until"


@pytest.mark.parametrize(
    "asked",
    ["/exceptions?since", "/history?until", "/changes?from", "/parties?known", "/parties?at"],
)
def test_a_plus_that_is_lost_on_the_way_is_written_otherwise(at, asked):
    p = at("opened")
    refused = p.secretary.get(f"{asked}=2026-05-04T12:00:00+02:00")

    assert_problem(refused, 400, "malformed")
    (error, *_) = refused.json["errors"]
    assert "in an address a plus sign is read as a blank" in error["detail"]
    assert "write it as 2026-05-04T12:00:00%2B02:00, or the instant in UTC" in error["detail"]
    assert p.secretary.get(f"{asked}=2026-05-04T12:00:00%2B02:00").status_code != 400


def test_a_blank_elsewhere_is_no_lost_plus(at):
    refused = at("opened").secretary.get("/exceptions?since=2026-05-04 12:00:00Z")
    assert "plus sign" not in str(refused.json)
