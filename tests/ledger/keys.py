"""Keys for the tests of the ledger: the same in every run, and of no use elsewhere."""

from __future__ import annotations

from accord.ledger.note import Signer


def signer(name: str = "accord.example", seed: int = 1) -> Signer:
    return Signer.from_seed(name, bytes([seed]) * 32)
