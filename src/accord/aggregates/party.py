"""A party: an organisation (or a person) that can be bound by agreements and named to seats."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from accord.aggregates.effect import effective
from accord.aggregates.register import REGISTER
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Disclosed, Event, Recorded, Stream

_SCHEME = re.compile(r"[A-Z0-9][A-Z0-9_-]{1,31}")


class PartyKind(StrEnum):
    """What kind of body a party is."""

    PUBLIC_AGENCY = "public_agency"
    NONPROFIT = "nonprofit"
    BUSINESS = "business"
    CITIZENS_GROUP = "citizens_group"
    PERSON = "person"


@dataclass(frozen=True, kw_only=True, slots=True)
class Identifier:
    """The name of a party in somebody else's register: `GB-COH 01234567`, `LEI …`."""

    scheme: str
    value: str


# --- What can happen -------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class PartyRegistered(Event, type="party.registered/1"):
    """A party entered the register, an organisation under its legal name, a person sealed."""

    kind: PartyKind
    legal_name: str | None = None
    person_name: Disclosed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class IdentifierAdded(Event, type="party.identifier_added/1"):
    """The party is known elsewhere under this identifier; a person's is disclosed, never in clear."""

    scheme: str
    value: str | None = None
    person_value: Disclosed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class PartyRenamed(Event, type="party.renamed/1"):
    """The party bears another name, from the day it takes effect."""

    legal_name: str | None = None
    person_name: Disclosed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class IdentifierReserved(Event, type="identifier.reserved/1"):
    """An identifier belongs to one party of this register and to no other."""

    scheme: str
    value: str
    party: UUID


# --- What a party remembers ------------------------------------------------------------------


@dataclass
class Party(Stream):
    """A party as far as later acts need to know it."""

    NAME: ClassVar[str] = "party"

    kind: PartyKind | None = None
    legal_name: str | None = None
    renamed_from: date | None = None
    identifiers: set[tuple[str, str]] = field(default_factory=set)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002
        """Follow the record."""
        match event:
            case PartyRegistered():
                self.kind, self.legal_name = event.kind, event.legal_name
            case PartyRenamed():
                self.legal_name, self.renamed_from = event.legal_name, event.effective_from
            case IdentifierAdded(value=str(value)):
                self.identifiers.add((event.scheme, value))


@dataclass
class Reservation(Stream):
    """One identifier, and whose it is."""

    NAME: ClassVar[str] = "identifier"

    party: UUID | None = None

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002
        """Follow the record."""
        match event:
            case IdentifierReserved():
                self.party = event.party


def reservation_id(identifier: Identifier) -> UUID:
    """Return the stream that holds this identifier's reservation: the same for everybody."""
    return uuid5(REGISTER, f"identifier/{identifier.scheme}/{identifier.value}")


# --- What may be done, and when it is refused ------------------------------------------------


def register_party(
    party: Party, *, kind: PartyKind, name: str, identifiers: tuple[Identifier, ...]
) -> tuple[Event, ...]:
    """Enter a party with its name and identifiers; a person's are disclosed, never in clear."""
    if party.version:
        raise OutOfOrder(f"party {party.id} is already registered")
    _needs_words(name)
    _each_once(identifiers)
    person = kind is PartyKind.PERSON
    registered = PartyRegistered(
        kind=kind,
        legal_name=None if person else name,
        person_name=Disclosed(name) if person else None,
    )
    return (registered, *(_added(identifier, person=person) for identifier in identifiers))


def _each_once(identifiers: tuple[Identifier, ...]) -> None:
    for identifier, times in Counter(identifiers).items():
        if times > 1:
            raise Refused(
                f"{identifier.scheme} {identifier.value} stands twice in this list",
                field="identifiers",
            )


def _added(identifier: Identifier, *, person: bool) -> IdentifierAdded:
    if not _SCHEME.fullmatch(identifier.scheme):
        raise Refused(
            f"{identifier.scheme} is not an identifier scheme; write its code, as GB-COH or LEI",
            field="identifiers",
        )
    if person:
        return IdentifierAdded(scheme=identifier.scheme, person_value=Disclosed(identifier.value))
    return IdentifierAdded(scheme=identifier.scheme, value=identifier.value)


def reserve(reservation: Reservation, *, identifier: Identifier, party: UUID) -> IdentifierReserved:
    """Keep an identifier for one party; refused where another party has it."""
    if reservation.party is not None:
        raise OutOfOrder(
            f"{identifier.scheme} {identifier.value} already identifies party {reservation.party}",
            party=str(reservation.party),
        )
    return IdentifierReserved(scheme=identifier.scheme, value=identifier.value, party=party)


def rename_party(
    party: Party, act: Act, *, name: str, zone: str, effective_from: date | None = None
) -> PartyRenamed:
    """Give the party another name from a day on, by default the day of the act.

    Names follow each other: refused from a day yet to come, or from before the name it bears now.
    """
    party.exists()
    _needs_words(name)
    if name == party.legal_name:
        raise OutOfOrder(f"the party already bears the name {name}")
    from_ = effective(act, effective_from, zone)
    _follows(party, from_, act.today(zone))
    person = party.kind is PartyKind.PERSON
    return PartyRenamed(
        effective_from=from_,
        legal_name=None if person else name,
        person_name=Disclosed(name) if person else None,
    )


def _follows(party: Party, from_: date, today: date) -> None:
    if from_ > today:
        raise Refused(
            f"the name would be borne from {from_}, after today ({today}); record the new name on "
            "the day it takes effect",
            field="effective_from",
        )
    if party.renamed_from is not None and from_ < party.renamed_from:
        raise Refused(
            f"the party bears its present name from {party.renamed_from}; another one cannot begin "
            f"before, on {from_}",
            field="effective_from",
        )


def _needs_words(name: str) -> None:
    if not name.strip():
        raise Refused("a party needs a name", field="name")
