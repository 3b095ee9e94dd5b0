"""The tree as RFC 6962 defines it, word for word: slow, and plain enough to be believed."""

from __future__ import annotations

from hashlib import sha256


def split_of(size: int) -> int:
    """The largest power of two smaller than the size."""
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def mth(entries: list[bytes]) -> bytes:
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = split_of(len(entries))
    return sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(index: int, entries: list[bytes]) -> list[bytes]:
    if len(entries) <= 1:
        return []
    k = split_of(len(entries))
    if index < k:
        return [*path(index, entries[:k]), mth(entries[k:])]
    return [*path(index - k, entries[k:]), mth(entries[:k])]


def proof(old: int, entries: list[bytes]) -> list[bytes]:
    return _subproof(old, entries, complete=True)


def _subproof(old: int, entries: list[bytes], *, complete: bool) -> list[bytes]:
    if old == len(entries):
        return [] if complete else [mth(entries)]
    k = split_of(len(entries))
    if old <= k:
        return [*_subproof(old, entries[:k], complete=complete), mth(entries[k:])]
    return [*_subproof(old - k, entries[k:], complete=False), mth(entries[:k])]
