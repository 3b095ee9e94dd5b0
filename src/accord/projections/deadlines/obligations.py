"""Who owes what by when?"""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.obligation.memory import SETTLED
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.obligations import obligations
from accord.projections.views import Document


@falls_due(obligations)
def of_obligation(document: Document) -> Iterator[Due]:
    """What is neither met nor waived is due on its day."""
    course = document["course"]
    if not course or course[-1]["status"] not in SETTLED:
        yield Due(
            what="obligation",
            due=document["due_on"],
            words=f"Due: {document['title']}.",
            clause=document.get("clause"),
            party=document["party"],
        )
