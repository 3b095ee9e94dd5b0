"""What was once answered is answered for ever: as of then, and as it was known then."""

from __future__ import annotations

import pytest
from tests.http.asking import clocked, questions, told
from tests.http.office import Office
from tests.http.refusing import assert_problem, assert_refused
from tests.projections.test_rebuild import long_story

EVERY = 9
"""After every how many commands the whole register is read."""


@pytest.fixture
def seen(at, monkeypatch):
    """What a partnership's register answered, now and then in a long life: position, instant, answers."""
    found, count, post = [], 0, Office.post

    def posted(self, *args, **more):
        nonlocal count
        answer = post(self, *args, **more)
        count += answer.status_code == 201
        if count and not count % EVERY:
            count += 1
            answers = {path: told(p.secretary.get(path)) for path in questions(p.secretary)}
            found.append((p.position, p.hands.at, answers))
        return answer

    p = at("opened")
    monkeypatch.setattr(Office, "post", posted)
    long_story(p)
    monkeypatch.undo()
    return p, found


def test_what_the_register_said_is_said_again_when_it_is_asked_as_of_then(seen):
    p, found = seen
    assert len(found) > 5
    for position, instant, answers in found:
        for path, said in answers.items():
            join = "&" if "?" in path else "?"
            asked = f"{path}{join}known={position}&at={instant:%Y-%m-%dT%H:%M:%SZ}"
            again = p.secretary.get(asked)
            assert (asked, again.status_code, told(again)) == (asked, 200, said)


NO_CLOCKS = {
    "/v1/changes": "two moments of its own",
    "/v1/events": "the record itself, by position",
    "/v1/principal": "who is asking",
    "/v1/rules": "released rules never change",
    "/v1/rules/{id}": "released rules never change",
    "/v1/status": "the service",
    "/v1/decisions/{id}/certificate": "the record itself, under its newest checkpoint",
    "/v1/decisions/{id}/standing": "a vote while it is open",
    "/v1/agreements/{id}/redline": "two texts, each with its clocks",
}


def test_every_question_about_the_register_has_both_clocks(at):
    app = at("opened").client.application
    paths = app.test_client().get("/openapi.json").json["paths"]
    asked = {path for path in paths if "get" in paths[path]}

    assert asked - {f"/v1{path}" for path in clocked(app)} == set(NO_CLOCKS)


def test_an_answer_states_the_clocks_by_which_it_was_given(at):
    p = at("in force")
    now = p.read(p.path)
    then = p.read(f"{p.path}?known={p.position}&at=2026-05-01")

    assert "clocks" not in now.json
    assert now.headers["Accord-At"] == now.headers["Accord-Known"] == "2026-05-04T09:00:00.000000Z"
    assert then.headers["Accord-At"] == then.json["clocks"]["at"] == "2026-05-01"
    known = then.json["clocks"]["known"]
    assert known["position"] == p.position
    assert then.headers["Accord-Known"] == f"{known['recorded_at']}; position={p.position}"


def test_a_day_is_known_to_its_end_in_the_zone_of_the_agreement(at):
    """A revision at 23:30 in London is one of that day; at 00:30 of the next."""
    p = at("drafted")
    for minutes, title in ((14 * 60 - 30, "Late"), (60, "Next day")):
        p.hands.turn(minutes=minutes)
        p.secretary.done(f"{p.path}/revisions", title=title, match="*")
    p.hands.turn(days=1)

    titles = [p.read(f"{p.path}?known=2026-05-0{day}").json["title"] for day in (4, 5, 6)]
    assert titles == ["Late", "Next day", "Next day"]
    assert p.read(f"{p.path}?known=2026-05-04T22:29:59Z").json["title"] == "River partnership"


def test_a_redline_shows_what_the_register_learned(at):
    p = at("amendment carried")
    before = p.position
    own = f"/amendments/{p.amendment}"
    p.secretary.done(f"{own}/adoption", effective_from="2026-07-01", match=p.read(own))
    changes = p.read(f"{p.path}/redline?from=2026-07-01@{before}&to=2026-07-01").json

    assert [clause["change"] for clause in changes["clauses"]] == ["unchanged", "changed"]
    assert changes["known_from"] < "2026-05-12"
    assert "known_to" not in changes
    page = p.read(f"{p.path}/redline?from=2026-07-01@{before}&format=html").text
    assert f"from 2026-07-01 as known {changes['known_from']}" in page


@pytest.mark.parametrize(
    ("clocks", "status", "words"),
    [
        ("known=2026-05-04T09:00:00", 400, "with its offset"),
        ("at=2026-05-04T09:00:00", 400, "with its offset"),
        ("known=yesterday", 400, "is no position of the record, no day and no instant"),
        ("known=0", 400, "is no position"),
        ("known=-1", 400, "is no position"),
        ("at=2026-02-30", 400, "is no day of the calendar"),
        ("known=2026-02-30", 400, "is no position of the record, no day and no instant"),
        ("known=999999", 422, "the record has no entry 999999 yet; its newest is"),
        ("known=2026-05-05", 422, "nobody knows yet"),
        ("known=9999-12-31", 422, "nobody knows yet"),
        ("known=2026-05-04T09:00:01Z", 422, "nobody knows yet"),
        ("known=2026-05-03", 422, "the register was opened at 2026-05-04"),
        ("known=0001-01-01", 422, "and said nothing before"),
        ("known=2026-05-03T23:00:00Z", 422, "and said nothing before"),
    ],
)
def test_clocks_that_cannot_be_read_or_known_are_refused_in_words(at, clocks, status, words):
    p = at("in force")
    answer = p.secretary.get(f"{p.path}?{clocks}")

    assert_problem(answer, status, "malformed" if status == 400 else "refused")
    assert words in answer.json["detail"]
    assert answer.json["errors"][0]["pointer"] == f"/{clocks.partition('=')[0]}"


def test_what_was_not_there_yet_is_not_there_as_it_was_known(at):
    p = at("in force")
    answer = p.secretary.get(f"{p.path}?known=1")

    assert_problem(answer, 404, "not-found")
    assert "as it was known at 2026-05-04T09:00:00" in answer.json["detail"]


def test_of_many_earlier_states_the_newest_are_kept_and_all_are_answered(at, monkeypatch):
    p = at("in force")
    monkeypatch.setattr("accord.projections.past.ROOM", 2)
    versions = [p.read(f"/parties?known={n}").json["items"] for n in range(3, p.position, 7)]

    assert len(p.house.past._kept) == 2
    assert [len(items) for items in versions] == sorted(len(items) for items in versions)
    files = list(p.house.past._folder.glob("*.db"))
    assert len(files) == 2


def test_a_redline_that_nobody_can_know_names_the_side_that_asked(at):
    p = at("in force")
    for query, side in (
        ("from=2026-07-01@9999&to=2026-07-01", "from"),
        ("from=2026-07-01&to=2026-07-01@9999", "to"),
    ):
        answer = p.secretary.get(f"{p.path}/redline?{query}")
        assert_refused(answer, 422, "the record has no entry 9999 yet")
        assert answer.json["errors"][0]["pointer"] == f"/{side}"
