"""When does which body meet?"""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.meeting import Stage
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.meetings import meetings
from accord.projections.views import Document


@falls_due(meetings)
def of_meeting(document: Document) -> Iterator[Due]:
    """A meeting that is convened takes place."""
    if document["reached"] == Stage.CONVENED:
        yield Due(
            what="meeting",
            due=document["starts"],
            words=f"The body {document['body']} meets: {document['place']}.",
            by=("standing_orders", document["body"]),
        )
