"""Who has assented to what; an assent is spent by what rests on it, and then each party is asked anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.matters import Matter
from accord.events import Event

Asked = tuple[Matter, UUID | None, date | None, date | None, frozenset[str], str | None]
"""What an assent is to: a matter, whom or what it concerns, from and until when, and which clauses alone.

Of an amendment also the hash of all that it changes: drafted in other words, it is another one.
"""

Assents = dict[Asked, dict[UUID, datetime]]
"""Of all that is asked, which parties assent to it, and the first instant at which each can have done so."""
_MATTERS: dict[type[Event], Matter] = {
    e.AgreementResumed: Matter.RESUMPTION,
    e.AgreementRenewed: Matter.RENEWAL,
    e.TerminatedByConsent: Matter.TERMINATION,
    e.AgreementDeclaredVoid: Matter.VOIDANCE,
    e.AgreementConcluded: Matter.ENTRY_INTO_FORCE,
}


def asked(
    matter: Matter,
    about: UUID | None = None,
    effective_from: date | None = None,
    effective_to: date | None = None,
    clauses: Iterable[str] = (),
    *,
    modifications_hash: str | None = None,
) -> Asked:
    """Return what is assented to, as it is looked up."""
    return matter, about, effective_from, effective_to, frozenset(clauses), modifications_hash


def rests_on_assents(event: Event) -> tuple[Matter, UUID | None] | None:
    """Return which assents an event spends: to a matter, and about whom (None: about anybody)."""
    match event:
        case e.PartyAcceded():
            return Matter.ACCESSION, event.party
        case e.PartyExpelled():
            return Matter.EXPULSION, event.party
        case e.NoticeWithdrawn(leave_of=UUID() as party):
            return Matter.RETRACTION, party
        case e.AgreementSuspended():
            return Matter.SUSPENSION, event.party
        case e.AgreementSuperseded():
            return Matter.SUPERSESSION, event.by
        case e.AmendmentIncorporated():
            return Matter.AMENDMENT, event.amendment
    matter = _MATTERS.get(type(event))
    return (matter, None) if matter else None


def follow_assents(assents: Assents, event: Event, at: datetime) -> None:
    """Note an assent that was given (not before `at`) or withdrawn, and forget those that an event spends."""
    if isinstance(event, (e.AssentGiven, e.AssentWithdrawn)):
        days, changes = (event.effective_from, event.effective_to), event.modifications_hash
        what = asked(event.matter, event.about, *days, event.clauses, modifications_hash=changes)
        given = assents.setdefault(what, {})
        given.pop(event.party, None)
        if isinstance(event, e.AssentGiven):
            given[event.party] = at
    elif (spent := rests_on_assents(event)) is not None:
        spend(assents, *spent)


def spend(assents: Assents, matter: Matter, about: UUID | None = None) -> None:
    """Forget the assents on which something now rests: to a matter, about whom it concerns or anybody."""
    for known in [a for a in assents if a[0] is matter and about in (None, a[1])]:
        del assents[known]
