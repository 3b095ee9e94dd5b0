"""What the days of the standing orders come to over HTTP: refused with the clause, shown on its day, found by stage."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.http.cases.aftermath import council
from tests.http.cases.discussions import agreed, in_writing
from tests.http.governed import carry
from tests.http.stages import MAJORITY
from tests.http.test_deadlines import due, named

from accord.aggregates.agreement.events import ProvisionDrafted, RuleDrafted
from accord.aggregates.agreement.terms import ReservedMatter, StandingOrders
from accord.rules import Rule

MIDNIGHT = datetime(2026, 5, 14, 23, tzinfo=UTC)
"""When 15 May begins in London."""


def ordered(p: Any, **orders: int) -> Any:
    said = StandingOrders(body="board", clause="money", **orders)
    agreed(p, ProvisionDrafted(standing_orders=said))
    return p


def certify(p: Any) -> None:
    """The chair gives the casting vote for the motion, and the result is certified."""
    p.people["chair"].done(f"{p.motion}/casting-vote", position="for", match=p.read(p.motion))
    p.secretary.done(f"{p.motion}/certification", {}, match=p.read(p.motion))


def stage(p: Any) -> str:
    """Where it stands, as it is read and as it is found among those at that stage."""
    found = p.read(p.motion).json["stage"]
    listed = p.read(f"/decisions?status={found}").json["items"]
    assert p.decision in [item["id"] for item in listed]
    return str(found)


def what(p: Any, kind: str) -> list[tuple[str, str | None]]:
    return named(due(p, since="2026-05-01", until="2026-12-31"), kind)


@pytest.mark.parametrize("then", [None, "withdrawal", "deferrals"])
def test_a_motion_lapses_on_its_day_wherever_it_waits(at, then):
    p = ordered(at("certified"), discussion_most_days=10)
    p.decision = p.table()
    if then:
        p.secretary.done(f"{p.motion}/{then}", {}, match=p.read(p.motion))
    assert p.read(p.motion).json["lapses"] == "2026-05-14T23:00:00.000000Z"
    due_ = [] if then == "withdrawal" else [("2026-05-14T23:00:00.000000Z", "money")]
    assert what(p, "motion_lapses") == due_

    before, p.hands.at = stage(p), MIDNIGHT
    assert before != "lapsed"
    assert stage(p) == "lapsed"


def test_a_vote_that_is_too_short_is_refused_with_the_clause(at):
    p = ordered(at("tabled"), voting_days=3)
    facts = {"closes": "2026-05-07T08:59:59Z"}
    refused = p.people["chair"].post(f"{p.motion}/voting", facts, match=p.read(p.motion))
    assert refused.status_code == 422
    assert "be open for 3 days at least" in refused.json["detail"]
    assert (refused.json["field"], refused.json["clause"]) == ("closes", "money")


def test_what_is_carried_cools_off_and_expires_on_its_days(at):
    p = ordered(at("closed"), cooling_off_days=10, expires_after_days=20)
    certify(p)

    read = p.read(p.motion).json
    assert (read["effective_from"], read["expires_on"]) == ("2026-05-14", "2026-05-25")
    assert stage(p) == "certified"
    assert what(p, "decision_effective") == [("2026-05-13T23:00:00.000000Z", None)]
    assert what(p, "decision_expires") == [("2026-05-24T23:00:00.000000Z", "money")]
    p.hands.at = datetime(2026, 5, 13, 23, tzinfo=UTC)
    assert stage(p) == "effective"
    p.hands.at = datetime(2026, 5, 24, 23, tzinfo=UTC)
    assert stage(p) == "expired"


def test_what_is_implemented_in_time_expires_no_more(at):
    p = ordered(at("closed"), expires_after_days=20)
    certify(p)
    p.people["chair"].done(f"{p.motion}/implementations", complete=True, statement="Done.")

    assert "expires_on" not in p.read(p.motion).json
    assert what(p, "decision_expires") == []
    p.hands.at = datetime(2026, 6, 24, tzinfo=UTC)
    assert stage(p) == "implemented"


def test_the_history_tells_the_days(at):
    p = ordered(at("closed"), cooling_off_days=10, expires_after_days=20, discussion_most_days=10)
    certify(p)
    last = p.read(f"{p.motion}/history?order=newest&limit=1").json["items"][0]["sentence"]
    assert last.endswith(
        "It takes effect on 2026-05-14. It expires unless it is implemented by 2026-05-24."
    )
    p.decision = p.table()
    (told,) = p.read(f"{p.motion}/history").json["items"]
    assert told["sentence"].endswith(
        "It lapses unless it is put to the vote before 2026-05-14 23:00:00 UTC."
    )


# --- Through further bodies ------------------------------------------------------------------


def on_its_way(at: Any, power: str, **days: int) -> Any:
    """An ordinary decision, carried by the board, which the council must approve or can veto."""
    p = at("governed carried")
    council(p, power, **days)
    p.decision = carry(p)
    return p


def test_what_a_council_can_veto_has_passed_once_its_days_are_over(at):
    p = on_its_way(at, "veto")
    (stage_,) = p.read(p.motion).json["stages"]
    assert stage_ == {
        "body": "council",
        "class": "review",
        "power": "veto",
        "most_days": 10,
        "begins_on": "2026-05-04",
        "over_on": "2026-05-15",
    }
    assert what(p, "stage_passes") == [("2026-05-15", None)]
    assert stage(p) == "in_stages"
    p.hands.at = MIDNIGHT
    assert stage(p) == "effective"


def test_what_a_council_must_approve_waits_for_it_or_lapses(at):
    p = on_its_way(at, "approve", most_days=10)
    assert what(p, "stage_lapses") == [("2026-05-15", None)]
    assert stage(p) == "in_stages"
    p.hands.at = MIDNIGHT
    assert stage(p) == "lapsed"


def test_what_a_council_approved_or_vetoed_shows_by_which_decision(at):
    for power, matter, way, then in (
        ("approve", "stage_approval", "stage-approvals", "effective"),
        ("veto", "stage_veto", "stage-vetoes", "vetoed"),
    ):
        p = on_its_way(at, power, most_days=10)
        by = carry(p, about=p.decision, matter=matter, body="council", **{"class": "review"})
        p.secretary.done(f"{p.motion}/{way}", {"decision": by}, match=p.read(p.motion))
        assert stage(p) == then
        (stage_,) = p.read(p.motion).json["stages"]
        assert by in (stage_.get("passed_by"), stage_.get("vetoed_by"))
        p.hands.at = MIDNIGHT
        assert stage(p) == then
        last = p.read(f"{p.motion}/history?order=newest&limit=1").json["items"][0]["sentence"]
        assert "the body council" in last


def test_the_certificate_tells_through_which_bodies_it_passes(at):
    p = on_its_way(at, "veto")
    items = p.read(f"{p.motion}/history?order=newest&limit=1").json["items"]
    assert items[0]["sentence"].endswith(
        "It takes effect once it has passed the body council, which can veto it within 10 days."
    )


# --- Enough consents -------------------------------------------------------------------------


def reserved_to(at: Any, **enough: Any) -> Any:
    """A decision that is reserved to so many of the three parties."""
    p = at("governed carried")
    matter = ReservedMatter(
        key="reserved", title="Reserved", body="board", cls="reserved", clause="money", **enough
    )
    agreed(p, ProvisionDrafted(reserved_matter=matter))
    p.decision = carry(p, **{"class": "reserved"})
    return p


def answer(p: Any, post: str, party: str, way: str = "consents", **said: str) -> Any:
    facts = {"party": p.party[party], **said}
    return p.people[post].done(f"{p.motion}/{way}", facts, match=p.read(p.motion))


def test_two_of_three_consents_are_enough_and_then_days_pass(at):
    p = reserved_to(at, at_least=2, days_after=10)
    assert p.read(p.motion).json["consents_needed"] == {"at_least": 2, "days_after": 10}
    assert [due_ for due_, _ in what(p, "consent")] != []
    answer(p, "warden", "trust", "consent-refusals", reason="Too dear.")
    answer(p, "mayor", "city")
    assert stage(p) == "awaiting_consent"
    answer(p, "captain", "club")
    assert stage(p) == "certified"
    assert what(p, "consent") == []
    assert p.read(p.motion).json["effective_from"] == "2026-05-14"
    p.hands.at = MIDNIGHT
    assert stage(p) == "effective"


def test_where_the_others_are_not_enough_a_refusal_is_a_veto(at):
    p = reserved_to(at, at_least=2)
    answer(p, "warden", "trust", "consent-refusals", reason="Too dear.")
    answer(p, "mayor", "city", "consent-refusals", reason="Too dear.")
    assert stage(p) == "vetoed"


# --- By correspondence, and a late quorum ----------------------------------------------------


def test_a_meeting_that_is_demanded_puts_the_vote_among_the_earlier_ones(at):
    p = at("tabled")
    in_writing(p)
    read = p.read(p.motion).json
    assert (read["stage"], read["by_correspondence"]) == ("voting", True)
    p.people["seat-city"].done(f"{p.motion}/ballots", seat="seat-city", position="for")
    p.people["seat-trust"].done(f"{p.motion}/meeting-demands", seat="seat-trust")

    read = p.read(p.motion).json
    assert (read["stage"], read["meeting_demanded_for"]) == ("tabled", "seat-trust")
    assert (read["voting"], read["ballots_given"]) == (2, 0)
    (earlier,) = read["votings"]
    assert (earlier["by_correspondence"], earlier["ballots_given"]) == (True, 1)
    assert "by_correspondence" not in read
    assert stage(p) == "tabled"
    first = p.read(f"{p.motion}/ballots?voting=1").json["items"]
    assert [seat.get("position") for seat in first].count("for") == 1
    p.open_vote(p.decision)
    assert stage(p) == "voting"
    assert p.read(f"{p.motion}/ballots").json["items"][0].get("position") is None


@pytest.mark.parametrize("recorded", [False, True])
def test_a_vote_is_longer_where_its_quorum_comes_late(at, recorded):
    p = ordered(at("tabled"), late_quorum_hours=6)
    quorum = {"test": "number", "of": ["for", "against"], "op": ">=", "n": "2"}
    rule = Rule.from_data({**MAJORITY, "quorum": quorum})
    agreed(p, RuleDrafted(body="board", cls="works", rule=rule, rule_hash=rule.hash))
    p.decision = p.table(**{"class": "works"})
    p.open_vote(p.decision)
    read = p.read(p.motion).json
    assert (read["late_quorum_hours"], "quorum" in read["rule"]) == (6, True)
    p.hands.at = datetime(2026, 5, 11, 8, tzinfo=UTC)
    if recorded:
        heard = [{"seat": s, "position": "for"} for s in ("seat-city", "seat-trust")]
        p.secretary.done(f"{p.motion}/roll-call", ballots=heard)
    else:
        for seat in ("seat-city", "seat-trust"):
            p.people[seat].done(f"{p.motion}/ballots", seat=seat, position="for")

    assert p.read(p.motion).json["closes"].startswith("2026-05-11T14:00:00.00000")
    last = p.read(f"{p.motion}/history?order=newest&limit=1").json["items"][0]["sentence"]
    assert last.startswith("Voting was extended as there is a quorum only now")
