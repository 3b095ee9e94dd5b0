"""A dispute over HTTP, from the talks through mediation to court, with its days in the calendar."""

from __future__ import annotations

import pytest
from tests.http.cases.disputes import HASH, STAGES, at_odds, raised, staged
from tests.http.refusing import assert_refused, nothing_written
from tests.http.stages import Partnership

COURT = {"court": "District Court", "reference": "7/2026"}


@pytest.fixture
def p(at):
    """The city is at odds with the trust since 4 May."""
    p = at("in force")
    raised(*STAGES)(p)
    return p


def own(p: Partnership) -> str:
    return f"/disputes/{p.dispute}"


def on(p: Partnership, day: str) -> dict:
    return p.read(f"{own(p)}?at={day}").json


def due(p: Partnership, **more: str) -> list[tuple[str, str]]:
    asked = "&".join(f"{name}={value}" for name, value in more.items())
    found = p.read(f"/deadlines?since=2026-05-04&until=2027-01-01&{asked}").json["items"]
    return [(item["due_on"], item["clause"]) for item in found if item["kind"] == "dispute"]


def test_a_dispute_shows_before_whom_it_is_and_until_when(p):
    found = on(p, "2026-05-18")
    told = {name: found[name] for name in ("status", "stage", "forum", "due_on", "clause")}
    assert told == {
        "status": "open",
        "stage": "talks",
        "forum": "the chairs",
        "due_on": "2026-05-18",
        "clause": "money",
    }
    assert (found["overdue"], on(p, "2026-05-19")["overdue"]) == (False, True)
    assert found["statement"] == at_odds(p)["statement"]
    history = p.read(f"{own(p)}/history").json["items"]
    assert (
        "raised the dispute “Who pays for the weir” with trust about clause money"
        in (history[0]["sentence"])
    )


def test_the_last_day_of_a_stage_is_in_the_calendar_of_each_party_to_it(p):
    for party, days in (("city", 1), ("trust", 1), ("club", 0)):
        assert due(p, party=p.party[party]) == [("2026-05-18", "money")] * days
    p.people["mayor"].done(f"{own(p)}/withdrawal", party=p.party["city"], match=p.read(own(p)))
    assert due(p, agreement=p.agreement) == []


def test_from_the_talks_to_court_and_a_ruling(p):
    trust, warden = p.party["trust"], p.people["warden"]
    with nothing_written(p):
        answer = warden.post(f"{own(p)}/referrals", party=trust, match=p.read(own(p)))
        assert_refused(
            answer, 409, "the chairs can settle the dispute up to and including 2026-05-18"
        )
    p.hands.turn(days=15)
    warden.done(f"{own(p)}/referrals", party=trust, match=p.read(own(p)))
    assert on(p, "2026-05-19")["forum"] == "a mediator"
    p.hands.turn(days=31)
    warden.done(f"{own(p)}/court-proceedings", COURT, party=trust, match=p.read(own(p)))
    assert on(p, "2026-06-19")["status"] == "in_court"
    ruling = {"ruling": HASH, "authority": "instrument:District Court 7/2026"}
    city = p.person(party="city")
    with nothing_written(p):
        answer = city.post(f"{own(p)}/rulings", ruling, match=p.read(own(p)))
        assert_refused(answer, 403, "only the register's office")
    shown = p.secretary.done(f"{own(p)}/rulings", ruling, match=p.read(own(p))).json
    assert [step["status"] for step in shown["course"]] == ["open", "open", "in_court", "decided"]
    assert on(p, "2026-05-10")["status"] == "open"


def test_all_settle_it_on_the_same_terms(p):
    for post, party in (("mayor", "city"), ("warden", "trust")):
        facts = {"party": p.party[party], "settlement_hash": HASH}
        shown = p.people[post].done(f"{own(p)}/settlement-agreements", facts).json
    assert (shown["status"], len(shown["agreed"])) == ("settled", 2)
    assert [d["id"] for d in p.read("/disputes?status=settled").json["items"]] == [p.dispute]
    assert p.read("/disputes?status=open").json["items"] == []


def test_disputes_are_found_by_agreement_and_by_who_is_in_them(p):
    def found(path: str) -> list[str]:
        return [item["id"] for item in p.read(path).json["items"]]

    assert found(f"/agreements/{p.agreement}/disputes") == [p.dispute]
    assert found(f"/disputes?agreement={p.agreement}") == [p.dispute]
    assert found(f"/disputes?party={p.party['trust']}&status=open") == [p.dispute]
    assert found(f"/disputes?party={p.party['club']}") == []


def test_nobody_speaks_for_a_party_but_who_signs_for_it(p):
    facts = {"party": p.party["trust"], "settlement_hash": HASH}
    with nothing_written(p):
        answer = p.people["mayor"].post(f"{own(p)}/settlement-agreements", facts)
        assert_refused(answer, 403, "only trust or the register's office can do this")


def test_without_stages_a_dispute_is_before_nobody_and_goes_to_court_at_once(at):
    p = at("in force")
    p.dispute = p.people["mayor"].done("/disputes", at_odds(p)).json["id"]
    found = on(p, "2026-05-04")
    assert (found["status"], found["overdue"]) == ("open", False)
    assert not {"stage", "forum", "due_on"} & found.keys()
    assert due(p, agreement=p.agreement) == []
    history = p.read(f"{own(p)}/history").json["items"]
    assert "the agreement lays down no stages for it" in history[0]["sentence"]

    staged(STAGES[0])(p)  # for disputes that are raised from now on
    with nothing_written(p):
        answer = p.people["warden"].post(
            f"{own(p)}/referrals", party=p.party["trust"], match=p.read(own(p))
        )
        assert_refused(answer, 409, "laid down no stages for disputes when this one was raised")
    facts = {"party": p.party["trust"], **COURT}
    p.people["warden"].done(f"{own(p)}/court-proceedings", facts, match=p.read(own(p)))
    assert on(p, "2026-05-04")["status"] == "in_court"


def test_a_successor_is_in_the_dispute_of_its_predecessor(p):
    merged = {"kind": "merged", "successors": [p.party["club"]], "reason": "The merger act."}
    cited = {"authority": "instrument:Merger Act 2026"}
    city = f"/parties/{p.party['city']}"
    p.secretary.done(f"{city}/successions", merged, **cited, match=p.read(city))
    taken = {"predecessor": p.party["city"], "successor": p.party["club"]}
    p.secretary.done(f"{p.path}/successions", taken, match=p.read(p.path))

    shown = p.read(own(p)).json
    assert (shown["party"], shown["raised_by"]) == (p.party["club"], p.party["city"])
    mine = p.read(f"/disputes?party={p.party['club']}").json["items"]
    assert [item["id"] for item in mine] == [p.dispute]


def test_for_a_party_that_has_left_the_office_enters_what_it_agreed_to(p):
    p.change(notice_periods=[{"kind": "withdrawal", "days": 0}], ending={"minimum_parties": 1})
    trust, warden = p.party["trust"], p.people["warden"]
    notice = {"party": trust, "kind": "withdrawal", "statement": "We go."}
    warden.done(f"{p.path}/notices", notice)
    warden.done(f"{p.path}/withdrawals", party=trust, notice=1)
    agreed = {"party": trust, "settlement_hash": HASH}
    with nothing_written(p):
        answer = warden.post(f"{own(p)}/settlement-agreements", agreed)
        assert_refused(answer, 403, "only the register's office can do this")
    p.secretary.done(f"{own(p)}/settlement-agreements", agreed)
    assert trust == p.read(own(p)).json["agreed"][0]["party"]
