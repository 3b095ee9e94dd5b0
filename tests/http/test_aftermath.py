"""What became of a decision is read as of now: its stage turns with the day, and lists follow."""

from __future__ import annotations

import pytest
from tests.http.cases.aftermath import held_and_released, left, moved_again, reserved, taken
from tests.http.governed import about, carry
from tests.http.refusing import assert_refused, nothing_written
from tests.http.stages import Partnership

from accord.projections import rebuild

STATUSES = (
    *("tabled", "closed", "certified", "awaiting_consent", "held", "effective", "implemented"),
    *("rescinded", "superseded", "annulled", "vetoed", "lapsed"),
)


def stands(p: Partnership, stage: str) -> None:
    """It stands at this stage, and is listed under no other; so it does in models built again."""
    for _ in range(2):
        assert p.read(p.motion).json["stage"] == stage
        for status in STATUSES:
            items = p.read(f"/decisions?status={status}").json["items"]
            assert (p.decision in {item["id"] for item in items}) is (status == stage), status
        rebuild(p.house.record)


def by_another(p: Partnership, fact: str, **more: str):
    facts = {"decision": about(p), **more}
    return p.secretary.done(f"{p.motion}/{fact}", facts, match=p.read(p.motion))


def certify(p: Partnership, **said: str):
    return p.secretary.done(f"{p.motion}/certification", match=p.read(p.motion), **said)


def test_what_is_carried_may_hold_from_a_later_day(at):
    p = at("voting")
    ballots = [{"seat": s, "position": "for"} for s in ("seat-city", "seat-trust", "seat-club")]
    p.secretary.done(f"{p.motion}/roll-call", ballots=ballots)
    p.secretary.done(f"{p.motion}/closure")
    before = certify(p, effective_from="2026-05-06")
    assert before.json["effective_from"] == "2026-05-06"
    stands(p, "certified")
    p.hands.turn(days=2)
    stands(p, "effective")
    assert p.read(p.motion).headers["ETag"] != before.headers["ETag"]


def test_what_is_lost_stays_certified(at):
    p = at("in force")
    p.decision = p.table()
    p.decide(p.decision, "against", "against", "for")
    stands(p, "certified")


@pytest.mark.parametrize(
    ("matter", "fact", "stage"),
    [("rescission", "rescissions", "rescinded"), ("replacement", "supersessions", "superseded")],
)
def test_what_is_ended_holds_until_its_day(at, matter, fact, stage):
    p = at("certified")
    carry(p, about=p.decision, matter=matter)
    ended = by_another(p, fact, effective_from="2026-05-06")
    assert ended.json["effective_to"] == "2026-05-06"
    stands(p, "effective")
    p.hands.turn(days=2)
    stands(p, stage)


def test_what_is_done_in_parts_is_implemented_with_the_last(at):
    p = at("certified")
    p.secretary.done(f"{p.motion}/implementations", complete=False, statement="The sluice is dug.")
    stands(p, "effective")
    done = p.secretary.done(f"{p.motion}/implementations", complete=True)
    stands(p, "implemented")
    words = [
        {k: v for k, v in each.items() if k != "entry"} for each in done.json["implementations"]
    ]
    assert words == [{"complete": False, "statement": "The sluice is dug."}, {"complete": True}]


def test_what_is_reconsidered_is_tabled_again_and_says_what_it_had_come_to(at):
    p = at("in force")
    p.decision = carry(p)
    moved_again(p)
    again = by_another(p, "reconsiderations").json
    stands(p, "tabled")
    assert "verdict" not in again
    assert [entry["verdict"] for entry in again["reconsiderations"]] == ["carried"]


def test_a_vetoed_or_reconsidered_motion_decides_nothing_on_its_amendment(at):
    p = at("amendment carried")
    own = f"/amendments/{p.amendment}"
    p.decision = p.read(own).json["decision"]
    moved_again(p)
    by_another(p, "reconsiderations")
    assert p.read(own).json["stage"] == "under_decision"
    refused = p.secretary.post(f"{own}/adoption", match=p.read(own))
    assert "not certified yet" in refused.json["detail"]


