"""A correction shows what should have stood there, and what did; what was known before is still known so."""

from __future__ import annotations

import pytest
from tests.http.cases import roles
from tests.http.cases.corrections import correction, entry, signature, signed, suspension
from tests.http.cases.disputes import STAGES, raised
from tests.http.cases.meetings import minuted
from tests.http.stages import Partnership

from accord.projections import rebuild


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


def test_a_name_is_corrected_where_the_party_bore_it_and_nowhere_else(at):
    p = at("registered")
    own = f"/parties/{p.party['city']}"
    renamed = {"name": "City of Northmere"}
    p.secretary.done(f"{own}/names", renamed, match=p.read(own))
    found = corrected(p, own, **correction("legal_name", "Northmere Town"))

    assert found["name"] == "City of Northmere"
    assert [each["name"] for each in found["former_names"]] == ["Northmere Town"]
    history = p.read(f"{own}/history").json["items"]
    version = next(each["version"] for each in history if each["type"] == "party.renamed/1")
    found = corrected(p, own, **correction("legal_name", "The City of Northmere", version))
    assert found["name"] == "The City of Northmere"
    assert [(each["was"], each["now"]) for each in found["corrections"]] == [
        ("city", "Northmere Town"),
        ("City of Northmere", "The City of Northmere"),
    ]
    assert "named_by" not in found


def test_a_party_that_was_corrected_is_called_so_in_what_is_told_after(at):
    p = at("in force")
    before = p.position
    corrected(p, f"/parties/{p.party['city']}", **correction("legal_name", "Northmere"))

    own = f"/agreements/{p.agreement}/history?limit=200"
    named = {each["on_behalf_of"]["name"] for each in p.read(own).json["items"]}
    assert "Northmere" in named
    assert "city" not in named
    then = p.read(f"/parties/{p.party['city']}?known={before}").json
    assert (then["name"], "corrections" in then) == ("city", False)


def test_a_party_is_not_given_the_name_that_it_bears_since_it_was_corrected(at):
    p = at("registered")
    own = f"/parties/{p.party['city']}"
    corrected(p, own, **correction("legal_name", "Northmere"))
    answer = p.secretary.post(f"{own}/names", {"name": "Northmere"}, match=p.secretary.etag(own))
    assert answer.status_code == 409
    assert "already bears the name Northmere" in answer.json["detail"]


def test_the_title_of_a_motion_is_corrected_and_stays_so_when_its_words_are_amended(at):
    p = at("tabled")
    before = p.read(p.motion).json
    found = corrected(p, p.motion, **correction("title", "Clean the river"), was=before["title"])
    assert (found["title"], found["text"]) == ("Clean the river", before["text"])

    words = {"seat": "seat-city", "text": "That the river be cleaned twice."}
    p.people["seat-city"].done(f"{p.motion}/motion-amendments", words)
    accepted = f"{p.motion}/motion-amendment-acceptances"
    p.secretary.done(accepted, {"number": 1}, match=p.read(p.motion))
    after = p.read(p.motion).json
    assert (after["title"], after["text"]) == ("Clean the river", words["text"])


def test_what_stood_there_is_said_where_somebody_read_something_else(p):
    own = f"/obligations/{p.obligation}"
    title = p.read(own).json["title"]
    answer = p.secretary.post(
        f"{own}/corrections",
        correction("title", "Report") | {"was": "Rapport"},
        match=p.secretary.etag(own),
    )
    assert (answer.status_code, answer.json["says"]) == (409, title)
    assert answer.json["errors"][0]["pointer"] == "/was"


def test_where_notices_reach_a_party_is_corrected_and_nothing_of_it_is_told(at):
    p = at("registered")
    own = f"/parties/{p.party['city']}"
    facts = {"address": "Quai 4\nNorthmere", "email": "quay@example.og"}
    p.secretary.done(f"{own}/notices-addresses", facts, match=p.read(own))
    version = entry(p, "parties", p.party["city"], "notices_address_set")
    before = p.position
    corrected(p, own, **correction("address", "Quay 4\nNorthmere", version))
    found = corrected(p, own, **correction("email", "quay@example.org", version))

    address = found["notices_address"]
    assert (address["address"], address["email"]) == ("Quay 4\nNorthmere", "quay@example.org")
    assert set(address) == {"address", "email", "effective_from"}
    assert [(each["was"], each["now"]) for each in found["corrections"]] == [
        ("Quai 4\nNorthmere", "Quay 4\nNorthmere"),
        ("quay@example.og", "quay@example.org"),
    ]
    then = p.read(f"{own}?known={before}").json
    assert then["notices_address"]["address"] == "Quai 4\nNorthmere"
    items = p.read(f"{own}/history").json["items"]
    assert not [each for each in items if "Qua" in each["sentence"]]
    wrong = next(each for each in items if each["type"] == "party.notices_address_set/1")
    assert [each["now"] for each in wrong["corrections"]] == [
        "Quay 4\nNorthmere",
        "quay@example.org",
    ]


def test_the_name_and_identifier_of_a_person_are_corrected(at):
    p = at("opened")
    known = [{"scheme": "GB-NIN", "value": "QQ123456C"}]
    facts = {"kind": "person", "name": "Ada of the Rivre", "identifiers": known}
    own = f"/parties/{p.secretary.done('/parties', facts).json['id']}"
    corrected(p, own, **correction("person_name", "Ada of the River"))
    found = corrected(p, own, **correction("person_value", "QQ123456D", 2))

    assert found["name"] == "Ada of the River"
    assert [each["value"] for each in found["identifiers"]] == ["QQ123456D"]
    assert set(found) & {"named_by", "identified_by"} == set()


