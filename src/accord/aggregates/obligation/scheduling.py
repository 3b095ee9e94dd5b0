"""Scheduling: who owes what on which day, and on what that rests."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from uuid import UUID

from accord.aggregates.agreement import Agreement, Stage
from accord.aggregates.agreement.standing import not_before_it_binds
from accord.aggregates.agreement.terms import Contribution
from accord.aggregates.authority import carried
from accord.aggregates.decision import Decision
from accord.aggregates.obligation.events import Kind, ObligationRescheduled, ObligationScheduled
from accord.aggregates.obligation.memory import SETTLED, Obligation
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act

_ONCE_IN_FORCE = (
    Stage.IN_FORCE,
    Stage.SUSPENDED,
    Stage.EXPIRED,
    Stage.TERMINATED,
    Stage.CLOSING,
)


def schedule_obligation(
    obligation: Obligation,
    act: Act,
    *,
    agreement: Agreement,
    clauses: Collection[str],
    party: UUID,
    title: str,
    due_on: date,
    kind: Kind,
    clause: str = "",
    contribution: str = "",
    amount: Decimal | None = None,
    unit: str = "",
    beneficiary: UUID | None = None,
    decision: Decision | None = None,
) -> ObligationScheduled:
    """Enter what a party owes; `clauses` are those of the text on the day of the act."""
    if obligation.version:
        raise OutOfOrder(f"obligation {obligation.id} is already scheduled")
    owed = ObligationScheduled(
        agreement=agreement.id,
        party=party,
        title=title,
        due_on=due_on,
        kind=kind,
        clause=clause,
        contribution=contribution,
        amount=amount,
        unit=unit,
        beneficiary=beneficiary,
        decision=decision.id if decision else None,
    )
    _can_be_owed(agreement, act, owed)
    _rests(agreement, act, owed, clauses, decision)
    return owed


def _can_be_owed(agreement: Agreement, act: Act, owed: ObligationScheduled) -> None:
    day = act.day(agreement.zone)
    agreement.must_be(day, _ONCE_IN_FORCE, "nothing is owed under it yet, or any more")
    not_before_it_binds(agreement, owed.due_on, "this would be due", "due_on")
    _is_party(agreement, owed.party, owed.due_on, "party")
    _still_binds(agreement, day, owed)
    _is_owed_to(agreement, owed.party, owed.beneficiary, owed.due_on)
    _is_amount(owed.amount, owed.unit)


def _rests(
    agreement: Agreement,
    act: Act,
    owed: ObligationScheduled,
    clauses: Collection[str],
    decision: Decision | None,
) -> None:
    """Hold that nobody is bound by another one's word alone."""
    day = act.day(agreement.zone)
    if owed.clause and owed.clause not in clauses:
        raise Refused(f"the text on {day} has no clause {owed.clause}", field="clause")
    if owed.contribution:
        _is_contribution(contribution_on(agreement, day, owed.contribution), owed)
    if decision is not None:
        carried(agreement, decision, decision.matter, "this", about=decision.about, act=act)
    named = owed.clause or owed.contribution or owed.decision
    if not named and act.env.on_behalf_of != owed.party:
        raise Refused(
            "what somebody else is to owe rests on something: name the clause, the contribution or "
            "the decision; without any only the party itself can undertake it",
            field="clause",
        )


def contribution_on(agreement: Agreement, day: date, key: str) -> Contribution:
    """Return a contribution of the terms on a day; raise `NotFound` where there is none."""
    terms = agreement.terms_on(day)
    found = next((entry for entry in terms.contributions if entry.key == key), None)
    if found is None:
        raise NotFound(f"the agreement has no contribution {key} on {day}", field="contribution")
    return found


def reschedule(
    obligation: Obligation, act: Act, *, agreement: Agreement, due_on: date
) -> ObligationRescheduled:
    """Move what is still owed to another day."""
    obligation.exists()
    day = act.day(agreement.zone)
    not_before_it_binds(agreement, day, "this would be moved", "occurred_on")
    not_before_it_binds(agreement, due_on, "this would be due", "due_on")
    _is_open(obligation, "moved")
    if due_on == obligation.due_on:
        raise OutOfOrder(f"it is due on {due_on} already")
    return ObligationRescheduled(due_on=due_on)


def _is_open(obligation: Obligation, what: str) -> None:
    if obligation.status in SETTLED:
        raise OutOfOrder(
            f"this obligation cannot be {what}: it is {obligation.status.replace('_', ' ')} already",
            stage=obligation.status,
        )


def _is_party(agreement: Agreement, party: UUID, due_on: date, field: str) -> None:
    """Look at all days up to that one: who has left may still owe something."""
    entered = any(
        dated.kind == "party" and dated.value is not None and dated.value.party == party
        for dated in agreement.dated
        if dated.effective_from <= due_on
    )
    if agreement.terms.party(party) is None and not entered:
        raise Refused(
            f"{party} is no party of this agreement, and was none by {due_on}", field=field
        )


def _still_binds(agreement: Agreement, day: date, owed: ObligationScheduled) -> None:
    """Hold that who has left owes nothing that falls due afterwards, unless a clause that survives says so."""
    ending = agreement.terms_on(day).ending
    surviving = ending.surviving if ending else ()
    acting = agreement.acting_for(owed.party, owed.due_on)
    if acting not in agreement.parties_on(owed.due_on) and owed.clause not in surviving:
        clauses = f": {', '.join(surviving)}" if surviving else ", and the agreement names none"
        raise Refused(
            f"{owed.party} is no party on {owed.due_on}; what falls due after a party has left rests on "
            f"a clause that survives the end{clauses}",
            field="due_on",
        )


def _is_owed_to(agreement: Agreement, party: UUID, beneficiary: UUID | None, due_on: date) -> None:
    if beneficiary is None:
        return
    _is_party(agreement, beneficiary, due_on, "beneficiary")
    if beneficiary == party:
        raise Refused("nobody owes anything to itself; name another party", field="beneficiary")


def _is_amount(amount: Decimal | None, unit: str) -> None:
    if amount is not None and (amount <= 0 or not unit):
        raise Refused(
            "an amount that is owed is more than nothing and has a unit, as EUR or hours",
            field="amount" if unit else "unit",
        )


def _is_contribution(found: Contribution, owed: ObligationScheduled) -> None:
    what = f"contribution {found.key}"
    if found.party != owed.party:
        raise Refused(f"{what} is that of party {found.party}", field="contribution")
    if found.due_on and owed.due_on not in found.due_on:
        days = ", ".join(map(str, found.due_on[:5]))
        raise Refused(f"{what} is due on {days}, and not on {owed.due_on}", field="due_on")
    if owed.amount is not None and (owed.amount, owed.unit) != (found.amount, found.unit):
        laid_down = (
            f"of {found.amount:f} {found.unit}" if found.amount is not None else "of no amount"
        )
        raise Refused(
            f"{what} is {laid_down}, and not of {owed.amount:f} {owed.unit}", field="amount"
        )
