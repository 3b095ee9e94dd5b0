"""Vectors of others, where they lie beside the repository: trees, signatures."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "vectors" / "ledger"
MERKLE = FOLDER / "transparency-dev-merkle"
ABSENT = pytest.mark.skipif(not FOLDER.exists(), reason="the vectors do not lie beside this tree")


def merkle(kind: str) -> list[Any]:
    """Return the vectors of a kind, each under the name of its file."""
    files = sorted((MERKLE / kind).rglob("*.json"))
    named = [pytest.param(json.loads(f.read_text()), id=str(f.relative_to(MERKLE))) for f in files]
    return named or [pytest.param(None, marks=ABSENT)]


def unpacked(text: str | None) -> bytes:
    return base64.b64decode(text or "")
