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


# --- A split ---------------------------------------------------------------------------------


@pytest.fixture
def weighed(at):
    """The city weighs 10; a mill and a dam are registered, and will come out of it."""
    p = at("registered")
    parties = [
        {"party": id_, "class": "funder", "measures": [{"name": "weight", "value": "10"}]}
        for id_ in p.party.values()
    ]
    p.agreement = p.secretary.done("/agreements", p.terms(parties=parties)).json["id"]
    for step in ("filled", "adopted", "open for signature", "in force"):
        p.step(step)
    for name in ("mill", "dam"):
        p.party[name] = p.secretary.done("/parties", kind="business", name=name).json["id"]
    return p


def split(p, *successors, **more):
    city = f"/parties/{p.party['city']}"
    facts = {"kind": "split", "successors": [p.party[name] for name in successors], **more}
    return p.secretary.done(f"{city}/successions", facts, **DEED, match=p.read(city))


def divide(p, successor, weight, **more):
    facts = {
        "predecessor": p.party["city"],
        "successor": p.party[successor],
        "measures": [{"name": "weight", "value": weight}],
        "post": f"{successor}-clerk",
        "title": "Clerk",
    }
    return p.secretary.post(f"{p.path}/divisions", facts, match=p.read(p.path), **more)


def weights(p, day="2026-05-04"):
    names = {id_: name for name, id_ in p.party.items()}
    return {
        names[party["party"]]: (party["class"], party["measures"][0]["value"])
        for party in p.read(f"{p.path}?at={day}").json["parties"]
    }


def test_several_successors_have_their_shares_of_one_place_and_the_last_takes_the_rest(weighed):
    p = weighed
    split(p, "mill", "dam")
    answer = divide(p, "mill", "2.5", effective_from=JULY, authority=DEED["authority"])
    assert answer.status_code == 201, answer.json
    taken = {"predecessor": p.party["city"], "successor": p.party["dam"], "effective_from": JULY}
    p.secretary.done(f"{p.path}/successions", taken, match=p.read(p.path))

    others = {"trust": ("funder", "10"), "club": ("funder", "10")}
    assert weights(p, "2026-06-30") == others | {"city": ("funder", "10")}
    assert weights(p, JULY) == others | {"mill": ("funder", "2.5"), "dam": ("funder", "7.5")}
    found = p.read("/agreements?party=" + p.party["mill"]).json["items"]
    assert [item["id"] for item in found] == [p.agreement]
    (share,) = p.read(p.path).json["divisions"]
    assert (share["left"], share["post"]) == ([{"name": "weight", "value": "7.5"}], "mill-clerk")
    told = p.read(f"{p.path}/history?order=newest&limit=2").json["items"][1]["sentence"]
    assert told == (
        "In the agreement, mill is a party in the class funder from 2026-07-01, with a share of the "
        "place of city: weight 2.5, which leaves to that place weight 7.5. Its signatory post is "
        "mill-clerk."
    )


def test_a_party_from_which_a_part_split_off_lives_on_and_acts(weighed):
    p = weighed
    assert split(p, "mill", lives_on=True).json["status"] == "active"
    assert divide(p, "mill", "4").status_code == 201

    assert weights(p)["city"] == ("funder", "6")
    p.table(mover="seat-city", asserted_by=str(p.people["seat-city"].principal))
    shown = p.read(f"/parties/{p.party['city']}").json
    assert shown["divisions"] == [{"successors": [p.party["mill"]], "effective_from": "2026-05-04"}]
    assert "succession" not in shown

    taken = {"predecessor": p.party["city"], "successor": p.party["mill"]}
    refused = p.secretary.post(f"{p.path}/successions", taken, match=p.read(p.path))
    assert refused.status_code == 409
    assert "lives on, so that its place stays its own" in refused.json["detail"]


def test_only_the_office_says_who_has_which_share(weighed):
    p = weighed
    split(p, "mill", lives_on=True)
    clerk = p.person(party="city")
    facts = {"predecessor": p.party["city"], "successor": p.party["mill"], "title": "Clerk"}
    weight = [{"name": "weight", "value": "4"}]
    own = p.read(p.path)
    refused = clerk.post(f"{p.path}/divisions", facts, post="clerk", measures=weight, match=own)
    assert refused.status_code == 403
    assert divide(p, "mill", "4").status_code == 201
    assert divide(p, "mill", "4").json["detail"].startswith("mill is a party")
    stale = p.secretary.post(f"{p.path}/divisions", facts, post="x", measures=weight, match=own)
    assert stale.status_code == 412
