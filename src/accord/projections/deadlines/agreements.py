"""What falls due under the terms of an agreement itself?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from accord.aggregates.agreement.memory import Stage
from accord.aggregates.calendar import add_months
from accord.projections.agreements import agreements
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.views import Document, Views


@falls_due(agreements)
def of_agreement(_views: Views, document: Document) -> Iterator[Due]:
    """An agreement has a time for signing, a term, reviews, and notices that run."""
    if document["reached"] == Stage.OPEN_FOR_SIGNATURE and (until := document.get("deadline")):
        yield Due(what="signing_ends", due=until, words="Last day for signing.")
    if ends := document.get("effective_to"):
        clause = (document.get("renewal") or {}).get("clause")
        words = f"The term ends; the last day in force is {_day_before(ends)}."
        yield Due(what="term_ends", due=ends, words=words, clause=clause)
        yield from _objections(document, ends)
    yield from _reviews(document)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _objections(document: Document, ends: str) -> Iterator[Due]:
    renewal = document.get("renewal")
    if renewal and renewal["kind"] != "explicit":
        last = date.fromisoformat(ends) - timedelta(days=renewal.get("notice_days", 0))
        yield Due(
            what="objection_to_renewal_ends",
            due=last.isoformat(),
            words=f"Last day for notice against the renewal of the term that ends on {ends}.",
            clause=renewal.get("clause"),
        )


def _reviews(document: Document) -> Iterator[Due]:
    begins, ends = document.get("effective_from"), document.get("effective_to")
    for review in document.get("reviews", []):
        words = f"Review: {review['title']}."
        if "on" in review:
            yield Due(what="review", due=review["on"], words=words, clause=review.get("clause"))
        elif begins:
            first = add_months(date.fromisoformat(begins), review["every_months"])
            yield Due(
                what="review",
                due=first.isoformat(),
                words=words,
                clause=review.get("clause"),
                every_months=review["every_months"],
                last=ends,
            )
