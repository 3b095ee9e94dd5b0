"""What can be out of the ordinary about an entry, and how an item of the list says why."""

from __future__ import annotations

from enum import StrEnum

from accord.projections.documents import said
from accord.projections.views import Document


class Kind(StrEnum):
    """In which way an entry is out of the ordinary."""

    LATE = "late"
    BACKDATED = "backdated"
    ON_BEHALF = "on_behalf"
    OVERRIDE = "override"
    REOPENED = "reopened"
    DUTIES = "duties"


CODES: dict[str, Kind] = {
    "late_entry": Kind.LATE,
    "effective_before_recorded": Kind.BACKDATED,
    "recorded_for_another": Kind.ON_BEHALF,
    "casting_vote": Kind.OVERRIDE,
    "emergency_decision": Kind.OVERRIDE,
    "urgent_meeting": Kind.OVERRIDE,
    "objection_overruled": Kind.OVERRIDE,
    "objection_ruled_out": Kind.OVERRIDE,
    "completed_although_open": Kind.OVERRIDE,
    "corrected_by_silence": Kind.OVERRIDE,
    "text_corrected": Kind.REOPENED,
    "decision_reconsidered": Kind.REOPENED,
    "result_annulled": Kind.REOPENED,
    "amendment_annulled": Kind.REOPENED,
    "recount_ordered": Kind.REOPENED,
    "recount_certified": Kind.REOPENED,
    "moved_and_certified": Kind.DUTIES,
    "voted_and_certified": Kind.DUTIES,
    "drafted_and_certified": Kind.DUTIES,
    "certified_and_recounted": Kind.DUTIES,
    "ordered_and_recounted": Kind.DUTIES,
    "opened_and_challenged": Kind.DUTIES,
    "challenged_and_ruled": Kind.DUTIES,
    "objected_and_ruled": Kind.DUTIES,
    "moved_and_ruled": Kind.DUTIES,
    "declared_and_ruled": Kind.DUTIES,
    "appointed_and_accepted": Kind.DUTIES,
    "scheduled_and_waived": Kind.DUTIES,
    "raised_and_decided": Kind.DUTIES,
    "wrote_and_adopted_minutes": Kind.DUTIES,
}


def because(code: str, why: str, **facts: object) -> Document:
    """Return what is out of the ordinary about an entry, in a sentence."""
    return {"code": code, "kind": CODES[code], "why": why} | said(**facts)
