"""A rule is tried on a roll over HTTP and on the command line, and nothing of it is recorded."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.http.refusing import assert_problem, nothing_written
from tests.http.stages import MAJORITY
from tests.vectors import KNOWN, NEEDS_VECTORS, RULES, name_of, roll_of

from accord.cli import main
from accord.http.evaluation import MOST_OPTIONS

FOR = {"seats": [{"position": "for", "n": 2}, {"position": "against"}]}
BORDA = {"id": "dots", "name": "Three dots", "kind": "dots", "total": 3}
CHOOSING = {"id": "choosing", "name": "Choosing", "choice": BORDA}
DOTS = {
    "options": [{"option": "ada"}, {"option": "ben"}],
    "ballots": [{"choice": [{"option": "ben", "points": 3}], "n": 2}, {"choice": []}],
}
BAD = [
    ({"pass": MAJORITY["pass"] | {"at": "3/2"}}, FOR, "rule", "/pass/at", "between 0 and 1"),
    ({"pass": MAJORITY["pass"] | {"base": "casts"}}, FOR, "rule", "/pass/base", "cast_with_abst"),
    ({}, {"seats": [{"position": "for", "weight": "NaN"}]}, "roll", "/seats/0/weight", "12.5"),
    ({}, {"seats": [{"position": "fro"}]}, "roll", "/seats/0/position", "one of: for, against"),
    ({}, {"seats": "all"}, "roll", "/seats", "a list"),
    ({}, 7, "roll", "", "an object"),
]


def evaluated(p, rule, roll, key=None):
    """The answer, asked without an Idempotency-Key."""
    headers = {"Authorization": f"Bearer {key or p.secretary.key}"}
    sent = {"rule": rule, "roll": roll}
    return p.client.post("/v1/rules/evaluation", json=sent, headers=headers)


@pytest.fixture
def tally(tmp_path):
    """`tally(rule, roll, "--json")`: both written into files, and what the command says of them."""

    def ran(rule, roll, *words):
        for name, data in (("rule.json", rule), ("roll.json", roll)):
            text = data if isinstance(data, str) else json.dumps(data)
            (tmp_path / name).write_text(text, encoding="utf-8")
        files = [str(tmp_path / "rule.json"), str(tmp_path / "roll.json")]
        return CliRunner().invoke(main, ["tally", *files, *words])

    return ran


@NEEDS_VECTORS
def test_each_roll_of_the_vectors_gives_its_verdict_over_http_and_on_the_command_line(at, tally):
    p = at("opened")
    with nothing_written(p):
        for vector in KNOWN["vectors"]:
            answer = evaluated(p, RULES[vector["rule"]], roll_of(vector))
            assert answer.status_code == 200, answer.json
            assert answer.json["verdict"] == vector["expected"], name_of(vector)
            said = tally(RULES[vector["rule"]], roll_of(vector), "--json")
            told = {name: answer.json[name] for name in ("verdict", "explanation")}
            assert json.loads(said.output) == told


@NEEDS_VECTORS
def test_rules_and_rolls_are_taken_as_the_vectors_write_them(at, tally):
    p = at("opened")
    as_written = {rule["id"]: rule for rule in KNOWN["rules"]}
    for vector in KNOWN["vectors"]:
        rule = as_written[vector["rule"]]
        rolls = [vector] if vector["context"] else [vector, vector["seats"]]
        for roll in rolls:
            assert json.loads(tally(rule, roll, "--json").output)["verdict"] == vector["expected"]
        assert evaluated(p, rule, rolls[-1]).json["verdict"] == vector["expected"]


def test_what_vectors_do_not_note_is_refused(at):
    p = at("opened")
    answer = evaluated(p, MAJORITY | {"source_seen": "partly", "source": "r. 85"}, FOR)
    assert_problem(answer, 400, "malformed")
    assert "/rule/source: is not known here" in answer.json["detail"]


def test_ballots_among_options_are_counted(at, tally):
    p = at("opened")
    with nothing_written(p):
        found = evaluated(p, CHOOSING, DOTS).json
    assert (found["verdict"], found["explanation"]["chosen"]) == ("carried", ["ben"])
    assert found["in_words"].startswith("Carried: ben is elected. 2 ballots chose something")
    assert tally(CHOOSING, DOTS).output == f"{found['in_words']}\n"


def test_a_rule_of_the_catalogue_is_tried_by_its_name(at, tally):
    named = {"catalogue": "two_thirds_cast"}
    assert evaluated(at("opened"), named, FOR).json["verdict"] == "carried"
    assert tally(named, FOR).output.startswith("Carried. ")
    nearly = tally({"catalogue": "two_third_cast"}, FOR)
    assert "rule.json: the catalogue has no rule called two_third_cast" in nearly.output


@pytest.mark.parametrize("wrong", BAD, ids=lambda wrong: wrong[3] or "roll")
def test_what_cannot_be_read_is_refused_where_it_stands(at, tally, wrong):
    rule, roll, which, field, right = wrong
    p = at("opened")
    answer = evaluated(p, MAJORITY | rule, roll)
    assert_problem(answer, 400, "malformed")
    (error,) = answer.json["errors"]
    assert error["pointer"] == f"/{which}{field}"
    assert right in error["detail"]
    assert error["pointer"] not in error["detail"].removeprefix("/roll: ")
    assert answer.json["detail"].count(error["pointer"]) == 1
    said = tally(MAJORITY | rule, roll)
    assert said.exit_code == 1
    assert f"{which}.json: {field}" in said.output
    assert right in said.output


RAISED = {"rule": "equal_shares", "budget": "9", "completion": "add1"}
MONEY = {"id": "m", "name": "M", "kind": "allocation", "ballot": {"form": "approval"}}


@pytest.mark.parametrize(
    ("method", "options", "ballots"),
    [(BORDA, MOST_OPTIONS + 1, 1), (MONEY | {"spending": RAISED}, 50, 101)],
)
def test_what_would_keep_others_waiting_is_left_to_the_command_line(at, method, options, ballots):
    listed = [{"option": f"o{index}", "cost": "1"} for index in range(options)]
    roll = {"options": listed, "ballots": [{"choice": []}] * ballots}
    answer = evaluated(at("opened"), CHOOSING | {"choice": method}, roll)
    assert_problem(answer, 400, "malformed")
    assert answer.json["errors"][0]["pointer"] == "/roll/options"
    assert "`accord tally` counts more" in answer.json["detail"]


@pytest.mark.parametrize("broken", ['{"seats": NaN}', '{"seats": [], "seats": []}', "seats:"])
def test_a_file_that_is_no_json_is_refused(tally, broken):
    said = tally(MAJORITY, broken)
    assert said.exit_code == 1
    assert "roll.json: this is no JSON" in said.output


def test_nobody_asks_without_a_key(at):
    assert evaluated(at("opened"), MAJORITY, FOR, key="none").status_code == 401


def test_how_many_seats_are_alike_is_no_measure_of_them(at):
    answer = evaluated(
        at("opened"), {"catalogue": "simple_majority"}, {"seats": [{"position": "for", "seats": 3}]}
    )
    assert answer.status_code == 400
    assert "n says how many seats are alike" in answer.json["detail"]
