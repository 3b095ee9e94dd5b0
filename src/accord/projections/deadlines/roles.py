"""Which mandates run out, and which appointments wait to be accepted?"""

from __future__ import annotations

from collections.abc import Iterator

from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.roles import roles
from accord.projections.views import Document


@falls_due(roles)
def of_role(document: Document) -> Iterator[Due]:
    """A mandate ends, or that of who acts; who was appointed has not accepted on the first day."""
    by, title = ("tenures", document["post"]), document["title"]
    for entry in document["assignments"]:
        if "ended_by" in entry:
            continue
        if not entry["accepted"]:
            words = f"The appointment to {title} begins, and is not accepted."
            yield Due(
                what="acceptance", due=entry["effective_from"], words=words, party=entry["party"]
            )
        elif "effective_to" in entry:
            words = f"The mandate of the holder of {title} ends: first day without it."
            yield Due(
                what="mandate_ends",
                due=entry["effective_to"],
                words=words,
                by=by,
                party=entry["party"],
            )
    for given in document.get("delegations", []):
        if "effective_to" in given and "revoked_at" not in given:
            words = f"{title} no longer follows the seat {given['to']}: first day without."
            yield Due(what="delegation_ends", due=given["effective_to"], words=words)
    for acting in document.get("actings", []):
        if "effective_to" in acting:
            words = f"Nobody acts as {title} any more: first day without."
            yield Due(what="acting_ends", due=acting["effective_to"], words=words)
