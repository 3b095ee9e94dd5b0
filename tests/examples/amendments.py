"""An example of every event of an amendment: each kind of change, and its adoption."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.aggregates import amendment as m
from accord.events import Event
from accord.text import Repeal, modifications_hash
from tests import partnership as p

MODIFICATIONS_HASH = modifications_hash([Repeal("money")])


def amendment_examples() -> Iterator[Event]:
    yield m.AmendmentDrafted(agreement=p.AGREEMENT, title="Costs by use", base=1)
    yield m.SubstitutionDrafted(
        clause="money", num="3", heading="Money", text="3. Costs follow use.\n"
    )
    yield m.InsertionDrafted(
        clause="audit", num="4", heading="Audit", text="4. Books are open.\n", after="money"
    )
    yield m.RepealDrafted(clause="money")
    yield m.PutToDecision(decision=p.DECISION)
    yield m.AmendmentAdopted(
        effective_from=date(2026, 6, 1),
        decision=p.DECISION,
        adoption_seq=1,
        modifications_hash=MODIFICATIONS_HASH,
    )
