"""What a document says besides its clauses: of which agreement, on which day, changed by what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.text.clauses import Clause, text_hash


@dataclass(frozen=True, slots=True)
class Author:
    """A party, or an amendment with the day on which it took effect, by its id."""

    id: str
    name: str


_STANDS = {
    "suspended": "suspended",
    "expired": "expired",
    "terminated": "terminated",
    "closing": "being wound up",
    "closed": "closed",
    "superseded": "superseded",
    "void": "void",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Consolidated:
    """The text of an agreement on a day, `day`, as the register knew it.

    `stage` is where the agreement stands on the day; `amendments` have the day of effect for a name;
    `suspended` names the clauses that do not hold on the day; `since` is the day from which on there is a
    text at all; `language` is a BCP 47 tag; `notes` are sentences on amendments that were annulled, or are in
    doubt.
    """

    agreement: str
    title: str
    day: date
    stage: str = "in_force"
    clauses: tuple[Clause, ...]
    since: date
    known: str = ""
    language: str = "und"
    parties: tuple[Author, ...] = ()
    amendments: tuple[Author, ...] = ()
    suspended: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """The day, and where that is so that the agreement did not bind on it."""
        if self.stage == "in_force":
            return str(self.day)
        return f"{self.day}, when it was {_STANDS.get(self.stage, 'not in force')}"

    @property
    def hash(self) -> str:
        """The SHA-256 of the text of the day; of the text as adopted, what parties sign."""
        return text_hash(self.clauses)


def name_of(clause: Clause) -> str:
    """Return what a clause is called: its number and heading, or else its id."""
    return " ".join(part for part in (clause.num, clause.heading) if part) or clause.id
