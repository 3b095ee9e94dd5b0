"""What the OpenAPI document says of an answer, held against the answer."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jsonschema_rs
from flask import Flask
from werkzeug.test import TestResponse

_DOCUMENT = "urn:accord:openapi"
JSON = ("application/json", "application/problem+json")


def assert_documented(app: Flask, answer: TestResponse, sent: Any = None) -> None:
    """Every JSON answer of the API is what its operation promises, field by field and no other."""
    request = answer.request
    if not request.path.startswith("/v1/"):
        return
    if answer.mimetype not in JSON or request.method not in ("GET", "POST"):
        return
    adapter = app.url_map.bind("localhost")
    if not adapter.test(request.path, request.method):
        return
    rule, _ = adapter.match(request.path, request.method, return_rule=True)
    check = _validator(app, rule.rule, request.method.lower(), answer.status_code, answer.mimetype)
    assert check is not None, f"{request.method} {rule.rule} never says {answer.status_code}"
    errors = [f"{e.instance_path}: {e.message}" for e in check.iter_errors(answer.json)]
    assert not errors, (request.path, errors[:3])
    if sent is not None and "field" in answer.json:
        _assert_points_at_something(app, rule.rule, answer, sent)


def _assert_points_at_something(app: Flask, rule: str, answer: TestResponse, sent: Any) -> None:
    """What a refusal points at is what was sent, or a field that was missing where it points."""
    *ahead, last = answer.json["errors"][0]["pointer"].removeprefix("/").split("/")
    for step in ahead:
        sent = sent[int(step)] if isinstance(sent, list) else sent[step]
    if isinstance(sent, list):
        assert int(last) < len(sent), answer.json
    elif not ahead:
        content = _document(app)["paths"][path_of(rule)]["post"]["requestBody"]["content"]
        name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
        fields = _document(app)["components"]["schemas"][name]["properties"]
        assert last in fields, answer.json


def document_of(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI document as the application serves it."""
    return app.test_client().get("/openapi.json").json


def path_of(rule: str) -> str:
    """Write the address of a route as OpenAPI does."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


@cache
def _validator(app: Flask, rule: str, method: str, status: int, mimetype: str) -> Any:
    document = _document(app)
    answers = document["paths"][path_of(rule)][method]["responses"]
    answer = answers.get(str(status)) or answers.get("default")
    if answer is None:
        return None
    if ref := answer.get("$ref"):
        answer = document["components"]["responses"][ref.rpartition("/")[2]]
    schema = _within(answer["content"][mimetype]["schema"])
    return jsonschema_rs.Draft202012Validator(
        schema, validate_formats=True, registry=_registry(app)
    )


def _within(schema: Any) -> Any:
    """The same schema, its references leading into the document that the registry holds."""
    if isinstance(schema, dict):
        return {
            key: _DOCUMENT + value if key == "$ref" else _within(value)
            for key, value in schema.items()
        }
    return [_within(each) for each in schema] if isinstance(schema, list) else schema


@cache
def _registry(app: Flask) -> Any:
    """The document, read once for all validators."""
    whole = {"components": _document(app)["components"]}
    return jsonschema_rs.Registry([(_DOCUMENT, whole)], draft=jsonschema_rs.Draft202012)


@cache
def _document(app: Flask) -> dict[str, Any]:
    return document_of(app)
