"""An erratum: a slip of words in what was agreed is put right in the wording that has it, from its beginning on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accord.text.clauses import Clause
from accord.text.modifications import Insert, Modification, Renumber, Substitute
from accord.text.timeline import Incorporated, in_order, text_on

ADOPTED = 0
"""The number of the text that was adopted; those of amendments are their places in the order of adoption."""


class Part(StrEnum):
    """What of a clause can hold a slip of words."""

    HEADING = "heading"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Correction:
    """Words that stand once in a part of a clause, and those that should have stood there.

    `seq` tells whose wording it is: that of the adopted text, or of the `seq`-th amendment.
    """

    clause: str
    part: Part
    was: str
    now: str
    seq: int = ADOPTED

    def in_words(self, words: str) -> str:
        """Return words as they should read."""
        return words.replace(self.was, self.now, 1)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a part of a clause says as adopted, or as an amendment says it from a day on."""

    seq: int
    since: date | None
    words: str


def corrected_text(
    adopted: Iterable[Clause], corrections: Iterable[Correction]
) -> tuple[Clause, ...]:
    """Return the adopted clauses as they should read."""
    text = {clause.id: clause for clause in adopted}
    for found in corrections:
        if found.seq == ADOPTED:
            text[found.clause] = _corrected(text[found.clause], found)
    return tuple(text.values())


def corrected_changes(
    modifications: Iterable[Modification], corrections: Iterable[Correction], seq: int
) -> tuple[Modification, ...]:
    """Return what the `seq`-th amendment changes as it should read: where it says the words last."""
    changes = list(modifications)
    for found in corrections:
        saying = [n for n, each in enumerate(changes) if said(each, found.clause, found.part)]
        if found.seq == seq and saying:
            changes[saying[-1]] = _corrected_change(changes[saying[-1]], found)
    return tuple(changes)


def said(change: Modification, clause: str, part: Part) -> bool:
    """Return whether a modification says what a part of a clause reads from then on."""
    match change:
        case Substitute() | Insert():
            return change.clause.id == clause
        case Renumber():
            return change.id == clause and part is Part.HEADING and change.heading is not None
    return False


def wordings(
    adopted: Iterable[Clause], amendments: Iterable[Incorporated], clause: str, part: Part
) -> tuple[Wording, ...]:
    """Return what a part of a clause says, one wording after another as they take effect."""
    found = [Wording(ADOPTED, None, getattr(c, part)) for c in adopted if c.id == clause]
    for amendment in in_order(each for each in amendments if not each.never):
        words = [w for change in amendment.modifications for w in _words(change, clause, part)]
        if words:
            found.append(Wording(amendment.seq, amendment.effective_from, words[-1]))
    return tuple(found)


def in_force(
    adopted: Iterable[Clause],
    amendments: Sequence[Incorporated],
    clause: str,
    part: Part,
    day: date,
) -> Wording | None:
    """Return the wording that a part of a clause has on a day; None where the text has no such clause then."""
    clauses = tuple(adopted)
    if all(each.id != clause for each in text_on(clauses, amendments, day)):
        return None
    due = [each for each in amendments if each.holds_on(day)]
    return wordings(clauses, due, clause, part)[-1]


def _words(change: Modification, clause: str, part: Part) -> Iterator[str]:
    if said(change, clause, part):
        whose = change.clause if isinstance(change, Substitute | Insert) else change
        yield getattr(whose, part)


def _corrected(clause: Clause, found: Correction) -> Clause:
    words = found.in_words(getattr(clause, found.part))
    # `replace` would take the name of the part from a variable, which no type checker can follow.
    if found.part is Part.HEADING:
        return replace(clause, heading=words)
    return replace(clause, text=words)


def _corrected_change(change: Modification, found: Correction) -> Modification:
    match change:
        case Substitute() | Insert():
            return replace(change, clause=_corrected(change.clause, found))
        case Renumber(heading=str() as heading):
            return replace(change, heading=found.in_words(heading))
    return change
