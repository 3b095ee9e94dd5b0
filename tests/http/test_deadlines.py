"""What falls due, in order, with the clause that says so."""

from __future__ import annotations

from typing import Any

import pytest
from tests.http.cases.aftermath import FLOOD, held, held_and_released, reserved, taken

from accord.projections import rebuild

GOVERNED = {
    "term": {"starts_on": "2026-06-01", "ends_on": "2027-06-01"},
    "renewal": {"kind": "automatic", "months": 12, "notice_days": 31, "clause": "money"},
    "reviews": [
        {"key": "first", "title": "First review", "on": "2026-09-01", "clause": "purpose"},
        {"key": "yearly", "title": "Yearly review", "every_months": 12},
    ],
    "indicators": [
        {"key": "fish", "title": "Fish counted", "every_months": 6, "clause": "purpose"},
        {"key": "once", "title": "Depth of the weir"},
    ],
    "notice_periods": [{"kind": "withdrawal", "days": 30, "clause": "purpose"}],
    "standing_orders": [{"body": "board", "clause": "money"}],
}


def governed(at: Any) -> Any:
    """The partnership with a term, reviews and notices, in force."""
    p = at("filled")
    p.secretary.done(f"{p.path}/revisions", GOVERNED, match=p.read(p.path))
    p.reach("in force")
    p.hands.turn(days=30)
    return p


def named(items: list[dict[str, Any]], what: str) -> list[tuple[str, str | None]]:
    return [(item["due"], item.get("clause")) for item in items if item["what"] == what]


def test_terms_reviews_and_objections_come_again_with_the_clause_that_says_so(at):
    p = governed(at)

    found = due(p, since="2026-06-01", until="2028-12-31")

    assert named(found, "term_ends") == [("2027-06-01", "money"), ("2028-06-01", "money")]
    assert named(found, "objection_to_renewal_ends") == [
        ("2027-05-01", "money"),
        ("2028-05-01", "money"),
    ]
    assert named(found, "measurement") == [
        ("2026-12-01", "purpose"),
        ("2027-06-01", "purpose"),
        ("2027-12-01", "purpose"),
        ("2028-06-01", "purpose"),
        ("2028-12-01", "purpose"),
    ]
    assert named(found, "review") == [
        ("2026-09-01", "purpose"),
        ("2027-06-01", None),
        ("2028-06-01", None),
    ]


def test_a_notice_falls_due_until_it_is_withdrawn(at):
    p = governed(at)
    mayor, city = p.people["mayor"], p.party["city"]
    seen = mayor.done(
        f"{p.path}/notices",
        party=city,
        kind="withdrawal",
        effective_from="2026-08-01",
        statement="We leave.",
    )
    assert named(due(p, until="2026-12-31", party=city), "notice_of_withdrawal") == [
        ("2026-08-01", "purpose")
    ]

    mayor.done(f"{p.path}/notice-withdrawals", notice=1, match=seen)

    assert named(due(p, until="2026-12-31", party=city), "notice_of_withdrawal") == []


def test_what_is_owed_falls_due_until_it_is_met(at):
    p = at("obliged")
    (owed,) = [d for d in due(p, until="2027-12-31") if d["what"] == "obligation"]
    assert (owed["subject"], owed["party"]) == (
        p.obligation,
        p.read(f"/obligations/{p.obligation}").json["party"],
    )

    p.secretary.done(f"/obligations/{p.obligation}/fulfilments", evidence=["ab" * 32])

    assert [d for d in due(p, until="2027-12-31") if d["what"] == "obligation"] == []


def test_a_meeting_falls_due_by_the_orders_of_its_body(at):
    p = governed(at)
    facts = {"agreement": p.agreement, "body": "board", "place": "Town hall"}
    p.secretary.done("/meetings", facts, starts="2026-07-01T16:00:00Z")

    (meets,) = [d for d in due(p, until="2026-07-01") if d["what"] == "meeting"]
    assert meets["due_at"].startswith("2026-07-01T16:00:00")
    assert meets["clause"] == "money"


def test_pages_follow_each_other_without_a_gap(at):
    p = governed(at)
    whole = due(p, since="2026-06-01", until="2028-12-31")

    pages, cursor = [], ""
    while True:
        asked = f"/deadlines?since=2026-06-01&until=2028-12-31&limit=2{cursor}"
        page = p.read(asked).json
        pages += page["items"]
        if "next" not in page:
            break
        cursor = f"&cursor={page['next']}"

    assert pages == whole


