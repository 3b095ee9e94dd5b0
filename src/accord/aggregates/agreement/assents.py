"""Who has assented to what; an assent is spent by what rests on it, and then each party is asked anew."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.matters import Matter
from accord.events import Event

Asked = tuple[Matter, UUID | None, date | None]
"""What an assent is to: a matter, whom or what it concerns, and from when it is to hold."""

Assents = dict[Asked, set[UUID]]
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


def follow_assents(assents: Assents, event: Event) -> None:
    """Note an assent that was given or withdrawn, and forget those that an event spends."""
    if isinstance(event, (e.AssentGiven, e.AssentWithdrawn)):
        given = assents.setdefault((event.matter, event.about, event.effective_from), set())
        (given.add if isinstance(event, e.AssentGiven) else given.discard)(event.party)
    elif (spent := rests_on_assents(event)) is not None:
        spend(assents, *spent)


def spend(assents: Assents, matter: Matter, about: UUID | None = None) -> None:
    """Forget the assents on which something now rests: to a matter, about whom it concerns or anybody."""
    for asked in [a for a in assents if a[0] is matter and about in (None, a[1])]:
        del assents[asked]
