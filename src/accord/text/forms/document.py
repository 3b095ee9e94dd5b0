"""What a document says besides its clauses: of which agreement, on which day, changed by what."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from accord.text.clauses import Clause, excerpt, text_hash


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
class Emended:
    """Words that an erratum has put right: which they were, who corrected them when, and why if that is known.

    `by` says whether every party assented, or none objected in time.
    """

    erratum: int
    clause: str
    part: str
    was: str
    now: str
    corrected_on: str
    corrected_at: str
    corrected_by: str
    by: str
    reason: str = ""
    amendment: str = ""

    def to_data(self) -> dict[str, str | int]:
        """Return it as JSON values, without what is not known; words that are struck leave none."""
        unknown = {name for name in ("reason", "amendment") if not getattr(self, name)}
        return {name: said for name, said in asdict(self).items() if name not in unknown}

    @property
    def in_words(self) -> str:
        """Say it in a line."""
        why = f": {self.reason}" if self.reason else ""
        return (
            f"corrected by erratum {self.erratum} on {self.corrected_on}: {excerpt(self.now)} stands in place of "
            f"{excerpt(self.was)} from the beginning on{why}"
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Consolidated:
    """The text of an agreement on a day, `day`, as the register knew it.

    `stage` is where the agreement stands on the day; `amendments` have the day of effect for a name;
    `suspended` names the clauses that do not hold on the day; `since` is the day from which on there is a
    text at all; `language` is a BCP 47 tag; `errata` are those that were put right in what the clauses say;
    `notes` are sentences on amendments that were annulled, or are in doubt.
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
    errata: tuple[Emended, ...] = ()

    def errata_in(self, clause: str) -> tuple[Emended, ...]:
        """Return what errata have put right in a clause as it reads on the day."""
        return tuple(each for each in self.errata if each.clause == clause)

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
