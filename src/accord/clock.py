"""The only door through which time, identity and randomness enter accord."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from uuid import UUID


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """Return a new UUIDv7 (RFC 9562): unguessable enough to be unique, sortable by time."""
    milliseconds = time.time_ns() // 1_000_000
    bits = (
        milliseconds << 80
        | 0x7 << 76
        | secrets.randbits(12) << 64
        | 0b10 << 62
        | secrets.randbits(62)
    )
    return UUID(int=bits)


def new_salt() -> bytes:
    """Return 128 random bits, drawn anew for each disclosure and never shared."""
    return secrets.token_bytes(16)


def new_seed() -> bytes:
    """Return 256 random bits: a private key with which checkpoints are signed."""
    return secrets.token_bytes(32)


def new_secret() -> str:
    """Return 256 random bits in base64url: the secret half of an API key."""
    return secrets.token_urlsafe(32)
