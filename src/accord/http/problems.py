"""The only place where a refusal becomes an HTTP status (RFC 9457 problem documents)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from accord.aggregates.agreement.concluding import WrongText
from accord.aggregates.agreement.provisions import Contradiction
from accord.aggregates.effect import RetroactiveUnflagged
from accord.errors import (
    Halted,
    Malformed,
    NotEntitled,
    NotFound,
    OutOfOrder,
    ReadOnly,
    Refused,
    Stale,
    Unavailable,
    Unrecordable,
)
from accord.events import Sealed
from accord.ledger.merkle import NotProven
from accord.projections.naming import named, of_its_kind
from accord.store.disclosures import Damaged
from accord.store.engine import WrongDatabase
from accord.store.migrate import WrongSchema
from accord.text import TextConflict

MEDIA_TYPE = "application/problem+json"
DAMAGED = "damaged-entry"
_ENTRY = re.compile("entry ([0-9a-f-]{36}/[0-9]+) ")
_KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
_log = logging.getLogger("accord.http")


class KeyReused(Refused):
    """The Idempotency-Key was sent before, with another request."""

    code = "idempotency-key-reused"


class PreconditionRequired(Refused):
    """The command rests on what the caller saw, and the caller did not say what that was."""

    code = "if-match-required"


STATUS: dict[type[Refused], int] = {
    Refused: 422,
    Malformed: 400,
    NotEntitled: 403,
    NotFound: 404,
    OutOfOrder: 409,
    Stale: 412,
    PreconditionRequired: 428,
    KeyReused: 422,
    Unrecordable: 422,
    Contradiction: 422,
    RetroactiveUnflagged: 422,
    TextConflict: 422,
    WrongText: 422,
    Sealed: 410,
    ReadOnly: 403,
    Unavailable: 503,
    Halted: 503,
    WrongSchema: 503,
    WrongDatabase: 503,
}
"""Every kind of refusal stands here; a test holds the table complete."""


def problem(
    status: int,
    code: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - members of the problem
) -> Response:
    """Return a problem document; `code` ends its type, `detail` is the sentence for people."""
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    # A fact never takes the place of a member of RFC 9457.
    body |= {name: fact for name, fact in more.items() if name not in body}
    response = Response(msgspec.json.encode(body), status, dict(headers or {}), mimetype=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def refused(refusal: Refused) -> Response:
    """Return the problem document of a refusal, its facts beside its reason."""
    status = STATUS[type(refusal)]
    facts = msgspec.to_builtins(refusal.facts, str_keys=True)
    headers = {"Retry-After": "1"} if isinstance(refusal, Unavailable) else None
    if "etag" in facts:
        headers = {"ETag": facts.pop("etag")}
    reason = refusal.reason
    if status != HTTPStatus.SERVICE_UNAVAILABLE:
        with current_app.extensions["accord"].engine.connect() as conn:
            reason, called = named(conn, of_its_kind(conn, reason))
        facts |= {"named": called} if called else {}
    if "field" in facts:
        facts["errors"] = [_at(facts["field"], reason)]
    return problem(status, refusal.code, reason, headers, **facts)


def _at(field: str, reason: str) -> dict[str, str]:
    steps = field.strip("/").split("/")
    where = "query" if request.method == "GET" else "body"
    if steps[0] in (request.view_args or {}):
        where = "path"
    pointer = _pointer(steps)
    return {"in": where, "pointer": pointer, "detail": reason.removeprefix(f"{pointer} ")}


def http_error(error: HTTPException) -> Response:
    """Return the problem document of what Flask or the parser refused."""
    data = getattr(error, "data", None) or {}
    status = error.code or 500
    headers = {k: v for k, v in error.get_headers() if k in _KEPT_HEADERS}
    if "messages" in data:
        errors = list(_flat(data["messages"]))
        detail = "; ".join(f"{e['pointer'] or e['in']}: {e['detail']}" for e in errors[:3])
        return problem(status, "malformed", detail, headers, errors=errors)
    code = HTTPStatus(status).phrase.lower().replace(" ", "-")
    return problem(status, code, _SENTENCES.get(status) or error.description or error.name, headers)


_SENTENCES = {
    404: "there is nothing at this address; /openapi.json lists what there is",
    413: "the request is larger than 8 MiB; send it in parts",
    500: "something went wrong here; nothing was recorded",
}


def _flat(messages: Any, path: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - marshmallow's tree
    if isinstance(messages, dict):
        for key, below in messages.items():
            yield from _flat(below, (*path, str(key)))
    elif isinstance(messages, list):
        for below in messages:
            yield from _flat(below, path)
    else:
        where, *rest = path or ("json",)
        steps = [step for step in rest if step != "_schema"]
        yield {
            "in": _IN.get(where, where),
            "pointer": _pointer(steps),
            "detail": messages,
        }


def _pointer(steps: Iterable[str]) -> str:
    """Return a JSON pointer (RFC 6901)."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


_IN = {"json": "body", "query": "query", "headers": "header"}


def register(app: Flask) -> None:
    """Let every refusal and error leave the application as a problem document."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Damaged, _damaged)
    app.register_error_handler(NotProven, _damaged)
    app.register_error_handler(Exception, _unknown)


def _damaged(error: Exception) -> Response:
    """Name the entry and nothing of what stands there: who touched it may have written anything."""
    _log.critical("damaged entry met at %s %s", request.method, request.path, exc_info=error)
    named = _ENTRY.match(str(error))
    which = f"entry {named[1]}" if named else "an entry"
    return problem(
        500,
        DAMAGED,
        f"{which} of the record is not as it was recorded: the database was changed from outside; "
        "tell the operator of the register",
    )


def _unknown(error: Exception) -> Response:
    _log.error("unexpected error at %s %s", request.method, request.path, exc_info=error)
    return problem(500, "internal-server-error", _SENTENCES[500])
