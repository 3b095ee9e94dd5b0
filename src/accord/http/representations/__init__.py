"""What comes back: the representations, as the OpenAPI document shows them.

Read models keep these documents as JSON; the schemas describe them and are never run on the way out.
"""

from __future__ import annotations

from accord.http.representations.agreements import Agreement
from accord.http.representations.amendments import Amendment, Conflicts
from accord.http.representations.decisions import Decision
from accord.http.representations.disputes import Dispute
from accord.http.representations.impacts import Impact
from accord.http.representations.meetings import Meeting
from accord.http.representations.obligations import Obligation
from accord.http.representations.parties import Party
from accord.http.representations.roles import Role

__all__ = [
    "Agreement",
    "Amendment",
    "Conflicts",
    "Decision",
    "Dispute",
    "Impact",
    "Meeting",
    "Obligation",
    "Party",
    "Role",
]
