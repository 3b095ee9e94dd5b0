"""What the terms say once a successor stands in the place of a party."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any
from uuid import UUID

from accord.aggregates.agreement.terms import Terms
from accord.rules import Measure, Rule
from accord.text import Clause

SUCCESSION = "succession"
"""How the taking of a place is marked among the changes of the terms."""

DIVISION = "division"
"""How it is marked that a part of a place is another's, and what is left of it."""

_NAMES_NOBODY = (Clause, Measure, Rule)


def in_place_of(terms: Terms, predecessor: UUID, successor: UUID) -> Terms:
    """Return the terms with the successor wherever they say the predecessor.

    A party in its own right keeps its one entry and its own signatory: the place is taken up in it.
    """
    if terms.party(successor) is not None:
        terms = replace(terms, parties=_without(terms.parties, predecessor))
    if terms.signatory_of(successor) is not None:
        terms = replace(terms, signatories=_without(terms.signatories, predecessor))
    found: Terms = _renamed(terms, predecessor, successor)
    return found


def left_to(terms: Terms, party: UUID, measures: tuple[Measure, ...]) -> Terms:
    """Return the terms with just these measures left to a party, where it is one."""
    entries = (
        replace(entry, measures=measures) if entry.party == party else entry
        for entry in terms.parties
    )
    return replace(terms, parties=tuple(entries))


def _without(entries: tuple[Any, ...], party: UUID) -> tuple[Any, ...]:
    return tuple(entry for entry in entries if entry.party != party)


def _renamed(value: Any, old: UUID, new: UUID) -> Any:  # noqa: ANN401 - any part of the terms
    if value == old:
        return new
    if isinstance(value, tuple):
        items = tuple(_renamed(item, old, new) for item in value)
        named = items and isinstance(items[0], UUID)
        return tuple(dict.fromkeys(items)) if named else items
    if not is_dataclass(value) or isinstance(value, (*_NAMES_NOBODY, type)):
        return value
    changes = {
        part.name: changed
        for part in fields(value)
        if (changed := _renamed(before := getattr(value, part.name), old, new)) != before
    }
    return replace(value, **changes) if changes else value
