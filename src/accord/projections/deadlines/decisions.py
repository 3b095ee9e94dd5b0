"""Until when can a body vote, and what must follow a decision by when?"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from accord.aggregates.decision.memory import Stage
from accord.projections.agreements import agreements
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.decisions import decisions
from accord.projections.views import Document, Views


@falls_due(decisions)
def of_decision(views: Views, document: Document) -> Iterator[Due]:
    """Voting closes at an instant."""
    if document["reached"] == Stage.VOTING:
        yield Due(
            what="voting_closes",
            due=document["closes"],
            words=f"Voting closes on “{document['title']}”.",
            clause=orders(views, document).get("clause"),
        )


def orders(views: Views, document: Document) -> Document:
    """Return the standing orders of the body, as the agreement adopted them."""
    terms = views.look(agreements, UUID(document["agreement"]))
    found = (o for o in terms.get("standing_orders", []) if o["body"] == document["body"])
    return next(found, {})
