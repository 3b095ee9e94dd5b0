"""The framework bent to accord's conventions: strict JSON in, OpenAPI 3.1 and problem documents out."""

from __future__ import annotations

import json
import re
from typing import Any

import flask_smorest
import msgspec
from flask import current_app
from flask.json.provider import JSONProvider
from marshmallow import INCLUDE, RAISE, Schema, fields, missing
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType

from accord.http import problems


class StrictJson(JSONProvider):
    """JSON as the record knows it: no key twice, no NaN; broken JSON is a ValueError with its place."""

    def dumps(self, obj: Any, **_: Any) -> str:  # noqa: ANN401 - Flask's signature
        """Write JSON."""
        return msgspec.json.encode(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:  # noqa: ANN401 - Flask's signature
        """Read JSON, in UTF-8."""
        return read_json(s.decode() if isinstance(s, bytes) else s)


def read_json(text: str) -> Any:  # noqa: ANN401 - JSON is any value
    """Return what the JSON says; raise `ValueError` where it could be read in two ways, or in none."""
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    if any(_SURROGATE.search(key) for key in found):
        raise ValueError("a key holds half a character (a lone surrogate)")
    return found


_SURROGATE = re.compile("[\ud800-\udfff]")


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def _is_json(req: Any) -> bool:  # noqa: ANN401 - Flask's request
    charset = req.mimetype_params.get("charset", "utf-8")
    return (req.mimetype, charset.lower()) == ("application/json", "utf-8")


class Parser(FlaskParser):
    """Malformed input is 400 (422 is kept for rules of the domain); a body must say that it is JSON."""

    DEFAULT_VALIDATION_STATUS = 400
    # A misspelt filter would be answered with everything.
    DEFAULT_UNKNOWN_BY_LOCATION = FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION | {"query": RAISE}

    def load_json(self, req: Any, schema: Schema) -> Any:  # noqa: ANN401, ARG002 - webargs' signature
        """Read the body; webargs alone takes other media types for nothing, NaN and a key twice for JSON."""
        sent = req.get_data()
        if not sent:
            return missing
        if not _is_json(req):
            raise UnsupportedMediaType("send the body as application/json, in UTF-8")
        try:
            return current_app.json.loads(sent)
        except ValueError as error:
            flask_smorest.abort(400, messages={"json": [f"the body is no JSON: {error}"]})

    def load_querystring(self, req: Any, schema: Schema) -> Any:  # noqa: ANN401 - webargs' signature
        """Read the query; webargs alone takes the first of two values in silence."""
        for name, values in req.args.lists():
            if len(values) > 1:
                flask_smorest.abort(400, messages={"query": {name: ["this stands here twice"]}})
        return super().load_querystring(req, schema)


class Problem(Schema):
    """RFC 9457: `type` names the kind, `detail` says it in a sentence, `errors` the fields."""

    class Meta:
        """A refusal adds its facts as members of their own."""

        unknown = INCLUDE

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String()
    errors = fields.List(fields.Dict())
    named = fields.List(
        fields.Dict(), metadata={"description": "the `id` of each that `detail` calls by `name`"}
    )


class Blueprint(flask_smorest.Blueprint):
    """A blueprint whose arguments are read by accord's parser, and its answers told by their status."""

    ARGUMENTS_PARSER = Parser()

    def _prepare_response_doc(self, doc: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the library's
        told = super()._prepare_response_doc(doc, *args, **kwargs)
        answers = told.get("responses", {})
        return told | {"responses": {s: answers[s] for s in sorted(answers, key=str)}}


class Api(flask_smorest.Api):
    """Routing and the OpenAPI document; errors are accord's own."""

    ERROR_SCHEMA = Problem

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = problems.MEDIA_TYPE
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE

    def _register_pagination_header(self) -> None:
        """Leave the library's own pages out of the document: accord has others."""
