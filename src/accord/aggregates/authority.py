"""On what an act rests that one party alone cannot do: a carried decision, or the assent of all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.rules import Verdict

if TYPE_CHECKING:  # both packages ask here, so that neither can be loaded before it
    from accord.aggregates.agreement.memory import Agreement
    from accord.aggregates.decision.memory import Decision


def carried(
    agreement: Agreement,
    decision: Decision,
    matter: Matter,
    why: str,
    *,
    about: UUID | None = None,
) -> None:
    """Raise `Refused` unless the decision is certified carried, on just this matter of this agreement.

    That body and class are those of the agreement's procedure was held when the motion was tabled.
    """
    found = (decision.agreement, decision.matter, decision.about)
    if found != (agreement.id, matter, about) or decision.verdict is not Verdict.CARRIED:
        raise Refused(
            f"{why} needs a certified, carried decision of this agreement on the matter "
            f"“{matter.replace('_', ' ')}”" + (f" about {about}" if about else ""),
            field="decision",
            decision=str(decision.id),
        )


def assented(
    agreement: Agreement,
    day: date,
    matter: Matter,
    why: str,
    *,
    about: UUID | None = None,
    effective_from: date | None = None,
    but: tuple[UUID, ...] = (),
) -> None:
    """Raise `OutOfOrder` unless each party of a day (all `but` these) has assented to just this."""
    given = agreement.assents.get((matter, about, effective_from), set())
    missing = [str(p) for p in agreement.parties_on(day) if p not in given and p not in but]
    if missing:
        raise OutOfOrder(
            f"{why} needs the assent of each party, and {len(missing)} have not given it: "
            f"{', '.join(missing[:5])}",
            missing=missing[:20],
        )
