"""An example of every event of the place of a party in an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from accord.aggregates.agreement import events as a
from accord.events import Event
from accord.rules import Measure
from tests import partnership as p


def succession_examples() -> Iterator[Event]:
    yield a.PlaceSucceeded(predecessor=p.CITY, successor=p.TRUST, effective_from=date(2027, 1, 1))
    yield a.PlaceDivided(
        predecessor=p.CITY,
        successor=p.CLUB,
        cls="funder",
        measures=(Measure("weight", Decimal("0.5")),),
        left=(Measure("weight", Decimal(2)),),
        post="club-secretary",
        title="Secretary of the club",
        effective_from=date(2027, 1, 1),
    )
