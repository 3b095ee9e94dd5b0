"""What an amendment does to a text, clause by clause (Akoma Ntoso: substitute, insert, repeal)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
        clauses.insert(self._index(clauses), self.clause)

    def _index(self, clauses: Sequence[Clause]) -> int:
        if self.after is not None:
            return _place(clauses, self.after, "the place for an insertion") + 1
        if self.before is not None:
            return _place(clauses, self.before, "the place for an insertion")
        return len(clauses)


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


Modification = Substitute | Insert | Repeal


def consolidate(
    clauses: Iterable[Clause], modifications: Iterable[Modification]
) -> tuple[Clause, ...]:
    """Return the text after all modifications, in order; raise `TextConflict` where one does not fit."""
    text = list(clauses)
    for modification in modifications:
        modification.apply(text)
    return tuple(text)


def modifications_hash(modifications: Iterable[Modification]) -> str:
    """Return the hex SHA-256 of the modifications, in order, in canonical JSON."""
    return canonical.sha256([modification.to_data() for modification in modifications])


def _place(clauses: Sequence[Clause], id_: str, what: str) -> int:
    for index, clause in enumerate(clauses):
        if clause.id == id_:
            return index
    raise TextConflict(
        f"clause {id_} cannot be {what}: the text has no clause of that id", clause=id_
    )
