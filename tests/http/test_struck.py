"""An amendment strikes a body, a rule or a post: what hangs on it comes to an end, and nothing is left in between."""

from __future__ import annotations

from typing import Any

from tests.http.refusing import assert_refused, nothing_written
from tests.http.stages import SEATS, Partnership

CLOSES = "2026-05-11T09:00:00Z"
GUESTS = {"post": "guest", "title": "Guest of the board"}


def council(p: Partnership) -> dict[str, Any]:
    """A second body, that an amendment brings in and another one strikes."""
    board = p.board()
    seats = [{**seat, "post": f"council-{seat['post']}"} for seat in board["seats"]]
    return {**board, "id": "council", "name": "Council", "chair": seats[0]["post"], "seats": seats}


def with_a_council(p: Partnership) -> None:
    p.change(bodies=[council(p)])
    for post, party in SEATS.items():
        p.fill(f"council-{post}", party)


def strike(p: Partnership, *what: tuple[str, str], **more: Any) -> None:
    p.change(strike=tuple({"provision": kind, "key": key} for kind, key in what), **more)


def status(p: Partnership, post: str, day: str | None = None) -> str:
    at = f"?at={day}" if day else ""
    return p.read(f"/roles/{p.roles[post]}{at}").json["status"]


def stranded(p: Partnership, day: str | None = None) -> Any:
    at = f"?at={day}" if day else ""
    return p.read(f"{p.path}{at}").json.get("stranded_motions")


def test_a_motion_that_was_never_put_to_the_vote_lapses_with_its_body(at):
    p = at("in force")
    with_a_council(p)
    motion = p.table(body="council")
    strike(p, ("body", "council"))
    own = f"/decisions/{motion}"
    with nothing_written(p):
        answer = p.secretary.post(f"{own}/voting", closes=CLOSES, match=p.read(own))
        assert_refused(answer, 409, "body council was struck from the agreement")
    party = p.person(party="club")
    assert stranded(p) == [{"decision": motion, "body": "council"}]
    lapsed = party.done(f"{own}/lapse", match=p.read(own)).json
    assert lapsed["stage"] == "lapsed"
    assert stranded(p) is None


def test_motions_of_a_body_are_stranded_from_the_day_on_which_it_is_struck(at):
    p = at("in force")
    with_a_council(p)
    motion = p.table(body="council")
    p.table(title="A boat")
    strike(p, ("body", "council"), from_="2026-06-01")
    assert stranded(p, "2026-05-31") is None
    assert stranded(p, "2026-06-01") == [{"decision": motion, "body": "council"}]


def test_a_vote_that_is_open_goes_on_to_its_end_without_its_body(at):
    p = at("in force")
    with_a_council(p)
    motion = p.table(body="council")
    own = f"/decisions/{motion}"
    p.open_vote(motion)
    strike(p, ("body", "council"))

    for post in SEATS:
        seat = f"council-{post}"
        p.people[seat].done(f"{own}/ballots", seat=seat, position="for")
    club = p.person(party="club")
    closed = club.done(f"{own}/closure")
    assert p.secretary.done(f"{own}/certification", match=closed).json["verdict"] == "carried"


def test_who_holds_a_seat_of_a_body_that_is_struck_holds_it_until_that_day(at):
    p = at("in force")
    with_a_council(p)
    strike(p, ("body", "council"), from_="2026-06-01")
    seat = "council-seat-city"
    assert status(p, seat, "2026-05-31") == "held"
    assert status(p, seat, "2026-06-01") == "abolished"
    shown = p.read(f"/roles/{p.roles[seat]}").json["assignments"][0]
    assert (shown["effective_to"], shown["ended_by"]) == ("2026-06-01", "abolished")
    assert status(p, "seat-city", "2026-06-01") == "held"


def test_a_post_that_is_struck_is_abolished_and_can_come_back(at):
    p = at("in force")
    p.change(posts=[GUESTS])
    p.fill("guest", "club")
    strike(p, ("post", "guest"))
    assert status(p, "guest") == "abolished"
    p.change(posts=[GUESTS])
    role = f"/roles/{p.roles['guest']}"
    p.secretary.done(f"{role}/reinstatements", match=p.read(role))
    assert status(p, "guest") == "vacant"


def test_a_motion_of_a_class_that_nobody_decides_any_more_lapses(at):
    p = at("in force")
    grave = {"class": "grave", "rule": p.board()["rules"][0]["rule"]}
    rules = [*p.board()["rules"], grave]
    p.change(bodies=[{**p.board(), "rules": rules}])
    motion = p.table(**{"class": "grave"})
    p.change(bodies=[p.board()])
    own = f"/decisions/{motion}"
    answer = p.secretary.post(f"{own}/voting", closes=CLOSES, match=p.read(own))
    assert answer.status_code == 409
    assert "record that the motion lapses" in answer.json["detail"]
    assert p.secretary.done(f"{own}/lapse", match=p.read(own)).json["stage"] == "lapsed"
