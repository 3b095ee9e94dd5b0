"""An example of every event of a negotiation, and of how parties sign late, ratify and accede."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from accord.aggregates.agreement import events as a
from accord.aggregates.matters import Matter
from accord.events import Disclosed, Event
from accord.rules import Measure
from tests import partnership as p

INSTRUMENT = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


def negotiation_examples() -> Iterator[Event]:
    yield a.DraftShared(recipients=(p.CITY, p.TRUST))
    yield a.ChangeRequested(
        number=1, party=p.TRUST, clauses=("money",), request=Disclosed("By wealth, not equally.")
    )
    yield a.ChangeAnswered(number=1, answer=a.ChangeAnswer.TAKEN_UP)
    yield a.NegotiationLeft(party=p.TRUST)
    yield a.AgreementAbandoned(reason=Disclosed("The river was moved."))
    mayor = {"party": p.CITY, "signatory": p.ADA, "post": "mayor"}
    asked = {"matter": Matter.ACCESSION, "about": p.CLUB, "effective_from": date(2026, 7, 1)}
    yield a.AssentGiven(**mayor, **asked)
    yield a.AssentWithdrawn(**mayor, **asked)
    yield a.SignatureDeclined(**mayor, reason=Disclosed("The council wants to read it again."))
    yield a.SignatureWithdrawn(**mayor)
    yield a.SigningExtended(deadline=date(2026, 4, 30))
    yield a.RatificationDeposited(
        party=p.CITY, deposited_on=date(2026, 3, 5), instrument=INSTRUMENT
    )
    yield a.PartyBound(party=p.TRUST, effective_from=date(2026, 5, 1))
    yield a.PartyAcceded(
        party=p.CLUB,
        cls="provider",
        measures=(Measure("weight", Decimal("0.5")),),
        post="captain",
        title="Captain",
        signatory=p.EVE,
        capacity="Captain",
        text_hash=p.TEXT_HASH,
        decision=p.DECISION,
        effective_from=date(2026, 7, 1),
    )