def due(p: Any, **query: str) -> list[dict[str, Any]]:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    items: list[dict[str, Any]] = p.read(f"/deadlines?{asked}").json["items"]
    return items


def test_the_end_of_a_vote_falls_due_at_its_instant(at):
    p = at("voting")

    (closing,) = [item for item in due(p, until="2026-05-31") if item["what"] == "voting_closes"]

    assert closing["due_at"].startswith("2026-05-11T09:00:00")
    assert closing["subject"] == p.decision
    assert closing["links"]["subject"] == f"/v1/decisions/{p.decision}"


def test_what_is_done_falls_due_no_longer(at):
    p = at("closed")

    assert [item for item in due(p, until="2026-05-31") if item["what"] == "voting_closes"] == []


def test_a_time_for_signing_falls_due_until_the_last_signature(at):
    assert [d["what"] for d in due(at("open for signature"), until="2026-06-01")] == [
        "signing_ends"
    ]
    assert due(at("in force"), until="2026-06-01") == []


def test_a_day_before_the_first_is_refused(at):
    p = at("in force")

    answer = p.secretary.get("/deadlines?until=2026-01-01&since=2026-02-01")

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (400, "/until")


def test_the_thirtieth_of_february_is_no_day(at):
    answer = at("in force").secretary.get("/deadlines?until=2027-02-30")

    assert answer.status_code == 400
    assert "no day of the calendar" in answer.json["detail"]


def test_more_than_ten_years_are_refused(at):
    answer = at("in force").secretary.get("/deadlines?until=2099-01-01")

    assert (answer.status_code, "ten years" in answer.json["detail"]) == (400, True)


def test_a_mandate_with_an_end_falls_due_on_it_for_its_party(at):
    p = at("in force")
    role, chair = f"/roles/{p.roles['chair']}", p.people["chair"]
    chair.done(f"{role}/resignations", assignment=1, effective_to="2026-07-01")
    p.secretary.done(
        f"{role}/assignments",
        holder=str(chair.principal),
        party=p.party["city"],
        effective_from="2026-07-01",
        effective_to="2027-01-01",
        authority="instrument:Cabinet minute 9",
    )
    chair.done(f"{role}/acceptances", assignment=2)

    (end,) = due(p, until="2027-01-01", party=p.party["city"])

    assert (end["what"], end["due_on"], end["subject"]) == (
        "mandate_ends",
        "2027-01-01",
        p.roles["chair"],
    )
    assert due(p, until="2027-01-01", party=p.party["trust"]) == []
    assert due(p, until="2026-12-31", party=p.party["city"]) == []


def test_a_mandate_falls_due_no_longer_once_its_agreement_has_ended(at):
    p = at("in force")
    p.people["chair"].done(f"/roles/{p.roles['chair']}/resignations", assignment=1)
    p.hands.turn(days=1)
    p.secretary.done(
        f"/roles/{p.roles['chair']}/assignments",
        holder=str(p.people["chair"].principal),
        party=p.party["city"],
        effective_to="2027-01-01",
        authority="instrument:Cabinet minute 9",
    )
    p.people["chair"].done(f"/roles/{p.roles['chair']}/acceptances", assignment=2)
    assert [item["what"] for item in due(p, until="2027-01-01")] == ["mandate_ends"]
    p.decide(decision := p.table(matter="termination"), "for", "for", "for")

    ending = {"ground": "mutual", "decision": decision, "effective_from": "2027-01-01"}
    p.secretary.done(f"{p.path}/termination", ending, match="*")

    assert [item["kind"] for item in due(p, until="2027-01-01")] == []


@pytest.mark.parametrize("cursor", ["AAAA", "eA"])
def test_a_cursor_of_another_list_is_refused(at, cursor):
    answer = at("in force").secretary.get(f"/deadlines?until=2026-12-31&cursor={cursor}")

    assert answer.status_code == 400


# --- What follows a result -------------------------------------------------------------------

AFTER = ("challenge_ends", "hold_ends", "hold_waits", "consent")


