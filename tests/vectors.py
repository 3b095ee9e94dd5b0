"""The conformance vectors, where they lie beside this checkout: rules as data, and rolls with their verdicts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

_FILE = Path(__file__).parents[2] / "shared" / "vectors" / "decision-rules.json"
KNOWN: dict[str, Any] = (
    json.loads(_FILE.read_text()) if _FILE.exists() else {"rules": [], "vectors": []}
)
RULES = {
    data["id"]: {key: value for key, value in data.items() if key != "source_seen"}
    for data in KNOWN["rules"]
}
NEEDS_VECTORS = pytest.mark.skipif(
    not _FILE.exists(), reason="the conformance vectors are not beside this checkout"
)


def name_of(vector: dict[str, Any]) -> str:
    return f"{vector['rule']}-{vector['why']}"


def roll_of(vector: dict[str, Any]) -> dict[str, Any]:
    return {"seats": vector["seats"], "context": vector["context"]}
