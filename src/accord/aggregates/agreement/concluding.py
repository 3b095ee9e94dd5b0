"""From a draft to a binding agreement: adoption, signatures, conclusion, entry into force."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.effect import effective, follows
from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Event
from accord.text import text_hash


class WrongText(Refused):
    """What was signed is not the text that was adopted."""

    code = "wrong-text"


def adopt_text(agreement: Agreement, act: Act) -> e.TextAdopted:
    """Fix the text and the terms; from here on the draft cannot be revised."""
    agreement.must_be(act.day(agreement.zone), Stage.DRAFT, "the text cannot be adopted")
    follows(act, agreement.since, "its last draft")
    terms = agreement.terms
    if not terms.clauses:
        raise Refused("there is no text to adopt: the draft has no clause", field="clauses")
    for entry in terms.parties:
        if terms.signatory_of(entry.party) is None:
            raise Refused(
                f"party {entry.party} has no signatory; name the post whose holder signs for it",
                field="signatories",
                party=str(entry.party),
            )
    return e.TextAdopted(text_hash=text_hash(terms.clauses), terms_hash=terms.hash())


def open_for_signature(
    agreement: Agreement, act: Act, *, deadline: date | None
) -> e.OpenedForSignature:
    """Ask for signatures, until the end of the deadline's day where there is one."""
    day = act.day(agreement.zone)
    agreement.must_be(day, Stage.ADOPTED, "it cannot be opened for signature")
    follows(act, agreement.since, "the adoption of the text")
    if deadline is not None and deadline < day:
        raise Refused(f"the deadline {deadline} has passed on {day}", field="deadline")
    return e.OpenedForSignature(deadline=deadline)


def sign(
    agreement: Agreement,
    act: Act,
    *,
    party: UUID,
    signatory: UUID,
    role: Role,
    text_hash: str,
    capacity: str,
    counterpart: str | None = None,
) -> tuple[Event, ...]:
    """Sign for a party; the last signature concludes the agreement and fixes its entry into force.

    `role` is the party's signatory post: its holder on the day of signing must be the signatory.
    """
    day = act.day(agreement.zone)
    agreement.must_be(day, Stage.OPEN_FOR_SIGNATURE, "it cannot be signed")
    follows(act, agreement.since, "the opening for signature")
    _may_sign(agreement, party, day)
    if text_hash != agreement.text_hash:
        raise WrongText(
            "the hash is not that of the adopted text; read the text again before signing",
            adopted=agreement.text_hash,
        )
    _holds_the_post(role, party, signatory, day)
    signed = e.AgreementSigned(
        party=party,
        signatory=signatory,
        post=role.post,
        capacity=capacity,
        signed_on=day,
        text_hash=text_hash,
        counterpart=counterpart,
    )
    return (signed, *_concluded_by(agreement, act, signed))


def _holds_the_post(role: Role, party: UUID, signatory: UUID, day: date) -> None:
    held = role.holding_on(day)
    if held is None or held.holder != signatory or held.party != party:
        raise NotEntitled(
            f"{signatory} does not hold the post {role.post}, which signs for this party, on {day}",
            post=role.post,
            day=day.isoformat(),
        )


def _may_sign(agreement: Agreement, party: UUID, day: date) -> None:
    if agreement.terms.signatory_of(party) is None:
        raise NotEntitled(f"{party} is no party of this agreement", party=str(party))
    if party in agreement.signed_on:
        raise OutOfOrder(f"party {party} has already signed", party=str(party))
    if agreement.deadline is not None and day > agreement.deadline:
        raise OutOfOrder(f"the time for signing ended on {agreement.deadline}")


def _concluded_by(agreement: Agreement, act: Act, last: e.AgreementSigned) -> tuple[Event, ...]:
    signed_on = {**agreement.signed_on, last.party: last.signed_on}
    if len(signed_on) < len(agreement.terms.parties):
        return ()
    concluded_on = max(signed_on.values())
    term = agreement.terms.term
    from_ = effective(act, term.starts_on or concluded_on, agreement.zone)
    if term.ends_on is not None and term.ends_on <= from_:
        raise Refused(f"the term would end on {term.ends_on}, before it begins on {from_}")
    in_force = e.EntryIntoForceFixed(effective_from=from_, effective_to=term.ends_on)
    return (e.AgreementConcluded(concluded_on=concluded_on), in_force)