def test_the_reason_of_a_suspension_is_corrected_where_it_is_shown_and_once_more(at):
    p = at("filled", roles.suspended)
    own = f"/roles/{p.roles['chair']}"
    corrected(p, own, **suspension(p))
    found = corrected(p, own, **suspension(p) | {"now": "Under enquiry by the city"})

    (told,) = found["assignments"][0]["suspensions"]
    assert told["reason"] == "Under enquiry by the city"
    assert [(each["was"], each["now"]) for each in found["corrections"]] == [
        ("Under inquiry", "Under enquiry"),
        ("Under enquiry", "Under enquiry by the city"),
    ]


def test_a_reason_that_only_the_history_shows_is_corrected_there(p):
    own = f"/obligations/{p.obligation}"
    later = {"due_on": "2026-12-01", "reason": "A late harvets.", "authority": "instrument:Letter"}
    p.secretary.done(f"{own}/due-days", later, match=p.read(own))
    version = p.read(own).json["version"]
    corrected(p, own, **correction("reason", "A late harvest.", version))
    found = corrected(p, own, **correction("reason", "A very late harvest.", version))

    assert [each["was"] for each in found["corrections"]] == ["A late harvets.", "A late harvest."]
    told = next(e for e in p.read(f"{own}/history").json["items"] if e["version"] == version)
    assert told["reason"] == "A late harvets."
    assert [each["now"] for each in told["corrections"]] == [
        "A late harvest.",
        "A very late harvest.",
    ]
    shown, at_history = p.read(own).json, p.read(f"{own}/history").json
    rebuild(p.house.record)
    assert (p.read(own).json, p.read(f"{own}/history").json) == (shown, at_history)


def test_what_stands_on_one_line_is_corrected_on_one_line(p):
    own = f"/obligations/{p.obligation}"
    answer = p.secretary.post(
        f"{own}/corrections", correction("title", "Re\nport"), match=p.secretary.etag(own)
    )
    assert answer.status_code == 400
    assert answer.json["errors"][0]["pointer"] == "/now"


def test_the_day_on_which_an_obligation_was_met_is_corrected_on_every_view(p):
    own = f"/obligations/{p.obligation}"
    facts = {"met_on": "2026-05-05", "evidence": ["ab" * 32]}
    p.hands.turn(days=3)
    p.secretary.done(f"{own}/fulfilments", facts)
    before, version = p.position, entry(p, "obligations", p.obligation, "met")

    def refused(day: str) -> str:
        facts = correction("met_on", day, version)
        answer = p.secretary.post(f"{own}/corrections", facts, match=p.secretary.etag(own))
        assert answer.status_code == 422
        assert answer.json["errors"][0]["pointer"] == "/now"
        return answer.json["detail"]

    assert "was still to come" in refused("2026-05-08")
    assert "nothing is owed under the agreement before it is in force" in refused("2025-01-01")
    found = corrected(p, own, **correction("met_on", "2026-05-06", version))

    assert found["course"][-1]["since"] == "2026-05-06"
    assert (found["corrections"][0]["was"], found["status"]) == ("2026-05-05", "met")
    on_the_fifth = {own: p.read(f"{own}?at=2026-05-05").json["status"]}
    listed = p.read("/obligations?status=met&at=2026-05-05").json["items"]
    assert (on_the_fifth[own], listed) == ("scheduled", [])
    assert p.read("/obligations?status=met&at=2026-05-06").json["items"][0]["id"] == p.obligation
    then = p.read(f"{own}?known={before}&at=2026-05-05").json
    assert (then["status"], then["course"][-1]["since"]) == ("met", "2026-05-05")
    shown = p.read(own).json
    rebuild(p.house.record)
    assert p.read(own).json == shown


def test_the_day_on_which_a_decision_was_carried_out_is_corrected(at):
    p = at("certified")
    facts = {"complete": True, "completed_on": "2026-05-04", "statement": "Done by Ada."}
    p.hands.turn(days=2)
    p.secretary.done(f"{p.motion}/implementations", facts, match=p.read(p.motion))
    version = entry(p, "decisions", p.decision, "implementation_recorded")
    found = corrected(p, p.motion, **correction("completed_on", "2026-05-05", version))

    (done,) = found["implementations"]
    assert (done["completed_on"], done["entry"]) == ("2026-05-05", version)
    answer = p.secretary.post(
        f"{p.motion}/corrections",
        correction("completed_on", "2026-05-03", version),
        match=p.secretary.etag(p.motion),
    )
    assert answer.status_code == 422
    assert "it is in effect from" in answer.json["detail"]


def test_the_day_on_which_a_party_entered_is_corrected_where_the_history_says_it(at):
    p = at("opened")
    facts = {"kind": "nonprofit", "name": "Mill Trust", "occurred_on": "2026-04-01"}
    own = f"/parties/{p.secretary.done('/parties', facts).json['id']}"
    corrected(p, own, **correction("occurred_on", "2026-04-02"))

    registered = p.read(f"{own}/history").json["items"][0]
    assert registered["occurred_on"] == "2026-04-01"
    assert registered["corrections"][0]["sentence"].endswith(
        "its day is “2026-04-02”, and not “2026-04-01”."
    )


def test_only_the_registers_office_corrects_the_record(p):
    own = f"/obligations/{p.obligation}"
    answer = p.people["mayor"].post(
        f"{own}/corrections", correction("title", "Report"), match=p.secretary.etag(own)
    )
    assert answer.status_code == 403
