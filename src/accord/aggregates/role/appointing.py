"""Appointing: a post is created, a person appointed, who accepts or declines; the term extended."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.calendar import up_to
from accord.aggregates.effect import effective, follows
from accord.aggregates.role import events as e
from accord.aggregates.role.assignment import Assignment
from accord.aggregates.role.limits import Claim, Others, beside_others, of_a_party
from accord.aggregates.role.memory import Role
from accord.aggregates.role.spans import cut
from accord.aggregates.role.tenure import in_succession, rotated, within_one_term
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Event

if TYPE_CHECKING:
    from accord.aggregates.agreement.memory import Agreement


def create_post(
    role: Role, *, agreement: UUID, post: str, title: str, party: UUID | None
) -> e.PostCreated:
    """Let a post of the agreement be filled; refused where that was done before."""
    if role.version:
        raise OutOfOrder(f"post {post} of this agreement is already created", id=str(role.id))
    return e.PostCreated(agreement=agreement, post=post, title=title, party=party)


def assign_role(
    role: Role,
    act: Act,
    *,
    agreement: Agreement,
    others: Others,
    holder: UUID,
    party: UUID,
    from_: date | None,
    until: date | None,
) -> e.RoleAssigned:
    """Appoint a person of a party to the post, for days on which nobody else holds it.

    The terms of the first day say how long and how often the same person or party may hold it.
    """
    role.exists()
    starts = effective(act, from_, agreement.zone)
    if until is not None and until <= starts:
        raise Refused(
            f"the assignment would end on {until}, not after it begins on {starts}",
            field="effective_to",
        )
    of_a_party(agreement, role, party, starts)
    not_abolished(role, starts, until)
    _free(role, starts, until)
    number = len(role.assignments) + 1
    new = Assignment(number, holder, party, starts, until, act.moment)
    _as_tenure_says(role, act, agreement, new)
    claim = Claim(starts, until, post=role.post, holder=holder, party=party)
    beside_others(agreement, claim, others)
    return e.RoleAssigned(
        assignment=number, holder=holder, party=party, effective_from=starts, effective_to=until
    )


def not_abolished(role: Role, from_: date, until: date | None) -> None:
    """Raise `OutOfOrder` where the post would be held on a day on which it is abolished."""
    for abolished in role.abolitions:
        if abolished.overlaps(from_, until):
            raise OutOfOrder(
                f"post {role.post} is abolished from {abolished.from_} "
                f"{up_to(abolished.until)}; nobody can hold it then",
                post=role.post,
            )


def _free(role: Role, from_: date, until: date | None, but: int = 0) -> None:
    for other in role.assignments.values():
        if other.number != but and other.overlaps(from_, until):
            raise OutOfOrder(
                f"post {role.post} is held by person {other.holder} from {other.from_} "
                f"{up_to(other.until)}; no two holders may overlap",
                assignment=other.number,
            )


def _as_tenure_says(role: Role, act: Act, agreement: Agreement, new: Assignment) -> None:
    tenure = agreement.terms_on(new.from_).tenure(role.post)
    within_one_term(tenure, new.from_, new.until)
    before = (a for a in role.terms_of_office(act.day(agreement.zone)) if a.number != new.number)
    terms = sorted([*before, new], key=lambda each: each.from_)
    in_succession(tenure, terms, new)
    if new.number not in role.assignments:
        rotated(tenure, terms, new)


def accept_role(
    role: Role, act: Act, *, zone: str, assignment: int, from_: date | None = None
) -> tuple[Event, ...]:
    """Accept an appointment; only the appointed person can.

    It holds from its first day, or only `from_` the day that is said. Who acts in the post acts no
    longer once its holder takes it up.
    """
    found = _open_to(role, act, zone, assignment)
    if from_ is not None:
        day = effective(act, from_, zone)
        if not found.covers(day):
            raise Refused(
                f"assignment {assignment} runs from {found.from_} "
                f"{up_to(found.until)}; it cannot be accepted from {day} on",
                field="effective_from",
            )
    taken_up = max(from_ or found.from_, act.day(zone))
    return (
        e.RoleAccepted(assignment=assignment, effective_from=from_),
        *no_longer_acting(role, taken_up, found.until),
    )


def no_longer_acting(role: Role, from_: date, until: date | None) -> tuple[e.ActingEnded, ...]:
    """Return that who acts on days on which the holder is there acts no longer."""
    return tuple(
        e.ActingEnded(acting=acting.number, effective_to=cut(acting, from_).until)
        for acting in role.actings.values()
        if acting.overlaps(from_, until)
    )


def decline_role(role: Role, act: Act, *, zone: str, assignment: int) -> e.RoleDeclined:
    """Decline an appointment before accepting it; only the appointed person can."""
    _open_to(role, act, zone, assignment)
    return e.RoleDeclined(assignment=assignment)


def _open_to(role: Role, act: Act, zone: str, number: int) -> Assignment:
    found, day = theirs(role, act, number), act.day(zone)
    if found.accepted:
        raise OutOfOrder(f"assignment {number} is already accepted")
    if found.ended:
        raise OutOfOrder(f"assignment {number} was ended before it was accepted")
    if found.until is not None and found.until <= day:
        raise OutOfOrder(
            f"assignment {number} ended on {found.until}, before it was accepted; on {day} it is neither "
            "accepted nor declined",
            assignment=number,
        )
    follows(act, found.since, "the appointment")
    return found


def theirs(role: Role, act: Act, number: int) -> Assignment:
    """Return an assignment of the one who speaks; raise `NotEntitled` where it is another's."""
    found = role.assignment(number)
    if found.holder != act.speaker:
        raise NotEntitled(
            f"assignment {number} is that of person {found.holder}, and only they can speak for it",
            holder=str(found.holder),
        )
    return found


def extend_term(
    role: Role,
    act: Act,
    *,
    agreement: Agreement,
    others: Others,
    assignment: int,
    until: date,
) -> tuple[Event, ...]:
    """Let the holder keep the post for longer, within what the terms allow for one term."""
    found = role.assignment(assignment)
    ends = found.until
    day = act.day(agreement.zone)
    if not found.accepted or found.ended or not found.covers(day):
        raise OutOfOrder(
            f"assignment {assignment} does not run on {day}: only the term of a holder who accepted "
            "and was not removed meanwhile is extended"
        )
    if ends is None or until <= ends:
        raise Refused(
            f"assignment {assignment} runs {up_to(ends)}; it is extended to a later day only",
            field="effective_to",
        )
    of_a_party(agreement, role, found.party, ends)
    not_abolished(role, ends, until)
    _free(role, ends, until, but=assignment)
    longer = Assignment(
        found.number, found.holder, found.party, found.from_, until, found.since, accepted=True
    )
    _as_tenure_says(role, act, agreement, longer)
    beside_others(
        agreement,
        Claim(ends, until, post=role.post, holder=found.holder, party=found.party),
        others,
    )
    return (
        e.TermExtended(assignment=assignment, effective_to=until),
        *no_longer_acting(role, ends, until),
    )
