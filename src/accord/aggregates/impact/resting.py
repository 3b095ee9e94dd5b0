"""What rests on a mandate or on a decision: signatures, amendments and appointments whose ground fell."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.negotiation import Signature
from accord.aggregates.amendment.memory import Amendment
from accord.aggregates.decision.memory import Decision
from accord.aggregates.impact import events as e
from accord.aggregates.impact.assessing import Change, against, mandate_on
from accord.aggregates.impact.memory import Impact
from accord.aggregates.role.assignment import Assignment
from accord.aggregates.role.memory import Role
from accord.events import Event


def assess_signature(
    impact: Impact,
    *,
    subject: UUID,
    party: UUID,
    signature: Signature,
    agreement: Agreement,
    change: Change,
) -> tuple[Event, ...]:
    """Return what a change in a post means for the signature of a party: whether who signed had the mandate."""
    if signature.post != change.after.post or not change.on(agreement, signature.day):
        return ()
    now = mandate_on(agreement, change.after, signature.day)
    had_it = now is not None and (now.holder, now.party) == (signature.signatory, party)
    seat = e.SeatConcerned(
        seat=signature.post,
        holder=signature.signatory,
        party=party,
        mandate=now.holder if now else None,
        mandate_party=now.party if now else None,
    )
    found = e.ImpactOpened(
        agreement=agreement.id,
        kind=e.ImpactKind.SIGNATURE,
        subject=subject,
        concerns_on=signature.day,
        cause=change.after.id,
        cause_version=change.version,
        seats=() if had_it else (seat,),
    )
    return against(impact, found)


def on_a_fallen_amendment(decision: Decision, version: int, amendment: Amendment) -> Event | None:
    """Return the item of an amendment that was adopted on a decision which then fell, None where it was not.

    Where that was rescinded or superseded, the day concerned is the one up to which the amendment keeps its effect.
    """
    if not amendment.adopted or amendment.decision != decision.id:
        return None
    if amendment.effective_from is None or amendment.annulled_from is not None:
        return None
    after, kind = decision.aftermath, e.ImpactKind.AMENDMENT
    day = after.ends_on or amendment.effective_from
    fell = e.Fell(after.ended or e.Fell.ANNULLED)
    return _fallen(decision, version, kind, amendment.id, day, fell=fell)


def on_a_fallen_appointment(
    decision: Decision, version: int, role: Role, held: Assignment
) -> Event | None:
    """Return the item of an appointment that cites a decision which then fell, None where it does not."""
    if held.authority != f"decision:{decision.id}" or held.span.empty:
        return None
    seat = e.SeatConcerned(seat=role.post, holder=held.holder, party=held.party)
    kind = e.ImpactKind.APPOINTMENT
    return _fallen(decision, version, kind, role.id, held.from_, seat)


def _fallen(
    decision: Decision,
    version: int,
    kind: e.ImpactKind,
    subject: UUID,
    day: date,
    *seats: e.SeatConcerned,
    fell: e.Fell = e.Fell.ANNULLED,
) -> Event | None:
    if decision.agreement is None:
        return None
    return e.ImpactOpened(
        agreement=decision.agreement,
        kind=kind,
        subject=subject,
        concerns_on=day,
        cause=decision.id,
        cause_version=version,
        seats=seats,
        fell=fell,
    )
