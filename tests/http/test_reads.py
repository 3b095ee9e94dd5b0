"""What is asked is answered as of the day it is asked about, in the zone of its agreement."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.http.cases import ballots
from tests.http.stages import MONEY, PURPOSE, Partnership


def agreed(p: Partnership, **changes) -> str:
    """One more agreement of the same parties, signed by all of them."""
    p.agreement = p.secretary.done("/agreements", p.terms(**changes)).json["id"]
    p.stage = "drafted"
    p.reach("in force")
    return p.agreement


def ids(answer) -> list[str]:
    return [item["id"] for item in answer.json["items"]]


# --- Stages and days -------------------------------------------------------------------------

AUCKLAND = {
    "zone": "Pacific/Auckland",
    "term": {"starts_on": "2026-05-05", "ends_on": "2026-05-06"},
}
SAMOA = {"zone": "Pacific/Pago_Pago", "term": {"starts_on": "2026-05-05", "ends_on": "2026-05-06"}}
HOURS = [
    ("2026-05-04T11:59:59", "concluded", "concluded"),
    ("2026-05-04T12:00:00", "in_force", "concluded"),
    ("2026-05-05T10:59:59", "in_force", "concluded"),
    ("2026-05-05T11:00:00", "in_force", "in_force"),
    ("2026-05-05T12:00:00", "expired", "in_force"),
    ("2026-05-06T10:59:59", "expired", "in_force"),
    ("2026-05-06T11:00:00", "expired", "expired"),
]


@pytest.mark.parametrize(("instant", "in_auckland", "in_samoa"), HOURS)
def test_a_day_begins_in_auckland_before_it_begins_in_samoa(at, instant, in_auckland, in_samoa):
    p = at("registered")
    agreements = {agreed(p, **AUCKLAND): in_auckland, agreed(p, **SAMOA): in_samoa}
    p.hands.at = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    for id_, stage in agreements.items():
        assert p.read(f"/agreements/{id_}").json["stage"] == stage
    for status in ("draft", "adopted", "concluded", "in_force", "expired", "terminated"):
        listed = p.read(f"/agreements?status={status}")
        assert set(ids(listed)) == {id_ for id_, stage in agreements.items() if stage == status}
        assert all(item["stage"] == status for item in listed.json["items"])


def test_a_stage_is_that_of_the_day_asked_about(at):
    p = at("registered")
    agreed(p, term={"starts_on": "2026-06-01", "ends_on": "2027-06-01"})
    days = {
        "2026-05-31": "concluded",
        "2026-06-01": "in_force",
        "2027-05-31": "in_force",
        "2027-06-01": "expired",
    }
    for day, stage in days.items():
        assert p.read(f"{p.path}?at={day}").json["stage"] == stage
    assert p.read(p.path).json["stage"] == "concluded"


def test_a_terminated_agreement_is_listed_as_such_from_its_day_on(at):
    p = at("in force")
    motion = p.table(matter="termination")
    p.decide(motion, "for", "for", "for")
    facts = {"ground": "mutual", "decision": motion, "effective_from": "2026-06-01"}
    p.secretary.done(f"{p.path}/termination", facts, match="*")
    for days, status in ((0, "in_force"), (28, "terminated")):
        p.hands.turn(days=days)
        assert ids(p.read(f"/agreements?status={status}")) == [p.agreement]
        assert p.read(p.path).json["stage"] == status
    assert ids(p.read("/agreements?status=in_force")) == []


def test_a_vote_awaits_closure_when_its_time_has_come(at):
    p = at("voting")
    before = p.read(p.motion)
    assert before.json["stage"] == "voting"
    assert ids(p.read("/decisions?status=voting")) == [p.decision]
    p.hands.turn(days=7)
    after = p.read(p.motion)
    assert after.json["stage"] == "awaiting_closure"
    assert ids(p.read("/decisions?status=awaiting_closure")) == [p.decision]
    assert ids(p.read("/decisions?status=voting")) == []
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.json["version"] == before.json["version"]


@pytest.mark.parametrize(
    ("stage", "status"), [("tabled", "tabled"), ("closed", "closed"), ("certified", "effective")]
)
def test_decisions_are_listed_by_stage_body_and_verdict(at, stage, status):
    p = at(stage)
    verdicts = ["carried"] if status == "effective" else []
    assert ids(p.read(f"/decisions?status={status}")) == [p.decision]
    assert ids(p.read("/decisions?status=voting")) == []
    assert ids(p.read("/decisions?body=board")) == [p.decision]
    assert ids(p.read("/decisions?body=court")) == []
    assert [i["verdict"] for i in p.read("/decisions?verdict=carried").json["items"]] == verdicts
    assert ids(p.read("/decisions?verdict=lost")) == []
    assert ids(p.read(f"/decisions?agreement={p.agreement}")) == [p.decision]
    assert ids(p.read(f"/decisions?agreement={p.decision}")) == []


# --- ETags -----------------------------------------------------------------------------------


def test_who_has_it_already_is_told_so(at):
    p = at("amendment carried")
    paths = [p.path, p.motion, f"/roles/{p.roles['chair']}", f"/amendments/{p.amendment}"]
    paths += [f"/parties/{p.party['city']}", f"{p.path}/text", f"{p.path}/text?format=plain"]
    for path in paths:
        etag = p.read(path).headers["ETag"]
        for sent in (etag, f'"x", {etag}', f"W/{etag}", "*"):
            answer = p.secretary.get(path, **{"If-None-Match": sent})
            assert (answer.status_code, answer.data) == (304, b""), (path, sent)
            assert answer.headers["ETag"] == etag
        assert p.secretary.get(path, **{"If-None-Match": '"x"'}).status_code == 200


def test_an_etag_changes_when_the_date_does_what_no_event_did(at):
    p = at("registered")
    agreed(p, term={"starts_on": "2026-05-05", "ends_on": "2026-05-10"})
    position, etags = p.position, []
    for _ in range(3):
        answer = p.read(p.path)
        etags.append((answer.json["stage"], answer.headers["ETag"]))
        p.hands.turn(days=3)
    assert [stage for stage, _ in etags] == ["concluded", "in_force", "expired"]
    assert len({etag for _, etag in etags}) == 3
    assert len({etag.partition(".")[0] for _, etag in etags}) == 1
    assert p.position == position


def test_a_command_is_accepted_on_the_version_whatever_the_date(at):
    p = at("voting")
    etag = p.read(p.motion).headers["ETag"]
    p.hands.turn(days=7)
    assert p.read(p.motion).headers["ETag"] != etag
    assert p.secretary.post(f"{p.motion}/closure", match=etag).status_code == 201


def test_a_repeated_answer_tells_the_stage_of_today(at):
    p = at("voting")
    ballot = {"seat": "seat-city", "position": "for"}
    first = p.people["seat-city"].done(f"{p.motion}/ballots", ballot, key="k")
    p.hands.turn(days=7)
    again = p.people["seat-city"].post(f"{p.motion}/ballots", ballot, key="k")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (first.json.pop("stage"), again.json.pop("stage")) == ("voting", "awaiting_closure")
    unchanged = {k: v for k, v in first.json.items() if k != "stage"}
    assert {k: v for k, v in again.json.items() if k != "stage"} == unchanged


# --- Texts -----------------------------------------------------------------------------------


def test_the_text_is_that_of_the_day_in_each_form(at):
    p = at("amendment carried")
    own = f"/amendments/{p.amendment}"
    p.secretary.done(f"{own}/adoption", effective_from="2026-07-01", match=p.read(own))
    text = f"{p.path}/text"
    before, after = p.read(f"{text}?at=2026-06-30"), p.read(f"{text}?at=2026-07-01")
    assert (before.json["at"], before.json["amendments"]) == ("2026-06-30", [])
    assert [c["text"] for c in before.json["clauses"]] == [PURPOSE["text"], MONEY["text"]]
    assert (
        before.json["text_hash"]
        == p.read(p.path).json["text_hash"]
        == p.read(text).json["text_hash"]
    )
    assert after.json["amendments"] == [p.amendment]
    assert after.json["clauses"][1]["text"] == "The city pays half.\n"
    assert after.json["text_hash"] != before.json["text_hash"]
    for answer in (before.json, after.json):
        assert answer["consolidated_text_hash"] == answer["text_hash"]
    found = p.read(f"{p.path}?at=2026-07-01").json
    assert found["adopted_text_hash"] == found["text_hash"] == before.json["consolidated_text_hash"]
    assert "adopted_text_hash" not in after.json
    plain = p.read(f"{text}?at=2026-07-01&format=plain")
    assert plain.text == PURPOSE["text"] + "The city pays half.\n"
    assert plain.mimetype == "text/plain"
    markdown = p.read(f"{text}?at=2026-06-30&format=markdown")
    assert markdown.mimetype == "text/markdown"
    assert markdown.text == (
        "# River partnership\n\n## 1 Purpose\n\nTo keep the river clean.\n\n"
        "## 2 Money\n\nEach party pays a third.\n"
    )
    assert p.read(own).json["stage"] == "adopted"
    p.hands.at = datetime(2026, 7, 1, 0, 0, tzinfo=UTC)
    assert p.read(own).json["stage"] == "in_force"
    assert p.read(text).json["amendments"] == [p.amendment]


def test_a_text_in_utf_8_comes_back_byte_for_byte(at):
    p = at("registered")
    words = "  § 1\tÆther, “quoted”, 河川\f\x1b\r\n\n"
    p.agreement = p.secretary.done(
        "/agreements", p.terms(clauses=[{"id": "a", "text": words}])
    ).json["id"]
    assert p.read(f"{p.path}/text?format=plain").data == words.encode()
    assert p.read(f"{p.path}/text").json["clauses"][0]["text"] == words


def test_a_form_that_is_not_known_is_refused(at):
    answer = at("drafted").secretary.get(f"{at('drafted').path}/text?format=pdf")
    assert answer.status_code == 400


# --- Roles and ballots -----------------------------------------------------------------------


def test_a_post_is_held_by_whom_it_was_held_on_that_day(at):
    p = at("filled")
    chair, first = f"/roles/{p.roles['chair']}", p.people["chair"]
    first.done(f"{chair}/resignations", assignment=1, effective_to="2026-06-01")
    second = p.person(party="trust")
    facts = {
        "holder": str(second.principal),
        "party": p.party["trust"],
        "authority": "instrument:M",
    }
    p.secretary.done(
        f"{chair}/assignments", facts, effective_from="2026-07-01", effective_to="2026-08-01"
    )
    second.done(f"{chair}/acceptances", assignment=2)
    holders = {
        "2026-05-03": None,
        "2026-05-04": first,
        "2026-05-31": first,
        "2026-06-01": None,
        "2026-07-01": second,
        "2026-07-31": second,
        "2026-08-01": None,
    }
    for day, holder in holders.items():
        found = p.read(f"{chair}?at={day}").json
        assert found["status"] == ("held" if holder else "vacant"), day
        assert found.get("holder") == (str(holder.principal) if holder else None)
    assert len(p.read(chair).json["assignments"]) == 2


def test_the_roll_is_listed_seat_by_seat(at):
    p = at("voting")
    p.people["seat-trust"].done(f"{p.motion}/ballots", seat="seat-trust", position="against")
    p.secretary.done(f"{p.motion}/roll-call", ballots=ballots("for")[:1])
    seats = p.read(f"{p.motion}/ballots").json["items"]
    assert [s["seat"] for s in seats] == ["seat-city", "seat-club", "seat-trust"]
    assert [s.get("position") for s in seats] == ["for", None, "against"]
    assert seats[0]["recorded_by"] == str(p.secretary.principal)
    assert seats[2]["recorded_by"] == seats[2]["holder"] == str(p.people["seat-trust"].principal)
    first = p.read(f"{p.motion}/ballots?limit=2").json
    second = p.read(f"{p.motion}/ballots?limit=2&cursor={first['next']}").json
    assert first["items"] + second["items"] == seats
    assert "next" not in second


def test_a_text_under_another_title_or_on_another_day_is_another_answer(at):
    p = at("drafted")
    forms = [f"{p.path}/text?format={form}" for form in ("json", "markdown", "plain")]
    before = [p.read(form).headers["ETag"] for form in forms]
    p.secretary.done(f"{p.path}/revisions", title="River compact", match="*")
    p.hands.turn(days=1)
    after = [p.read(form).headers["ETag"] for form in forms]
    assert [a == b for a, b in zip(before, after, strict=True)] == [False, False, True]
