"""What a party remembers, and what follows from it on a given day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from accord.aggregates.party import events as e
from accord.aggregates.register import REGISTER
from accord.errors import OutOfOrder
from accord.events import Event, Recorded, Stream


@dataclass(frozen=True, kw_only=True, slots=True)
class Identifier:
    """The name of a party in somebody else's register: `GB-COH 01234567`, `LEI …`."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Known:
    """An identifier of the party (a person's without its value), in use until a day."""

    scheme: str
    value: str | None
    until: date | None = None

    def used_on(self, day: date) -> bool:
        """Return whether it is in use on a day."""
        return self.until is None or day < self.until


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's time in the party, half-open; without `until` it goes on."""

    number: int
    person: UUID
    from_: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether the day lies within this time."""
        return self.from_ <= day and (self.until is None or day < self.until)

    def reaches(self, day: date) -> bool:
        """Return whether some of this time lies on a day or after it."""
        return self.until is None or max(day, self.from_) < self.until


@dataclass(frozen=True, slots=True)
class Succession:
    """Who stands where the party stood, from which day, or beside it where it lives on."""

    kind: e.SuccessionKind
    successors: tuple[UUID, ...]
    from_: date
    lives_on: bool = False


@dataclass
class Party(Stream):
    """A party as far as later acts need to know it."""

    NAME: ClassVar[str] = "party"

    kind: e.PartyKind | None = None
    legal_name: str | None = None
    renamed_from: date | None = None
    known: list[Known] = field(default_factory=list)
    members: dict[int, Membership] = field(default_factory=dict)
    activity: list[tuple[date, bool]] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)

    @property
    def identifiers(self) -> set[tuple[str, str]]:
        """The identifiers that stand in the record in clear."""
        return {(known.scheme, known.value) for known in self.known if known.value is not None}

    @property
    def succession(self) -> Succession | None:
        """Who stands in the party's place in everything, None where it is there itself."""
        return next((each for each in self.successions if not each.lives_on), None)

    @property
    def is_person(self) -> bool:
        """Whether the party is a natural person."""
        return self.kind is e.PartyKind.PERSON

    def belongs(self, person: UUID, day: date) -> bool:
        """Return whether a person belongs to the party on a day; where it never named one, anybody may."""
        if not self.members:
            return True
        return any(m.person == person and m.covers(day) for m in self.members.values())

    def must_act(self, day: date, why: str) -> None:
        """Raise `OutOfOrder` where the party takes on nothing new on a day."""
        self.exists()
        since, active = self._activity_on(day)
        if not active:
            raise OutOfOrder(
                f"{why}: party {self.id} is deactivated since {since}; what binds it goes on, but it "
                "takes on nothing new unless it is reactivated",
                party=str(self.id),
            )
        self.must_be_there(day, why)

    def there_on(self, day: date) -> bool:
        """Return whether nobody stands in the party's place on a day."""
        return self.succession is None or day < self.succession.from_

    def must_be_there(self, day: date, why: str) -> None:
        """Raise `OutOfOrder` where others stand in the party's place on a day, in everything."""
        found = self.succession
        if found is not None and not self.there_on(day):
            raise OutOfOrder(
                f"{why}: party {self.id} was succeeded on {found.from_} by "
                f"{', '.join(map(str, found.successors[:5]))}; where its place in an agreement has not "
                "passed on yet, record at the successions of that agreement first who takes it",
                party=str(self.id),
                successors=[str(each) for each in found.successors[:20]],
            )

    def _activity_on(self, day: date) -> tuple[date | None, bool]:
        found: tuple[date | None, bool] = (None, True)
        for since, active in self.activity:
            if since <= day:
                found = (since, active)
        return found

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002
        """Follow the record."""
        match event:
            case e.PartyRegistered():
                self.kind, self.legal_name = event.kind, event.legal_name
            case e.PartyRenamed():
                self.legal_name, self.renamed_from = event.legal_name, event.effective_from
            case e.IdentifierAdded():
                self.known.append(Known(event.scheme, event.value))
            case e.IdentifierWithdrawn(effective_from=date() as day):
                at = event.number - 1
                self.known[at] = replace(self.known[at], until=day)
            case e.MemberJoined(effective_from=date() as day):
                self.members[event.membership] = Membership(event.membership, event.person, day)
            case e.MemberLeft():
                former = self.members[event.membership]
                self.members[event.membership] = replace(former, until=event.effective_to)
            case e.PartyDeactivated(effective_from=date() as day):
                self.activity.append((day, False))
            case e.PartyReactivated(effective_from=date() as day):
                self.activity.append((day, True))
            case e.PartySucceeded(effective_from=date() as day):
                found = Succession(event.kind, event.successors, day, event.lives_on)
                self.successions.append(found)


@dataclass
class Reservation(Stream):
    """One identifier, and whose it is."""

    NAME: ClassVar[str] = "identifier"

    party: UUID | None = None

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:  # noqa: ARG002
        """Follow the record."""
        match event:
            case e.IdentifierReserved():
                self.party = event.party


def reservation_id(identifier: Identifier) -> UUID:
    """Return the stream that holds this identifier's reservation: the same for everybody."""
    return uuid5(REGISTER, f"identifier/{identifier.scheme}/{identifier.value}")
