"""Suspension: the agreement, some of its clauses or one party, for a time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement.events import AgreementResumed, AgreementSuspended
from accord.aggregates.agreement.life import Suspension
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.standing import must_be_party, must_bind_on, rests_on
from accord.aggregates.calendar import up_to
from accord.aggregates.decision import Decision
from accord.aggregates.effect import effective
from accord.aggregates.matters import Matter
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act

MOST_CLAUSES = 200


def suspend(
    agreement: Agreement,
    act: Act,
    *,
    clauses: tuple[str, ...] = (),
    party: UUID | None = None,
    decision: Decision | None = None,
    effective_from: date | None = None,
    effective_to: date | None = None,
) -> AgreementSuspended:
    """Suspend some clauses, a party, or (without either) the whole agreement, until a day or a resumption.

    It rests on a decision (about the party, where it is one); without a procedure, on the assent of all others.
    """
    agreement.must_be(act.day(agreement.zone), RUNNING, "nothing can be suspended")
    from_ = effective(act, effective_from, agreement.zone)
    _ends_later(from_, effective_to)
    must_bind_on(agreement, from_)
    _something_of_it(agreement, clauses, party, from_)
    _not_twice(agreement, frozenset(clauses), party, from_, effective_to)
    rests = rests_on(
        agreement,
        act,
        decision,
        Matter.SUSPENSION,
        "a suspension",
        about=party,
        effective_from=from_,
        effective_to=effective_to,
        clauses=tuple(clauses),
        but=(party,) if party else (),
    )
    return AgreementSuspended(
        effective_from=from_,
        effective_to=effective_to,
        suspension=len(agreement.life.suspensions) + 1,
        clauses=clauses,
        party=party,
        decision=rests,
    )


def _ends_later(from_: date, until: date | None) -> None:
    if until is not None and until <= from_:
        raise Refused(
            f"the suspension would end on {until}, not after it begins on {from_}",
            field="effective_to",
        )


def _something_of_it(
    agreement: Agreement, clauses: tuple[str, ...], party: UUID | None, day: date
) -> None:
    if party is not None:
        if clauses:
            raise Refused("suspend either clauses or a party, in two acts", field="party")
        must_be_party(agreement, party, day)
    if len(clauses) > MOST_CLAUSES or len(set(clauses)) < len(clauses):
        raise Refused(
            f"name at most {MOST_CLAUSES} clauses, each once; or suspend the whole agreement",
            field="clauses",
        )
    # Clauses that an amendment inserts are known to the text alone; those adopted stand here.
    known = {clause.id for clause in agreement.terms_on(day).clauses}
    for index, clause in enumerate(clauses):
        if clause not in known and not agreement.incorporated:
            where = f"clauses/{index}"
            raise NotFound(f"the agreement has no clause {clause}", field=where, clause=clause)


def _not_twice(
    agreement: Agreement,
    clauses: frozenset[str],
    party: UUID | None,
    from_: date,
    until: date | None,
) -> None:
    for other in agreement.life.suspensions.values():
        if other.concerns(clauses, party) and other.overlaps(from_, until):
            raise OutOfOrder(
                f"suspension {other.number} of the same runs from {other.since} "
                f"{up_to(other.until)}; no two may overlap",
                suspension=other.number,
            )


def resume(
    agreement: Agreement,
    act: Act,
    *,
    suspension: int,
    decision: Decision | None = None,
    effective_from: date | None = None,
) -> AgreementResumed:
    """End a suspension from a day on, before its own end; whoever is suspended has no say in it."""
    agreement.must_be(act.day(agreement.zone), RUNNING, "nothing can be resumed")
    found = agreement.life.suspensions.get(suspension)
    if found is None:
        raise NotFound(f"there is no suspension {suspension}", field="suspension")
    from_ = effective(act, effective_from, agreement.zone)
    _while_suspended(found, from_)
    rests = rests_on(
        agreement,
        act,
        decision,
        Matter.RESUMPTION,
        "a resumption",
        about=found.party,
        effective_from=from_,
        but=(found.party,) if found.party else (),
    )
    return AgreementResumed(effective_from=from_, suspension=suspension, decision=rests)


def _while_suspended(found: Suspension, day: date) -> None:
    if found.until is not None and found.until <= day:
        raise OutOfOrder(f"suspension {found.number} ends on {found.until} already")
    if day < found.since:
        raise Refused(
            f"suspension {found.number} begins on {found.since}, and cannot end before, on {day}",
            field="effective_from",
        )
