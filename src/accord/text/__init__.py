"""The text of an agreement: clauses, what an amendment does to them, and the text that results."""

from accord.text.clauses import CLAUSE_ID, Clause, excerpt, plain_text, text_hash
from accord.text.errata import (
    ADOPTED,
    Correction,
    Part,
    Wording,
    corrected_changes,
    corrected_text,
    in_force,
    said,
    wordings,
)
from accord.text.modifications import (
    Insert,
    Modification,
    Move,
    Renumber,
    Repeal,
    Substitute,
    TextConflict,
    consolidate,
    modifications_hash,
)
from accord.text.timeline import Incorporated, text_on

__all__ = [
    "ADOPTED",
    "CLAUSE_ID",
    "Clause",
    "Correction",
    "Incorporated",
    "Insert",
    "Modification",
    "Move",
    "Part",
    "Renumber",
    "Repeal",
    "Substitute",
    "TextConflict",
    "Wording",
    "consolidate",
    "corrected_changes",
    "corrected_text",
    "excerpt",
    "in_force",
    "modifications_hash",
    "plain_text",
    "said",
    "text_hash",
    "text_on",
    "wordings",
]
