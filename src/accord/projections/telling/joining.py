"""Who declines to sign, ratifies, is bound later or accedes, told."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.projections.telling.words import (
    Names,
    first,
    listed,
    person,
    short_hash,
    tells,
    titled,
)


@tells(e.SignatureDeclined)
def declined(event: e.SignatureDeclined, names: Names) -> str:
    """A party will not sign."""
    who = f"{person(event.signatory).capitalize()}, holding the post {event.post}"
    return f"{who}, declined to sign for {names(event.party)}."


@tells(e.SignatureWithdrawn)
def withdrawn(event: e.SignatureWithdrawn, names: Names) -> str:
    """A signature is taken back."""
    who = f"{person(event.signatory).capitalize()}, holding the post {event.post}"
    return f"{who}, withdrew the signature of {names(event.party)}."


@tells(e.SigningExtended)
def signing_extended(event: e.SigningExtended, _names: Names) -> str:
    """There is more time to sign."""
    return f"The time for signing was extended up to and including {event.deadline}."


@tells(e.RatificationDeposited)
def ratified(event: e.RatificationDeposited, names: Names) -> str:
    """A party has ratified."""
    by = (
        f"; the instrument has the hash {short_hash(event.instrument)}" if event.instrument else "."
    )
    return f"{first(names(event.party))} deposited its ratification on {event.deposited_on}{by}"


@tells(e.PartyBound)
def party_bound(event: e.PartyBound, names: Names) -> str:
    """A party is bound later than the others."""
    return f"{first(names(event.party))} is bound by the agreement from {event.effective_from}."


@tells(e.PartyAcceded)
def party_acceded(event: e.PartyAcceded, names: Names) -> str:
    """There is another party."""
    measures = [f"{measure.name} {measure.value:f}" for measure in event.measures]
    in_class = f" in the class {event.cls}" if event.cls else ""
    weighing = f", with {listed(measures)}" if measures else ""
    by = (
        f"by the decision {titled(event.decision, names)}"
        if event.decision
        else "with the assent of each party"
    )
    on = f" on {event.signed_on}" if event.signed_on else ""
    return (
        f"{first(names(event.party))} acceded to the agreement{in_class}{weighing}, from "
        f"{event.effective_from}, {by}; {person(event.signatory)} signed for it as "
        f"{event.capacity}{on}, and its signatory post is {event.post}."
    )
