"""The framework bent to accord's conventions: strict JSON in, OpenAPI 3.1 and problem documents out."""

from __future__ import annotations

import json
from typing import Any

import flask_smorest
import msgspec
from flask import Response
from flask.json.provider import JSONProvider
from marshmallow import Schema, fields
from webargs.flaskparser import FlaskParser

from accord.http import problems


class StrictJson(JSONProvider):
    """JSON as the record knows it: no key twice, no NaN; broken JSON is a ValueError with its place."""

    def dumps(self, obj: Any, **_: Any) -> str:  # noqa: ANN401 - Flask's signature
        """Write JSON."""
        return msgspec.json.encode(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:  # noqa: ANN401 - Flask's signature
        """Read JSON."""
        try:
            return json.loads(s, object_pairs_hook=_unique, parse_constant=_no_constant)
        except RecursionError:
            raise ValueError("the JSON is nested too deeply") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


class Parser(FlaskParser):
    """Malformed input is 400 (422 is kept for rules of the domain); a body must say that it is JSON."""

    DEFAULT_VALIDATION_STATUS = 400

    def load_json(self, req: Any, schema: Schema) -> Any:  # noqa: ANN401 - webargs' signature
        """Read the body; webargs alone would take any other media type for an empty object."""
        if req.get_data() and not req.is_json:
            flask_smorest.abort(415, message="send the body as application/json")
        return super().load_json(req, schema)


class Problem(Schema):
    """RFC 9457: `type` names the kind, `detail` says it in a sentence, `errors` the fields."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String()
    errors = fields.List(fields.Dict())


class Blueprint(flask_smorest.Blueprint):
    """A blueprint whose arguments are read by accord's parser."""

    ARGUMENTS_PARSER = Parser()


class Api(flask_smorest.Api):
    """Routing and the OpenAPI document; errors are accord's own."""

    ERROR_SCHEMA = Problem

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = problems.MEDIA_TYPE
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE

    def handle_http_exception(self, error: Any) -> Response:  # noqa: ANN401 - the library's signature
        """Answer with a problem document."""
        return problems.http_error(error)
