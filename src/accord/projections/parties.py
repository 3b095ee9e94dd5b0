"""Who are the parties, and what are they called?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.party import (
    IdentifierAdded,
    IdentifierWithdrawn,
    MemberJoined,
    MemberLeft,
    NoticesAddressSet,
    PartyDeactivated,
    PartyReactivated,
    PartyRegistered,
    PartyRenamed,
    PartySucceeded,
    SuccessionBegun,
)
from accord.aggregates.register import REGISTER, RegisterOpened
from accord.errors import NotFound
from accord.events import Recorded
from accord.projections.documents import opened, said, stamped
from accord.projections.views import Document, Model, Views, on

registers = Model.of("registers", lambda _document: {})

parties = Model.of(
    "parties",
    lambda document: {"kind": document["kind"], "name": document["name"]},
    sa.Column("kind", sa.String(20), nullable=False, index=True),
    sa.Column("name", sa.Text, index=True),
)


def derived(document: Document, at: datetime) -> Document:
    """Return what is true of a party on a day only: whether it acts, and where notices reach it."""
    day = at.astimezone(ZoneInfo(document["zone"])).date().isoformat()
    found: Document = {"status": _status(document, day)}
    due = [each for each in document["addresses"] if each["effective_from"] <= day]
    if due:
        # Of two that hold from the same day, the later one is meant.
        meant = max(enumerate(due), key=_by_day)[1]
        found["notices_address"] = {key: meant[key] for key in meant if key != "entry"}
    return found


def _by_day(numbered: tuple[int, Document]) -> tuple[str, int]:
    return numbered[1]["effective_from"], numbered[0]


def _status(document: Document, day: str) -> str:
    succession = document.get("succession")
    if succession is not None and succession["effective_from"] <= day:
        return "succeeded"
    due = [each for each in document["activity"] if each["effective_from"] <= day]
    return "active" if not due or due[-1]["active"] else "deactivated"


@on(RegisterOpened)
def opened_register(views: Views, _position: int, at: Recorded[RegisterOpened]) -> None:
    """The days of parties are counted in the zone of the register."""
    views.begin(registers, at.agg, {"id": str(at.agg), "version": 1, "zone": at.event.zone})


def _zone(views: Views) -> str:
    try:
        return str(views.look(registers, REGISTER)["zone"])
    except NotFound:
        return "UTC"


@on(PartyRegistered)
def registered(views: Views, _position: int, at: Recorded[PartyRegistered]) -> None:
    """A party is known under its name."""
    document: Document = {
        "id": str(at.agg),
        "kind": at.event.kind,
        "name": at.event.legal_name or opened(at.event.person_name),
        "named_by": [at.ver],
        "former_names": [],
        "identified_by": [],
        "identifiers": [],
        "zone": _zone(views),
        "members": [],
        "predecessors": [],
        "addresses": [],
        "activity": [],
        "registered_at": canonical.instant(at.recorded_at),
        "links": {
            "self": f"/v1/parties/{at.agg}",
            "history": f"/v1/parties/{at.agg}/history",
            "agreements": f"/v1/agreements?party={at.agg}",
        },
    }
    views.begin(parties, at.agg, stamped(document, at))


@on(IdentifierAdded)
def identifier_added(views: Views, _position: int, at: Recorded[IdentifierAdded]) -> None:
    """A party is known elsewhere."""
    document = stamped(views.change(parties, at.agg), at)
    value = at.event.value or opened(at.event.person_value)
    number = len(document["identifiers"]) + 1
    entry = {"number": number, "scheme": at.event.scheme, "value": value}
    document["identifiers"].append(entry)
    document["identified_by"].append(at.ver)


@on(IdentifierWithdrawn)
def identifier_withdrawn(views: Views, _position: int, at: Recorded[IdentifierWithdrawn]) -> None:
    """An identifier is in use until a day."""
    document = stamped(views.change(parties, at.agg), at)
    until = canonical.plain(at.event.effective_from)
    document["identifiers"][at.event.number - 1]["until"] = until


@on(PartyRenamed)
def renamed(views: Views, _position: int, at: Recorded[PartyRenamed]) -> None:
    """A party has another name; the former one is kept with the day it ended."""
    document = stamped(views.change(parties, at.agg), at)
    until = canonical.plain(at.event.effective_from)
    document["former_names"].append({"name": document["name"], "until": until})
    document["name"] = at.event.legal_name or opened(at.event.person_name)
    document["named_by"].append(at.ver)


@on(MemberJoined)
def member_joined(views: Views, _position: int, at: Recorded[MemberJoined]) -> None:
    """Somebody belongs to the party."""
    event = at.event
    entry = said(
        membership=event.membership, person=event.person, effective_from=event.effective_from
    )
    stamped(views.change(parties, at.agg), at)["members"].append(entry)


@on(MemberLeft)
def member_left(views: Views, _position: int, at: Recorded[MemberLeft]) -> None:
    """Somebody belongs to the party until a day."""
    document = stamped(views.change(parties, at.agg), at)
    until = canonical.plain(at.event.effective_to)
    document["members"][at.event.membership - 1]["effective_to"] = until


@on(NoticesAddressSet)
def notices_address_set(views: Views, _position: int, at: Recorded[NoticesAddressSet]) -> None:
    """Notices reach the party here from a day on."""
    event = at.event
    entry = said(
        address=opened(event.address),
        email=opened(event.email),
        effective_from=event.effective_from,
    )
    document = stamped(views.change(parties, at.agg), at)
    document["addresses"].append(entry | {"entry": at.ver})


@on(PartyDeactivated, PartyReactivated)
def activity_changed(
    views: Views, _position: int, at: Recorded[PartyDeactivated | PartyReactivated]
) -> None:
    """The party takes on nothing new from a day on, or acts again."""
    active = isinstance(at.event, PartyReactivated)
    entry = {"active": active, **said(effective_from=at.event.effective_from)}
    stamped(views.change(parties, at.agg), at)["activity"].append(entry)


@on(PartySucceeded)
def succeeded(views: Views, _position: int, at: Recorded[PartySucceeded]) -> None:
    """Others stand where the party stood."""
    event = at.event
    document = stamped(views.change(parties, at.agg), at)
    entry = said(successors=event.successors, effective_from=event.effective_from)
    if event.lives_on:
        document.setdefault("divisions", []).append(entry)
    else:
        document["succession"] = said(kind=event.kind) | entry


@on(SuccessionBegun)
def succession_begun(views: Views, _position: int, at: Recorded[SuccessionBegun]) -> None:
    """The party stands in another's place."""
    event = at.event
    entry = said(
        kind=event.kind, predecessor=event.predecessor, effective_from=event.effective_from
    )
    stamped(views.change(parties, at.agg), at)["predecessors"].append(entry)
