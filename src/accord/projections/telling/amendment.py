"""Amendments, told: what is to change in an agreement, and whether it was adopted."""

from __future__ import annotations

from accord.aggregates.agreement.terms import Provision
from accord.aggregates.amendment import events as m
from accord.projections.telling.provisions import provision_named, provision_words
from accord.projections.telling.words import (
    Names,
    days,
    number,
    person,
    short_hash,
    tells,
    titled,
)


def _base(count: int) -> str:
    return number(count, "amendment") + " incorporated" if count else "no amendment so far"


@tells(m.AmendmentDrafted)
def drafted(event: m.AmendmentDrafted, names: Names) -> str:
    """A change was drafted."""
    kind = "minor amendment" if event.minor else "amendment"
    more = f", to hold from {event.effective_from}" if event.effective_from else ""
    if event.replaces is not None:
        more += f", in the place of amendment {titled(event.replaces, names)}"
    return f"The {kind} “{event.title}” was drafted, on the text with {_base(event.base)}{more}."


@tells(m.AmendmentRebased)
def rebased(event: m.AmendmentRebased, _names: Names) -> str:
    """The same change was drafted again."""
    more = f", to hold from {event.effective_from}" if event.effective_from else ""
    return f"The amendment was drafted again, on the text with {_base(event.base)}{more}."


@tells(m.SubstitutionDrafted)
def substitution_drafted(event: m.SubstitutionDrafted, _names: Names) -> str:
    """A clause is to be replaced."""
    return f"Clause {event.clause} is to be replaced."


@tells(m.InsertionDrafted)
def insertion_drafted(event: m.InsertionDrafted, _names: Names) -> str:
    """A clause is to be added."""
    return f"Clause {event.clause} is to be inserted {_where(event.after, event.before)}."


@tells(m.RepealDrafted)
def repeal_drafted(event: m.RepealDrafted, _names: Names) -> str:
    """A clause is to go."""
    return f"Clause {event.clause} is to be repealed."


@tells(m.RenumberingDrafted)
def renumbering_drafted(event: m.RenumberingDrafted, _names: Names) -> str:
    """A clause is to be called otherwise."""
    parts = {"number": event.num, "heading": event.heading}
    said = [
        f"the {part} “{words}”" if words else f"no {part}"
        for part, words in parts.items()
        if words is not None
    ]
    return f"Clause {event.clause} is to bear {' and '.join(said)}; its text stays."


@tells(m.MoveDrafted)
def move_drafted(event: m.MoveDrafted, _names: Names) -> str:
    """A clause is to stand elsewhere."""
    where = "to the beginning" if event.first else _where(event.after, event.before, "to the end")
    return f"Clause {event.clause} is to be moved {where}."


def _where(after: str | None, before: str | None, otherwise: str = "at the end") -> str:
    if after is not None:
        return f"after clause {after}"
    return otherwise if before is None else f"before clause {before}"


@tells(m.ProvisionDrafted)
def provision_drafted(event: m.ProvisionDrafted, names: Names) -> str:
    """A provision is to be said."""
    return f"By the amendment, {provision_words(*event.given, names)}."


@tells(m.ProvisionStrikeDrafted)
def provision_strike_drafted(event: m.ProvisionStrikeDrafted, names: Names) -> str:
    """A provision is to go."""
    return f"{provision_named(Provision(event.provision), event.key, names)} is to be struck out."


@tells(m.PutToDecision)
def put_to_decision(event: m.PutToDecision, names: Names) -> str:
    """A motion to adopt was tabled."""
    return f"The amendment was put to decision {titled(event.decision, names)}."


@tells(m.AmendmentOpened)
def opened_for_signature(event: m.AmendmentOpened, names: Names) -> str:
    """The parties are to sign."""
    until = f" up to and including {event.deadline}" if event.deadline else ", without a deadline"
    since = days(event.effective_from, event.effective_to, "from the last signature on")
    return (
        f"The amendment, carried by decision {titled(event.decision, names)}, was opened for signature{until}; "
        f"it is to hold {since}."
    )


@tells(m.AmendmentSigned)
def signed(event: m.AmendmentSigned, names: Names) -> str:
    """A party signed."""
    return (
        f"{person(event.signatory).capitalize()}, holding the post {event.post}, signed the amendment for "
        f"{names(event.party)} as {event.capacity} on {event.signed_on}; what was signed has the hash "
        f"{short_hash(event.modifications_hash)}"
    )


@tells(m.SignatureDeclined)
def declined(event: m.SignatureDeclined, names: Names) -> str:
    """A party does not sign."""
    return (
        f"{person(event.signatory).capitalize()}, holding the post {event.post}, declined to sign the "
        f"amendment for {names(event.party)}."
    )


@tells(m.AmendmentAdopted)
def adopted(event: m.AmendmentAdopted, names: Names) -> str:
    """The amendment was adopted."""
    since = days(event.effective_from, event.effective_to, "at once")
    return (
        f"The amendment was adopted by decision {titled(event.decision, names)}, as number "
        f"{event.adoption_seq}, in force {since}."
    )


@tells(m.AmendmentAdoptedByAssent)
def adopted_by_assent(event: m.AmendmentAdoptedByAssent, _names: Names) -> str:
    """All assented to the amendment."""
    since = days(event.effective_from, event.effective_to, "at once")
    return (
        f"The amendment was adopted with the assent of every party, as number {event.adoption_seq}, in "
        f"force {since}; what they assented to has the hash {short_hash(event.modifications_hash)}"
    )


@tells(m.AmendmentAnnulled)
def annulled(event: m.AmendmentAnnulled, names: Names) -> str:
    """It is without effect."""
    how = "treated as never having been in effect"
    if event.effective_from is not None:
        how = f"without effect from {event.effective_from} on"
    why = "by an authority outside"
    if event.fallen is not None:
        why = f"as decision {titled(event.fallen, names)}, on which it was adopted, fell"
    return f"The amendment was annulled, {why}: it is {how}."


@tells(m.AmendmentRejected)
def rejected(event: m.AmendmentRejected, names: Names) -> str:
    """It is carried no longer."""
    by = titled(event.decision, names)
    return f"The amendment was rejected: decision {by}, which carried it, no longer does."


@tells(m.AmendmentReturned)
def returned(event: m.AmendmentReturned, names: Names) -> str:
    """Its motion came to nothing."""
    return (
        f"Decision {titled(event.decision, names)} on the amendment came to nothing; it can be put to another "
        "one."
    )


@tells(m.AmendmentWithdrawn)
def withdrawn(_event: m.AmendmentWithdrawn, _names: Names) -> str:
    """It was taken back."""
    return "The amendment was withdrawn before the vote."


@tells(m.AmendmentLapsed)
def lapsed(_event: m.AmendmentLapsed, _names: Names) -> str:
    """It came to nothing."""
    return "The amendment lapsed; it can no longer be adopted."


@tells(m.AmendmentSuperseded)
def superseded(event: m.AmendmentSuperseded, names: Names) -> str:
    """Another one came in its place."""
    return f"The amendment was superseded by amendment {titled(event.by, names)}."
