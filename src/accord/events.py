"""What every recorded fact has in common: what happened, who did it, and when it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from accord import canonical
from accord.days import must_be_day
from accord.errors import NotFound, Refused

T = TypeVar("T")
EVENT_TYPES: dict[str, type[Event]] = {}
_FIRST_DAY = date(1, 1, 3)
_TYPE = re.compile(r"[a-z_]+\.[a-z_]+/[1-9][0-9]*")


class Sealed(Refused):
    """A disclosed value was asked for where only its digest is known."""

    code = "sealed"


class Disclosed(Generic[T]):
    """A value that stands in the record as a salted digest alone, so that it can be erased.

    For names of natural persons and free text about them. Rules and `apply` never reveal one: a
    history read for a command holds only sealed ones, and revealing those raises `Sealed`.
    """

    __slots__ = ("_value",)

    def __init__(self, *value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """Return the value, or raise `Sealed` where it was withheld or erased."""
        if not self._value:
            raise Sealed("this text is withheld or erased; the record holds only its digest")
        return self._value[0]

    @property
    def known(self) -> bool:
        """Whether the value can be revealed."""
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Disclosed) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return f"Disclosed({', '.join(map(repr, self._value))})"


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact that can no longer be changed, named in the past tense.

    `TYPE` names it for ever: `aggregate.what_happened/N`, where N is the version of its shape. The
    valid time it concerns is half-open: from `effective_from`, up to but without `effective_to`.
    """

    TYPE: ClassVar[str]
    FOLLOWED: ClassVar[bool] = True
    """Whether what happened changes what an aggregate remembers; what is said of the record itself does not."""

    effective_from: date | None = None
    effective_to: date | None = None
    reason: Disclosed[str] | None = None

    def __init_subclass__(cls, *, type: str) -> None:
        if not _TYPE.fullmatch(type) or type in EVENT_TYPES:
            msg = f"{type} is no event type, or already names another event"
            raise TypeError(msg)
        cls.TYPE = type
        EVENT_TYPES[type] = cls


class Classification(StrEnum):
    """Who may read an entry."""

    PUBLIC = "public"
    PARTIES = "parties"
    BODY = "body"
    RESTRICTED = "restricted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Circumstances:
    """Who acted, for whom, under which authority, and when it happened if not when recorded.

    Persons are random subject ids. `authority` cites what the act relies on: a mandate, role,
    decision, agreement or party of this register (`role:<id>`), or an instrument outside it
    (`instrument:<citation>`).
    """

    recorded_by: UUID
    on_behalf_of: UUID
    authority: str
    asserted_by: UUID | None = None
    occurred_on: date | None = None
    occurred_at: datetime | None = None
    retroactive: bool = False
    evidence: tuple[str, ...] = ()
    correlation_id: UUID | None = None
    causation_id: str | None = None
    classification: Classification | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One act as a command sees it: its circumstances, its reason, and the instant of recording."""

    at: datetime
    env: Circumstances
    reason: str | None = None

    @property
    def moment(self) -> datetime:
        """The instant that guards look at: when it happened, or else when it is recorded.

        Raise `Refused` where that is said to be yet to come.
        """
        said = self.env.occurred_at
        if said is not None and said > self.at:
            raise _yet_to_come(f"it is {canonical.instant(self.at)} now", "occurred_at")
        return said or self.at

    def day(self, zone: str) -> date:
        """Return the day that guards look at, in the zone of the agreement.

        Raise `Refused` where the act is said to have occurred on a day, or at an instant, that is yet to come,
        or on a day that was left out in the zone.
        """
        said, today = self.env.occurred_on, self.today(zone)
        if said is not None:
            must_be_day(said, zone, "occurred_on")
        if said is not None and said > today:
            raise _yet_to_come(f"{said} is after today ({today})", "occurred_on")
        return said or self.moment.astimezone(ZoneInfo(zone)).date()

    def today(self, zone: str) -> date:
        """Return the day of recording, in the zone of the agreement."""
        return self.at.astimezone(ZoneInfo(zone)).date()

    @property
    def latest(self) -> datetime:
        """The last instant at which this can have happened; of a day alone the zone is not known."""
        if self.env.occurred_on is None:
            return self.moment
        return datetime.combine(self.env.occurred_on, time.max, UTC) + timedelta(hours=12)

    @property
    def speaker(self) -> UUID:
        """The person whose act it is: who asserts it, or else who recorded it."""
        return self.env.asserted_by or self.env.recorded_by


def _yet_to_come(why: str, field: str) -> Refused:
    return Refused(f"what is recorded cannot have occurred in the future: {why}", field=field)


E_co = TypeVar("E_co", bound=Event, covariant=True)


@dataclass(frozen=True, slots=True)
class Recorded(Generic[E_co]):
    """An event as it stands in the record: at this version of this stream, by this command."""

    agg: UUID
    ver: int
    recorded_at: datetime
    cmd: UUID
    env: Circumstances
    event: E_co
    digests: tuple[str, ...] = ()

    @property
    def earliest(self) -> datetime:
        """The first instant at which this can have happened; of a day alone the zone is not known."""
        env = self.env
        if env.occurred_on is None:
            return env.occurred_at or self.recorded_at
        day = max(env.occurred_on, _FIRST_DAY)
        return datetime.combine(day, time.min, UTC) - timedelta(hours=14)

    @property
    def originator_id(self) -> UUID:
        """The stream, in the words of the event store."""
        return self.agg

    @property
    def originator_version(self) -> int:
        """The version, in the words of the event store."""
        return self.ver


@dataclass
class Stream:
    """What every aggregate remembers: which stream it is, and how far it has been followed."""

    NAME: ClassVar[str] = "stream"

    id: UUID
    version: int = 0

    def apply(self, recorded: Recorded[Event]) -> None:
        """Follow the record. Never refuses, never looks outside: what happened, happened."""
        self.version = recorded.ver
        if recorded.event.FOLLOWED:
            self.follow(recorded.event, recorded)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        """Change what is remembered by this event; each aggregate says how."""
        raise NotImplementedError

    def exists(self) -> None:
        """Raise `NotFound` unless something has happened in this stream."""
        if self.version == 0:
            raise NotFound(f"there is no {self.NAME} {self.id} in this register", id=str(self.id))
