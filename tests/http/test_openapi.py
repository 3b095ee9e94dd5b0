"""The OpenAPI document: valid, complete, and as helpful for each operation as for any other."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests.choices import APPROVAL, RANKED
from tests.http.cases import CASES, MATCHED
from tests.http.documented import document_of, path_of

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


@pytest.fixture
def document(at) -> dict[str, Any]:
    return document_of(at("opened").client.application)


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method, path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    }


def resolved(document: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        found: Any = document
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


def test_the_document_is_valid_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document).validate()


def test_every_reference_points_at_something(document):
    def walk(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("$ref"), str):
                resolved(document, part)
            for below in part.values():
                walk(below)
        elif isinstance(part, list):
            for below in part:
                walk(below)

    walk(document)


def test_every_route_is_in_the_document_and_the_other_way_round(at, document):
    routes = {
        (method.lower(), path_of(rule.rule))
        for rule in at("opened").client.application.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/v1/")
    }
    assert set(operations(document)) == routes


def test_no_two_commands_share_an_address(at):
    found = [
        (method, path_of(rule.rule))
        for rule in at("opened").client.application.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    ]
    assert sorted(found) == sorted(set(found))


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(document):
    found = operations(document)
    names = [operation["operationId"] for operation in found.values()]
    assert len(set(names)) == len(names)
    for operation in found.values():
        assert operation["operationId"].isidentifier()
        assert operation["summary"][0].isupper()
        assert not operation["summary"].endswith(".")
        assert operation["description"].endswith(".")
        assert operation["tags"]
        is_open = operation["operationId"] == "showStatus"
        assert operation["security"] == ([] if is_open else [{"key": []}])


def test_every_operation_tells_its_problems(document):
    for (method, path), operation in operations(document).items():
        answers = operation["responses"]
        statuses = {"400", "401", "default"} | ({"404"} if "{id}" in path else set())
        if path == "/v1/status":
            statuses = {"503", "default"}
        if operation["operationId"] in ("lintAgreement", "evaluateRule"):  # questions, put by POST
            statuses |= {"411", "413", "415"}
        elif method == "post":
            statuses |= {
                "201",
                "403",
                "404",
                "409",
                "411",
                "412",
                "413",
                "415",
                "422",
                "428",
                "503",
            }
        assert statuses <= set(answers), path
        for status, answer in answers.items():
            if status == "default" or int(status) >= 400:
                assert resolved(document, answer)["content"] == PROBLEM, (path, status)


def test_every_command_tells_its_headers(document):
    for rule in CASES:
        operation = document["paths"][path_of(rule)]["post"]
        named = {p["name"]: p for p in operation["parameters"] if p["in"] == "header"}
        assert named["Idempotency-Key"]["required"] is True
        assert ("If-Match" in named) is ("<uuid:id>" in rule)
        assert named.get("If-Match", {}).get("required", False) is (rule in MATCHED)
        assert set(operation["responses"]["201"]["headers"]) >= {
            "ETag",
            "Location",
            "Accord-Position",
            "Idempotency-Replayed",
        }


def test_no_schema_is_documented_that_no_operation_uses(document):
    text = str(document)
    unused = [
        n for n in document["components"]["schemas"] if f"'#/components/schemas/{n}'" not in text
    ]
    assert unused == []


def test_the_schemas_of_requests_refuse_what_they_do_not_know(document):
    for name, schema in document["components"]["schemas"].items():
        if name.endswith("In"):
            assert schema["additionalProperties"] is False, name


def test_every_question_tells_its_headers(document):
    for (method, path), operation in operations(document).items():
        if method != "get":
            continue
        told = set(operation["responses"]["200"].get("headers", {}))
        asked = {p["name"] for p in operation.get("parameters", []) if p["in"] == "query"}
        assert ("ETag" in told) is ("304" in operation["responses"]), path
        assert ("Link" in told) is ("cursor" in asked), path


def test_positions_are_offered_where_they_can_be_given(document):
    schemas = document["components"]["schemas"]
    cast = ["for", "against", "abstain"]
    offered = {
        name: schemas[name]["properties"]["position"]["enum"]
        for name in ("BallotIn", "HeardIn", "CastingVoteIn")
    }
    assert offered == {
        "BallotIn": cast,
        "HeardIn": [*cast, "not_voting", "invalid", "absent"],
        "CastingVoteIn": ["for", "against"],
    }


def test_a_rule_is_described_by_its_parts(document):
    sent = document["components"]["schemas"]["ClassRuleIn"]["properties"]["rule"]
    rule, _named = sent["oneOf"]
    assert "docs/reference/rules.md" in rule["description"]
    assert {"id", "name", "pass", "quorum", "veto", "tie"} <= set(rule["properties"])
    assert rule["required"] == ["id", "name"]
    assert rule["oneOf"] == [{"required": ["pass"]}, {"required": ["choice"]}]
    assert rule["properties"]["tie"]["enum"] == ["lost", "casting_vote", "second_vote"]


def test_a_rule_can_be_sent_by_its_name_in_the_catalogue(document):
    sent = document["components"]["schemas"]["ClassRuleIn"]["properties"]["rule"]
    _whole, named = sent["oneOf"]
    assert "/v1/rules" in named["description"]
    assert set(named["properties"]) == {"catalogue", "version"}
    assert named["required"] == ["catalogue"]


@pytest.mark.parametrize(
    ("schema", "field"),
    [
        ("SignatureIn", "capacity"),
        ("SignatureIn", "counterpart"),
        ("SignatureIn", "authority"),
        ("DraftIn", "title"),
        ("TermsIn", "title"),
        ("SeatIn", "title"),
        ("PostIn", "title"),
        ("MotionIn", "title"),
        ("AmendmentIn", "title"),
    ],
)
def test_who_writes_what_stands_for_ever_is_warned(document, schema, field):
    said = document["components"]["schemas"][schema]["properties"][field]["description"]
    assert "in clear, for ever: no personal data" in said


# --- Choices among options -------------------------------------------------------------------


def fits(document: dict[str, Any], schema: dict[str, Any], value: Any) -> bool:
    return jsonschema_rs.Draft202012Validator(
        {**schema, "components": document["components"]}
    ).is_valid(value)


@pytest.mark.parametrize(
    ("choice", "right"),
    [
        ([], True),
        ([["weir"], ["ferry", "mill"]], True),
        (["weir", "mill"], True),
        ([{"option": "weir", "points": 2}], True),
        ("weir", False),
        ({"weir": 1}, False),
        ([3], False),
        ([[]], False),
        (["weir", ["mill"]], False),
        ([{"option": "weir"}], False),
        ([{"option": "weir", "points": "2"}], False),
    ],
)
def test_the_document_says_what_a_choice_looks_like(document, choice, right):
    schema = document["components"]["schemas"]["BallotIn"]["properties"]["choice"]
    assert fits(document, schema, choice) is right


@pytest.mark.parametrize(
    ("method", "right"),
    [
        (APPROVAL.to_data()["choice"], True),
        (RANKED.to_data()["choice"], True),
        ({"id": "m", "name": "M", "kind": "stv", "seats": 3}, True),
        ({"id": "m", "name": "M", "kind": "stv"}, False),
        ({"id": "m", "name": "M", "kind": "irv", "seats": 3}, False),
        ({"id": "m", "name": "M", "kind": "borda"}, False),
        ({"name": "M", "kind": "approval"}, False),
    ],
)
def test_the_document_says_what_each_kind_of_method_has(document, method, right):
    rule = {"id": "r", "name": "R", "choice": method}
    rules = document["components"]["schemas"]["ClassRuleIn"]["properties"]["rule"]
    assert fits(document, rules, rule) is right
