"""An obligation goes from each status to each other one to which what became of it leads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import partnership as p
from tests.examples.provisions import HASH
from tests.living import assents
from tests.story import given

from accord.aggregates.matters import Matter
from accord.aggregates.obligation import (
    Kind,
    Obligation,
    record_met,
    record_not_met,
    record_partially_met,
    waive,
)
from accord.aggregates.obligation import events as o
from accord.events import Disclosed

SCHEDULED = o.ObligationScheduled(
    agreement=p.AGREEMENT,
    party=p.CITY,
    title="Grant",
    due_on=date(2026, 5, 1),
    kind=Kind.CONTRIBUTION,
    clause="money",
    amount=Decimal(100),
    unit="EUR",
)
BEFORE = {
    "scheduled": [],
    "partially met": [
        o.ObligationPartiallyMet(amount=Decimal(40), statement=Disclosed("The first part."))
    ],
    "not met": [o.ObligationNotMet()],
}
ASSENTED = p.agreement(*p.in_force(assents(Matter.WAIVER, p.TRUST, about=p.OBLIGATION)))


def owed(before):
    return given(Obligation, SCHEDULED, BEFORE[before])


@pytest.mark.parametrize("before", BEFORE)
def test_whatever_is_still_owed_is_met_or_waived(before):
    owed(before).when(record_met, agreement=p.agreement(), evidence=(HASH,)).then_goes("met")
    owed(before).when(waive, agreement=ASSENTED).then_goes("waived")


@pytest.mark.parametrize("before", ["scheduled", "not met"])
def test_a_part_is_met_before_or_after_it_was_recorded_as_not_met(before):
    part = {"amount": Decimal(60), "statement": "A part."}

    owed(before).when(record_partially_met, agreement=p.agreement(), **part).then_goes(
        "partially_met"
    )


def test_what_was_met_in_part_is_not_met_when_it_was_due():
    told = owed("partially met").when(
        record_not_met, agreement=p.agreement(), reason="Not all of it."
    )

    told.then_goes("not_met")
