"""Where the entries of the catalogue stand, one file for each version, and how one is found by its name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby

from accord import canonical
from accord.errors import Malformed, NotFound
from accord.rules.catalogue.entry import CatalogueEntry


def entries() -> list[CatalogueEntry]:
    """Return the newest version of each rule, in the order of their ids."""
    return [found[-1] for found in _shelf().values()]


def versions(id: str) -> list[CatalogueEntry]:
    """Return every version of a rule, the newest last; raise `NotFound` naming rules like it."""
    found = _shelf().get(id)
    if found is None:
        near = get_close_matches(id, _shelf())
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise NotFound(f"the catalogue has no rule called {id}{hint}", near=near)
    return list(found)


def find(id: str, version: int | None = None) -> CatalogueEntry:
    """Return a version of a rule, the newest where none is named; raise `NotFound` otherwise."""
    there = versions(id)
    if version is None:
        return there[-1]
    for entry in there:
        if entry.version == version:
            return entry
    numbers = [entry.version for entry in there]
    listed = ", ".join(map(str, numbers))
    reason = f"the catalogue has no version {version} of {id}; there are: {listed}"
    raise NotFound(reason, versions=numbers)


@cache
def _shelf() -> Mapping[str, tuple[CatalogueEntry, ...]]:
    """Read every entry, once; they are part of the program and do not change while it runs."""
    data = (
        file for file in files("accord.rules.catalogue").iterdir() if file.name.endswith(".json")
    )
    found = sorted(map(_read, data), key=lambda entry: (entry.id, entry.version))
    return {id: tuple(group) for id, group in groupby(found, key=lambda entry: entry.id)}


def _read(file: Traversable) -> CatalogueEntry:
    data = json.loads(file.read_text(encoding="utf-8"))
    canonical.check(data)
    entry = CatalogueEntry.from_data(data)
    if file.name != f"{entry.id}.v{entry.version}.json":
        raise Malformed(f"{file.name} holds version {entry.version} of {entry.id}", field="/id")
    return entry
