"""What an amendment changes: clauses of the text, and provisions of the terms beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accord import canonical
from accord.aggregates.agreement.dated import Dated
from accord.aggregates.agreement.terms import BLOCKS, PROVIDED, SINGLE, Provision, provided
from accord.text import Insert, Modification, Substitute, modifications_hash

Touched = tuple[str, str]
"""What a change touches: "clause" or a kind of provision, and the key of the one."""

_OF_BODY = {"body": "id", "seats": "body", "rule": "body"}


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """A provision said anew under the name it has in `Provided`; without a value, struck by its key."""

    kind: str
    value: Any = None
    key: str = ""

    def to_data(self) -> dict[str, object]:
        """Return the change as it is hashed."""
        if self.value is None:
            return {"op": "strike", "provision": str(self.kind), "key": self.key}
        return {"op": "provide", self.kind: canonical.plain(self.value)}

    @property
    def touches(self) -> Touched:
        """Which provision it changes; name, seats and rules of a body are one."""
        if self.value is None:
            return (str(self.kind), self.key)
        if self.kind in _OF_BODY:
            return ("body", getattr(self.value, _OF_BODY[self.kind]))
        kind = Provision(self.kind)
        return (str(kind), str(getattr(self.value, BLOCKS[kind][1])) if kind in BLOCKS else "")


def changes_of(
    terms: Mapping[str, Any], strike: Iterable[tuple[Provision, str]]
) -> Iterator[ProvisionChange]:
    """Return what to change: first what goes, then what is said, block by block of the terms."""
    for kind, key in strike:
        yield ProvisionChange(str(kind), key=key)
    for kind, (block, _) in BLOCKS.items():
        for value in terms.get(block, ()):
            yield from _said(kind, value)
    for kind in (Provision.TERM, *SINGLE):
        if terms.get(kind) is not None:
            yield from _said(kind, terms[kind])


def _said(kind: Provision, value: Any) -> Iterator[ProvisionChange]:  # noqa: ANN401 - any provision
    for fields in provided(kind, value):
        for name in PROVIDED:
            if name in fields:
                yield ProvisionChange(name, fields[name])


def touched(change: Modification) -> Touched:
    """Return the clause that a modification changes."""
    named = change.clause.id if isinstance(change, Substitute | Insert) else change.id
    return ("clause", named)


def touches(
    modifications: Iterable[Modification], provisions: Iterable[ProvisionChange]
) -> set[Touched]:
    """Return everything that an amendment touches."""
    return {*map(touched, modifications), *(change.touches for change in provisions)}


def named(what: Touched) -> str:
    """Say in a sentence what is touched: clause money, notice period withdrawal, the term."""
    kind, key = what
    return f"{kind.replace('_', ' ')} {key}" if key else f"the {kind.replace('_', ' ')}"


def changes_hash(
    modifications: Iterable[Modification], provisions: Iterable[ProvisionChange]
) -> str:
    """Return the hex SHA-256 of all that an amendment changes, as parties sign it."""
    return modifications_hash(modifications, (change.to_data() for change in provisions))


def dated(change: ProvisionChange, from_: date) -> Dated:
    """Return what a change does to the terms from a day on."""
    return Dated(from_, change.kind, change.key, change.value)
