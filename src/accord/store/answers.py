"""Answers kept for repeated requests, and the keys by which principals prove who they are."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from accord import canonical, clock
from accord.errors import NotFound
from accord.store.schema import api_key, idempotency

_KEY = re.compile(r"ak_live_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
_BY_KEY = sa.select(idempotency.c.fingerprint, idempotency.c.answer).where(
    idempotency.c.principal == sa.bindparam("principal"), idempotency.c.key == sa.bindparam("key")
)
_KEEP = sa.insert(idempotency)
_BY_ID = sa.select(api_key.c.secret_sha256, api_key.c.principal).where(
    api_key.c.id == sa.bindparam("id"), api_key.c.revoked_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer that a request got the first time, and the fingerprint of that request."""

    fingerprint: str
    answer: bytes


def kept_answer(conn: sa.Connection, principal: UUID, key: str) -> Kept | None:
    """Return what this principal was answered under this key, if it succeeded."""
    row = conn.execute(_BY_KEY, {"principal": principal, "key": key}).first()
    return Kept(*row) if row else None


def keep_answer(
    conn: sa.Connection, principal: UUID, key: str, kept: Kept, recorded_at: datetime
) -> None:
    """Keep an answer, in the transaction of what it answers."""
    row = {
        "principal": principal,
        "key": key,
        "fingerprint": kept.fingerprint,
        "answer": kept.answer,
    }
    conn.execute(_KEEP, row | {"recorded_at": canonical.instant(recorded_at)})


def create_key(conn: sa.Connection, principal: UUID, label: str = "") -> str:
    """Return a new API key; only the SHA-256 of its secret stays (it has 256 bits of its own).

    `label` is kept in clear: it says which system the key is for, never which person.
    """
    id_, secret = clock.new_id().hex[-8:], clock.new_secret()
    row = {"id": id_, "secret_sha256": _sha256(secret), "principal": principal, "label": label}
    conn.execute(sa.insert(api_key), row | {"created_at": canonical.instant(clock.now())})
    return f"ak_live_{id_}_{secret}"


def principal_of(conn: sa.Connection, key: str) -> UUID | None:
    """Return whose key this is, None for a key that is unknown, wrong or revoked."""
    parts = _KEY.fullmatch(key)
    row = conn.execute(_BY_ID, {"id": parts[1]}).first() if parts else None
    if (
        parts is None
        or row is None
        or not hmac.compare_digest(row.secret_sha256, _sha256(parts[2]))
    ):
        return None
    found: UUID = row.principal
    return found


def revoke_key(conn: sa.Connection, id: str) -> None:
    """Stop a key at once; raise `NotFound` where there is none in use."""
    query = sa.update(api_key).where(api_key.c.id == id, api_key.c.revoked_at.is_(None))
    if conn.execute(query.values(revoked_at=canonical.instant(clock.now()))).rowcount == 0:
        raise NotFound(f"there is no API key {id} in use", id=id)


def revoke_keys_of(conn: sa.Connection, principal: UUID) -> int:
    """Stop all keys of a principal at once; return how many were in use."""
    used = (api_key.c.principal == principal, api_key.c.revoked_at.is_(None))
    query = sa.update(api_key).where(*used)
    return conn.execute(query.values(revoked_at=canonical.instant(clock.now()))).rowcount


def list_keys(conn: sa.Connection) -> list[sa.Row[tuple[object, ...]]]:
    """Return every key without its secret, oldest first."""
    columns = (
        api_key.c.id,
        api_key.c.principal,
        api_key.c.label,
        api_key.c.created_at,
        api_key.c.revoked_at,
    )
    return list(conn.execute(sa.select(*columns).order_by(api_key.c.created_at)))


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
