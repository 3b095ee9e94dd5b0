"""What cannot be read as a command is refused in the words of its field, at its place; nothing is written."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy as sa
from tests.http.cases import CASES, MATCHED, address
from tests.http.cases.disputes import STAGES, raised
from tests.http.cases.impacts import learned
from tests.http.cases.meetings import convened
from tests.http.stages import MAJORITY, Partnership

from accord.store.schema import idempotency

ROUTES = pytest.mark.parametrize("rule", sorted(CASES))
BODIES = {
    "broken": (b'{"name": ', 400, "the body is no JSON: Expecting value"),
    "a key twice": (b'{"reason": "a", "reason": "b"}', 400, "a key stands twice in one object"),
    "a key twice, deeper": (b'{"reason": {"a": 1, "a": 2}}', 400, "a key stands twice"),
    "NaN": (b'{"reason": NaN}', 400, "NaN is no JSON"),
    "infinity": (b'{"reason": -Infinity}', 400, "-Infinity is no JSON"),
    "a hundred thousand brackets": (b"[" * 100_000, 400, "the JSON is nested too deeply"),
    "a hundred thousand braces": (b'{"a":' * 100_000, 400, "the JSON is nested too deeply"),
    "half a character in a key": (b'{"\\ud800": 1}', 400, "a key holds half a character"),
    "a number of 5000 digits": (b'{"reason": ' + b"9" * 5000 + b"}", 400, "the body is no JSON"),
    "not UTF-8": (b'{"reason": "\xff"}', 400, "the body is no JSON: 'utf-8' codec can't decode"),
    "UTF-16": ('{"reason": "x"}'.encode("utf-16"), 400, "the body is no JSON"),
    "an array": (b"[]", 400, "this must be a JSON object"),
    "a number": (b"1", 400, "this must be a JSON object"),
    "a text": (b'"{}"', 400, "this must be a JSON object"),
    "null": (b"null", 400, "this must be a JSON object"),
    "10 MB": (b'{"reason": "' + b"x" * 10_000_000 + b'"}', 413, "larger than 8 MiB"),
    "two objects": (b"{} {}", 400, "Extra data"),
}


@pytest.fixture(scope="module")
def opened(album, tmp_path_factory) -> Any:
    """One partnership for all: nothing here writes."""
    p = album.open("amendment carried", tmp_path_factory.mktemp("malformed") / "register.db")
    convened(p)
    raised(*STAGES)(p)
    learned(p)
    yield p
    p.house.close()


@pytest.fixture
def p(opened: Partnership) -> Any:
    # Another module may have served another register meanwhile.
    opened.client.application.extensions["accord"] = opened.house
    before = opened.position, kept(opened)
    yield opened
    assert (opened.position, kept(opened)) == before, "something was written"


def kept(p: Partnership) -> int:
    with p.house.engine.connect() as conn:
        return conn.scalar(sa.select(sa.func.count()).select_from(idempotency))


def refused(answer: Any, status: int, pointer: str | None, words: str) -> None:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), (
        answer.json
    )
    errors = answer.json.get("errors", [])
    assert any(words in e for e in (answer.json["detail"], *(e["detail"] for e in errors)))
    if pointer is not None:
        assert pointer in [error["pointer"] for error in errors], answer.json


@ROUTES
@pytest.mark.parametrize("body", BODIES)
def test_no_command_reads_a_body_that_is_no_object(p, rule, body):
    data, status, words = BODIES[body]
    match = "*" if rule in MATCHED else None
    answer = p.secretary.send(address(rule, CASES[rule], p), data, match=match)
    refused(answer, status, "" if status == 400 else None, words)


@ROUTES
@pytest.mark.parametrize(
    "type",
    [
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "application/merge-patch+json",
        "application/json; charset=latin-1",
        "application/json, application/json",
        "",
    ],
)
def test_a_body_must_say_that_it_is_json(p, rule, type):
    path, match = address(rule, CASES[rule], p), "*" if rule in MATCHED else None
    answer = p.secretary.send(path, b"{}", type=type, match=match)
    refused(answer, 415, None, "send the body as application/json")


@pytest.mark.parametrize(
    "type",
    ["Application/JSON", "application/json;charset=UTF-8", 'application/json; charset="utf-8"'],
)
def test_json_is_in_utf_8_said_or_not(p, type):
    answer = p.secretary.send("/parties", b'{"kind": "business"}', type=type)
    refused(answer, 400, "/name", "this is missing")


@ROUTES
def test_no_command_takes_a_field_that_it_does_not_know(p, rule):
    match = "*" if rule in MATCHED else None
    path = address(rule, CASES[rule], p)
    answer = p.secretary.post(path, {"colour": "blue", "a/b~c": 1}, match=match)
    refused(answer, 400, "/colour", "this field is not known here")
    refused(answer, 400, "/a~1b~0c", "")


CIRCUMSTANCES = {
    "on_behalf_of": ["city", 5, None, "", [], {}],
    "authority": ["", 1, None, "x" * 301],
    "asserted_by": ["nobody", True],
    "occurred_on": [
        "2026-02-30",
        "2026-2-3",
        "20260203",
        "2026-02-03T00:00:00Z",
        20260203,
        None,
        "",
    ],
    "occurred_at": ["2026-05-01", "2026-05-01T09:00:00", "2026-05-01T25:00:00Z", "now", 0, None],
    "reason": ["", 7, "x" * 4001, "a\x00b", "\ud800", "e\u0301", None, ["x"]],
    "retroactive": ["true", 1, 0, "yes", None],
    "evidence": ["x", ["x"], ["A" * 64], ["a" * 64 + "\n"], [1], ["a" * 64] * 21],
    "correlation_id": ["x", "{}", 1],
    "classification": ["secret", 1, None, []],
}


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in CIRCUMSTANCES.items() for value in values],
)
def test_circumstances_are_read_strictly(p, name, value):
    body = json.dumps({"kind": "business", "name": "Mill", name: value}).encode()
    answer = p.secretary.send("/parties", body)
    assert answer.status_code == 400, answer.json
    assert any(e["pointer"].startswith(f"/{name}") for e in answer.json["errors"])
    assert all(isinstance(e["detail"], str) and e["detail"] for e in answer.json["errors"])


PARTY = {
    "/kind": ["club", 1, None, ""],
    "/name": [1, None, "", "x" * 301, "\ud800", "a\x00", "e\u0301", ["x"], {"a": 1}],
    "/identifiers": ["x", {}, None, [{"scheme": "A", "value": "b"}] * 21],
    "/identifiers/0": [["x"], [1], [None]],
    "/identifiers/0/value": [
        [{"scheme": "GB-COH"}],
        [{"scheme": "GB-COH", "value": 5}],
        [{"scheme": "GB-COH", "value": "1 "}],
        [{"scheme": "GB-COH", "value": "1\u202e2"}],
        [{"scheme": "GB-COH", "value": "\u200b"}],
    ],
    "/identifiers/1/scheme": [[{"scheme": "LEI", "value": "1"}, {"scheme": "", "value": "2"}]],
    "/identifiers/0/country": [[{"scheme": "LEI", "value": "1", "country": "GB"}]],
}


@pytest.mark.parametrize(
    ("pointer", "value"), [(pointer, v) for pointer, values in PARTY.items() for v in values]
)
def test_a_party_is_read_strictly(p, pointer, value):
    field = pointer.split("/")[1]
    body = json.dumps({"kind": "business", "name": "Mill", field: value}).encode()
    refused(p.secretary.send("/parties", body), 400, pointer, pointer)


WEIGHTS = [
    "NaN",
    "1e5",
    "-1",
    "",
    "01",
    ".5",
    "1.",
    "+1",
    " 1",
    "1\n",
    "Infinity",
    "٣",
    "1" * 41,
    1,
    1.5,
    None,
    True,
]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_weight_is_a_string_of_digits(p, weight):
    board = p.board(measures=[{"name": "shares", "value": weight}])
    answer = p.secretary.post("/agreements", p.terms(bodies=[board]))
    refused(answer, 400, "/bodies/0/seats/0/measures/0/value", "")
    if isinstance(weight, str):
        refused(answer, 400, None, 'an amount is a string of digits, as "12" or "0.5"')


def rule_with(*path: str, **changes: Any) -> dict[str, Any]:
    found = json.loads(json.dumps(MAJORITY))
    inner = found
    for step in path:
        inner = inner[step]
    for name, value in changes.items():
        inner[name] = value
    return found


RULES = [
    ("/pass/at", "must lie between 0 and 1", rule_with("pass", at="3/2")),
    ("/pass/at", "", rule_with("pass", at=0.5)),
    ("/pass/at", "", rule_with("pass", at="1/0")),
    ("/pass/at", "", rule_with("pass", at="50%")),
    ("/pass/base", "must be one of", rule_with("pass", base="casst")),
    ("/pass/colour", "is not known here", rule_with("pass", colour="blue")),
    ("/colour", "is not known here", rule_with(colour="blue")),
    ("/pass", "must be an object", rule_with(**{"pass": "half"})),
    ("/pass/all", "must be a list", rule_with(**{"pass": {"all": "x"}})),
    ("/tie", "", rule_with(tie="toss a coin")),
    ("/id", "", rule_with(id="")),
    ("/id", "", rule_with(id=5)),
    ("", "must be an object", "majority"),
    ("", "must be an object", None),
    ("", "must be an object", []),
]


@pytest.mark.parametrize(("pointer", "words", "rule"), RULES)
def test_what_is_wrong_in_a_rule_is_named_by_its_path(p, pointer, words, rule):
    answer = p.secretary.post("/agreements", p.terms(bodies=[p.board(rule)]))
    if rule is None:
        words = "null says nothing here"
    refused(answer, 400, "/bodies/0/rules/0/rule" + pointer, words)


def test_a_rule_may_not_be_nested_without_end(p):
    test: Any = MAJORITY["pass"]
    for _ in range(300):
        test = {"all": [test]}
    answer = p.secretary.post("/agreements", p.terms(bodies=[p.board(rule_with(**{"pass": test}))]))
    refused(answer, 400, None, "tests deep")


def test_half_a_character_inside_a_rule_is_refused(p):
    for changes in ({"name": "\ud800"}, {"id": "\ud800"}, {"tie": "\ud800"}):
        body = json.dumps(p.terms(bodies=[p.board(rule_with(**changes))])).encode()
        answer = p.secretary.send("/agreements", body)
        assert answer.status_code in (400, 422), answer.json


KEYS = ["", "Board", "a b", "-a", "x" * 65, "board\n", "büro", 5, None, "a/b", "\ud800"]


@pytest.mark.parametrize("key", KEYS)
def test_names_inside_an_agreement_are_short_and_plain(p, key):
    clause = {"id": key, "text": "x"}
    for name, entries, where in (
        ("clauses", [clause], "/clauses/0/id"),
        ("posts", [{"post": key, "title": "x"}], "/posts/0/post"),
        ("bodies", [{**p.board(), "id": key}], "/bodies/0/id"),
        ("bodies", [{**p.board(), "chair": key}], "/bodies/0/chair"),
    ):
        body = json.dumps(p.terms(**{name: entries})).encode()
        refused(p.secretary.send("/agreements", body), 400, where, where)


@pytest.mark.parametrize("seat", [key for key in KEYS if key is not None])
def test_a_ballot_names_its_seat_plainly(p, seat):
    body = json.dumps({"seat": seat, "position": "for"}).encode()
    refused(p.secretary.send(f"{p.motion}/ballots", body), 400, "/seat", "/seat")


@pytest.mark.parametrize(
    "closes", ["soon", "2026-05-11", "2026-02-30T09:00:00Z", "2026-05-11T09:00:00", 0, None]
)
def test_voting_closes_at_an_instant(p, closes):
    refused(p.secretary.post(f"{p.motion}/voting", closes=closes, match="*"), 400, "/closes", "")


@pytest.mark.parametrize("number", ["1", 1.0, 0, -1, True, None, 10**30, 2**31])
def test_an_assignment_is_a_whole_number(p, number):
    path = f"/roles/{p.roles['chair']}/resignations"
    refused(p.secretary.post(path, assignment=number), 400, "/assignment", "")


@pytest.mark.parametrize(
    ("change", "pointer", "words"),
    [
        ({"op": "delete", "clause": "money"}, "/op", "write one of: "),
        ({"op": "substitute", "clause": "money"}, "/text", "needs its text"),
        ({"op": "insert", "clause": "x", "text": ""}, "/text", "write from 1 to"),
        ({"op": "repeal", "clause": "money", "text": "x"}, "/text", "knows no such field"),
        (
            {"op": "substitute", "clause": "money", "text": "x", "after": "purpose"},
            "/after",
            "knows no such",
        ),
        ({"clause": "money"}, "/op", "this is missing"),
        ({"op": "repeal", "clause": "money", "force": True}, "/force", "not known here"),
    ],
)
def test_a_modification_says_what_its_operation_needs(p, change, pointer, words):
    answer = p.secretary.post(
        "/amendments", agreement=p.agreement, title="x", modifications=[change]
    )
    refused(answer, 400, f"/modifications/0{pointer}", words)


@pytest.mark.parametrize("rule", sorted(r for r in CASES if "<uuid:id>" not in r))
def test_an_empty_body_lacks_what_is_required(p, rule):
    for body in (b"", b"{}"):
        answer = p.secretary.send(address(rule, CASES[rule], p), body)
        assert answer.status_code == 400
        assert all(
            e["detail"] == "this is missing; it has to be given" for e in answer.json["errors"]
        )
