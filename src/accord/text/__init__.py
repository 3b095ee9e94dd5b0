"""The text of an agreement: clauses, what an amendment does to them, and the text that results."""

from accord.text.clauses import CLAUSE_ID, Clause, plain_text, text_hash
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
    "CLAUSE_ID",
    "Clause",
    "Incorporated",
    "Insert",
    "Modification",
    "Move",
    "Renumber",
    "Repeal",
    "Substitute",
    "TextConflict",
    "consolidate",
    "modifications_hash",
    "plain_text",
    "text_hash",
    "text_on",
]
