"""From signature to the end of an agreement, told."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.projections.telling.words import (
    Names,
    days,
    person,
    short_hash,
    tells,
    titled,
)


@tells(e.OpenedForSignature)
def opened_for_signature(event: e.OpenedForSignature, _names: Names) -> str:
    """The text awaits signatures."""
    if event.deadline is None:
        return "The agreement was opened for signature, without a deadline."
    return f"The agreement was opened for signature up to and including {event.deadline}."


@tells(e.AgreementSigned)
def signed(event: e.AgreementSigned, names: Names) -> str:
    """A party signed."""
    copy = f", in the counterpart {event.counterpart}" if event.counterpart else ""
    return (
        f"{person(event.signatory).capitalize()}, holding the post {event.post}, signed for "
        f"{names(event.party)} as {event.capacity} on {event.signed_on}{copy}; the text signed has "
        f"the hash {short_hash(event.text_hash)}"
    )


@tells(e.AgreementConcluded)
def concluded(event: e.AgreementConcluded, _names: Names) -> str:
    """The last required act was done."""
    return f"The agreement was concluded on {event.concluded_on}."


@tells(e.EntryIntoForceFixed)
def entry_into_force_fixed(event: e.EntryIntoForceFixed, _names: Names) -> str:
    """The agreement binds."""
    runs = days(event.effective_from, event.effective_to, "without a first day")
    end = "" if event.effective_to else ", without a fixed end"
    return f"The agreement is in force {runs}{end}."


@tells(e.AmendmentIncorporated)
def amendment_incorporated(event: e.AmendmentIncorporated, names: Names) -> str:
    """An amendment belongs to the agreement."""
    since = days(event.effective_from, event.effective_to, "at once")
    return (
        f"Amendment {titled(event.amendment, names)} was incorporated into the agreement as number "
        f"{event.adoption_seq}, in force {since}."
    )


@tells(e.AmendmentAnnulled)
def amendment_annulled(event: e.AmendmentAnnulled, names: Names) -> str:
    """An amendment takes back what it did."""
    since = f"from {event.effective_from} on" if event.effective_from else "of every day"
    why = f", as decision {titled(event.fallen, names)} fell" if event.fallen is not None else ""
    which = titled(event.amendment, names)
    return f"The text and terms {since} are again what they are without amendment {which}{why}."
