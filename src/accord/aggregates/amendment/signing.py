"""Signature by the parties, where the agreement asks for it after the decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.concluding import WrongText, holds_the_post
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.deciding import (
    adopted,
    first_day,
    must_be_carried,
    must_fit,
    signed_by_parties,
    unsigned,
)
from accord.aggregates.amendment.memory import Amendment
from accord.aggregates.decision import Decision
from accord.aggregates.effect import follows
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Event
from accord.text import Incorporated


def open_amendment_for_signature(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    decision: Decision,
    effective_from: date | None = None,
    deadline: date | None = None,
) -> m.AmendmentOpened:
    """Ask the parties to sign a carried amendment, saying from when it is to hold."""
    must_be_carried(amendment, act, agreement, decision)
    day = act.day(agreement.zone)
    if amendment.signing.opened:
        raise OutOfOrder("the amendment is already open for signature")
    if signed_by_parties(agreement, decision.matter, day) is None:
        raise OutOfOrder(
            "the agreement does not have the parties sign amendments by this procedure; adopt it"
        )
    from_ = first_day(amendment, act, agreement, effective_from)
    agreement.must_run_on(from_)
    must_fit(amendment, act, agreement, incorporated, from_)
    if deadline is not None and deadline < day:
        raise Refused(f"the deadline {deadline} has passed on {day}", field="deadline")
    return m.AmendmentOpened(
        effective_from=from_ if from_ != day else None,
        decision=decision.id,
        modifications_hash=amendment.hash,
        deadline=deadline,
    )


def sign_amendment(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    decision: Decision,
    party: UUID,
    signatory: UUID,
    role: Role,
    modifications_hash: str,
    capacity: str,
) -> tuple[Event, ...]:
    """Sign for a party; the last signature adopts the amendment, from the day said at the opening on."""
    day = _may_sign(amendment, act, agreement, party)
    holds_the_post(agreement, role, party, signatory, day)
    _knows_it(amendment, modifications_hash)
    signed = m.AmendmentSigned(
        party=party,
        signatory=signatory,
        post=role.post,
        capacity=capacity,
        signed_on=day,
        modifications_hash=modifications_hash,
    )
    if unsigned(amendment, agreement, day) != [party]:
        return (signed,)
    must_be_carried(amendment, act, agreement, decision)
    last = adopted(
        amendment,
        act,
        agreement=agreement,
        incorporated=incorporated,
        decision=decision,
        effective_from=amendment.signing.effective_from or day,
    )
    return (signed, last)


def decline_to_sign(
    amendment: Amendment,
    act: Act,
    *,
    agreement: Agreement,
    party: UUID,
    signatory: UUID,
    role: Role,
) -> tuple[Event, ...]:
    """Say that a party does not sign; with that the amendment lapses."""
    day = _may_sign(amendment, act, agreement, party)
    holds_the_post(agreement, role, party, signatory, day)
    declined = m.SignatureDeclined(party=party, signatory=signatory, post=role.post)
    return (declined, m.AmendmentLapsed())


def _may_sign(amendment: Amendment, act: Act, agreement: Agreement, party: UUID) -> date:
    amendment.must_stand("it cannot be signed")
    day, signing = act.day(agreement.zone), amendment.signing
    if not signing.opened:
        raise OutOfOrder("the amendment is not open for signature")
    follows(act, amendment.since, "the opening for signature")
    if party not in agreement.parties_on(day):
        raise NotEntitled(f"{party} is no party of this agreement on {day}", party=str(party))
    if party in signing.signed:
        raise OutOfOrder(f"party {party} has already signed", party=str(party))
    if signing.deadline is not None and day > signing.deadline:
        raise OutOfOrder(f"the time for signing ended on {signing.deadline}")
    return day


def _knows_it(amendment: Amendment, hash_: str) -> None:
    if hash_ != amendment.hash:
        raise WrongText(
            "the hash is not that of the carried amendment; read it again before signing",
            carried=amendment.hash,
        )
