"""How a command is answered: idempotently, on the version the caller saw, in one transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec
from flask import Response, current_app, request
from flask_smorest import abort
from marshmallow import EXCLUDE, Schema, fields, validate

from accord import canonical
from accord.application import Accord, Said
from accord.errors import Stale
from accord.events import Classification
from accord.http.api import Blueprint
from accord.http.auth import principal
from accord.http.fields import Day, Flag, Instant, Line, Strict, Text, Whole
from accord.http.problems import KeyReused, PreconditionRequired
from accord.projections.views import Document, Model
from accord.store.answers import Kept, keep_answer, kept_answer
from accord.wiring import House

_ETAG = re.compile(r'(?:W/)?"(\d{1,9})(?:\.[0-9a-f]+)?"')
_ERRORS = (400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503)


@dataclass(frozen=True)
class Resource:
    """One kind of thing that is read and commanded: its read model and what is derived on reading."""

    model: Model
    schema: Schema
    derived: Callable[[Document, datetime], Document]

    def represent(self, document: Document, at: datetime) -> tuple[Document, str]:
        """Return the representation at an instant, and its ETag `"<version>.<digest of the derived part>"`."""
        more = {name: canonical.plain(value) for name, value in self.derived(document, at).items()}
        digest = canonical.sha256(more)[:8]
        visible = {key: value for key, value in document.items() if key != "reached"}
        return visible | more, f'"{document["version"]}.{digest}"'

    def location(self, document: Document) -> str:
        """Return where the representation is read."""
        found: str = document["links"]["self"]
        return found


class Circumstances(Strict):
    """What any command may say besides: for whom, on which authority, and when it happened."""

    on_behalf_of = fields.UUID(
        metadata={"description": "the party acted for; by default the key's own"}
    )
    authority = Line(
        metadata={
            "description": "role:<id>, decision:<id>, agreement:<id>, party:<id> or instrument:<citation>"
        }
    )
    asserted_by = fields.UUID(
        metadata={"description": "whose act it is, where another person records it"}
    )
    occurred_on = Day(metadata={"description": "the day it happened, where that is not today"})
    occurred_at = Instant(
        metadata={"description": "the instant it happened, where that is not now"}
    )
    reason = Text(most=4000, metadata={"description": "why; kept apart, so that it can be erased"})
    retroactive = Flag(
        metadata={
            "description": "that it is meant to hold for days before today; needs reason and authority"
        },
    )
    evidence = fields.List(
        fields.String(validate=Whole("^[0-9a-f]{64}$", error="a SHA-256 in lower-case hex")),
        validate=validate.Length(max=20),
        metadata={"description": "SHA-256 of documents that prove it"},
    )
    correlation_id = fields.UUID(
        metadata={"description": "your own id for the case this belongs to"}
    )
    classification = fields.Enum(Classification, by_value=True)


_SAID = tuple(Circumstances._declared_fields)  # noqa: SLF001 - marshmallow has no other door


class CommandHeaders(Schema):
    """What every command carries in its head."""

    class Meta:
        """Other headers are none of our business."""

        unknown = EXCLUDE

    key = fields.String(
        data_key="Idempotency-Key",
        required=True,
        validate=validate.Regexp(
            r'^"?[\x21\x23-\x7e]{1,200}"?$', error="1 to 200 visible characters"
        ),
        error_messages={
            "required": "send a key of your own choice, so that a repeated request acts once"
        },
    )
    match = fields.String(data_key="If-Match")


class Precondition(fields.String):
    """A header that the document calls required; that it is missing is said with 428, not with 400."""

    def _validate_missing(self, value: Any) -> None:  # noqa: ANN401 - marshmallow's signature
        pass


class MatchedHeaders(CommandHeaders):
    """The head of a command that rests on what the caller saw."""

    match = Precondition(
        data_key="If-Match",
        required=True,
        metadata={"description": "the ETag of the representation that you read"},
    )


Does = Callable[..., UUID]
"""A command: it acts on an `Accord` with a body (and the ids of its address), and returns whom to show."""


def house() -> House:
    """Return the register that this application serves."""
    found: House = current_app.extensions["accord"]
    return found


def command(
    blueprint: Blueprint,
    rule: str,
    schema: type[Circumstances],
    resource: Resource,
    *,
    match: bool = False,
) -> Callable[[Does], Does]:
    """Post a fact at `rule`; with `match`, only on the version that the caller names in If-Match."""

    def declare(does: Does) -> Does:
        name = does.__name__
        summary = (does.__doc__ or name).partition("\n")[0].rstrip(".")

        @wraps(does)
        def view(headers: dict[str, str], body: dict[str, Any], **ids: Any) -> Response:  # noqa: ANN401
            return _answer(does, resource, headers, body, ids, match=match)

        documented = blueprint.response(201, resource.schema, headers=_answer_headers())(view)
        documented = blueprint.arguments(schema())(documented)
        headers = MatchedHeaders() if match else CommandHeaders()
        documented = blueprint.arguments(headers, location="headers")(documented)
        for status in _ERRORS:
            documented = blueprint.alt_response(status, HTTPStatus(status).name)(documented)
        documented = blueprint.doc(
            operationId=_camel(name),
            summary=summary,
            description=does.__doc__ or summary,
            security=[{"key": []}],
        )(documented)
        blueprint.route(rule, methods=["POST"])(documented)
        return does

    return declare


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def _answer_headers() -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    return {"ETag": text, "Location": text, "Accord-Position": text}


def _answer(
    does: Does,
    resource: Resource,
    headers: dict[str, str],
    body: dict[str, Any],
    ids: dict[str, Any],
    *,
    match: bool,
) -> Response:
    _nothing_asked()
    with _current_etag(resource, ids):
        expected = _expected(headers.get("match"), required=match)
    said = Said(**{k: _tuple(body.pop(k)) for k in _SAID if k in body})
    key, who = headers["key"].strip('"'), principal()
    fingerprint = _fingerprint()
    with house().record.unit() as unit:
        kept = kept_answer(unit.conn, who, key)
        if kept is None:
            with _current_etag(resource, ids), unit.command():
                subject = does(Accord(unit, who, said, expected), body, **ids)
                unit.flush()
                document = resource.model.read(unit.conn, subject)
                document["position"] = unit.position
                answer = Kept(fingerprint, msgspec.json.encode(document))
                keep_answer(unit.conn, who, key, answer, unit.at)
    if kept is not None and kept.fingerprint != fingerprint:
        raise KeyReused("this Idempotency-Key was used before, for another request", key=key)
    return _created(resource, kept or answer, replayed=kept is not None)


def _created(resource: Resource, answer: Kept, *, replayed: bool) -> Response:
    document: Document = msgspec.json.decode(answer.answer)
    shown, etag = resource.represent(document, house().record.outside.now())
    headers = {
        "ETag": etag,
        "Location": resource.location(document),
        "Accord-Position": str(document["position"]),
    }
    if replayed:
        headers["Idempotency-Replayed"] = "true"
    return Response(msgspec.json.encode(shown), 201, headers, mimetype="application/json")


@contextmanager
def _current_etag(resource: Resource, ids: dict[str, Any]) -> Iterator[None]:
    """Say in a `Stale` refusal which ETag the caller should have had."""
    try:
        yield
    except Stale as stale:
        if "id" not in ids:
            raise
        with house().engine.connect() as conn:
            document = resource.model.read(conn, ids["id"])
        stale.facts["etag"] = resource.represent(document, house().record.outside.now())[1]
        raise


def _nothing_asked() -> None:
    """Refuse a query on a command: who sends `?dry=true` must not find that it acted."""
    for name in request.args:
        abort(400, messages={"query": {name: ["a command takes nothing in its address"]}})


def _fingerprint() -> str:
    parts = (request.method.encode(), request.full_path.encode(), request.get_data())
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _expected(header: str | None, *, required: bool) -> int | None:
    if header is None:
        if required:
            raise PreconditionRequired(
                "this command rests on what you saw: send If-Match with the ETag of the representation you read"
            )
        return None
    if header.strip() == "*":
        return None
    found = _ETAG.fullmatch(header.strip())
    if found is None:
        raise Stale(f"{header} is no ETag of this register")
    return int(found[1])


def _tuple(value: Any) -> Any:  # noqa: ANN401 - any field of a request
    return tuple(value) if isinstance(value, list) else value
