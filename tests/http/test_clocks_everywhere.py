"""Every question is asked by clocks that nobody can answer by: each says so in words, and none breaks."""

from __future__ import annotations

import pytest
from tests.http.cases.disputes import STAGES, raised
from tests.http.cases.impacts import learned
from tests.http.cases.meetings import convened
from tests.http.refusing import assert_problem
from tests.http.test_contract import there

CLOCKED = {"at", "known"}


@pytest.fixture(scope="module")
def p(album, tmp_path_factory):
    """A partnership that has something of every kind, three days later."""
    p = album.open("amendment carried", tmp_path_factory.mktemp("clocks") / "register.db")
    convened(p)
    raised(*STAGES)(p)
    learned(p)
    p.hands.turn(days=3)
    yield p
    p.house.close()


@pytest.fixture
def questions(p):
    """Every address that takes both clocks, of something that is there."""
    p.client.application.extensions["accord"] = p.house
    found = []
    for path, operations in p.client.get("/openapi.json").json["paths"].items():
        parameters = operations.get("get", {}).get("parameters", ())
        if {each.get("name") for each in parameters} >= CLOCKED:
            own = path.removeprefix("/v1")
            own = own.replace("{id}", there(p, path)) if "{id}" in own else own
            needs = "since=2026-05-04&until=2026-12-01&" if "deadlines" in own else ""
            found.append(f"{own}?{needs}")
    assert len(found) > 50
    return found


@pytest.mark.parametrize(
    ("clocks", "status", "words"),
    [
        ("at=2026-05-04T09:00:00", 400, "is no instant; write it with its offset"),
        ("at=2026-02-30", 400, "is no day of the calendar"),
        ("at=2027-02-29", 400, "is no day of the calendar"),
        ("at=112", 400, "is no day of the calendar"),
        ("at=", 400, "is no day of the calendar"),
        ("at=2026-05-04&at=2026-05-05", 400, "this stands here twice"),
        ("known=2026-05-04T09:00:00", 400, "is no position of the record, no day and no instant"),
        ("known=2026-02-30", 400, "is no position of the record, no day and no instant"),
        ("known=0", 400, "is no position of the record, no day and no instant"),
        ("known=999999", 422, "the record has no entry 999999 yet; its newest is"),
        ("known=2126-01-01", 422, "nobody knows yet what the register will say"),
        ("known=2020-01-01", 422, "the register was opened at 2026-05-04"),
        ("known=2020-01-01T00:00:00Z", 422, "and said nothing before"),
    ],
)
def test_clocks_by_which_nobody_can_answer_are_refused_everywhere(
    p, questions, clocks, status, words
):
    for question in questions:
        answer = p.secretary.get(question + clocks)
        assert_problem(answer, status, "malformed" if status == 400 else "refused")
        assert words in answer.json["detail"], question
        assert answer.json["errors"][0]["pointer"] == f"/{clocks.partition('=')[0]}", question


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01",
        "0001-01-04T00:00:00Z",
        "2020-02-29",
        "2126-01-01",
        "9999-12-28T00:00:00Z",
        "9999-12-31",
    ],
)
def test_any_day_of_the_calendar_can_be_asked_about(p, questions, at):
    for question in questions:
        answer = p.secretary.get(f"{question}at={at}")
        assert answer.status_code == 200, (question, answer.json)
        assert answer.headers["Accord-At"].startswith(at.rstrip("Z"))


def test_what_nobody_had_told_the_register_is_missing_there_by_its_name(p, questions):
    for question in questions:
        answer = p.secretary.get(f"{question}known=3")
        if answer.status_code == 200:
            assert answer.json["items"] == [] or question.startswith("/history"), question
            continue
        assert_problem(answer, 404, "not-found")
        assert "in this register as it was known at 2026-05-04T09:00" in answer.json["detail"]
        assert answer.json["detail"].startswith("there is no "), question


def test_the_ends_of_a_comparison_are_refused_likewise(p):
    for question, field in (
        ("/changes?from={}", "from"),
        ("/changes?from=1&to={}", "to"),
        (f"{p.path}/redline?from=2026-05-04@{{}}", "from"),
    ):
        for known, status in (
            ("0", 400),
            ("2026-02-30", 400),
            ("999999", 422),
            ("2126-01-01", 422),
        ):
            answer = p.secretary.get(question.format(known))
            assert answer.status_code == status, (question, known, answer.json)
            pointer = answer.json["errors"][0]["pointer"]
            assert pointer in (f"/{field}", "/known"), (question, known, pointer)


# --- The text where it did not hold ----------------------------------------------------------


def test_the_text_says_at_which_stage_the_agreement_stood_on_the_day(at):
    """Before it was in force and after its term the text can be read, and says that it did not bind."""
    p = at("registered")
    p.agreement = p.secretary.done("/agreements", p.terms(term={"ends_on": "2027-01-01"})).json[
        "id"
    ]
    p.stage = "drafted"
    assert p.read(f"{p.path}/text").json["stage"] == "draft"
    p.reach("in force")
    for day, stage, words in (
        ("2020-01-01", "concluded", "As of 2020-01-01, when it was not in force"),
        ("2026-05-03", "concluded", "As of 2026-05-03, when it was not in force"),
        ("2026-05-04", "in_force", "As of 2026-05-04"),
        ("2026-12-31", "in_force", "As of 2026-12-31"),
        ("2027-01-01", "expired", "As of 2027-01-01, when it was expired"),
        ("9999-12-31", "expired", "As of 9999-12-31, when it was expired"),
    ):
        found = p.read(f"{p.path}/text?at={day}").json
        assert (found["stage"], len(found["clauses"])) == (stage, 2), day
        page = p.read(f"{p.path}/text?at={day}&format=html").text
        assert f"{words}<" in page or f"{words} " in page, (day, page[:600])


def test_a_clause_that_was_not_there_on_a_day_is_said_to_come_later(at):
    p = at("in force")
    new = {"op": "insert", "clause": "fish", "text": "Fish are kept.\n", "after": "money"}
    p.amendment = p.amend(new)
    own = f"/amendments/{p.amendment}"
    put = p.secretary.done(f"{own}/decision", match=p.read(own))
    p.decide(put.json["decision"], "for", "for", "for")
    p.secretary.done(f"{own}/adoption", effective_from="2026-07-01", match=p.read(own))

    answer = p.secretary.get(f"{p.path}/provenance?clause=fish&at=2026-06-30")
    assert_problem(answer, 404, "not-found")
    words = "the text of 2026-06-30 has no clause fish: it is inserted from 2026-07-01 on"
    assert answer.json["detail"] == words
    assert answer.json["amendment"] == p.amendment
    assert p.read(f"{p.path}/provenance?clause=fish&at=2026-07-01").json["clauses"]
    earlier = p.secretary.get(f"{p.path}/provenance?clause=fish&known={p.position - 3}")
    assert "has no clause fish, and had none before" in earlier.json["detail"]
