"""Facts for the tests of the store: what a register records when nobody has agreed on anything yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from accord.events import Circumstances, Disclosed, Event, Recorded, Stream


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    name: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that says itself how it is written, as a rule does."""

    sign: str

    def to_data(self) -> dict[str, Any]:
        return {"sign": self.sign}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Mark:
        return cls(data["sign"].strip())


@dataclass(frozen=True, kw_only=True)
class Noted(Event, type="test_note.noted/1"):
    """One of the `of` facts of a command; `nth` counts them."""

    text: str
    nth: int = 1
    of: int = 1


@dataclass(frozen=True, kw_only=True)
class Measured(Event, type="test_note.measured/1"):
    """A fact with a field of every kind that the domain uses."""

    subject: UUID
    amount: Decimal
    day: date
    moment: datetime
    colour: Colour
    mark: Mark
    parts: tuple[Part, ...] = ()
    tags: tuple[str, ...] = ()
    sealed: bool = False
    limit: int | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Named(Event, type="test_note.named/1"):
    """A fact about a natural person."""

    name: Disclosed[str]
    remark: Disclosed[str] | None = None


@dataclass
class Note(Stream):
    """Remembers how often it was written on, and the last words in clear."""

    NAME = "test_note"

    entries: int = 0
    said: list[str] = field(default_factory=list)

    def follow(self, event: Event, recorded: Recorded[Event]) -> None:
        self.entries += 1
        if isinstance(event, Noted):
            self.said.append(event.text)


SOMEBODY = UUID("018f0000-0000-7000-8000-00000000000a")
HERE = Circumstances(recorded_by=SOMEBODY, on_behalf_of=SOMEBODY, authority="instrument:test")
