"""How a command is answered: idempotently, on the version the caller saw, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from inspect import cleandoc
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from flask import Response, current_app, request
from flask_smorest import abort
from marshmallow import Schema, fields, validate

from accord import canonical
from accord.application import Accord, Said
from accord.errors import Refused, Stale
from accord.events import Classification
from accord.http.api import Blueprint
from accord.http.auth import principal
from accord.http.fields import ClearLine, Day, Flag, Instant, Strict, Text, Whole
from accord.http.heads import head_of, versions_of
from accord.http.problems import KeyReused
from accord.projections.views import Document, Model
from accord.store.answers import Kept, keep_answer, kept_answer
from accord.wiring import House

_ERRORS = (400, 401, 403, 404, 409, 411, 412, 413, 415, 422, 428, 503)


@dataclass(frozen=True)
class Resource:
    """One kind of thing that is read and commanded: its read model and what is derived on reading.

    `within` is what the read model keeps for itself, to derive from it what holds at an instant.
    """

    model: Model
    schema: Schema
    derived: Callable[[Document, datetime], Document]
    within: tuple[str, ...] = ("reached",)

    def represent(self, document: Document, at: datetime) -> tuple[Document, str]:
        """Return the representation at an instant, and its ETag `"<version>.<digest of the derived part>"`.

        What is derived to be None no longer holds at that instant, and is not shown.
        """
        more = {name: canonical.plain(value) for name, value in self.derived(document, at).items()}
        gone = [name for name, value in more.items() if value is None]
        digest = canonical.sha256(more | dict.fromkeys(gone, ""))[:8]
        visible = {key: value for key, value in (document | more).items() if key not in self.within}
        for name in gone:
            del visible[name]
        return visible, f'"{document["version"]}.{digest}"'

    def location(self, document: Document) -> str:
        """Return where the representation is read."""
        found: str = document["links"]["self"]
        return found


class Circumstances(Strict):
    """What any command may say besides: for whom, on which authority, and when it happened."""

    on_behalf_of = fields.UUID(
        metadata={"description": "the party acted for; by default the key's own"}
    )
    authority = ClearLine(
        "role:<id>, decision:<id>, agreement:<id>, party:<id> or instrument:<citation>"
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
    sealed: tuple[str, ...] = (),
) -> Callable[[Does], Does]:
    """Post a fact at `rule`; with `match`, only on the version that the caller names in If-Match.

    What is `sealed` of a request is nowhere kept, not even hashed: a repeated one may say it otherwise.
    """

    def declare(does: Does) -> Does:
        name = does.__name__
        text = cleandoc(does.__doc__ or name)
        summary = text.partition("\n")[0].rstrip(".")

        @wraps(does)
        def view(headers: dict[str, str], body: dict[str, Any], **ids: Any) -> Response:  # noqa: ANN401
            with _pointing_at(schema):
                return _answer(does, resource, headers, body, ids, match=match, sealed=sealed)

        documented = refused_with(blueprint, view, *_ERRORS)
        documented = blueprint.response(201, resource.schema, headers=_answer_headers())(documented)
        documented = blueprint.arguments(schema())(documented)
        head = head_of(rule, match=match)
        documented = blueprint.arguments(head, location="headers")(documented)
        documented = blueprint.doc(
            operationId=_camel(name),
            summary=summary,
            description=text,
            security=[{"key": []}],
        )(documented)
        blueprint.route(rule, methods=["POST"])(documented)
        return does

    return declare


def refused_with(blueprint: Blueprint, view: Any, *statuses: int) -> Any:  # noqa: ANN401 - a Flask view
    """Document how a view refuses; first of all, because each step copies all that was said before."""
    for status in statuses:
        view = blueprint.alt_response(status, HTTPStatus(status).name)(view)
    return view


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def header(description: str) -> dict[str, Any]:
    """Return what the document says of a header of an answer."""
    return {"description": description, "schema": {"type": "string"}}


def _answer_headers() -> dict[str, Any]:
    return {
        "ETag": header("the version that this command made, for the next If-Match"),
        "Location": header("where the representation is read"),
        "Accord-Position": header("of the last event of this command"),
        "Link": header('`<…>; rel="https://c2sp.org/tlog-proof"`: the receipt, a proof to keep'),
        "Idempotency-Replayed": header(
            "`true` where the command was recorded before, and only then"
        ),
    }


def _answer(
    does: Does,
    resource: Resource,
    headers: dict[str, str],
    body: dict[str, Any],
    ids: dict[str, Any],
    *,
    match: bool,
    sealed: tuple[str, ...],
) -> Response:
    _nothing_asked()
    with _current_etag(resource, ids):
        expected = versions_of(headers.get("match"), required=match)
    said = Said(**{k: _tuple(body.pop(k)) for k in _SAID if k in body})
    key, who = headers["key"].strip('"'), principal()
    fingerprint = _fingerprint(sealed)
    with house().record.unit() as unit:
        kept = kept_answer(unit.conn, who, key)
        if kept is None:
            with _current_etag(resource, ids), unit.command():
                version = _one_of(expected, resource, unit.conn, ids)
                subject = does(Accord(unit, who, said, version), body, **ids)
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
        "Link": f'</log/proof/{document["position"] - 1}>; rel="https://c2sp.org/tlog-proof"',
    }
    if replayed:
        headers["Idempotency-Replayed"] = "true"
    return Response(msgspec.json.encode(shown), 201, headers, mimetype="application/json")


@contextmanager
def _pointing_at(schema: type[Circumstances]) -> Iterator[None]:
    """Let a refusal name no field that this command does not take: what was drafted is checked again later."""
    try:
        yield
    except Refused as refusal:
        first = str(refusal.facts.get("field", "")).strip("/").partition("/")[0]
        if first not in {f.data_key or name for name, f in schema._declared_fields.items()}:  # noqa: SLF001
            refusal.facts.pop("field", None)
        raise


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


def _fingerprint(sealed: tuple[str, ...]) -> str:
    """Return a hash of the request, without what is sealed: of few possible ones, a hash tells which it was."""
    body = request.get_data()
    if sealed:
        said = current_app.json.loads(body)
        for name in sealed:
            said.pop(name, None)
        body = json.dumps(said, sort_keys=True).encode()
    parts = (request.method.encode(), request.full_path.encode(), body)
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _one_of(
    versions: list[int] | None, resource: Resource, conn: sa.Connection, ids: dict[str, Any]
) -> int | None:
    """Return the version on which to act: of several that the caller would take, the one that stands."""
    if versions is None or "id" not in ids:
        return None
    if len(versions) == 1:
        return versions[0]
    current: int = resource.model.read(conn, ids["id"])["version"]
    return current if current in versions else versions[-1]


def _tuple(value: Any) -> Any:  # noqa: ANN401 - any field of a request
    return tuple(value) if isinstance(value, list) else value
