"""An example of every event of an obligation, and of the schedule it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from accord.aggregates.obligation import DisputeEntered, ObligationEntered
from accord.aggregates.obligation import events as o
from accord.events import Disclosed, Event
from tests import partnership as p


def obligation_examples() -> Iterator[Event]:
    yield o.ObligationScheduled(
        agreement=p.AGREEMENT,
        party=p.CITY,
        title="Yearly grant",
        due_on=date(2026, 6, 1),
        kind=o.Kind.CONTRIBUTION,
        clause="money",
        contribution="grant",
        amount=Decimal("1500.50"),
        unit="EUR",
        beneficiary=p.TRUST,
        decision=p.DECISION,
    )
    yield o.ObligationMet(met_on=date(2026, 6, 2))
    yield o.ObligationPartiallyMet(
        amount=Decimal(700), statement=Disclosed("Ada sent the first half.")
    )
    yield o.ObligationNotMet(reason=Disclosed("The budget was late."))
    yield o.ObligationWaived(decision=p.DECISION)
    yield o.ObligationRescheduled(due_on=date(2026, 9, 1))
    yield DisputeEntered(agreement=p.AGREEMENT, dispute=p.DISPUTE)
    yield ObligationEntered(agreement=p.AGREEMENT, obligation=p.OBLIGATION)
