"""Taking an adopted amendment into the agreement."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement.events import AmendmentIncorporated
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.errors import OutOfOrder
from accord.events import Act


def incorporate(
    agreement: Agreement,
    act: Act,
    *,
    amendment: UUID,
    effective_from: date,
    modifications_hash: str,
) -> AmendmentIncorporated:
    """Make an adopted amendment part of the agreement, in force from a day of its term."""
    agreement.must_be(act.day(agreement.zone), Stage.IN_FORCE, "it cannot be amended")
    agreement.must_run_on(effective_from)
    if any(entry.amendment == amendment for entry in agreement.incorporated):
        raise OutOfOrder(f"amendment {amendment} already belongs to the agreement")
    return AmendmentIncorporated(
        amendment=amendment,
        adoption_seq=len(agreement.incorporated) + 1,
        effective_from=effective_from,
        modifications_hash=modifications_hash,
    )
