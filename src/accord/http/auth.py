"""Who is calling: a bearer API key, bound to a principal of the register."""

from __future__ import annotations

from uuid import UUID

from flask import Response, g, request

from accord.http.problems import problem
from accord.store.answers import principal_of
from accord.wiring import House


def authenticate(house: House) -> Response | None:
    """Find the principal of the request's key, or answer 401; nothing else is looked at before."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        return _unknown("send your API key as Authorization: Bearer ak_live_…")
    with house.engine.connect() as conn:
        principal = principal_of(conn, key.strip())
    if principal is None:
        return _unknown("this API key is unknown or was revoked")
    g.principal = principal
    return None


def principal() -> UUID:
    """Return who is calling."""
    found: UUID = g.principal
    return found


def _unknown(detail: str) -> Response:
    return problem(401, "unauthorized", detail, {"WWW-Authenticate": "Bearer"})
