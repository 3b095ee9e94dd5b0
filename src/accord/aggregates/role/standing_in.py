"""Standing in for a holder: alternates who stand ready, and persons who act in the post for a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.calendar import up_to
from accord.aggregates.effect import effective
from accord.aggregates.role import events as e
from accord.aggregates.role.appointing import not_abolished
from accord.aggregates.role.assignment import Alternate, Assignment
from accord.aggregates.role.limits import (
    Claim,
    Others,
    beside_others,
    never_both,
    not_over,
    of_a_party,
)
from accord.aggregates.role.memory import Acting, Role
from accord.aggregates.role.spans import Span, cut, first_gap
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act

if TYPE_CHECKING:
    from accord.aggregates.agreement.memory import Agreement


def name_alternate(
    role: Role,
    act: Act,
    *,
    agreement: Agreement,
    others: Others,
    assignment: int,
    person: UUID,
    from_: date | None,
    until: date | None,
) -> e.AlternateNamed:
    """Name who sits for the holder while the holder is suspended: a person of the same party."""
    found = _running(role, assignment)
    starts = effective(act, from_, agreement.zone)
    not_over(agreement, starts)
    time = Span(starts, until or found.until)
    if time.empty or not time.within(found.from_, found.until):
        raise Refused(
            f"an alternate stands ready within assignment {assignment}, which runs from {found.from_} "
            f"{up_to(found.until)}",
            field="effective_from",
        )
    if person == found.holder:
        raise Refused("nobody is the alternate of themself", field="person")
    for other in found.alternates.values():
        if other.overlaps(time.from_, time.until):
            raise OutOfOrder(
                f"person {other.person} is the alternate of assignment {assignment} from {other.from_} "
                f"{up_to(other.until)}; there is one at a time",
                alternate=other.number,
            )
    claim = Claim(time.from_, time.until, post=role.post, holder=person, party=found.party)
    never_both(agreement, claim, others)
    return e.AlternateNamed(
        assignment=assignment,
        alternate=len(found.alternates) + 1,
        person=person,
        effective_from=time.from_,
        effective_to=time.until,
    )


def _running(role: Role, number: int) -> Assignment:
    found = role.assignment(number)
    if found.span.empty or found.ended:
        raise OutOfOrder(f"assignment {number} was ended", assignment=number)
    return found


def release_alternate(
    role: Role, act: Act, *, zone: str, assignment: int, alternate: int, until: date | None
) -> e.AlternateReleased:
    """Let an alternate stand ready no longer; `until` is the first day without them."""
    known = role.assignment(assignment).alternates
    if alternate not in known:
        raise NotFound(f"assignment {assignment} has no alternate {alternate}", alternate=alternate)
    ends = effective(act, until, zone)
    last = _cut(known[alternate], ends, f"alternate {alternate} of assignment {assignment}")
    return e.AlternateReleased(assignment=assignment, alternate=alternate, effective_to=last)


def _cut(time: Alternate | Acting, ends: date, whose: str) -> date | None:
    if time.until is not None and time.until <= ends:
        raise OutOfOrder(f"the time of {whose} ends on {time.until} already")
    return cut(time, ends).until


def appoint_acting(
    role: Role,
    act: Act,
    *,
    agreement: Agreement,
    others: Others,
    holder: UUID,
    party: UUID,
    from_: date | None,
    until: date,
) -> e.ActingAppointed:
    """Let a person act in the post until a day, while nobody sits in it.

    It is vacant then, or its holder suspended and without an alternate: who sits of right is not displaced.
    """
    role.exists()
    starts = effective(act, from_, agreement.zone)
    if until <= starts:
        raise Refused(
            f"person {holder} would act until {until}, not after they begin on {starts}",
            field="effective_to",
        )
    of_a_party(agreement, role, party, starts)
    not_abolished(role, starts, until)
    _nobody_there(role, starts, until)
    beside_others(
        agreement, Claim(starts, until, post=role.post, holder=holder, party=party), others
    )
    return e.ActingAppointed(
        acting=len(role.actings) + 1,
        holder=holder,
        party=party,
        effective_from=starts,
        effective_to=until,
    )


def _nobody_there(role: Role, from_: date, until: date) -> None:
    for other in role.actings.values():
        if other.overlaps(from_, until):
            raise OutOfOrder(
                f"person {other.holder} acts in post {role.post} from {other.from_} "
                f"{up_to(other.until)}; no two act at once",
                acting=other.number,
            )
    for held in role.assignments.values():
        if not held.accepted or not held.overlaps(from_, until):
            continue
        first, last = max(from_, held.from_), min(until, held.until or until)
        day = first_gap(first, last, held.suspensions)
        if day is not None:
            raise OutOfOrder(
                f"person {held.holder} holds post {role.post} on {day} and is not suspended; somebody acts only "
                "where the post is vacant or its holder suspended",
                assignment=held.number,
            )
        for ready in held.alternates.values():
            if ready.overlaps(first, last):
                raise OutOfOrder(
                    f"{ready.person} is the alternate of assignment {held.number} from {ready.from_} "
                    f"{up_to(ready.until)}, and sits in post {role.post} while its holder is "
                    "suspended; release the alternate first",
                    alternate=ready.number,
                )


def end_acting(
    role: Role, act: Act, *, zone: str, acting: int, until: date | None
) -> e.ActingEnded:
    """Let somebody act no longer; `until` is the first day without them."""
    role.exists()
    if acting not in role.actings:
        raise NotFound(f"post {role.post} has no acting holder {acting}", acting=acting)
    ends = effective(act, until, zone)
    last = _cut(role.actings[acting], ends, f"acting holder {acting}")
    return e.ActingEnded(acting=acting, effective_to=last)
