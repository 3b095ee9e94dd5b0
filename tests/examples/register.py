"""An example of every event of the register: it opens, and principals come and go."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from accord.aggregates import legal_holds as h
from accord.aggregates import register as g
from accord.events import Disclosed, Event
from tests import partnership as p
from tests.ledger.keys import signer

FIRST_KEY, SECOND_KEY = (str(signer("register.example/accord", seed).verifier) for seed in (1, 2))
MANDATE = UUID("0a9ee000-0000-7000-8000-0000000000a0")


def register_examples() -> Iterator[Event]:
    yield g.RegisterOpened(origin="register.example/accord", zone=p.ZONE)
    yield g.PrincipalEnrolled(
        principal=p.ADA,
        mandate=MANDATE,
        party=p.CITY,
        capabilities=(g.Capability.SIGN, g.Capability.VOTE),
        name=Disclosed("Ada Lovelace"),
    )
    yield g.PrincipalRetired(principal=p.BEN, reason=Disclosed("Moved to another office."))
    yield g.LogKeyIntroduced(vkey=FIRST_KEY)
    yield g.LogKeyRotated(vkey=SECOND_KEY, former=FIRST_KEY)
    yield g.LogKeyRevoked(vkey=FIRST_KEY, reason=Disclosed("A copy of the machine was lost."))
    yield h.LegalHoldPlaced(hold=1, ground="claim 4711 before the county court", stream=p.AGREEMENT)
    yield h.LegalHoldLifted(hold=1, reason=Disclosed("The claim was settled."))
    yield h.DisclosuresErased(digests=("A" * 43, "B" * 43), ground="GDPR, Article 17(1)(b)")
