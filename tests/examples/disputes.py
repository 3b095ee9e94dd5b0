"""An example of every event of a dispute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.aggregates.dispute import events as e
from accord.events import Disclosed, Event
from tests import partnership as p


def dispute_examples() -> Iterator[Event]:
    yield e.DisputeRaised(
        agreement=p.AGREEMENT,
        party=p.CITY,
        against=(p.TRUST,),
        title="Who pays for the weir",
        clauses=("money",),
        statement=Disclosed("Cleo told Ada that nothing would be paid."),
        signatory=p.ADA,
        raised_on=date(2026, 5, 4),
        stage="talks",
        forum="the chairs",
        due_on=date(2026, 5, 18),
        clause="members",
    )
    yield e.RaisedWithoutStages(
        agreement=p.AGREEMENT,
        party=p.CITY,
        against=(p.TRUST,),
        title="Who pays for the weir",
        clauses=("money",),
        statement=Disclosed("Cleo told Ada that nothing would be paid."),
        signatory=p.ADA,
        raised_on=date(2026, 5, 4),
    )
    yield e.DisputeReferred(
        party=p.TRUST,
        referred_on=date(2026, 5, 19),
        stage="mediation",
        forum="a mediator",
        due_on=date(2026, 6, 18),
        clause="members",
    )
    yield e.DisputeBroughtToCourt(
        party=p.CITY, brought_on=date(2026, 6, 19), court="District Court", reference="7/2026"
    )
    yield e.SettlementAgreed(
        party=p.CITY, signatory=p.ADA, settlement_hash="ab" * 32, agreed_on=date(2026, 7, 1)
    )
    yield e.DisputeSettled(settlement_hash="ab" * 32, settled_on=date(2026, 7, 2))
    yield e.DisputeWithdrawn(party=p.CITY, withdrawn_on=date(2026, 7, 3))
    yield e.DisputeDecided(ruling="cd" * 32, decided_on=date(2026, 7, 4))
