"""What falls due under the terms of an agreement itself?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from accord.aggregates.agreement.stages import Stage
from accord.aggregates.calendar import add_months
from accord.projections.agreements import agreements
from accord.projections.agreements.model import course_of
from accord.projections.agreements.terms import terms_on
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.views import Document

_FAR = "9999-12-31"


@falls_due(agreements)
def of_agreement(document: Document) -> Iterator[Due]:
    """An agreement has a time for signing, a term, reviews, notices that run, and suspensions that end."""
    if document["reached"] == Stage.OPEN_FOR_SIGNATURE and (until := document.get("deadline")):
        yield Due(what="signing_ends", due=until, words="Last day for signing.")
    if "effective_from" not in document:
        return
    terms = document | terms_on(document, _FAR)
    yield from _terms_end(document, terms)
    yield from _reviews(document, terms)
    yield from _notices(document)
    for entry in document.get("suspensions", []):
        if "effective_to" in entry:
            words = "A suspension ends: first day without it."
            yield Due(
                what="suspension_ends",
                due=entry["effective_to"],
                words=words,
                party=entry.get("party"),
            )


def _terms_end(document: Document, terms: Document) -> Iterator[Due]:
    """The end of the term, of each renewed one too, and the last day to object to a renewal."""
    course = course_of(document)
    first, last = course.ends_on(date.fromisoformat(document["effective_from"])), course.last_end()
    if first is None:
        return
    renewal = terms.get("renewal") or {}
    by = ("renewal", "") if renewal else None
    again = renewal.get("months") if renewal.get("kind", "explicit") != "explicit" else None
    words = "The term of the agreement ends: first day without it, unless it is renewed."
    until = last.isoformat() if last else None
    yield Due(
        what="term_ends",
        due=(first if again else last or first).isoformat(),
        words=words,
        by=by,
        every_months=again,
        last=until,
    )
    if again:
        yield Due(
            what="objection_to_renewal_ends",
            due=(first - timedelta(days=renewal.get("notice_days", 0))).isoformat(),
            words="Last day for notice against the next renewal of the term.",
            by=by,
            every_months=again,
            last=until,
        )


def _reviews(document: Document, terms: Document) -> Iterator[Due]:
    begins, last = document["effective_from"], course_of(document).last_end()
    for review in terms.get("reviews", []):
        again = review.get("every_months")
        first = add_months(date.fromisoformat(begins), again) if again else None
        yield Due(
            what="review",
            due=first.isoformat() if first else review["on"],
            words=f"Review: {review['title']}.",
            by=("reviews", review["key"]),
            every_months=again,
            last=last.isoformat() if last else None,
        )


def _notices(document: Document) -> Iterator[Due]:
    for entry in document.get("notices", []):
        if not entry["withdrawn"]:
            yield Due(
                what=f"notice_of_{entry['kind']}",
                due=entry["effective_from"],
                words=f"Notice {entry['notice']} has its effect.",
                by=("notice_periods", entry["kind"]),
                party=entry["party"],
            )
