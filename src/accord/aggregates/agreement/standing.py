"""What acts on an agreement in force have in common: that it runs, who speaks, and what they rest on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates import authority
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.calendar import up_to
from accord.aggregates.decision import Decision
from accord.aggregates.matters import Matter
from accord.errors import NotEntitled, Refused
from accord.events import Act


def by_clause(clause: str) -> str:
    """Name the clause that refuses, where the provision says which it is."""
    return f" (clause {clause})" if clause else ""


def must_bind_on(agreement: Agreement, day: date, *, said: date | None = None) -> None:
    """Raise `Refused` unless the agreement binds on a day, suspended or not.

    `said` is the day that the act names, where that is another one.
    """
    if agreement.stage(day) not in RUNNING:
        ends = agreement.terminated_from or agreement.life.course.last_end()
        raise Refused(
            f"this cannot hold from {said or day}: the agreement is in force from "
            f"{agreement.effective_from} {up_to(ends)}",
            field="effective_from",
        )


def not_before_it_binds(agreement: Agreement, day: date, what: str, field: str) -> None:
    """Raise `Refused` for a day before the first one of the agreement, which can lie before its conclusion."""
    first = agreement.effective_from
    if first is not None and day < first:
        raise Refused(
            f"{what} on {day}, and nothing is owed under the agreement before it is in force, from {first}",
            field=field,
        )


def must_be_party(agreement: Agreement, party: UUID, day: date, field: str = "party") -> None:
    """Raise `NotEntitled` unless this is a party of the agreement on a day."""
    if party not in agreement.parties_on(day):
        raise NotEntitled(f"{party} is no party of this agreement on {day}", field=field)


def from_outside(act: Act) -> bool:
    """Return whether an act cites an authority outside this register, as an order of a court."""
    return act.env.authority.startswith("instrument:")


def rests_on(
    agreement: Agreement,
    act: Act,
    decision: Decision | None,
    matter: Matter,
    why: str,
    *,
    about: UUID | None = None,
    effective_from: date | None = None,
    effective_to: date | None = None,
    clauses: tuple[str, ...] = (),
    but: tuple[UUID, ...] = (),
) -> UUID | None:
    """Return the decision that an act rests on, or None where all assent: without a procedure for the matter."""
    if decision is not None:
        authority.carried(agreement, decision, matter, why, about=about, act=act)
        authority.not_spent(agreement, decision, why)
        return decision.id
    procedure = agreement.decided_by(matter, act.day(agreement.zone))
    if procedure is not None:
        raise Refused(
            f"{why} needs a decision: the agreement has the matter “{matter.words}” decided by the body "
            f"{procedure.body}, in class {procedure.cls}",
            field="decision",
        )
    authority.assented(
        agreement,
        act,
        matter,
        why,
        about=about,
        effective_from=effective_from,
        effective_to=effective_to,
        clauses=clauses,
        but=but,
    )
    return None
