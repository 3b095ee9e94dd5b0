"""The HTTP face of accord."""

from __future__ import annotations

from flask import Flask, Response, request
from marshmallow import fields as f

from accord.http import (
    aftermath,
    agreements,
    amendments,
    catalogue,
    certificates,
    changes,
    choosing,
    commands,
    corrections,
    deadlines,
    decisions,
    discussions,
    disputes,
    dockets,
    dossiers,
    errata,
    evaluation,
    events,
    exceptions,
    fields,
    grounds,
    history,
    impacts,
    interests,
    knowledge,
    life,
    linting,
    log,
    meetings,
    negotiations,
    objections,
    obligations,
    parties,
    posts,
    principal,
    problems,
    representing,
    responsibilities,
    roles,
    rules,
    secret_ballots,
    standing,
    successions,
    system,
    texts,
)
from accord.http.api import Api, StrictJson
from accord.http.auth import authenticate
from accord.http.problems import problem
from accord.wiring import House

API_VERSION = "1.0.0"
MAX_BODY = 8 * 2**20
_BLUEPRINTS = (
    principal,
    parties,
    agreements,
    texts,
    errata,
    linting,
    negotiations,
    life,
    knowledge,
    roles,
    posts,
    decisions,
    aftermath,
    discussions,
    dockets,
    standing,
    amendments,
    deadlines,
    successions,
    meetings,
    responsibilities,
    objections,
    representing,
    secret_ballots,
    obligations,
    disputes,
    corrections,
    catalogue,
    certificates,
    evaluation,
    choosing,
    grounds,
    impacts,
    interests,
    exceptions,
    changes,
    dossiers,
    history,
    events,
)
_OPEN = ("/v1/status",)
_LENGTH = "say in Content-Length how long the body is; a body in chunks is not read"
_ABOUT = """The system of record for what organisations agree and decide together.

A command is a fact posted to a sub-resource. Each needs an `Idempotency-Key`; those that rest on what
you saw need `If-Match` with the ETag you read. Errors are RFC 9457 problem documents.
"""


def create_app(house: House) -> Flask:
    """Return the WSGI application that serves one register."""
    app = Flask("accord")
    app.json = StrictJson(app)
    app.url_map.strict_slashes = False
    app.config.update(
        API_TITLE="accord",
        API_VERSION=API_VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
        MAX_CONTENT_LENGTH=MAX_BODY,
        API_SPEC_OPTIONS=_spec(),
    )
    app.extensions["accord"] = house
    app.register_blueprint(system.blueprint)
    app.register_blueprint(log.blueprint)
    _register_api(app)
    problems.register(app)
    app.before_request(_guard)
    app.after_request(_headers)
    return app


def _guard() -> Response | None:
    closed = request.path.startswith("/v1/") and request.path not in _OPEN
    return (authenticate(commands.house()) if closed else None) or _measured()


def _measured() -> Response | None:
    """Answer 411 to a body whose length is not said before it comes: nothing would bound it."""
    # In HTTP/1.1 a body of no said length comes in chunks; in HTTP/2 nothing tells it from none.
    plain = request.environ["SERVER_PROTOCOL"].startswith("HTTP/1.")
    chunked = "Transfer-Encoding" in request.headers or (not plain and request.method == "POST")
    if request.content_length is None and chunked:
        return problem(411, "length-required", _LENGTH)
    return None


def _register_api(app: Flask) -> None:
    api = Api()
    api.register_field(f.Integer, "integer", "int64")
    api.register_field(fields.Amount, "string", "decimal")
    api.register_field(rules.RuleDocument, "object", None)
    api.register_field(evaluation.TriedRule, "object", None)
    api.init_app(app)
    for module in _BLUEPRINTS:
        api.register_blueprint(module.blueprint)
    api.register_blueprint(system.status)


def _spec() -> dict[str, object]:
    scheme = {"type": "http", "scheme": "bearer", "description": "an API key: ak_live_…"}
    return {
        "info": {
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "components": {"securitySchemes": {"key": scheme}},
    }


def _headers(response: Response) -> Response:
    response.headers["API-Version"] = API_VERSION
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if (seen := request.headers.get("X-Request-ID", ""))[:100].isascii() and seen:
        response.headers["X-Request-ID"] = seen[:100]
    return response
