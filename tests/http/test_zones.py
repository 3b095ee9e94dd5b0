"""A day is one of the agreement's zone: far from Greenwich, where clocks are changed, where a day was left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.http.refusing import assert_problem
from tests.http.stages import Hands, begin

FAR_EAST, FAR_WEST, SAMOA = "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Apia"
"""Fourteen hours before Greenwich, eleven behind it, and where 30 December 2011 was left out."""


def drafted(at, zone, **terms):
    """A partnership whose agreement counts its days in a zone."""
    p = at("registered")
    p.agreement = p.secretary.done("/agreements", p.terms(zone=zone, **terms)).json["id"]
    p.stage = "drafted"
    return p


@pytest.fixture
def begun(tmp_path):
    """`begun(zone, instant)`: a register that was opened at an instant, with a draft in a zone."""
    opened = []

    def begin_at(zone, instant):
        opened.append(begin(f"sqlite:///{tmp_path}/{len(opened)}.db", Hands(instant)))
        return drafted(opened[-1].reach, zone)

    yield begin_at
    for p in opened:
        p.house.close()


def revise(p, title, **facts):
    p.secretary.done(f"{p.path}/revisions", {"title": title, **facts}, match="*")


def title(p, clocks):
    return p.read(f"{p.path}?{clocks}").json["title"]


# --- Far from Greenwich ----------------------------------------------------------------------

EVE, DAY = "2026-05-31", "2026-06-01"
ROUND_THE_DAY = (EVE, "2026-05-31T09:59:59Z", "2026-05-31T10:00:00Z", "2026-05-31T23:59:59Z")
ROUND_THE_DAY += ("2026-06-01T10:59:59Z", "2026-06-01T11:00:00Z", DAY)


def ids(p, path, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return {item["id"] for item in p.read(f"{path}?{query}").json["items"]}


def found_where_shown(p, path, id_, status="stage"):
    """Who asks for what stands at a stage finds a thing where it is shown so; return where at each moment."""
    for moment in ROUND_THE_DAY:
        shown = p.read(f"{path}/{id_}?at={moment}").json[status]
        assert id_ in ids(p, path, at=moment, status=shown), (path, moment, shown)
        yield shown


@pytest.mark.parametrize("zone", [FAR_EAST, FAR_WEST, "Pacific/Auckland", "UTC"])
def test_a_thing_is_found_at_the_stage_at_which_it_is_shown_in_whichever_zone(at, zone):
    p = drafted(at, zone, term={"ends_on": DAY})
    p.reach("tabled")
    p.open_vote(p.decision, closes="2026-05-31T05:00:00Z")
    notice = {"agreement": p.agreement, "body": "board", "place": "Town hall"}
    meets = p.secretary.done("/meetings", notice, starts="2026-05-31T05:00:00Z").json["id"]
    owed = p.owe(due_on=EVE)
    p.people["chair"].done(
        f"/roles/{p.roles['chair']}/resignations", assignment=1, effective_to=DAY
    )

    stages = list(found_where_shown(p, "/agreements", p.agreement))
    assert (stages[0], stages[-1]) == ("in_force", "expired")
    assert set(found_where_shown(p, "/meetings", meets)) <= {"convened", "held"}
    assert set(found_where_shown(p, "/decisions", p.decision)) <= {"voting", "awaiting_closure"}
    holder = str(p.people["chair"].principal)
    for moment in ROUND_THE_DAY:
        shown = p.read(f"/roles/{p.roles['chair']}?at={moment}").json["status"]
        held = p.roles["chair"] in ids(p, "/roles", at=moment, holder=holder)
        assert held == (shown == "held"), (moment, shown)
        late = p.read(f"/obligations/{owed}?at={moment}").json["overdue"]
        assert late == (owed in ids(p, "/obligations", at=moment, status="overdue")), moment


def test_an_obligation_has_its_status_from_the_day_in_the_zone_of_its_agreement(at):
    p = drafted(at, FAR_EAST)
    p.reach("in force")
    owed = p.owe(due_on=EVE)
    p.hands.at = datetime(2026, 6, 2, 9, tzinfo=UTC)
    facts = {"reason": "Forgotten", "occurred_on": DAY}
    p.secretary.done(f"/obligations/{owed}/failures", facts, match=p.read(f"/obligations/{owed}"))

    found = list(found_where_shown(p, "/obligations", owed, "status"))
    assert found == ["scheduled"] * 2 + ["not_met"] * 5


# --- Where the clocks are changed ------------------------------------------------------------


def test_of_the_hour_that_comes_twice_an_instant_says_which(begun):
    """In London 25 October 2026 has 01:30 twice, and the second is one hour after the first."""
    p = begun("Europe/London", datetime(2026, 10, 24, 12, tzinfo=UTC))
    for hour, name in ((0, "Summer time"), (1, "Winter time")):
        p.hands.at = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        revise(p, name)
    p.hands.turn(days=2)

    assert title(p, "known=2026-10-25T01:40:00%2B01:00") == "Summer time"
    assert title(p, "known=2026-10-25T01:40:00%2B00:00") == "Winter time"
    assert title(p, "known=2026-10-24") == "River partnership"
    assert title(p, "known=2026-10-25") == "Winter time"


@pytest.mark.parametrize(
    ("last", "beyond"),
    [
        ("2026-03-28T23:59:59Z", "2026-03-29T00:00:00Z"),
        ("2026-03-29T22:59:59Z", "2026-03-29T23:00:00Z"),
        ("2026-10-24T22:59:59Z", "2026-10-24T23:00:00Z"),
        ("2026-10-25T23:59:59Z", "2026-10-26T00:00:00Z"),
    ],
)
def test_a_day_of_23_or_25_hours_is_known_to_its_end(begun, last, beyond):
    p = begun("Europe/London", datetime(2026, 3, 1, 12, tzinfo=UTC))
    day = datetime.fromisoformat(last).astimezone(ZoneInfo("Europe/London")).date()
    for instant, name in ((last, "On its last second"), (beyond, "On the next day")):
        p.hands.at = datetime.fromisoformat(instant)
        revise(p, name)
    p.hands.turn(days=2)

    assert title(p, f"known={day}") == "On its last second"
    assert title(p, f"known={day + timedelta(days=1)}") == "On the next day"


@pytest.mark.parametrize(
    ("given", "first"), [("2026-10-20", "2026-11-19"), ("2027-03-20", "2027-04-19")]
)
def test_notice_over_the_change_of_the_clocks_is_counted_in_days(at, given, first):
    """Thirty days are thirty days, also where they have an hour more or less; late at night it is that day."""
    p = drafted(
        at,
        "Europe/London",
        notice_periods=[{"kind": "withdrawal", "days": 30}],
        term={"ends_on": "2030-01-01"},
    )
    p.reach("in force")
    p.hands.at = datetime.fromisoformat(f"{given}T21:30:00Z")
    notice = {"party": p.party["city"], "kind": "withdrawal", "statement": "We leave."}
    answer = p.people["mayor"].post(f"{p.path}/notices", notice, effective_from=given)
    assert_problem(answer, 422, "refused")
    assert f"{first} is the first day that is right" in answer.json["detail"]
    (found,) = p.people["mayor"].done(f"{p.path}/notices", notice).json["notices"]
    assert (found["given_on"], found["effective_from"]) == (given, first)


# --- A day that was left out -----------------------------------------------------------------


@pytest.fixture
def samoa(begun):
    """Drafted on 29 December 2011 at 23:00 in Apia; an hour later it was the 31st."""
    p = begun(SAMOA, datetime(2011, 12, 30, 9, tzinfo=UTC))
    p.hands.turn(hours=1)
    revise(p, "As of the 31st")
    p.hands.turn(days=5)
    return p


LEFT_OUT = "there was no 2011-12-30 in Pacific/Apia: 2011-12-31 came after 2011-12-29"


def test_a_day_that_was_left_out_is_no_day_of_the_agreement(samoa):
    p = samoa
    for question in ("", "/text", "/dossier", "/responsibilities", "/knowledge"):
        for clock in ("at", "known"):
            answer = p.secretary.get(f"{p.path}{question}?{clock}=2011-12-30")
            assert_problem(answer, 422, "refused")
            assert answer.json["detail"] == LEFT_OUT
            assert answer.json["errors"][0]["pointer"] == f"/{clock}"
    redline = p.secretary.get(f"{p.path}/redline?from=2011-12-30")
    assert_problem(redline, 422, "refused")
    assert redline.json["detail"] == LEFT_OUT


def test_nothing_happened_on_a_day_that_was_left_out(samoa):
    answer = samoa.secretary.post(f"{samoa.path}/adoption", occurred_on="2011-12-30", match="*")

    assert_problem(answer, 422, "refused")
    assert answer.json["detail"] == LEFT_OUT
    assert answer.json["errors"][0]["pointer"] == "/occurred_on"


def test_before_and_after_the_day_that_was_left_out_all_is_as_ever(samoa):
    p = samoa
    assert title(p, "known=2011-12-29") == "River partnership"
    assert title(p, "known=2011-12-31") == title(p, "known=2012-01-01") == "As of the 31st"
    assert title(p, "known=2011-12-30T09:30:00Z") == "River partnership"
    assert title(p, "known=2011-12-30T10:30:00Z") == "As of the 31st"
    # Of many agreements each has its own days: a list is told as of noon, wherever it fell.
    assert p.read("/agreements?at=2011-12-30").json["items"][0]["title"] == "As of the 31st"


# --- 29 February -----------------------------------------------------------------------------


def test_a_term_that_ends_on_29_february_is_renewed_by_the_year(at):
    """In a year without that day it ends on the 28th, and in the next leap year on the 29th again."""
    p = drafted(
        at,
        "Europe/London",
        term={"ends_on": "2028-02-29"},
        renewal={"kind": "automatic", "months": 12},
    )
    p.reach("in force")

    for day, ends in (
        ("2028-02-28", "2028-02-29"),
        ("2028-02-29", "2029-02-28"),
        ("2029-02-27", "2029-02-28"),
        ("2029-02-28", "2030-02-28"),
        ("2031-02-28", "2032-02-29"),
        ("2032-02-28", "2032-02-29"),
        ("2032-02-29", "2033-02-28"),
    ):
        assert p.read(f"{p.path}?at={day}").json["ends_on"] == ends, day
    for day in ("2027-02-29", "2100-02-29", "2028-02-30"):
        assert_problem(p.secretary.get(f"{p.path}?at={day}"), 400, "malformed")
