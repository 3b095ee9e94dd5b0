"""The agreement as a document: its clauses are there, and so is every clause that a provision cites."""

from __future__ import annotations

import re

from accord.aggregates.agreement.provisions.words import (
    KEY,
    Contradiction,
    at_least,
    clause_exists,
    clauses_exist,
    entries,
    everything,
    key_words,
    unique,
)
from accord.aggregates.agreement.terms import BLOCKS, Provision, Terms
from accord.text import CLAUSE_ID

MAX_CLAUSES = 900
"""All clause ids fit into the one entry that orders them."""
_SHA256 = re.compile("[0-9a-f]{64}")
_TOLD_APART = ("party", "id", "matter")
"""What names provisions that are looked at one by one elsewhere."""


def check_clauses(terms: Terms) -> None:
    """Refuse a clause that is there twice, or cannot be cited."""
    unique((clause.id for clause in terms.clauses), "clause", "clauses")
    if len(terms.clauses) > MAX_CLAUSES:
        raise Contradiction(f"an agreement holds at most {MAX_CLAUSES} clauses", field="clauses")
    for field, clause in entries(terms, Provision.CLAUSE):
        if not CLAUSE_ID.fullmatch(clause.id):
            raise Contradiction(key_words(clause.id, "a clause"), field=f"{field}/id")


def check_keys(terms: Terms) -> None:
    """Refuse two provisions of one kind and one name, and a name that cannot be written."""
    for kind, (block, key) in BLOCKS.items():
        if key not in _TOLD_APART:
            what = kind.replace("_", " ")
            unique((getattr(entry, key) for entry in getattr(terms, block)), what, block)
    for field, entry in everything(terms):
        name = getattr(entry, "key", None)
        if name is not None and not KEY.fullmatch(name):
            raise Contradiction(key_words(name, "a provision"), field=f"{field}/key")


def check_citations(terms: Terms, clauses: frozenset[str]) -> None:
    """Refuse a provision that is laid down in a clause which the text does not have."""
    for field, entry in everything(terms):
        if cited := getattr(entry, "clause", ""):
            clause_exists(clauses, cited, "this provision", f"{field}/clause")


def check_topics(terms: Terms, clauses: frozenset[str]) -> None:
    """Refuse a subject of which no clause speaks, or one that is not there."""
    for field, topic in entries(terms, Provision.TOPIC):
        what = f"the subject “{topic.subject.replace('_', ' ')}”"
        clauses_exist(clauses, topic.clauses, what, f"{field}/clauses")
        if not topic.clauses:
            raise Contradiction(
                f"{what} names no clause; say which speak of it", field=f"{field}/clauses"
            )


def check_stages(terms: Terms) -> None:
    """Refuse a stage of a dispute that is over when it begins."""
    for field, stage in entries(terms, Provision.DISPUTE_STAGE):
        at_least(1, stage.days, f"the days of dispute stage {stage.key}", f"{field}/days")


def check_documents(terms: Terms) -> None:
    """Refuse an annex or a language whose hash is none."""
    for kind in (Provision.ANNEX, Provision.LANGUAGE):
        for field, entry in entries(terms, kind):
            without = kind is Provision.LANGUAGE and not entry.sha256
            if not without and not _SHA256.fullmatch(entry.sha256):
                raise Contradiction(
                    f"{entry.sha256!r} is no SHA-256 in lower-case hex", field=f"{field}/sha256"
                )
