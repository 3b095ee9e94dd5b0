"""What the terms say about how long a post is held, how often by one person, and by which party next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from accord.aggregates.role.assignment import Assignment
from accord.aggregates.role.spans import months_after
from accord.errors import Refused

if TYPE_CHECKING:
    from accord.aggregates.agreement.terms import CompositionLimit, Incompatibility, Tenure


def clause(provision: Tenure | Incompatibility | CompositionLimit) -> str:
    """Return the clause of a provision as it is named in a refusal."""
    return f" (clause {provision.clause})" if provision.clause else ""


def within_one_term(tenure: Tenure, from_: date, until: date | None) -> None:
    """Raise `Refused` where a term would be longer than the months that the terms allow."""
    latest = longest_until(tenure, from_, until)
    if latest is not None:
        raise Refused(
            f"one term of post {tenure.post} is at most {tenure.months} months{clause(tenure)}: this one "
            f"begins on {from_}, so that its end (the first day without the post) is {latest} or earlier",
            field="effective_to",
            clause=tenure.clause,
            latest=latest.isoformat(),
        )


def longest_until(tenure: Tenure, from_: date, until: date | None) -> date | None:
    """Return until when a term may run at most, where it runs for longer than that; None where it does not."""
    if tenure.months is None:
        return None
    latest = months_after(from_, tenure.months)
    return latest if until is None or until > latest else None


def in_succession(tenure: Tenure, terms: Sequence[Assignment], new: Assignment) -> None:
    """Raise `Refused` where the same person would hold more terms in succession than allowed.

    `terms` are those of the post in order, the new one among them. A person's terms follow upon each
    other unless a whole term lies between them: as many months as one term has, or, where the terms
    name no months, the term of somebody else.
    """
    if tenure.terms is None:
        return
    run = run_of_terms(tenure, terms, new)
    if len(run) > tenure.terms:
        raise Refused(
            f"post {tenure.post} is held by the same person for at most {tenure.terms} terms in "
            f"succession{clause(tenure)}, and this would be term {len(run)} of person {new.holder}",
            field="holder",
            clause=tenure.clause,
            terms=len(run),
        )


def run_of_terms(tenure: Tenure, terms: Sequence[Assignment], this: Assignment) -> list[Assignment]:
    """Return the terms of one person, this one among them, that follow upon each other."""
    theirs = [each for each in terms if each.holder == this.holder]
    run = [theirs[0]]
    for before, after in pairwise(theirs):
        if _interrupted(tenure, terms, before, after):
            if this in run:
                break
            run = []
        run.append(after)
    return run


def _interrupted(
    tenure: Tenure, terms: Sequence[Assignment], before: Assignment, after: Assignment
) -> bool:
    if before.until is None:
        return False
    if tenure.months is not None:
        return months_after(before.until, tenure.months) <= after.from_
    return any(
        each.holder != before.holder and each.span.within(before.until, after.from_)
        for each in terms
    )


def rotated(tenure: Tenure, terms: Sequence[Assignment], new: Assignment) -> None:
    """Raise `Refused` where the same party would hold the post twice in succession."""
    if not tenure.rotation:
        return
    for before, after in pairwise(terms):
        if (before is new or after is new) and before.party == after.party:
            raise Refused(
                f"post {tenure.post} goes from party to party{clause(tenure)}: party {new.party} cannot hold it "
                f"next to its own term from {(before if after is new else after).from_}",
                field="party",
                clause=tenure.clause,
            )
