"""An example of every event of an objection."""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.decision import objecting_events as o
from accord.events import Disclosed, Event
from tests import partnership as p


def objection_examples() -> Iterator[Event]:
    yield o.ObjectionRaised(
        number=1, seat="trust-1", statement=Disclosed("The weir feeds the trust's mill.")
    )
    yield o.ObjectionRuled(number=1, ruling=o.ObjectionRuling.ADMITTED)
    yield o.ObjectionWithdrawn(number=2)
    yield o.ObjectionSettled(
        number=1, outcome=o.ObjectionOutcome.INTEGRATED, amendment=3, decision=p.DECISION
    )
