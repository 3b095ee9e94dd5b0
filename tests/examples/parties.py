"""An example of every event of a party, of organisations and of persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.aggregates import party as q
from accord.events import Disclosed, Event
from tests import partnership as p


def party_examples() -> Iterator[Event]:
    yield q.PartyRegistered(kind=q.PartyKind.PUBLIC_AGENCY, legal_name="City of Jokikylä")
    yield q.PartyRegistered(kind=q.PartyKind.PERSON, person_name=Disclosed("Eve Example"))
    yield q.IdentifierAdded(scheme="FI-YTUNNUS", value="0201256-6")
    yield q.IdentifierAdded(scheme="ORCID", person_value=Disclosed("0000-0002-1825-0097"))
    yield q.PartyRenamed(effective_from=date(2026, 3, 1), legal_name="City of Jokilaakso")
    yield q.PartyRenamed(effective_from=date(2026, 3, 1), person_name=Disclosed("Eve Sample"))
    yield q.IdentifierReserved(scheme="FI-YTUNNUS", value="0201256-6", party=p.CITY)
