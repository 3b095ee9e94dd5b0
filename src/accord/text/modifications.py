"""What an amendment does to a text, clause by clause, in the words of Akoma Ntoso."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from accord import canonical
from accord.errors import Refused
from accord.text.clauses import Clause


class TextConflict(Refused):
    """A modification does not fit the text that it is to modify."""

    code = "text-conflict"


@dataclass(frozen=True, slots=True)
class Substitute:
    """Put `clause` in the place of the clause of the same id."""

    clause: Clause

    def to_data(self) -> dict[str, str]:
        """Return the modification as it is hashed."""
        return {"op": "substitute", **self.clause.to_data()}

    def apply(self, clauses: list[Clause]) -> None:
        """Change `clauses` in place; raise `TextConflict` where the clause is not there."""
        clauses[_place(clauses, self.clause.id, "substituted")] = self.clause


@dataclass(frozen=True, slots=True)
class Insert:
    """Add a new clause after the clause `after` or before the clause `before`; else at the end."""

    clause: Clause
    after: str | None = None
    before: str | None = None

    def to_data(self) -> dict[str, str]:
        """Return the modification as it is hashed."""
        where = {"after": self.after, "before": self.before}
        return {"op": "insert", **self.clause.to_data(), **{k: v for k, v in where.items() if v}}

    def apply(self, clauses: list[Clause]) -> None:
        """Change `clauses` in place; raise `TextConflict` where the id is taken or the place is not there."""
        if any(clause.id == self.clause.id for clause in clauses):
            raise TextConflict(
                f"clause {self.clause.id} cannot be inserted: the text already has a clause of that id",
                clause=self.clause.id,
            )
        at = _beside(clauses, self.after, self.before, "the place for an insertion")
        clauses.insert(at, self.clause)


@dataclass(frozen=True, slots=True)
class Repeal:
    """Take the clause out of the text."""

    id: str

    def to_data(self) -> dict[str, str]:
        """Return the modification as it is hashed."""
        return {"op": "repeal", "id": self.id}

    def apply(self, clauses: list[Clause]) -> None:
        """Change `clauses` in place; raise `TextConflict` where the clause is not there."""
        del clauses[_place(clauses, self.id, "repealed")]


@dataclass(frozen=True, slots=True)
class Renumber:
    """Give the clause another number or heading; what is None stays, as do its id and its text."""

    id: str
    num: str | None = None
    heading: str | None = None

    def to_data(self) -> dict[str, str]:
        """Return the modification as it is hashed."""
        return {"op": "renumber", "id": self.id, **self._said()}

    def apply(self, clauses: list[Clause]) -> None:
        """Change `clauses` in place; raise `TextConflict` where the clause is not there."""
        at = _place(clauses, self.id, "renumbered")
        clauses[at] = replace(clauses[at], **self._said())

    def _said(self) -> dict[str, str]:
        parts = {"num": self.num, "heading": self.heading}
        return {name: said for name, said in parts.items() if said is not None}


@dataclass(frozen=True, slots=True)
class Move:
    """Put the clause after the clause `after` or before the clause `before`; else to the beginning or end."""

    id: str
    after: str | None = None
    before: str | None = None
    first: bool = False

    def to_data(self) -> dict[str, str | bool]:
        """Return the modification as it is hashed."""
        where = {"after": self.after, "before": self.before, "first": self.first}
        return {"op": "move", "id": self.id, **{k: v for k, v in where.items() if v}}

    def apply(self, clauses: list[Clause]) -> None:
        """Change `clauses` in place; raise `TextConflict` where the clause or the place is not there."""
        clause = clauses.pop(_place(clauses, self.id, "moved"))
        beside = _beside(clauses, self.after, self.before, "the place for a clause that moves")
        clauses.insert(0 if self.first else beside, clause)


Modification = Substitute | Insert | Repeal | Renumber | Move


def consolidate(
    clauses: Iterable[Clause], modifications: Iterable[Modification]
) -> tuple[Clause, ...]:
    """Return the text after all modifications, in order; raise `TextConflict` where one does not fit."""
    text = list(clauses)
    for modification in modifications:
        modification.apply(text)
    return tuple(text)


def modifications_hash(
    modifications: Iterable[Modification], provisions: Iterable[dict[str, object]] = ()
) -> str:
    """Return the hex SHA-256 of the modifications, in order, in canonical JSON.

    Where an amendment changes provisions besides, those follow, each as it is hashed.
    """
    changes = [modification.to_data() for modification in modifications]
    return canonical.sha256([*changes, *provisions])


def _beside(clauses: Sequence[Clause], after: str | None, before: str | None, what: str) -> int:
    if after is not None:
        return _place(clauses, after, what) + 1
    return len(clauses) if before is None else _place(clauses, before, what)


def _place(clauses: Sequence[Clause], id_: str, what: str) -> int:
    for index, clause in enumerate(clauses):
        if clause.id == id_:
            return index
    raise TextConflict(
        f"clause {id_} cannot be {what}: the text has no clause of that id", clause=id_
    )
