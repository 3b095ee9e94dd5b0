"""How a dispute ends: all settle it on the same terms, who raised it withdraws it, or it is decided."""

from __future__ import annotations

import re
from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.standing import from_outside
from accord.aggregates.dispute.events import (
    DisputeDecided,
    DisputeSettled,
    DisputeWithdrawn,
    SettlementAgreed,
)
from accord.aggregates.dispute.memory import Dispute
from accord.aggregates.dispute.speaking import day_of, speaks, stands_in
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Event

_SHA256 = re.compile("[0-9a-f]{64}")


def agree_to_settle(
    dispute: Dispute,
    act: Act,
    *,
    agreement: Agreement,
    party: UUID,
    role: Role | None,
    settlement_hash: str,
) -> tuple[Event, ...]:
    """Agree for a party to the terms of a settlement; the last one that agrees to the same settles the dispute."""
    day = day_of(dispute, act, agreement)
    named = stands_in(dispute, agreement, party, day)
    speaks(agreement, act, party, role)
    _is_hash(settlement_hash, "the terms of a settlement are", "settlement_hash")
    if all(dispute.agreed.get(each) == settlement_hash for each in named):
        raise OutOfOrder(f"party {party} has already agreed to these terms", party=str(party))
    agreed = tuple(
        SettlementAgreed(
            party=each, signatory=act.speaker, settlement_hash=settlement_hash, agreed_on=day
        )
        for each in named
    )
    known = dispute.agreed | dict.fromkeys(named, settlement_hash)
    if any(known.get(each) != settlement_hash for each in dispute.parties):
        return agreed
    return (*agreed, DisputeSettled(settlement_hash=settlement_hash, settled_on=day))


def withdraw_dispute(
    dispute: Dispute, act: Act, *, agreement: Agreement, party: UUID, role: Role | None
) -> DisputeWithdrawn:
    """Withdraw a dispute; only who raised it can, or who stands in its place."""
    day = day_of(dispute, act, agreement)
    if dispute.party not in stands_in(dispute, agreement, party, day):
        raise NotEntitled(
            f"party {dispute.party} raised this dispute, and it alone can withdraw it; to end it together, agree "
            "to a settlement",
            field="party",
        )
    speaks(agreement, act, party, role)
    return DisputeWithdrawn(party=party, withdrawn_on=day)


def record_ruling(
    dispute: Dispute, act: Act, *, agreement: Agreement, ruling: str
) -> DisputeDecided:
    """Record that the dispute was decided, by the ruling that is cited and named by its hash."""
    day = day_of(dispute, act, agreement)
    if not from_outside(act):
        raise Refused(
            "a dispute is decided by a court, or by whom the parties have let decide: cite the ruling as "
            "instrument:<citation>",
            field="authority",
        )
    _is_hash(ruling, "a ruling is", "ruling")
    return DisputeDecided(ruling=ruling, decided_on=day)


def _is_hash(said: str, what: str, field: str) -> None:
    if not _SHA256.fullmatch(said):
        raise Refused(
            f"{what} named by the SHA-256 of the document, in lower-case hex", field=field
        )
