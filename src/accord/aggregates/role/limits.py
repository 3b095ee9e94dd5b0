"""What the terms say about who may hold a post: which party, and beside which others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.role.assignment import Assignment
from accord.aggregates.role.memory import Role
from accord.aggregates.role.spans import Span
from accord.aggregates.role.tenure import clause
from accord.errors import NotEntitled, NotFound, OutOfOrder, Refused

if TYPE_CHECKING:
    from accord.aggregates.agreement.memory import Agreement
    from accord.aggregates.agreement.terms import Body, CompositionLimit

Others = Mapping[str, Role]
"""The roles of other posts of the agreement, by post: those that `related` names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Span):
    """That a person of a party is to hold, to act in or to stand ready for a post for a time."""

    post: str
    holder: UUID
    party: UUID


def related(agreement: Agreement, post: str, from_: date, until: date | None) -> list[str]:
    """Return the other posts that decide whether somebody may hold this one in a time."""
    found: set[str] = set()
    for day in _days_of_terms(agreement, Span(from_, until)):
        terms = agreement.terms_on(day)
        for provision in terms.incompatibilities:
            found.update(provision.posts if post in provision.posts else ())
        for limit in terms.composition_limits:
            found.update(_seats_beside(terms.body(limit.body), post))
    return sorted(found - {post})


def _seats_beside(body: Body | None, post: str) -> Sequence[str]:
    seats = [seat.post for seat in body.seats] if body else []
    return seats if post in seats else []


def not_over(agreement: Agreement, day: date) -> None:
    """Raise `OutOfOrder` where on this day nothing of the agreement is left, not even to wind it up."""
    stage = agreement.stage(day)
    if stage.over:
        raise OutOfOrder(
            f"the agreement is {stage} on {day}: nobody takes up a post of it any more", stage=stage
        )


def of_a_party(agreement: Agreement, role: Role, party: UUID, day: date) -> None:
    """Raise a refusal unless on this day the post is constituted, and open to this party's people."""
    not_over(agreement, day)
    constituted = agreement.terms_on(day).post(role.post)
    if constituted is None:
        raise NotFound(f"the agreement constitutes no post {role.post} on {day}", post=role.post)
    if party not in agreement.parties_on(day):
        raise NotEntitled(f"{party} is no party of this agreement on {day}", field="party")
    if constituted.party is not None and party != constituted.party:
        raise NotEntitled(
            f"post {role.post} is kept for party {constituted.party}", party=str(constituted.party)
        )


def beside_others(agreement: Agreement, claim: Claim, others: Others) -> None:
    """Raise `Refused` where on some day posts would meet that must not, or a party hold too many seats.

    It is asked on each day on which the terms change or somebody takes up or leaves another post.
    """
    for day in _days_of_change(agreement, claim, others):
        compatible(agreement, claim, others, day)
        for limit in agreement.terms_on(day).composition_limits:
            body = agreement.terms_on(day).body(limit.body)
            if body is not None and claim.post in _seats_beside(body, claim.post):
                sits = {s.post: _sits_for(agreement, others.get(s.post), day) for s in body.seats}
                _within_limit(limit, body, _then(agreement, claim, day), sits, day)


def _then(agreement: Agreement, claim: Claim, day: date) -> Claim:
    return replace(claim, party=agreement.acting_for(claim.party, day))


def never_both(agreement: Agreement, claim: Claim, others: Others) -> None:
    """Raise `Refused` where on some day one person would hold, or stand ready for, posts that must not meet."""
    for day in _days_of_change(agreement, claim, others):
        compatible(agreement, claim, others, day)


def compatible(agreement: Agreement, claim: Claim, others: Others, day: date) -> None:
    """Raise `Refused` where on a day one person would be in two posts that must not meet."""
    for provision in agreement.terms_on(day).incompatibilities:
        if claim.post not in provision.posts:
            continue
        for post in provision.posts:
            if post != claim.post and claim.holder in _persons(others.get(post), day):
                raise Refused(
                    f"nobody holds both {claim.post} and {post} at one time (limit {provision.key}"
                    f"{', clause ' + provision.clause if provision.clause else ''}): person {claim.holder} "
                    f"would on {day}",
                    field="holder",
                    limit=provision.key,
                    clause=provision.clause,
                    post=post,
                )


def _persons(role: Role | None, day: date) -> Iterator[UUID]:
    if role is None:
        return
    for assignment in _named_on(role, day):
        yield assignment.holder
        alternate = assignment.alternate_on(day)
        if alternate is not None:
            yield alternate.person
    acting = role.acting_on(day)
    if acting is not None:
        yield acting.holder


def _named_on(role: Role, day: date) -> Iterator[Assignment]:
    """Who holds the post on a day, or was appointed to it and can still accept."""
    for each in role.assignments.values():
        if each.covers(day) and (each.accepted or not each.ended):
            yield each


def _within_limit(
    limit: CompositionLimit, body: Body, claim: Claim, sits: Mapping[str, UUID | None], day: date
) -> None:
    held = sum(party == claim.party for party in sits.values()) + 1
    may = most(limit, len(body.seats))
    if held > may:
        raise Refused(
            f"limit {limit.key}{clause(limit)}: party {claim.party} would hold {held} of the {len(body.seats)} "
            f"seats of body {body.id} on {day}, and may hold {may}",
            field="party",
            limit=limit.key,
            clause=limit.clause,
            party=str(claim.party),
            would_hold=held,
            may_hold=may,
            day=day.isoformat(),
        )


def most(limit: CompositionLimit, seats: int) -> int:
    """Return how many of so many seats of a body one party may hold."""
    share = [int(Fraction(limit.share) * seats)] if limit.share else []
    number = [limit.at_most] if limit.at_most is not None else []
    return min([*share, *number, seats])


def _sits_for(agreement: Agreement, role: Role | None, day: date) -> UUID | None:
    if role is None:
        return None
    named = role.acting_on(day) or next(_named_on(role, day), None)
    return None if named is None else agreement.acting_for(named.party, day)


def _days_of_terms(agreement: Agreement, time: Span) -> Iterator[date]:
    yield time.from_
    for dated in agreement.dated:
        for day in (dated.effective_from, dated.until):
            if day is not None and time.covers(day):
                yield day


def _days_of_change(agreement: Agreement, claim: Claim, others: Others) -> list[date]:
    days = set(_days_of_terms(agreement, claim))
    for role in others.values():
        for each in (*(a.span for a in role.assignments.values()), *role.actings.values()):
            days.update(day for day in (each.from_, each.until) if day and claim.covers(day))
        for assignment in role.assignments.values():
            alternates = assignment.alternates.values()
            days.update(each.from_ for each in alternates if claim.covers(each.from_))
    return sorted(days)
