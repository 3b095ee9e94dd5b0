"""What a motion is about, where its carrying lets something else happen."""

from __future__ import annotations

from enum import StrEnum


class Matter(StrEnum):
    """The matters for which an agreement may lay down a procedure of its own."""

    GENERAL = "general"
    AMENDMENT = "amendment"
    MINOR_AMENDMENT = "minor_amendment"
    ADOPTION = "adoption"
    ENTRY_INTO_FORCE = "entry_into_force"
    ACCESSION = "accession"
    EXPULSION = "expulsion"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    RENEWAL = "renewal"
    TERMINATION = "termination"
    SUPERSESSION = "supersession"
    VOIDANCE = "voidance"
    RETRACTION = "retraction"
    WAIVER = "waiver"
    RECONSIDERATION = "reconsideration"
    RESCISSION = "rescission"
    RATIFICATION = "ratification"
    RELEASE = "release"
    REPLACEMENT = "replacement"
    MOTION_AMENDMENT = "motion_amendment"
    OVERRULING = "overruling"
    STAGE_APPROVAL = "stage_approval"
    STAGE_VETO = "stage_veto"

    @property
    def words(self) -> str:
        """The matter as an officer writes it."""
        return self.value.replace("_", " ")
