"""A walk whose arguments are drawn from small pools, in which much is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random  # noqa: TID251 - what is drawn follows from one number
from typing import Any, TypeVar, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import note
from hypothesis import strategies as some
from hypothesis.stateful import rule

from accord.aggregates.party import PartyKind
from accord.aggregates.register import Capability
from accord.events import Stream
from accord.rules import Position
from accord.store.unit import fold
from tests import partnership as p
from tests.application.office import BY_LAW, MEMBER, OPERATOR, POSTS, Office, found
from tests.lives.observed import by_time
from tests.lives.walk import Walk, walk_through
from tests.story import CLERK, NOW

Pool = tuple[Any, ...]
"""From what something is drawn; what stands there often is drawn often."""
Pools = Mapping[str, Pool]
"""From what each argument of a command is drawn."""
LEAP_DAY = date(2028, 2, 29)
FRIDA = UUID("0a9ee000-0000-7000-8000-000000000015")
"""Of the club, which is a party of no agreement at first."""


S = TypeVar("S", bound=Stream)


@dataclass(frozen=True)
class In:
    """So many days from the day of the act."""

    days: int


SOME_DAY: Pool = (
    *[None] * 12,
    In(0),
    In(1),
    In(1),
    In(31),
    In(31),
    In(92),
    In(-1),
    In(-40),
    LEAP_DAY,
)
PARTY: Pool = (p.CITY, p.CITY, p.TRUST, p.TRUST, p.CLUB)
PERSON: Pool = (p.ADA, p.BEN, p.CLEO, p.DAN, FRIDA, p.EVE)
NUMBER: Pool = (1, 1, 1, 2, 2, 3, 7)
CIRCUMSTANCES: tuple[dict[str, Any], ...] = (
    {},
    {"reason": "So it is."},
    {"reason": "By order.", "authority": BY_LAW},
    {"reason": "By order.", "authority": BY_LAW, "retroactive": True},
    {"occurred_on": In(-1)},
    {"occurred_on": In(-20), "reason": "It was late.", "authority": BY_LAW, "retroactive": True},
    {"occurred_on": In(3)},
)
PATIENCE = 0.3
"""How often time passes before the next act."""
WHILE: tuple[dict[str, int], ...] = (
    {"hours": 1},
    {"hours": 14},
    {"days": 1},
    {"days": 9},
    {"days": 31},
    {"days": 92},
    {"days": 400},
)
OFFICERS = {
    p.CITY: UUID("0a9ee000-0000-7000-8000-000000000016"),
    p.TRUST: UUID("0a9ee000-0000-7000-8000-000000000017"),
    p.CLUB: FRIDA,
}
"""Who keeps the papers of a party: all that a principal can do for one."""
_OF_A_PARTY = tuple(sorted(set(Capability) - {Capability.RECORD_FOR_OTHERS}))


def settled(office: Office) -> None:
    """A register with its people, and a club that could join."""
    found(office)
    office.do("register_party", p.CLUB, kind=PartyKind.CITIZENS_GROUP, name="Rowing club")
    enrolled = [(p.EVE, p.TRUST, MEMBER)]
    enrolled += [(officer, party, _OF_A_PARTY) for party, officer in OFFICERS.items()]
    for person, party, able in enrolled:
        office.do("enrol_principal", by=OPERATOR, principal=person, party=party, capabilities=able)


class Roaming(Walk):
    """A walk that counts what it did, and looks again whenever time has passed."""

    def __init__(self) -> None:
        self.folded: dict[UUID, Stream] = {}
        super().__init__()

    def begins(self) -> datetime:
        return NOW

    def today(self) -> date:
        return self.office.now.astimezone(ZoneInfo(p.ZONE)).date()

    def told(self, value: Any) -> Any:
        """The value that is meant: a day counted from today."""
        return self.today() + timedelta(days=value.days) if isinstance(value, In) else value

    def give(self, command: str, *args: Any, by: UUID = CLERK, **said: Any) -> bool:
        words = {key: self.told(value) for key, value in said.items()}
        note(f"{self.office.now:%Y-%m-%d %H:%M} {command} {args} by {by}: {words}")
        return super().give(command, *args, by=by, **words)

    def wait(self, **time: int) -> None:
        """Let time pass, and look whether everything is where its lifecycle and its read model say."""
        since = self.office.now
        super().wait(**time)
        for stream, history in self.entries.items():
            if history[0].event.TYPE.startswith(f"{self.kind.NAME}."):
                state = fold(self.kind, stream, history)
                self._is_drawn(by_time(state, since, self.office.now))
                self._stands(state, history)

    @rule(lots=some.integers(0, 2**32))
    def step(self, lots: int) -> None:
        """Somebody does something; what, is drawn from the number and from how far the walk has come."""
        self.lots = Random(f"{lots}/{self.accepted}/{self.refused}")
        if self.lots.random() < PATIENCE:
            self.wait(**self.one_of(WHILE))
        self.live()

    def live(self) -> None:
        """Do one thing; each life says which there are."""
        raise NotImplementedError

    def state(self, kind: type[S], id: UUID) -> S | None:
        """What the record says of something, None where it says nothing; not to be changed."""
        history = self.entries.get(id, [])
        known = self.folded.get(id)
        if history and (known is None or known.version != len(history)):
            self.folded[id] = fold(kind, id, history)
        return cast("S | None", self.folded.get(id))

    def one_of(self, pool: Sequence[Any]) -> Any:
        return self.lots.choice(pool)

    def drawn(self, pools: Pools) -> dict[str, Any]:
        return {name: self.one_of(pool) for name, pool in pools.items()}

    def decided(self, decision: UUID, **motion: Any) -> None:
        """The board votes on a motion; `but` are the seats that take no part."""
        absent = motion.pop("but", ())
        motion |= {"title": "A motion", "text": "That it be so."}
        if not self.give("table_motion", decision, **motion):
            return
        closes = self.office.now + timedelta(days=1)
        self.give("open_voting", decision, by=p.ADA, closes=closes)
        for seat in ("city-1", "city-2", "trust-1", "trust-2"):
            if seat not in absent:
                self.give(
                    "cast_ballot", decision, by=POSTS[seat][0], seat=seat, position=Position.FOR
                )
        self.wait(days=1 if absent else 0)
        self.give("close_voting", decision, by=p.ADA)
        self.give("certify_result", decision)


def walks(machine: type[Roaming], examples: int, steps: int) -> Counter[str]:
    """Walk so often and so far, always the same ways; return which commands were accepted how often."""
    walk_through(machine, examples, steps)
    return machine.done
