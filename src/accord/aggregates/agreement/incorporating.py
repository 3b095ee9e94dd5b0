"""Taking an adopted amendment into the agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.dated import Dated
from accord.aggregates.agreement.events import (
    AmendmentIncorporated,
    ProvisionAmended,
    ProvisionRepealed,
)
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.terms import Provision
from accord.errors import OutOfOrder
from accord.events import Act, Event

AMENDABLE = (Stage.CONCLUDED, Stage.IN_FORCE)
"""The stages in which it is amended; before it is in force, with effect from its first day or later."""


def incorporate(
    agreement: Agreement,
    act: Act,
    *,
    amendment: UUID,
    effective_from: date,
    modifications_hash: str,
) -> AmendmentIncorporated:
    """Make an adopted amendment part of the agreement, in force from a day of its term."""
    agreement.must_be(act.day(agreement.zone), AMENDABLE, "it cannot be amended")
    agreement.must_run_on(effective_from)
    if any(entry.amendment == amendment for entry in agreement.incorporated):
        raise OutOfOrder(f"amendment {amendment} already belongs to the agreement")
    return AmendmentIncorporated(
        amendment=amendment,
        adoption_seq=len(agreement.incorporated) + 1,
        effective_from=effective_from,
        modifications_hash=modifications_hash,
    )


def amend_provisions(amendment: UUID, changes: Iterable[Dated]) -> Iterator[Event]:
    """Say anew and take out what an adopted amendment changes beside the text, from a day on."""
    for change in changes:
        if change.value is None:
            yield ProvisionRepealed(
                effective_from=change.effective_from,
                amendment=amendment,
                provision=Provision(change.kind),
                key=change.key,
            )
        else:
            yield ProvisionAmended(
                effective_from=change.effective_from,
                amendment=amendment,
                **{change.kind: change.value},
            )
