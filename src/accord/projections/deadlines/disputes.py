"""By when is a dispute to be settled at its stage?"""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.dispute import Status
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.disputes import disputes
from accord.projections.views import Document


@falls_due(disputes)
def of_dispute(document: Document) -> Iterator[Due]:
    """While it is before a stage, the days of that stage run for each party to it; without stages none do."""
    last = document["course"][-1] if document["course"] else {}
    if last.get("status") != Status.OPEN or "due_on" not in last:
        return
    for party in (document["party"], *document["against"]):
        yield Due(
            what="dispute_stage",
            due=last["due_on"],
            words=f"The last day on which {last['forum']} can settle the dispute “{document['title']}”.",
            clause=last.get("clause"),
            party=party,
        )
