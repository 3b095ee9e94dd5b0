"""`given` a history, `when` a command, `then` these events, or `then_refused` with these words.

Every story also holds that deciding changes nothing, that the history followed twice gives the same
state, and that it still does after a journey through the record with all disclosures removed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid5

from accord.errors import Refused
from accord.events import Act, Circumstances, Disclosed, Event, Recorded, Stream
from accord.store.disclosures import disclose
from accord.store.mapper import StrictMapper
from accord.store.unit import fold
from tests.lives.observed import SEEN, by_time, walked

S = TypeVar("S", bound=Stream)

BEGINNING = datetime(2026, 2, 2, 9, tzinfo=UTC)
"""When histories begin, unless they say otherwise."""
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
"""When a command comes, unless it says otherwise: noon in Helsinki, a Monday."""

CLERK = UUID("5e7a0000-0000-7000-8000-00000000c1e4")
OFFICE = UUID("5e7a0000-0000-7000-8000-0000000000ff")
_SPACE = UUID("5e7a0000-0000-7000-8000-000000000000")
_CIRCUMSTANCES = {field.name for field in fields(Circumstances)}


def id_of(kind: type[Stream]) -> UUID:
    """The stream that a story is about, unless it names another one."""
    return uuid5(_SPACE, kind.NAME)


@dataclass(frozen=True)
class Happened:
    event: Event
    at: datetime
    env: Circumstances


def circumstances(by: UUID = CLERK, **said: Any) -> Circumstances:
    usual = {"recorded_by": by, "on_behalf_of": OFFICE, "authority": f"mandate:{OFFICE}"}
    return Circumstances(**(usual | said))


def happened(
    event: Event, *, by: UUID = CLERK, days: int = 0, at: datetime | None = None, **said: Any
) -> Happened:
    """An event of the history, with its own circumstances; `days` count from the beginning."""
    return Happened(event, at or BEGINNING + timedelta(days=days), circumstances(by, **said))


def an_act(*, by: UUID = CLERK, at: datetime = NOW, reason: str | None = None, **said: Any) -> Act:
    """An act of the clerk, now, unless said otherwise."""
    return Act(at=at, env=circumstances(by, **said), reason=reason)


def recorded(id: UUID, history: Iterable[Any], after: int = 0) -> list[Recorded[Event]]:
    """The history as it stands in the record: versions without gaps, a salted digest for what is disclosed."""
    return [_entry(id, ver, item) for ver, item in enumerate(_flat(history), after + 1)]


def _entry(id: UUID, ver: int, item: Happened) -> Recorded[Event]:
    opened = disclose(item.event, lambda: ver.to_bytes(16))
    digests = tuple(sorted(each.digest for each in opened))
    return Recorded(id, ver, item.at, uuid5(id, str(ver)), item.env, item.event, digests)


def _flat(history: Iterable[Any]) -> Iterator[Happened]:
    for item in history:
        if isinstance(item, Happened):
            yield item
        elif isinstance(item, Event):
            yield happened(item)
        else:
            yield from _flat(item)


def through_the_record(history: Iterable[Recorded[Event]]) -> list[Recorded[Event]]:
    """The same history, written to canonical bytes and read back, every disclosure removed."""
    mapper = StrictMapper()
    return [mapper.to_domain_event(mapper.to_stored_event(entry), {}) for entry in history]


def standing(kind: type[S], *history: Any, id: UUID | None = None) -> S:
    """The aggregate to which all this has happened."""
    return given(kind, *history, id=id).state


@dataclass(frozen=True)
class Given(Generic[S]):
    """An aggregate and how it came to be so."""

    kind: type[S]
    id: UUID
    history: list[Recorded[Event]]

    @property
    def state(self) -> S:
        return fold(self.kind, self.id, self.history)

    def when(self, command: Callable[..., Any], **arguments: Any) -> Told:
        """Ask the command; what it says of its circumstances (`by`, `at`, …) makes up its `act`."""
        known = {"by", "at", "reason"} | _CIRCUMSTANCES
        wanted = inspect.signature(command).parameters
        said = {key: arguments.pop(key) for key in known & arguments.keys() - wanted.keys()}
        act = an_act(**said)
        if "act" in wanted:
            arguments["act"] = act
        state = self.state
        told = self._ask(command, state, arguments, act)
        assert state == self.state, "a command decides; it must not change what is remembered"
        return told

    def _ask(
        self, command: Callable[..., Any], state: S, arguments: dict[str, Any], act: Act
    ) -> Told:
        unchanged = deepcopy(arguments)
        try:
            answer = command(state, **arguments)
        except Refused as refusal:
            return Told(self, act, refused=refusal)
        assert arguments == unchanged, "a command must not change what it reads"
        return Told(self, act, (answer,) if isinstance(answer, Event) else tuple(answer))


def given(kind: type[S], *history: Any, id: UUID | None = None) -> Given[S]:
    """An aggregate with a history of events, in order; nested lists are unfolded."""
    stream = id or id_of(kind)
    return Given(kind, stream, recorded(stream, history))


@dataclass(frozen=True)
class Told:
    """What came of it."""

    given: Given[Any]
    act: Act
    events: tuple[Event, ...] = ()
    refused: Refused | None = None

    def then(self, *expected: Event) -> None:
        """Just these events, and nothing refused."""
        if self.refused is not None:
            raise AssertionError(f"refused: {self.refused.reason}") from self.refused

        assert self.events == expected
        self._replays()

    def then_refused(self, kind: type[Refused], *words: str) -> None:
        """Just this kind of refusal, its reason with all these words."""
        assert self.refused is not None, f"not refused, but {self.events}"
        assert type(self.refused) is kind, repr(self.refused)
        missing = [word for word in words if word not in self.refused.reason]
        assert not missing, self.refused.reason
        self._replays()

    def then_goes(self, *stages: str, until: datetime | None = None) -> None:
        """Nothing refused; from where it stood it goes to just these stages, by itself up to an instant."""
        if self.refused is not None:
            raise AssertionError(f"refused: {self.refused.reason}") from self.refused

        self._replays()
        ways = walked(self.given.kind, self.given.id, self.history, len(self.given.history))
        steps = [step for step in ways if step[2]]  # what came by itself came before the act
        steps += by_time(self.state, self.act.at, until or self.act.at)
        assert tuple(after for *_, after in steps) == stages
        SEEN.update(steps)

    @property
    def state(self) -> Any:
        """The aggregate once it has followed what came of it."""
        return fold(self.given.kind, self.given.id, self.history)

    @property
    def history(self) -> list[Recorded[Event]]:
        before = self.given.history
        came = [Happened(event, self.act.at, self.act.env) for event in self._reasoned()]
        return [*before, *recorded(self.given.id, came, after=len(before))]

    def _reasoned(self) -> Iterator[Event]:
        for event in self.events:
            reason = Disclosed(self.act.reason) if self.act.reason else None
            yield replace(event, reason=reason)

    def _replays(self) -> None:
        history = self.history
        once, again = self.state, self.state
        sealed = fold(self.given.kind, self.given.id, through_the_record(history))
        assert once == again == sealed
        given = len(self.given.history)
        SEEN.update(walked(self.given.kind, self.given.id, history, given))
