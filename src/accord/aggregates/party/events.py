"""What can happen to a party, and to the identifiers that are kept for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from accord.events import Disclosed, Event


class PartyKind(StrEnum):
    """What kind of body a party is."""

    PUBLIC_AGENCY = "public_agency"
    NONPROFIT = "nonprofit"
    BUSINESS = "business"
    CITIZENS_GROUP = "citizens_group"
    PERSON = "person"


class SuccessionKind(StrEnum):
    """How one party comes to stand where another stood."""

    MERGED = "merged"
    SPLIT = "split"


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
class IdentifierWithdrawn(Event, type="party.identifier_withdrawn/1"):
    """The party's identifier of this number is in use no longer from `effective_from`.

    Identifiers are numbered in the order in which they were added. It stays reserved for the party.
    """

    number: int
    scheme: str


@dataclass(frozen=True, kw_only=True)
class PartyRenamed(Event, type="party.renamed/1"):
    """The party bears another name, from the day it takes effect."""

    legal_name: str | None = None
    person_name: Disclosed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Event, type="party.member_joined/1"):
    """A person belongs to the party from `effective_from`; who it is the subject id alone says."""

    membership: int
    person: UUID


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Event, type="party.member_left/1"):
    """The membership ended: its last day is the one before `effective_to`."""

    membership: int


@dataclass(frozen=True, kw_only=True)
class NoticesAddressSet(Event, type="party.notices_address_set/1"):
    """Notices reach the party at this address from `effective_from`."""

    address: Disclosed[str]
    email: Disclosed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class PartyDeactivated(Event, type="party.deactivated/1"):
    """From `effective_from` the party takes on nothing new; what binds it goes on."""


@dataclass(frozen=True, kw_only=True)
class PartyReactivated(Event, type="party.reactivated/1"):
    """The party can enter into agreements and act again from `effective_from`."""


@dataclass(frozen=True, kw_only=True)
class PartySucceeded(Event, type="party.succeeded/1"):
    """From `effective_from` others stand where the party stood: one by merger, several by a split.

    Where it `lives_on`, a part of it split off, and it stands beside them where it stood.
    """

    kind: SuccessionKind
    successors: tuple[UUID, ...]
    lives_on: bool = False


@dataclass(frozen=True, kw_only=True)
class SuccessionBegun(Event, type="party.succession_begun/1"):
    """From `effective_from` the party succeeds another one, alone or with others."""

    kind: SuccessionKind
    predecessor: UUID


@dataclass(frozen=True, kw_only=True)
class IdentifierReserved(Event, type="identifier.reserved/1"):
    """An identifier belongs to one party of this register and to no other."""

    scheme: str
    value: str
    party: UUID
