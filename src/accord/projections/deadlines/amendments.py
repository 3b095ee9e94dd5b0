"""Until when can an amendment be signed?"""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.amendment.memory import Stage
from accord.projections.amendments import amendments
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.views import Document


@falls_due(amendments)
def of_amendment(document: Document) -> Iterator[Due]:
    """An amendment is signed by a day, and takes effect on one."""
    title = document["title"]
    if document["reached"] == Stage.OPEN_FOR_SIGNATURE and (until := document.get("deadline")):
        words = f"Last day for signing the amendment “{title}”."
        yield Due(what="signing_ends", due=until, words=words, by=("change", ""))
    if document["reached"] == Stage.ADOPTED:
        words = f"The amendment “{title}” takes effect."
        yield Due(what="amendment_effective", due=document["effective_from"], words=words)