def test_an_upheld_challenge_annuls(at):
    p = at("governed carried")
    challenge = {"seat": "seat-club", "statement": "We were not heard."}
    p.people["seat-club"].done(f"{p.motion}/challenges", challenge)
    ruling = {"number": 1, "ruling": "upheld"}
    p.secretary.done(f"{p.motion}/challenge-rulings", ruling, match=p.read(p.motion))
    stands(p, "annulled")


def test_what_is_held_waits_until_it_is_released(at):
    p = at("governed carried")
    held_and_released(p)
    stands(p, "held")
    by_another(p, "releases")
    stands(p, "effective")


def test_a_reserved_matter_waits_for_each_party_and_any_can_veto_it(at):
    p = at("governed carried")
    reserved(p)
    for post, party in (("mayor", "city"), ("warden", "trust")):
        stands(p, "awaiting_consent")
        said = {"party": p.party[party]}
        p.people[post].done(f"{p.motion}/consents", said, match=p.read(p.motion))
    said = {"party": p.party["club"], "reason": "Too dear."}
    p.people["captain"].done(f"{p.motion}/consent-refusals", said, match=p.read(p.motion))
    stands(p, "vetoed")


def test_the_consent_of_a_party_that_left_is_awaited_no_longer(at):
    p = at("governed carried")
    reserved(p)
    for post, party in (("mayor", "city"), ("warden", "trust")):
        said = {"party": p.party[party]}
        p.people[post].done(f"{p.motion}/consents", said, match=p.read(p.motion))
    said = {"party": p.party["club"]}
    refused = p.secretary.post(f"{p.motion}/consent-lapses", said, match=p.read(p.motion))
    assert (refused.status_code, refused.json["party"]) == (409, p.party["club"])
    left(p)
    done = p.secretary.done(f"{p.motion}/consent-lapses", said, match=p.read(p.motion))
    assert done.json["consents"][-1] == {"party": p.party["club"], "lapsed": True}
    stands(p, "effective")


def test_an_emergency_decision_lapses_unless_it_is_ratified(at):
    p = at("governed carried")
    taken(p)
    assert p.read(p.motion).json["effective_to"] == "2026-05-19"
    stands(p, "effective")
    p.hands.turn(days=14)
    stands(p, "effective")
    p.hands.turn(days=1)
    stands(p, "lapsed")


@pytest.mark.parametrize(
    ("positions", "stage"), [(("for",) * 3, "effective"), (("against",) * 3, "lapsed")]
)
def test_the_body_ratifies_an_emergency_decision_or_not(at, positions, stage):
    p = at("governed carried")
    taken(p)
    other = p.table(matter="ratification", about=p.decision)
    p.decide(other, *positions)
    by_another(p, "ratifications")
    stands(p, stage)
    p.hands.turn(days=30)
    stands(p, stage)


def test_a_decision_is_complete_although_what_it_laid_on_is_still_owed_and_shows_it(at):
    p = at("certified")
    owed = p.owe(decision=p.decision)
    own = f"/decisions/{p.decision}"
    with nothing_written(p):
        answer = p.secretary.post(f"{own}/implementations", complete=True)
        assert_refused(answer, 409, "1 of the obligations of this decision are still open")
        assert answer.json["open"] == [owed]
    said = {"complete": True, "although_open": True, "reason": "It is owed every year."}
    shown = p.secretary.done(f"{own}/implementations", said).json
    (done,) = shown["implementations"]
    assert done == {"complete": True, "still_open": [owed], "entry": shown["version"]}
    told = p.read(f"{own}/history").json["items"][-1]["sentence"]
    assert "implemented completely, although 1 obligation of it stood open" in told
