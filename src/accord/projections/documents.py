"""How the documents of read models are written: JSON, without what was not said."""

from __future__ import annotations

from typing import Any

from accord import canonical
from accord.events import Disclosed, Recorded
from accord.projections.views import Document


def stamped(document: Document, recorded: Recorded[Any]) -> Document:
    """Mark a document with the version and instant of the event that changed it last."""
    document["version"] = recorded.ver
    document["updated_at"] = canonical.instant(recorded.recorded_at)
    return document


def opened(value: Disclosed[str] | None) -> str | None:
    """Return a disclosed text, None where it was withheld or erased."""
    return value.reveal() if value is not None and value.known else None


def said(**facts: object) -> Document:
    """Return what was said as JSON; what was not said is left out."""
    plain = {name: canonical.plain(value) for name, value in facts.items() if value is not None}
    return {name: value for name, value in plain.items() if value != []}


def with_class(cls: str) -> Document:
    """Return the class under the name that it has in the API, nothing where there is none."""
    return {"class": cls} if cls else {}


def put(entries: list[Document], key: str, new: Document) -> None:
    """Replace the entry of the same key where it stands, or add it at the end."""
    for index, old in enumerate(entries):
        if old[key] == new[key]:
            entries[index] = new
            return
    entries.append(new)
