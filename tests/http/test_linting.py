"""Rules can be looked at before they are adopted, over HTTP and on the command line; nothing is written."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from tests.choices import APPROVAL
from tests.http.refusing import NOBODY, assert_refused, nothing_written
from tests.http.stages import MAJORITY

from accord.cli import main

NEVER = {**MAJORITY, "id": "never", "pass": {**MAJORITY["pass"], "op": ">", "at": "1"}}


def linted(p, sent=None, *, path=None, at=""):
    """The answer, asked without an Idempotency-Key."""
    headers = {"Authorization": f"Bearer {p.secretary.key}"}
    address = f"/v1{path or p.path}/lint{at}"
    return p.client.post(address, json=sent or {}, headers=headers)


def ran(p, *words):
    url = p.house.engine.url.render_as_string(hide_password=False)
    return CliRunner().invoke(main, ["lint", "--database", url, *words])


@pytest.mark.parametrize("stage", ["drafted", "adopted", "in force"])
def test_a_sound_agreement_has_nothing_grave(at, stage):
    p = at(stage)
    with nothing_written(p):
        answer = linted(p)
    assert (answer.status_code, answer.json["grave"]) == (200, 0)
    assert answer.json["agreement"] == p.agreement
    assert {remark["gravity"] for remark in answer.json["remarks"]} <= {"warning", "note"}


def test_a_draft_is_looked_at_as_it_was_revised(at):
    p = at("drafted")
    p.secretary.done(f"{p.path}/revisions", {"bodies": [p.board(NEVER)]}, match=p.read(p.path))
    found = linted(p).json
    codes = [remark["code"] for remark in found["remarks"]]
    assert found["grave"] == 2
    assert codes[:2] == ["cannot_carry", "amendment_impossible"]
    remark = found["remarks"][0]
    assert remark["pointer"] == "/bodies/0/rules/0/rule/pass"
    assert {seat["position"] for seat in remark["roll"]["seats"]} == {"for"}
    assert remark["roll"]["verdict"] == "lost"


def test_what_is_proposed_is_looked_at_in_the_place_of_what_stands(at):
    p = at("in force")
    with nothing_written(p):
        found = linted(p, {"bodies": [p.board(NEVER)]}).json
    assert found["grave"] == 2
    assert linted(p).json["grave"] == 0


def test_what_would_be_refused_is_remarked_and_not_refused(at):
    p = at("drafted")
    found = linted(p, {"procedures": [{"matter": "amendment", "body": "moot", "class": "x"}]}).json
    assert [r["code"] for r in found["remarks"] if r["gravity"] == "grave"] == [
        "body_unknown",
        "amendment_impossible",
    ]


def test_a_choice_among_options_is_looked_at(at):
    p = at("drafted")
    board = p.board()
    rule = APPROVAL.to_data()
    rule["choice"] |= {"turnout": {"n": "4"}}
    board["rules"].append({"class": "works", "rule": rule})
    found = linted(p, {"bodies": [board]}).json
    assert [(r["code"], r["pointer"]) for r in found["remarks"] if r["gravity"] == "grave"] == [
        ("quorum_cannot_be_met", "/bodies/0/rules/1/rule/choice/turnout")
    ]


def test_the_terms_of_a_day_are_looked_at(at):
    p = at("in force")
    p.change(from_="2026-09-01", bodies=[p.board(NEVER)])
    assert linted(p, at="?at=2026-08-31").json["grave"] == 0
    later = linted(p, at="?at=2026-09-01").json
    assert (later["at"], later["grave"]) == ("2026-09-01", 2)


def test_what_is_malformed_is_refused_with_its_place(at):
    p = at("drafted")
    answer = linted(p, {"bodies": [{"id": "board"}]})
    assert answer.status_code == 400
    assert {error["pointer"] for error in answer.json["errors"]} >= {"/bodies/0/seats"}
    assert_refused(linted(p, {"reason": "none"}), 400, "")
    assert_refused(linted(p, path=f"/agreements/{NOBODY}"), 404, "there is no agreement")


def test_on_the_command_line_something_grave_ends_with_one(at):
    p = at("in force")
    p.change(from_="2026-09-01", bodies=[p.board(NEVER)])
    sound = ran(p, p.agreement, "--at", "2026-08-31")
    assert sound.exit_code == 0, sound.output
    assert "remarks on the terms of 2026-08-31, of which 0 are grave" in sound.output

    grave = ran(p, p.agreement, "--at", "2026-09-01")
    assert grave.exit_code == 1
    assert "grave cannot_carry (/bodies/0/rules/0/rule/pass)" in grave.output
    assert "seat-city for, seat-trust for, seat-club for: lost" in grave.output


def test_on_the_command_line_an_unknown_agreement_is_refused_in_words(at):
    done = ran(at("opened"), NOBODY)
    assert done.exit_code == 1
    assert "there is no agreement" in done.output
