"""Whether the register is alive and ready, and the pages that explain its API."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from flask import Blueprint, Response, send_from_directory
from swagger_ui_bundle import swagger_ui_path

from accord.errors import Refused
from accord.http.commands import house
from accord.http.problems import STATUS, problem
from accord.http.queries import json_response
from accord.store.migrate import check_schema

blueprint = Blueprint("system", __name__)
_ASSETS = Path(swagger_ui_path)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>accord API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script></body></html>
"""
_START = 'SwaggerUIBundle({url: "/openapi.json", dom_id: "#api", deepLinking: true, tryItOutEnabled: true});\n'


@blueprint.get("/livez")
def livez() -> Response:
    """Say that the process answers."""
    return json_response({"status": "alive"})


@blueprint.get("/readyz")
@blueprint.get("/v1/status")
def readyz() -> Response:
    """Say whether the database can be reached and has the schema of this accord."""
    try:
        check_schema(house().engine)
        position = house().record.last_position()
    except (Refused, sa.exc.SQLAlchemyError) as error:
        reason = error.reason if isinstance(error, Refused) else "the database cannot be reached"
        return problem(503, "unavailable", reason, {"Retry-After": "5"})
    return json_response({"status": "ready", "position": position})


@blueprint.get("/docs")
def docs() -> Response:
    """Show the API as a page to read and to try."""
    return Response(_PAGE, mimetype="text/html")


@blueprint.get("/docs/start.js")
def start() -> Response:
    """Begin the page."""
    return Response(_START, mimetype="text/javascript")


@blueprint.get("/docs/<path:name>")
def asset(name: str) -> Response:
    """Return a part of the page."""
    return send_from_directory(_ASSETS, name)


@blueprint.get("/problems/<code>")
def problem_page(code: str) -> Response:
    """Say what a kind of problem means."""
    kind = next((kind for kind in STATUS if kind.code == code), None)
    if kind is None:
        return problem(404, "not-found", f"there is no kind of problem called {code}")
    meaning = (kind.__doc__ or "").strip()
    return json_response({"code": code, "status": STATUS[kind], "meaning": meaning})
