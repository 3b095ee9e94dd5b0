"""Whether the register is alive and ready, and the pages that explain its API."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

import flask
import sqlalchemy as sa
from flask import Response, send_from_directory
from marshmallow import Schema, fields
from swagger_ui_bundle import swagger_ui_path

from accord.errors import Refused
from accord.http.api import Blueprint
from accord.http.commands import house
from accord.http.problems import DAMAGED, STATUS, problem
from accord.http.queries import json_response
from accord.store.disclosures import Damaged
from accord.store.migrate import check_schema

blueprint = flask.Blueprint("system", __name__)
status = Blueprint("status", __name__, url_prefix="/v1", description="Whether it works")
_ASSETS = Path(swagger_ui_path)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>accord API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script></body></html>
"""
_START = 'SwaggerUIBundle({url: "/openapi.json", dom_id: "#api", deepLinking: true, tryItOutEnabled: true});\n'


class StatusOut(Schema):
    """That it is ready, and how far the record goes."""

    status = fields.String(required=True)
    position = fields.Integer(
        required=True, metadata={"description": "of the newest entry, 0 before the first"}
    )
    halted = fields.String(
        metadata={
            "description": "why nothing is recorded, though all can be read; tell the operator"
        }
    )


@blueprint.get("/livez")
def livez() -> Response:
    """Say that the process answers."""
    return json_response({"status": "alive"})


@blueprint.get("/readyz")
def readyz() -> Response:
    """Say whether the database can be reached and has the schema of this accord."""
    return show_status()


def show_status() -> Response:
    """Show whether the database can be reached and has the schema of this accord; no key is needed."""
    try:
        check_schema(house().engine)
        position = house().record.last_position()
    except (Refused, sa.exc.SQLAlchemyError) as error:
        reason = error.reason if isinstance(error, Refused) else "the database cannot be reached"
        return problem(503, "unavailable", reason, {"Retry-After": "5"})
    halted = house().record.halted
    more = {"halted": halted} if halted else {}
    return json_response({"status": "ready", "position": position, **more})


def _document(view: Any) -> None:  # noqa: ANN401 - a Flask view
    documented = status.response(200, StatusOut())(view)
    documented = status.alt_response(503, HTTPStatus.SERVICE_UNAVAILABLE.name)(documented)
    summary = "Show whether the register is ready"
    documented = status.doc(
        operationId="showStatus", summary=summary, description=view.__doc__, security=[]
    )(documented)
    status.route("/status", methods=["GET"])(documented)


_document(show_status)


@blueprint.get("/")
def front() -> Response:
    """Lead whoever comes to the front door to the page of the API."""
    return flask.redirect("/docs")  # type: ignore[return-value]


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
    kinds = {kind.code: (status, kind) for kind, status in STATUS.items()}
    number, kind = (kinds | {DAMAGED: (500, Damaged)}).get(code, (404, None))
    if kind is None:
        return problem(404, "not-found", f"there is no kind of problem called {code}")
    meaning = (kind.__doc__ or "").strip()
    return json_response({"code": code, "status": number, "meaning": meaning})
