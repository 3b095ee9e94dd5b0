"""How a question is answered: with an ETag, in pages, as of a day where that matters."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
import sqlalchemy as sa
from flask import Response, request
from marshmallow import Schema, fields, validate

from accord import canonical
from accord.errors import Malformed
from accord.http.api import Blueprint
from accord.http.clocks import moment, reading, with_clocks
from accord.http.commands import Resource, header, refused_with
from accord.http.fields import Count, Strict
from accord.http.moments import Answer, ClocksIn
from accord.projections.agreements import agreements
from accord.projections.views import Document, Model

MOST = 200
_OF_A_BODY = (411, 413, 415)
_POSITION = re.compile("[0-9]{1,18}")
_KEY = re.compile("[a-z0-9_.-]{1,64}")


class PageIn(Strict):
    """How much to return, and from where on."""

    limit = Count(1, MOST, load_default=50, metadata={"description": "how many to return"})
    cursor = fields.String(
        validate=validate.Length(1, 200), metadata={"description": "`next` of the page before"}
    )


class ListIn(PageIn, ClocksIn):
    """How much to return, from where on, as of when and as known when."""


@cache
def page_of(item: type[Schema]) -> Schema:
    """Return the schema of a page of items; one for each, so that the OpenAPI document names it once."""
    shape: dict[str, Any] = {
        "items": fields.List(fields.Nested(item), required=True),
        "next": fields.String(),
    }
    return Answer.from_dict(shape, name=f"{item.__name__}Page")()


def question(
    blueprint: Blueprint,
    rule: str,
    name: str,
    query: Schema,
    shape: Schema,
    *statuses: int,
    texts: tuple[str, ...] = (),
    body: Schema | None = None,
) -> Callable[[Any], Any]:
    """Answer GET at `rule`; the docstring of the decorated function is its description.

    `texts` are the media types of plain words in which it can be answered too. A question with a `body`
    is put by POST; it records nothing, and so takes no Idempotency-Key.
    """
    clocked = isinstance(query, ClocksIn)
    content = {text: {"schema": {"type": "string"}} for text in texts}

    def declare(view: Any) -> Any:  # noqa: ANN401 - a Flask view
        besides = (() if body is None else _OF_A_BODY) + ((422,) if clocked else ())
        answered = with_clocks(view) if clocked else view
        documented = refused_with(blueprint, answered, 400, 401, *statuses, *besides)
        documented = blueprint.response(200, shape, headers=_headers(query, statuses))(documented)
        if body is not None:
            documented = blueprint.arguments(body)(documented)
        documented = blueprint.arguments(query, location="query")(documented)
        text = view.__doc__ or name
        summary = text.partition("\n")[0].rstrip(".")
        documented = blueprint.doc(
            operationId=name,
            summary=summary,
            description=text,
            security=[{"key": []}],
            **({"responses": {200: {"content": content}}} if texts else {}),
        )(documented)
        blueprint.route(rule, methods=["GET" if body is None else "POST"])(documented)
        return view

    return declare


def _headers(query: Schema, statuses: tuple[int, ...]) -> dict[str, Any]:
    found = {"ETag": header("for If-None-Match, and for If-Match of a command")}
    if HTTPStatus.NOT_MODIFIED not in statuses:
        found = {}
    if isinstance(query, ClocksIn):
        found["Accord-At"] = header("as of when it is answered: a day, or an instant")
        found["Accord-Known"] = header(
            "up to and including when the register knew: an instant, and a position where set"
        )
    if isinstance(query, PageIn):
        found["Link"] = header('`<…>; rel="next"`, where there is a next page')
    return found


def one(resource: Resource, id: UUID) -> Response:
    """Return one representation, or 304 where the caller has it already."""
    with reading() as conn:
        document = resource.model.read(conn, id)
    shown, etag = resource.represent(document, moment(document.get("zone", "UTC")))
    return answer(msgspec.json.encode(shown), "application/json", etag)


def answer(
    body: bytes, mimetype: str, etag: str = "", headers: dict[str, str] | None = None
) -> Response:
    """Return what was asked, or 304 where the caller has it already; by default its digest is its ETag."""
    etag = etag or f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", **(headers or {})}
    # A proxy that compresses what passes through it weakens the ETag.
    if request.if_none_match.contains_weak(etag.strip('"')):
        return Response(status=304, headers=headers)
    return Response(body, 200, headers, mimetype=mimetype)


def listing(
    resource: Resource,
    query: dict[str, Any],
    *where: Callable[[sa.Connection], sa.ColumnElement[bool]],
) -> Response:
    """Return a page of representations, in the order in which they were begun."""
    after = _uuid(query.get("cursor"))
    with reading() as conn:
        conditions = [condition(conn) for condition in where]
        found = resource.model.page(conn, after, query["limit"] + 1, *conditions)
    shown = [resource.represent(each, moment(each.get("zone", "UTC")))[0] for each in found]
    return paged(shown, query, lambda item: str(item["id"]))


def under_agreement(
    model: Model, agreement: UUID
) -> Callable[[sa.Connection], sa.ColumnElement[bool]]:
    """Return the condition that a thing belongs to an agreement; `NotFound` where there is none."""

    def condition(conn: sa.Connection) -> sa.ColumnElement[bool]:
        agreements.read(conn, agreement)
        return model.table.c.agreement == agreement

    return condition


def paged(
    found: list[Document],
    query: dict[str, Any],
    key: Callable[[Document], str],
    *,
    lasting: bool = False,
    besides: Document | None = None,
) -> Response:
    """Return at most `limit` of what was found; one more tells that there is a next page.

    `besides` is what the page says of itself.
    A `lasting` page has an ETag: it stays as it is until another release.
    """
    limit = query["limit"]
    items, more = found[:limit], len(found) > limit
    body: Document = {**(besides or {}), "items": items}
    headers = {}
    if more:
        body["next"] = encode_cursor(key(items[-1]))
        headers["Link"] = f'<{_address(cursor=body["next"])}>; rel="next"'
    if lasting:
        return answer(msgspec.json.encode(body), "application/json", headers=headers)
    return json_response(body, headers)


def _address(**changes: str) -> str:
    return f"{request.path}?{urlencode(request.args.to_dict() | changes)}"


def json_response(body: Any, headers: dict[str, str] | None = None) -> Response:  # noqa: ANN401 - JSON
    """Return JSON that the caller may keep, but asks about again before using it."""
    found = {"Cache-Control": "private, no-cache", **(headers or {})}
    return Response(msgspec.json.encode(body), 200, found, mimetype="application/json")


def encode_cursor(key: str) -> str:
    """Return an opaque cursor that continues behind `key`."""
    return base64.urlsafe_b64encode(key.encode()).rstrip(b"=").decode()


def decode_cursor(cursor: str | None) -> str | None:
    """Return the key behind which to continue; raise `Malformed` for a cursor not of this API."""
    if cursor is None:
        return None
    try:
        key = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise no_cursor() from None
    if not _KEY.fullmatch(key):
        raise no_cursor()
    return key


def position_of(cursor: str | None) -> int | None:
    """Return the position of the record behind which to continue."""
    key = decode_cursor(cursor)
    if key is not None and not _POSITION.fullmatch(key):
        raise no_cursor()
    return None if key is None else int(key)


def in_order(query: dict[str, Any]) -> None:
    """Raise `Malformed` where a question asks about a time that ends before it begins."""
    since, until = query.get("since"), query.get("until")
    if since is not None and until is not None and until < since:
        ends, begins = (canonical.instant(each) for each in (until, since))
        raise Malformed(
            f"until ({ends}) lies before since ({begins}); exchange them", field="until"
        )


def _uuid(cursor: str | None) -> UUID | None:
    key = decode_cursor(cursor)
    try:
        return UUID(key) if key is not None else None
    except ValueError:
        raise no_cursor() from None


def no_cursor() -> Malformed:
    """Return the refusal of a cursor that leads nowhere."""
    return Malformed("the cursor is not one that this API gave; begin without one", field="cursor")
