"""What do the terms say once a successor stands in the place of a party?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar

from accord.aggregates.agreement.terms import Terms
from accord.projections.views import Document

T = TypeVar("T")
_BLOCKS = [part.name for part in fields(Terms) if part.name not in ("title", "zone", "clauses")]


def in_place(passed: Iterable[tuple[T, T]], party: T) -> T:
    """Return who stands in a party's place, once from each of these that of the one has passed to the other."""
    for old, new in passed:
        party = new if party == old else party
    return party


def in_place_on(document: Document, party: str, day: str) -> str:
    """Return who stands in a party's place on a day, by the successions that are told in a document."""
    told: list[Document] = document.get("successions", [])
    due = [each for each in told if each["effective_from"] <= day]
    due.sort(key=lambda each: str(each["effective_from"]))
    passed = [(str(each["predecessor"]), str(each["successor"])) for each in due]
    return in_place(passed, party)


def take_place(document: Document, entry: Document) -> None:
    """Say the successor in a document of the terms, wherever it says the predecessor."""
    old, new = entry["predecessor"], entry["successor"]
    for block in ("parties", "signatories"):
        if any(each["party"] == new for each in document[block]):
            document[block] = [each for each in document[block] if each["party"] != old]
    document |= {
        block: _renamed(document[block], old, new) for block in _BLOCKS if block in document
    }


def leave(document: Document, entry: Document) -> None:
    """Say what is left to a party once another has a share of its place."""
    for party in document["parties"]:
        if party["party"] == entry["party"] and entry["measures"]:
            party["measures"] = entry["measures"]


def _renamed(value: Any, old: str, new: str) -> Any:  # noqa: ANN401 - any JSON
    if value == old:
        return new
    if isinstance(value, dict):
        return {key: _renamed(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        items = [_renamed(item, old, new) for item in value]
        return list(dict.fromkeys(items)) if old in value else items
    return value
