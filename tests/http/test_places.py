"""A successor stands in its predecessor's place wherever the register is asked, from its day on."""

from __future__ import annotations

import pytest

JULY = "2026-07-01"
DEED = {"authority": "instrument:Merger Act 2026", "reason": "The merger act."}
LIMIT = {"key": "one", "body": "board", "at_most": 1, "clause": "purpose"}
ACTIVITY = {"key": "clean", "title": "To clean the weir", "accountable": "seat-city"}
NOTICE = {"kind": "withdrawal", "statement": "We go."}


@pytest.fixture
def p(at):
    """The city gave notice and owes the club a report; it merges into the club from July on."""
    p = at("registered")
    terms = p.terms(
        composition_limits=[LIMIT],
        activities=[ACTIVITY],
        notice_periods=[{"kind": "withdrawal", "days": 90}],
    )
    p.agreement = p.secretary.done("/agreements", terms).json["id"]
    for step in ("filled", "adopted", "open for signature", "in force"):
        p.step(step)
    p.obligation = p.owe(due_on="2026-08-01", beneficiary=p.party["trust"])
    p.people["mayor"].done(f"{p.path}/notices", party=p.party["city"], **NOTICE)
    city = f"/parties/{p.party['city']}"
    merged = {"kind": "merged", "successors": [p.party["club"]], "effective_from": JULY}
    p.secretary.done(f"{city}/successions", merged, **DEED, match=p.read(city))
    taken = {"predecessor": p.party["city"], "successor": p.party["club"], "effective_from": JULY}
    p.secretary.done(f"{p.path}/successions", taken, match=p.read(p.path))
    return p


def posts(p, **query):
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return sorted(item["post"] for item in p.read(f"/roles?{words}").json["items"])


def test_the_posts_of_the_predecessor_s_people_are_found_for_the_successor(p):
    city, club = p.party["city"], p.party["club"]
    before = {"at": "2026-06-30"}

    assert posts(p, party=city, **before) == ["chair", "mayor", "seat-city"]
    assert posts(p, party=city, at=JULY) == []
    both = ["captain", "chair", "mayor", "seat-city", "seat-club"]
    assert posts(p, party=club, at=JULY) == both
    assert posts(p, party=club, **before) == ["captain", "seat-club"]


def test_a_post_names_the_successor_from_its_day_on_and_the_assignment_stays_as_recorded(p):
    city, club = p.party["city"], p.party["club"]
    role = f"/roles/{p.roles['seat-city']}"

    def named(day):
        shown = p.read(f"{role}?at={day}").json
        return [shown[name] for name in ("party", "holder_party", "seated_party")]

    assert named("2026-06-30") == [city] * 3
    assert named(JULY) == [club] * 3
    assert p.read(f"{role}?at={JULY}").json["assignments"][0]["party"] == city
    (activity,) = p.read(f"{p.path}/responsibilities?at={JULY}").json["items"]
    assert activity["accountable"]["holder_party"] == club


def test_what_the_predecessor_owed_is_found_for_the_successor_and_told_as_recorded(p):
    city, club = p.party["city"], p.party["club"]

    def owed(party, day):
        return p.read(f"/obligations?party={party}&at={day}").json["items"]

    assert [len(owed(party, "2026-06-30")) for party in (city, club)] == [1, 0]
    assert owed(city, JULY) == []
    (shown,) = owed(club, JULY)
    assert (shown["party"], shown["undertaken_by"]) == (club, city)
    assert "promised_to" not in shown
    assert "undertaken_by" not in p.read(f"/obligations/{p.obligation}").json

    def falls_due(party, since):
        asked = f"/deadlines?since={since}&until=2026-09-01&party={party}"
        due = p.read(asked).json["items"]
        return [item["party"] for item in due if item["kind"] == "obligation"]

    assert [falls_due(party, "2026-06-30") for party in (city, club)] == [[city], []]
    assert [falls_due(party, JULY) for party in (city, club)] == [[], [club]]


def test_a_notice_says_who_stands_in_the_place_of_who_gave_it(p):
    city, club = p.party["city"], p.party["club"]
    (before,) = p.read(p.path).json["notices"]
    (after,) = p.read(f"{p.path}?at={JULY}").json["notices"]

    assert "stands_for" not in before
    assert (after["party"], after["stands_for"]) == (city, club)


def test_a_limit_that_the_succession_exceeds_is_shown_until_it_is_cured(p):
    club = p.party["club"]
    assert "exceeded_limits" not in p.read(f"{p.path}?at=2026-06-30").json
    assert p.read(f"{p.path}?at={JULY}").json["exceeded_limits"] == [
        {
            "limit": "one",
            "body": "board",
            "clause": "purpose",
            "party": club,
            "holds": 2,
            "may_hold": 1,
        }
    ]

    role = f"/roles/{p.roles['seat-city']}"
    ends = {"assignment": 1, "effective_to": "2026-07-15", **DEED}
    p.secretary.done(f"{role}/revocations", ends, match=p.read(role))
    assert "exceeded_limits" in p.read(f"{p.path}?at=2026-07-14").json
    assert "exceeded_limits" not in p.read(f"{p.path}?at=2026-07-15").json


def test_a_seat_is_kept_for_whom_the_terms_of_the_day_say_and_who_was_appointed_for_another_does_not_sit(
    at,
):
    p = at("in force")
    city, trust = p.party["city"], p.party["trust"]
    board = p.board()
    for seat in board["seats"]:
        if seat["post"] == "seat-city":
            seat["party"] = trust
    p.change(from_=JULY, bodies=[board])
    role = f"/roles/{p.roles['seat-city']}"

    before, after = (p.read(f"{role}?at={day}").json for day in ("2026-06-30", JULY))
    assert (before["party"], before["seated_party"]) == (city, city)
    assert (after["party"], after["holder_party"]) == (trust, city)
    assert "seated" not in after
