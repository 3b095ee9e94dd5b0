"""The agreement as a document: what its words mean, where it speaks of what, its annexes and languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """What a word means in this agreement."""

    term: str
    meaning: str
    clause: str = ""


class Subject(StrEnum):
    """What a partnership agreement speaks of."""

    PARTIES = "parties"
    POWERS = "powers"
    DEFINITIONS = "definitions"
    TERM = "term"
    PURPOSE = "purpose"
    ROLES = "roles"
    GOVERNANCE = "governance"
    DECISIONS = "decisions"
    CONDUCT = "conduct"
    RESOURCES = "resources"
    DATA = "data"
    PERFORMANCE = "performance"
    RISK = "risk"
    CHANGE = "change"
    JOINING_AND_LEAVING = "joining_and_leaving"
    DISPUTES = "disputes"
    END = "end"
    EXECUTION = "execution"


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """Which clauses speak of a subject."""

    subject: Subject
    clauses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DisputeStage:
    """One stage of settling a dispute, in order: before whom, and within how many days."""

    key: str
    title: str
    forum: str
    days: int
    clause: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Annex:
    """A document that belongs to the agreement, by its hash."""

    key: str
    title: str
    sha256: str
    media_type: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """A language of the agreement (BCP 47), whether its text is authentic, and the hash of that text."""

    tag: str
    authentic: bool = False
    sha256: str = ""
