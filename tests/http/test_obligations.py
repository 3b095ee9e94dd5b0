"""Who owes what when, over HTTP: on any day, overdue or not, of a party or an agreement."""

from __future__ import annotations

import pytest
from tests.http.cases.obligations import HASH


@pytest.fixture
def p(at):
    """The city owes a report since 5 May and another on 1 September; the trust met its own today."""
    p = at("in force")
    p.hands.turn(days=4)
    p.late = p.owe(due_on="2026-05-05", title="Late")
    p.coming = p.owe(due_on="2026-09-01", title="Coming")
    p.met = p.owe(
        party=p.party["trust"], title="Met", beneficiary=p.party["city"], due_on="2026-05-08"
    )
    p.secretary.done(f"/obligations/{p.met}/fulfilments", met_on="2026-05-07", evidence=[HASH])
    return p


def titles(p, query):
    return [item["title"] for item in p.read(f"/obligations?{query}").json["items"]]


def test_obligations_are_found_by_who_owes_them_and_when(p):
    city, trust = p.party["city"], p.party["trust"]

    assert titles(p, f"party={city}") == ["Late", "Coming"]
    assert titles(p, f"party={trust}&agreement={p.agreement}") == ["Met"]
    assert titles(p, "due_before=2026-05-08") == ["Late"]
    assert titles(p, f"agreement={p.party['club']}") == []


def test_obligations_are_found_by_their_status_on_a_day(p):
    assert titles(p, "status=met") == ["Met"]
    assert titles(p, "status=met&at=2026-05-06") == []
    assert titles(p, "status=scheduled&at=2026-05-06") == ["Late", "Coming", "Met"]
    assert titles(p, "status=scheduled") == ["Late", "Coming"]
    assert titles(p, "status=overdue") == ["Late"]
    assert titles(p, "status=overdue&at=2026-05-05") == []
    assert titles(p, "status=overdue&at=2027-01-01") == ["Late", "Coming"]


def test_an_obligation_shows_its_course_and_how_it_stands_on_a_day(p):
    now, before = (p.read(f"/obligations/{p.met}{day}").json for day in ("", "?at=2026-05-06"))

    assert (now["status"], now["overdue"]) == ("met", False)
    assert now["course"] == [{"status": "met", "since": "2026-05-07", "evidence": [HASH]}]
    assert (before["status"], before["overdue"]) == ("scheduled", False)
    assert p.read(f"/obligations/{p.late}").json["overdue"] is True
    later = p.read(f"/obligations/{p.coming}?at=2026-09-02").json
    assert (later["status"], later["overdue"]) == ("scheduled", True)


def test_an_obligation_that_was_moved_shows_its_first_day(p):
    own = f"/obligations/{p.late}"
    p.secretary.done(
        f"{own}/due-days",
        due_on="2026-06-01",
        authority="instrument:Letter",
        match=p.read(own),
    )

    shown = p.read(own).json
    assert (shown["first_due_on"], shown["due_on"]) == ("2026-05-05", "2026-06-01")
    assert shown["overdue"] is False


def test_obligations_belong_to_their_agreement_and_its_history(p):
    found = p.read(f"/agreements/{p.agreement}/obligations").json["items"]
    assert [item["id"] for item in found] == [p.late, p.coming, p.met]

    told = p.read(f"/obligations/{p.late}/history").json["items"]
    assert [item["sentence"] for item in told] == [
        "City owes “Late” (report), due on 2026-05-05, under clause money."
    ]
    whole = p.read(f"/agreements/{p.agreement}/history?order=newest&limit=200").json["items"]
    kinds = {item["type"] for item in whole}
    assert {"obligation.met/1", "schedule.obligation_entered/1"} <= kinds


def test_there_is_no_obligation_of_an_unknown_id(p):
    assert p.secretary.get(f"/obligations/{p.agreement}").status_code == 404
    assert p.secretary.get(f"/agreements/{p.late}/obligations").status_code == 404


def test_what_is_settled_stays_so_and_the_refusal_says_how_it_stands(p):
    answer = p.secretary.post(f"/obligations/{p.met}/fulfilments", evidence=[HASH])

    assert (answer.status_code, answer.json["stage"]) == (409, "met")
    assert "this obligation is met already" in answer.json["detail"]


def test_nothing_is_owed_or_met_before_the_agreement_is_in_force(p):
    facts = {"agreement": p.agreement, "party": p.party["city"], "title": "Early"}
    facts |= {"kind": "report", "clause": "money", "due_on": "2026-05-03"}
    answers = [
        p.secretary.post("/obligations", facts),
        p.secretary.post(
            f"/obligations/{p.late}/fulfilments", met_on="2026-05-03", evidence=[HASH]
        ),
    ]
    for answer, words in zip(answers, ("be due", "be met"), strict=True):
        assert answer.status_code == 422
        assert f"this would {words} on 2026-05-03" in answer.json["detail"]
        assert "in force, from 2026-05-04" in answer.json["detail"]
