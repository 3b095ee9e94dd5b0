"""Amendments whose days lie ahead, and such as come late: to what was changed or repealed meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.http.refusing import assert_problem

MAY, JUNE, JULY = "2026-05-10", "2026-06-01", "2026-07-01"
LATE = {
    "retroactive": True,
    "reason": "The minutes were found.",
    "authority": "instrument:Minute 7",
}
SPLIT = {"op": "substitute", "clause": "money", "text": "The city pays half.\n"}
THIRDS = {"op": "substitute", "clause": "money", "text": "Each pays what it can.\n"}
REPEAL = {"op": "repeal", "clause": "money"}
FISH = {"op": "insert", "clause": "fish", "text": "Fish are kept.\n", "after": "money"}
PURPOSE, AS_ADOPTED = "To keep the river clean.\n", "Each party pays a third.\n"


def drafted(p, day, *modifications):
    late = LATE if day < f"{p.hands.at:%Y-%m-%d}" else {}
    facts = {"agreement": p.agreement, "title": f"From {day}", "effective_from": day, **late}
    return p.secretary.post("/amendments", facts, modifications=list(modifications))


def carried(p, day, *modifications):
    """An amendment that every seat wants, and its address."""
    answer = drafted(p, day, *modifications)
    assert answer.status_code == 201, answer.json
    own = answer.headers["Location"].removeprefix("/v1")
    put = p.secretary.done(f"{own}/decision", match=answer)
    closes = (p.hands.at + timedelta(days=7)).isoformat()
    p.decide(put.json["decision"], "for", "for", "for", closes=closes)
    return own


def amended(p, day, *modifications, **more):
    own = carried(p, day, *modifications)
    p.secretary.done(f"{own}/adoption", {"effective_from": day, **more}, match=p.read(own))
    return own


def text(p, day, known=""):
    return p.read(f"{p.path}/text?format=plain&at={day}{known and f'&known={known}'}").text


def test_an_amendment_is_in_the_text_from_its_day_on_and_known_from_its_adoption_on(at):
    p = at("in force")
    before = p.position
    own = amended(p, JUNE, SPLIT)

    assert text(p, "2026-05-31") == text(p, JUNE, before) == PURPOSE + AS_ADOPTED
    assert text(p, JUNE) == PURPOSE + SPLIT["text"]
    assert [p.read(f"{own}?at={day}").json["stage"] for day in ("2026-05-31", JUNE)] == [
        "adopted",
        "in_force",
    ]
    p.hands.turn(days=40)
    assert text(p, JUNE, before) == PURPOSE + AS_ADOPTED


def test_what_is_to_hold_later_is_built_on_by_what_holds_later_still(at):
    p = at("in force")
    amended(p, JUNE, FISH)
    amended(p, JULY, {"op": "repeal", "clause": "fish"})

    found = [text(p, day) for day in ("2026-05-31", JUNE, "2026-06-30", JULY)]
    plain, with_fish = PURPOSE + AS_ADOPTED, PURPOSE + AS_ADOPTED + FISH["text"]
    assert found == [plain, with_fish, with_fish, plain]


def test_a_change_before_one_that_is_adopted_already_is_refused_or_it_would_be_lost(at):
    p = at("in force")
    amended(p, JULY, SPLIT)
    own = carried(p, JUNE, THIRDS)

    answer = p.secretary.post(f"{own}/adoption", effective_from=JUNE, match=p.read(own))
    assert_problem(answer, 422, "text-conflict")
    words = "another amendment, in force from 2026-07-01, changes clause money"
    assert answer.json["detail"].startswith(words)


@pytest.fixture
def repealed(at):
    """Money is repealed from 1 June on, which has come."""
    p = at("in force")
    amended(p, JUNE, REPEAL)
    p.hands.turn(days=40)
    return p


def test_a_clause_that_was_repealed_meanwhile_is_amended_for_the_days_before(repealed):
    p, before = repealed, repealed.position
    own = amended(p, MAY, SPLIT, **LATE)

    assert text(p, "2026-05-09") == PURPOSE + AS_ADOPTED
    assert text(p, MAY) == text(p, "2026-05-31") == PURPOSE + SPLIT["text"]
    assert text(p, JUNE) == text(p, "2026-06-13") == PURPOSE
    assert text(p, MAY, before) == PURPOSE + AS_ADOPTED
    (clause,) = p.read(f"{p.path}/provenance?clause=money&at={MAY}").json["clauses"]
    assert [step["op"] for step in clause["steps"]] == ["adopted", "substitute"]
    shown = p.read(own).json
    assert (shown["stage"], shown["effective_from"]) == ("in_force", MAY)
    told = p.read(f"{own}/history?limit=200").json["items"][-1]
    assert told["retroactive"] is True


def test_it_is_said_that_this_is_meant(repealed):
    own = carried(repealed, MAY, SPLIT)
    answer = repealed.secretary.post(
        f"{own}/adoption", effective_from=MAY, match=repealed.read(own)
    )

    assert_problem(answer, 422, "retroactive-unflagged")


@pytest.mark.parametrize("day", [JUNE, "2026-06-13", JULY])
def test_from_its_repeal_on_there_is_nothing_to_amend(repealed, day):
    answer = drafted(repealed, day, SPLIT)

    assert_problem(answer, 422, "text-conflict")
    assert "the text has no clause of that id" in answer.json["detail"]
    assert f"on {day}" in answer.json["detail"]


def test_what_was_repealed_is_not_repealed_before_a_second_time(repealed):
    answer = drafted(repealed, MAY, REPEAL)

    assert_problem(answer, 422, "text-conflict")
    assert (
        f"clause money cannot be repealed: the text has no clause of that id on {JUNE}"
        in (answer.json["detail"])
    )


def test_what_was_changed_meanwhile_is_not_repealed_before(at):
    p = at("in force")
    amended(p, JUNE, SPLIT)
    p.hands.turn(days=40)
    answer = drafted(p, MAY, REPEAL)

    assert_problem(answer, 422, "text-conflict")
    assert f"on {JUNE}" in answer.json["detail"]