def after(p: Any, **query: str) -> list[tuple[str, ...]]:
    """What is listed of the decision at hand; the same once the read models are built again."""
    asked = {"until": "2026-12-31", "agreement": p.agreement} | query
    found = due(p, **asked)
    rebuild(p.house.record)
    assert due(p, **asked) == found
    return [
        (item["what"], item["due"], item.get("clause"))
        for item in found
        if item["what"] in AFTER and item["subject"] == p.decision
    ]


def test_a_result_is_challenged_and_held_up_to_a_last_day_that_a_clause_names(at):
    p = at("governed carried")
    last = [("challenge_ends", "2026-05-11", "purpose"), ("hold_ends", "2026-05-11", "purpose")]
    assert after(p) == last
    p.hands.turn(days=7)
    assert after(p) == last
    p.hands.turn(days=1)
    assert after(p) == []


def test_until_it_takes_effect_a_decision_can_be_held(at):
    p = at("governed")
    p.decision = p.table()
    p.decide(p.decision, "for", "for", "for", close=False)
    own = f"/decisions/{p.decision}"
    closed = p.secretary.done(f"{own}/closure")
    p.secretary.done(f"{own}/certification", effective_from="2026-07-01", match=closed)
    assert after(p) == [
        ("challenge_ends", "2026-05-11", "purpose"),
        ("hold_ends", "2026-06-30", "purpose"),
    ]


def test_orders_that_know_no_challenge_set_no_day(at):
    p = at("certified")
    assert after(p) == []


def test_what_the_orders_say_on_the_day_asked_from_is_what_counts(at):
    p = at("governed carried")
    own = p.decision
    orders = p.read(p.path).json["standing_orders"]
    p.change(standing_orders=[orders[0] | {"challenge_days": 9}])
    p.decision = own
    assert after(p)[0] == ("challenge_ends", "2026-05-13", "purpose")


def test_a_lost_motion_can_be_challenged_and_not_held(at):
    p = at("governed")
    p.decision = p.table()
    p.decide(p.decision, "against", "against", "against")
    assert after(p) == [("challenge_ends", "2026-05-11", "purpose")]


def test_a_decision_that_is_held_waits_on_each_day_until_it_is_released(at):
    p = at("governed carried")
    held(p)
    waits = ("hold_waits", "2026-05-04", "purpose")
    assert after(p) == [waits, ("challenge_ends", "2026-05-11", "purpose")]
    later = {"since": "2026-06-01"}
    assert after(p, **later) == [("hold_waits", "2026-06-01", "purpose")]


def test_a_decision_that_was_released_waits_no_more_and_is_not_held_again(at):
    p = at("governed carried")
    own = p.decision
    held_and_released(p)
    release = next(
        item["id"] for item in p.read(f"{p.path}/decisions").json["items"] if item.get("about")
    )
    path = f"/decisions/{own}"
    p.people["chair"].done(f"{path}/releases", decision=release, match=p.read(path))
    p.decision = own
    assert after(p) == [("challenge_ends", "2026-05-11", "purpose")]


def test_the_consent_of_a_party_is_awaited_by_it_until_it_is_given(at):
    p = at("governed")
    reserved(p)
    city, trust = p.party["city"], p.party["trust"]
    since = {"since": "2026-06-01"}
    assert after(p, party=city, **since) == [("consent", "2026-06-01", "money")]
    own = f"/decisions/{p.decision}"
    p.people["mayor"].done(f"{own}/consents", party=city, match=p.read(own))
    assert after(p, party=city, **since) == []
    assert after(p, party=trust, **since) == [("consent", "2026-06-01", "money")]


def test_an_emergency_decision_is_ratified_and_challenged_in_time(at):
    p = at("governed")
    taken(p)
    assert FLOOD["title"] in next(
        item["words"] for item in due(p, until="2026-12-31") if item["what"] == "emergency_lapses"
    )
    assert after(p) == [("challenge_ends", "2026-05-11", "purpose")]


def test_a_vote_still_falls_due_once_the_agreement_has_ended(at):
    p = at("in force")
    p.decide(decision := p.table(matter="termination"), "for", "for", "for")
    ending = {"ground": "mutual", "decision": decision, "effective_from": "2026-05-05"}
    p.secretary.done(f"{p.path}/termination", ending, match="*")
    p.hands.turn(days=1)
    report = p.table(title="The final report")
    p.open_vote(report, "2026-05-12T09:00:00Z")
    assert [d["subject"] for d in due(p, until="2026-06-01") if d["what"] == "voting_closes"] == [
        report
    ]
