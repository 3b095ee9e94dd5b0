"""The words that all sentences of the history share: names, persons, days, instants, hashes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from accord.aggregates.register import REGISTER
from accord.events import Event

Names = Callable[[UUID], str]
"""How a party is called in a sentence, or a thing by its title in quotes; a natural person by the id alone."""

Teller = Callable[[Any, Names], str]
T = TypeVar("T", bound=Teller)
TELLERS: dict[type[Event], Teller] = {}

Titles = Mapping[str, str]
"""How the options of a motion are called, by their ids; one that it does not name is called by its id."""

TellerOfOptions = Callable[[Any, Names, Titles], str]
Of = TypeVar("Of", bound=TellerOfOptions)
TELLERS_OF_OPTIONS: dict[type[Event], TellerOfOptions] = {}


def tells(kind: type[Event]) -> Callable[[T], T]:
    """Let the decorated function tell every event of one kind."""

    def register(teller: T) -> T:
        TELLERS[kind] = teller
        return teller

    return register


def tells_of_options(kind: type[Event]) -> Callable[[Of], Of]:
    """Let the decorated function tell every event of one kind, which names options of a motion."""

    def register(teller: Of) -> Of:
        TELLERS_OF_OPTIONS[kind] = teller
        return teller

    return register


def by_id(party: UUID) -> str:
    """Call a party by its id, where no name is at hand."""
    return "the register" if party == REGISTER else f"party {short_id(party)}"


def titled(thing: UUID, names: Names) -> str:
    """Call a decision, an amendment or an agreement by its title, or by its shortened id where none is at hand."""
    found = names(thing)
    return found if found.startswith("“") else short_id(thing)


def option(id: str, titles: Titles) -> str:
    """Call an option by its title, or by its id where none is at hand."""
    return f"“{titles[id]}”" if id in titles else id


def person(subject: UUID) -> str:
    """Call a natural person by the shortened subject id."""
    return f"person {short_id(subject)}"


def first(words: str) -> str:
    """Let words begin a sentence."""
    return words[:1].upper() + words[1:]


def short_id(id: UUID) -> str:
    """Shorten an id to its last digits: the first ones of a UUIDv7 are only the time."""
    return f"…{str(id)[-8:]}"


def short_hash(digest: str) -> str:
    """Shorten a hash to its first digits."""
    return f"{digest[:12]}…"


def spaced(word: str) -> str:
    """Write a word of the record as people do: `public_agency` is a public agency."""
    return word.replace("_", " ")


def at_instant(moment: datetime) -> str:
    """Write an instant to the second, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def last_day(until: date) -> date:
    """Return the last day before a half-open time ends."""
    return until - timedelta(days=1)


def days(from_: date | None, until: date | None, always: str = "") -> str:
    """Say a half-open time by its first and last day; `always` where it has neither."""
    parts = []
    if from_ is not None:
        parts.append(f"from {from_}")
    if until is not None:
        parts.append(f"up to and including {last_day(until)}")
    return " ".join(parts) or always


def listed(items: list[str]) -> str:
    """Join items as in a sentence: one, two and three."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def number(count: int, one: str, many: str = "") -> str:
    """Say how many there are of something."""
    return f"{count} {one if count == 1 else many or one + 's'}"
