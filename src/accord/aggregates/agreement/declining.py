"""Before the conclusion a party can decline to sign or take its signature back, and get more time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.effect import follows
from accord.aggregates.role import Role
from accord.errors import OutOfOrder, Refused
from accord.events import Act


def decline_to_sign(
    agreement: Agreement, act: Act, *, party: UUID, signatory: UUID, role: Role
) -> e.SignatureDeclined:
    """Say for a party that it will not sign, and why; until the conclusion it still can."""
    day = act.day(agreement.zone)
    agreement.must_be(day, Stage.OPEN_FOR_SIGNATURE, "there is nothing to decline")
    follows(act, agreement.since, "the opening for signature")
    if not act.reason:
        raise Refused("say why the party declines to sign", field="reason")
    holds_the_post(agreement, role, party, signatory, day)
    if party in agreement.signing.signed_on:
        raise OutOfOrder(
            f"party {party} has signed; until the conclusion it can withdraw its signature",
            party=str(party),
        )
    if party in agreement.signing.declined:
        raise OutOfOrder(f"party {party} has already declined to sign", party=str(party))
    return e.SignatureDeclined(party=party, signatory=signatory, post=role.post)


def withdraw_signature(
    agreement: Agreement, act: Act, *, party: UUID, signatory: UUID, role: Role
) -> e.SignatureWithdrawn:
    """Take the signature of a party back, and its ratification with it, before the conclusion."""
    day = act.day(agreement.zone)
    agreement.must_be(day, Stage.OPEN_FOR_SIGNATURE, "no signature can be withdrawn")
    holds_the_post(agreement, role, party, signatory, day)
    signed_on = agreement.signing.signed_on.get(party)
    if signed_on is None:
        raise OutOfOrder(f"party {party} has not signed", party=str(party))
    if day < signed_on:
        raise OutOfOrder(
            f"the signature of {signed_on} cannot be withdrawn before it was given",
            field="occurred_on",
        )
    return e.SignatureWithdrawn(party=party, signatory=signatory, post=role.post)


def extend_signing(agreement: Agreement, act: Act, *, deadline: date) -> e.SigningExtended:
    """Give the parties more time to sign, also where the time has passed."""
    day = act.day(agreement.zone)
    stages = (Stage.OPEN_FOR_SIGNATURE, Stage.CONCLUDED, Stage.IN_FORCE)
    agreement.must_be(day, stages, "the time for signing cannot be extended")
    follows(act, agreement.since, "the opening for signature")
    before = agreement.signing.deadline
    if before is None:
        raise OutOfOrder("the time for signing has no end; there is nothing to extend")
    if deadline <= before:
        raise Refused(f"the time for signing ends on {before}; name a later day", field="deadline")
    if deadline < day:
        raise Refused(f"the deadline {deadline} has passed on {day}", field="deadline")
    return e.SigningExtended(deadline=deadline)
