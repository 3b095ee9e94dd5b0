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
    yield q.IdentifierWithdrawn(number=1, scheme="FI-YTUNNUS", effective_from=date(2026, 3, 1))
    yield q.MemberJoined(membership=1, person=p.ADA, effective_from=date(2026, 2, 1))
    yield q.MemberLeft(membership=1, effective_to=date(2027, 2, 1))
    yield q.NoticesAddressSet(
        address=Disclosed("The town clerk\nRiverside 1\n00100 Jokikylä"),
        email=Disclosed("clerk@jokikyla.example"),
        effective_from=date(2026, 3, 1),
    )
    yield q.PartyDeactivated(
        effective_from=date(2026, 7, 1), reason=Disclosed("It is being wound up.")
    )
    yield q.PartyReactivated(
        effective_from=date(2026, 8, 1), reason=Disclosed("The winding up was set aside.")
    )
    yield q.PartySucceeded(
        kind=q.SuccessionKind.SPLIT,
        successors=(p.TRUST, p.CITY),
        effective_from=date(2027, 1, 1),
        reason=Disclosed("The municipal division act."),
    )
    yield q.SuccessionBegun(
        kind=q.SuccessionKind.MERGED, predecessor=p.TRUST, effective_from=date(2027, 1, 1)
    )
