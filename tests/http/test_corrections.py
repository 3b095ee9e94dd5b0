"""A correction shows what should have stood there, and what did; what was known before is still known so."""

from __future__ import annotations

import pytest
from tests.http.cases.corrections import correction, signature, signed
from tests.http.cases.disputes import STAGES, raised
from tests.http.cases.meetings import minuted
from tests.http.stages import Partnership


def corrected(p: Partnership, own: str, **facts: object):
    return p.secretary.done(f"{own}/corrections", facts, match=p.read(own)).json


@pytest.fixture
def p(at) -> Partnership:
    return at("obliged")


def test_both_are_shown_and_who_corrected_it_when_and_why(p):
    own = f"/obligations/{p.obligation}"
    before, position = p.read(own).json, p.position
    found = corrected(p, own, **correction("title", "Report of the year"))

    assert found["title"] == "Report of the year"
    (entry,) = found["corrections"]
    assert entry == {
        "position": position + 1,
        "entry": 1,
        "type": "obligation.scheduled/1",
        "field": "title",
        "was": before["title"],
        "now": "Report of the year",
        "reason": "A slip of the pen.",
        "corrected_at": found["updated_at"],
        "corrected_by": entry["corrected_by"],
        "authority": entry["authority"],
    }
    then = p.read(f"{own}?known={position}").json
    assert (then["title"], "corrections" in then) == (before["title"], False)


def test_the_history_tells_the_error_and_says_at_it_that_it_was_corrected(p):
    own = f"/obligations/{p.obligation}"
    wrong = p.read(own).json["title"]
    corrected(p, own, **correction("title", "Report of the year"))

    for history in (
        f"{own}/history",
        f"/agreements/{p.agreement}/history?limit=200",
        "/history?limit=200",
    ):
        items = p.read(history).json["items"]
        error = next(each for each in items if each["type"] == "obligation.scheduled/1")
        assert wrong in error["sentence"]
        (told,) = error["corrections"]
        assert told["sentence"] == (
            "A clerical error in entry 1 (scheduled) was corrected: its title is “Report of the year”, "
            f"and not “{wrong}”."
        )
        assert items[-1]["links"]["subject"] == f"/v1{own}"
        assert "corrections" not in items[-1]


def test_of_several_signatures_only_the_one_that_was_meant_is_corrected(p):
    own = f"/agreements/{p.agreement}"
    before = p.read(own).json["signatures"]
    after = corrected(p, own, **signature(p))["signatures"]

    assert [each["capacity"] for each in after] == [
        "Acting mayor", *(each["capacity"] for each in before[1:])
    ]  # fmt: skip


def test_a_signature_under_an_amendment_is_corrected(at):
    p = at("amendment carried", signed)
    found = corrected(p, f"/amendments/{p.amendment}", **signature(p, "amendment"))
    assert found["signatures"][0]["capacity"] == "Acting mayor"


def test_the_court_of_a_dispute_and_its_reference_are_corrected(at):
    p = at("in force", raised(STAGES[0], turned=15))
    own = f"/disputes/{p.dispute}"
    court = {"party": p.party["city"], "court": "Distrct Court"}
    p.people["mayor"].done(f"{own}/court-proceedings", court, match=p.read(own))
    corrected(p, own, **correction("court", "District Court", 2))
    found = corrected(p, own, **correction("reference", "7/2026", 2))

    last = found["course"][-1]
    assert (last["court"], last["reference"]) == ("District Court", "7/2026")
    assert [each.get("was") for each in found["corrections"]] == ["Distrct Court", None]
    assert "court" not in found["course"][0]


def test_the_title_of_minutes_is_corrected(at):
    p = at("tabled", minuted)
    own = f"/meetings/{p.meeting}"
    history = p.read(f"{own}/history").json["items"]
    version = next(e["version"] for e in history if e["type"] == "meeting.minutes_recorded/1")
    found = corrected(p, own, **correction("title", "Minutes of May", version))
    assert found["minutes"]["title"] == "Minutes of May"


def test_only_the_registers_office_corrects_the_record(p):
    own = f"/obligations/{p.obligation}"
    answer = p.people["mayor"].post(
        f"{own}/corrections", correction("title", "Report"), match=p.secretary.etag(own)
    )
    assert answer.status_code == 403
