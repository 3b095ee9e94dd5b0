"""Where a decision can stand."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a decision stands at an instant.

    A result that is not carried stays `certified`; a carried one is so only until it is effective.
    """

    TABLED = "tabled"
    DEFERRED = "deferred"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    VOTING = "voting"
    AWAITING_CLOSURE = "awaiting_closure"
    CLOSED = "closed"
    CERTIFIED = "certified"
    AWAITING_CONSENT = "awaiting_consent"
    HELD = "held"
    EFFECTIVE = "effective"
    IMPLEMENTED = "implemented"
    RESCINDED = "rescinded"
    SUPERSEDED = "superseded"
    ANNULLED = "annulled"
    VETOED = "vetoed"
    EXPIRED = "expired"
    IN_STAGES = "in_stages"


BEFORE_THE_VOTE = (Stage.TABLED, Stage.DEFERRED, Stage.REFERRED, Stage.WITHDRAWN, Stage.LAPSED)
"""Where no vote has been opened on a motion."""


OVERDUE = (Stage.LAPSED, Stage.EXPIRED)
"""Where it stands once a day went by that nobody kept."""
