"""Assents are spent by what rests on them: the next time, each party is asked anew."""

from __future__ import annotations

from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.matters import Matter
from accord.events import Event

_MATTERS: dict[type[Event], Matter] = {
    e.AgreementResumed: Matter.RESUMPTION,
    e.AgreementRenewed: Matter.RENEWAL,
    e.TerminatedByConsent: Matter.TERMINATION,
    e.AgreementDeclaredVoid: Matter.VOIDANCE,
    e.AgreementConcluded: Matter.ENTRY_INTO_FORCE,
}


def rests_on_assents(event: Event) -> tuple[Matter, UUID | None] | None:
    """Return which assents an event spends: to a matter, and about whom (None: about anybody)."""
    match event:
        case e.PartyAcceded():
            return Matter.ACCESSION, event.party
        case e.PartyExpelled():
            return Matter.EXPULSION, event.party
        case e.AgreementSuspended():
            return Matter.SUSPENSION, event.party
        case e.AgreementSuperseded():
            return Matter.SUPERSESSION, event.by
    matter = _MATTERS.get(type(event))
    return (matter, None) if matter else None
