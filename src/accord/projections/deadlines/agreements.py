"""What falls due under the terms of an agreement itself?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from accord.aggregates.agreement.errata import Status
from accord.aggregates.agreement.stages import Stage
from accord.aggregates.agreement.terms import NoticeKind
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
    yield from _errata(document)
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


def _errata(document: Document) -> Iterator[Due]:
    """The last day on which a party can say that words are no slip."""
    for entry in document.get("errata", []):
        if entry["status"] == Status.OPEN:
            yield Due(
                what="objection_to_erratum_ends",
                due=entry["objections_until"],
                words=f"Last day for objections to erratum {entry['erratum']}; silence is assent.",
                clause=entry["clause"],
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
            due=(first - timedelta(days=_notice_days(terms, renewal))).isoformat(),
            words="Last day for notice against the next renewal of the term.",
            by=by,
            every_months=again,
            last=until,
        )


def _notice_days(terms: Document, renewal: Document) -> int:
    """Return how long before the end of a term notice is given that it is not renewed."""
    known: list[int] = [
        entry["days"]
        for entry in terms.get("notice_periods") or []
        if entry["kind"] == NoticeKind.NON_RENEWAL
    ]
    return known[0] if known else int(renewal.get("notice_days", 0))


def _reviews(document: Document, terms: Document) -> Iterator[Due]:
    begins, last = document["effective_from"], course_of(document).last_end()
    known = [("review", "Review", "reviews", each) for each in terms.get("reviews", [])]
    known += [
        ("measurement", "Measurement", "indicators", each)
        for each in terms.get("indicators", [])
        if each.get("every_months")
    ]
    for what, named, block, entry in known:
        again = entry.get("every_months")
        first = add_months(date.fromisoformat(begins), again) if again else None
        yield Due(
            what=what,
            due=first.isoformat() if first else entry["on"],
            words=f"{named}: {entry['title']}.",
            by=(block, entry["key"]),
            every_months=again,
            last=last.isoformat() if last else None,
            party=entry.get("owner"),
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
