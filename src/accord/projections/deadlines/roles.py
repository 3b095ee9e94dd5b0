"""Which mandates run out, and which appointments wait to be accepted?"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from accord.projections.agreements import agreements
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.roles import roles
from accord.projections.views import Document, Views


@falls_due(roles)
def of_role(views: Views, document: Document) -> Iterator[Due]:
    """A mandate with an end falls due on it."""
    for entry in document["assignments"]:
        if entry["accepted"] and "effective_to" in entry and "ended_by" not in entry:
            yield Due(
                what="mandate_ends",
                due=entry["effective_to"],
                words=f"The mandate of the holder of {document['title']} ends.",
                clause=_clause(views, document),
                party=entry["party"],
            )


def _clause(views: Views, document: Document) -> str | None:
    """The clause on how long the post is held."""
    terms = views.look(agreements, UUID(document["agreement"]))
    for tenure in terms.get("tenures", []):
        if tenure["post"] == document["post"] and "clause" in tenure:
            return str(tenure["clause"])
    return None
