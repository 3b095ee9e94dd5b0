"""A small partnership, brought over HTTP to any stage of its life: two parties and a club, one board."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from tests.http.governed import carry, govern
from tests.http.office import Office, client_of, office

from accord.aggregates.register import Capability
from accord.store.record import Clock
from accord.wiring import House, build

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
CLOSES = "2026-05-11T09:00:00Z"
MAJORITY = {
    "id": "simple_majority",
    "name": "Simple majority",
    "pass": {
        "test": "share",
        "of": ["for"],
        "base": "cast",
        "op": ">",
        "at": "1/2",
        "measure": "count",
    },
    "tie": "casting_vote",
}
SEATS = {"seat-city": "city", "seat-trust": "trust", "seat-club": "club"}
SIGNATORIES = {"mayor": "city", "warden": "trust", "captain": "club"}
PURPOSE = {"id": "purpose", "num": "1", "heading": "Purpose", "text": "To keep the river clean.\n"}
MONEY = {"id": "money", "num": "2", "heading": "Money", "text": "Each party pays a third.\n"}
PARTIES = {"city": "public_agency", "trust": "nonprofit", "club": "citizens_group"}


@dataclass
class Hands:
    """The hands of a clock that a test can turn."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def turn(self, **by: int) -> None:
        self.at += timedelta(**by)


@dataclass
class Partnership:
    """One partnership: its secretary, its people by post, its parties by name, what it decided."""

    house: House
    client: FlaskClient
    hands: Hands
    secretary: Office
    stage: str = "opened"
    people: dict[str, Office] = field(default_factory=dict)
    party: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    agreement: str = ""
    decision: str = ""
    amendment: str = ""
    meeting: str = ""
    obligation: str = ""
    dispute: str = ""
    impact: str = ""

    @property
    def path(self) -> str:
        return f"/agreements/{self.agreement}"

    @property
    def motion(self) -> str:
        return f"/decisions/{self.decision}"

    @property
    def position(self) -> int:
        return self.house.record.last_position()

    def types_after(self, position: int) -> list[str]:
        """Return what was recorded since, by type and in order."""
        return [row.topic for row in self.house.record.entries(position, 1000)]

    def read(self, path: str) -> Any:
        answer = self.secretary.get(path)
        assert answer.status_code == 200, answer.json
        return answer

    def person(self, *capabilities: Capability, party: str | None = None) -> Office:
        """Enrol somebody who may do these things, all where none is named."""
        bound = UUID(self.party[party]) if party else None
        return office(self.house, *capabilities, party=bound, client=self.client)

    # --- What the secretary does -------------------------------------------------------------

    def terms(self, **changes: Any) -> dict[str, Any]:
        """Return the draft of the partnership."""
        party = self.party
        return {
            "title": "River partnership",
            "zone": "Europe/London",
            "parties": [{"party": id_} for id_ in party.values()],
            "clauses": [PURPOSE, MONEY],
            "bodies": [self.board()],
            "posts": [
                {"post": "chair", "title": "Chair"},
                *({"post": p, "title": p, "party": party[n]} for p, n in SIGNATORIES.items()),
            ],
            "signatories": [{"party": party[n], "post": p} for p, n in SIGNATORIES.items()],
            "procedures": [
                {"matter": "amendment", "body": "board", "class": "ordinary"},
                {"matter": "termination", "body": "board", "class": "ordinary"},
            ],
            **changes,
        }

    def board(self, rule: dict[str, Any] = MAJORITY, **seat: Any) -> dict[str, Any]:
        return {
            "id": "board",
            "name": "Board",
            "chair": "chair",
            "seats": [
                {"post": p, "title": p, "party": self.party[n], **seat} for p, n in SEATS.items()
            ],
            "rules": [{"class": "ordinary", "rule": rule}],
        }

    def fill(self, post: str, party: str, *, accept: bool = True) -> Office:
        """Create a post, appoint somebody of a party to it, and let them accept."""
        person = self.person(
            Capability.VOTE,
            Capability.SIGN,
            Capability.HOLD_OFFICE,
            Capability.PRESIDE,
            party=party,
        )
        self.people[post] = person
        created = self.secretary.done("/roles", agreement=self.agreement, post=post)
        self.roles[post] = created.json["id"]
        role = f"/roles/{self.roles[post]}"
        self.secretary.done(
            f"{role}/assignments",
            holder=str(person.principal),
            party=self.party[party],
            authority="instrument:Cabinet minute 3",
        )
        if accept:
            person.done(f"{role}/acceptances", assignment=1)
        return person

    def sign(self, post: str, **more: Any) -> Any:
        hash_ = self.read(self.path).json["text_hash"]
        return self.people[post].post(
            f"{self.path}/signatures",
            party=self.party[SIGNATORIES[post]],
            text_hash=hash_,
            capacity=post,
            **more,
        )

    def table(self, **more: Any) -> str:
        facts = {
            "agreement": self.agreement,
            "body": "board",
            "class": "ordinary",
            "title": "Clean the weir",
            "text": "That the weir be cleaned.",
        }
        found: str = self.secretary.done("/decisions", {**facts, **more}).json["id"]
        return found

    def decide(
        self, decision: str, *positions: str, close: bool = True, closes: str = CLOSES
    ) -> Any:
        """Open the vote on a motion, record a position for each seat, close and certify."""
        own = f"/decisions/{decision}"
        self.open_vote(decision, closes)
        ballots = [{"seat": s, "position": p} for s, p in zip(SEATS, positions, strict=True)]
        self.secretary.done(f"{own}/roll-call", ballots=ballots)
        if not close:
            return self.read(own)
        closed = self.secretary.done(f"{own}/closure")
        return self.secretary.done(f"{own}/certification", match=closed)

    def open_vote(self, decision: str, closes: str = CLOSES) -> Any:
        own = f"/decisions/{decision}"
        return self.secretary.done(f"{own}/voting", closes=closes, match=self.read(own))

    def amend(self, *modifications: dict[str, Any], title: str = "More money") -> str:
        change = {"op": "substitute", "clause": "money", "text": "The city pays half.\n"}
        answer = self.secretary.done(
            "/amendments",
            agreement=self.agreement,
            title=title,
            modifications=list(modifications or (change,)),
        )
        found: str = answer.json["id"]
        return found

    def change(
        self, *, from_: str | None = None, strike: tuple[dict[str, str], ...] = (), **terms: Any
    ) -> str:
        """Amend the terms of the agreement, which every seat decides; hold the change from a day on."""
        later = {"effective_from": from_} if from_ else {}
        drafted = self.secretary.done(
            "/amendments",
            agreement=self.agreement,
            title="Terms",
            terms=terms,
            strike=list(strike),
            **later,
        )
        own = f"/amendments/{drafted.json['id']}"
        put = self.secretary.done(f"{own}/decision", match=drafted)
        self.decide(put.json["decision"], "for", "for", "for")
        self.secretary.done(f"{own}/adoption", later, match=self.read(own))
        return own

    def owe(self, **more: Any) -> str:
        facts = {
            "agreement": self.agreement,
            "party": self.party["city"],
            "title": "Yearly report",
            "due_on": "2026-05-04",
            "kind": "report",
            "clause": "money",
        }
        found: str = self.secretary.done("/obligations", {**facts, **more}).json["id"]
        return found

    # --- From stage to stage -----------------------------------------------------------------

    def reach(self, stage: str) -> Partnership:
        """Do what leads from the present stage to `stage`."""
        way = list(STEPS)
        for step in way[way.index(self.stage) + 1 : way.index(stage) + 1]:
            self.step(step)
        return self

    def step(self, stage: str) -> None:
        STEPS[stage](self)
        self.stage = stage


def _register(p: Partnership) -> None:
    for name, kind in PARTIES.items():
        identifier = {"scheme": "GB-COH", "value": name}
        answer = p.secretary.done("/parties", kind=kind, name=name, identifiers=[identifier])
        p.party[name] = answer.json["id"]


def _draft(p: Partnership) -> None:
    p.agreement = p.secretary.done("/agreements", p.terms()).json["id"]


def _fill(p: Partnership) -> None:
    for post, party in {"chair": "city", **SEATS, **SIGNATORIES}.items():
        p.fill(post, party)


def _adopt(p: Partnership) -> None:
    p.secretary.done(f"{p.path}/adoption", match=p.read(p.path))


def _open(p: Partnership) -> None:
    p.secretary.done(f"{p.path}/signature-opening", deadline="2026-06-01", match=p.read(p.path))


def _sign(p: Partnership) -> None:
    for post in SIGNATORIES:
        assert p.sign(post).status_code == 201


def _table(p: Partnership) -> None:
    p.decision = p.table()


def _vote(p: Partnership) -> None:
    p.open_vote(p.decision)


def _close(p: Partnership) -> None:
    ballots = [{"seat": s, "position": x} for s, x in zip(SEATS, TIE, strict=True)]
    p.secretary.done(f"{p.motion}/roll-call", ballots=ballots)
    p.secretary.done(f"{p.motion}/closure")


def _certify(p: Partnership) -> None:
    given = p.people["chair"].done(f"{p.motion}/casting-vote", position="for")
    p.secretary.done(f"{p.motion}/certification", match=given)


def _oblige(p: Partnership) -> None:
    p.obligation = p.owe()


def _propose(p: Partnership) -> None:
    p.amendment = p.amend()


def _put(p: Partnership) -> None:
    own = f"/amendments/{p.amendment}"
    put = p.secretary.done(f"{own}/decision", match=p.read(own))
    p.decide(put.json["decision"], "for", "for", "against")


def _govern(p: Partnership) -> None:
    govern(p)
    for step in (_fill, _adopt, _open, _sign):
        step(p)


def _carry(p: Partnership) -> None:
    p.decision = carry(p)


TIE = ("for", "against", "abstain")
STEPS: dict[str, Callable[[Partnership], None]] = {
    "opened": lambda _: None,
    "registered": _register,
    "drafted": _draft,
    "filled": _fill,
    "adopted": _adopt,
    "open for signature": _open,
    "in force": _sign,
    "tabled": _table,
    "voting": _vote,
    "closed": _close,
    "certified": _certify,
    "obliged": _oblige,
    "amendment drafted": _propose,
    "amendment carried": _put,
    "governed": _govern,
    "governed carried": _carry,
}


def begin(url: str, hands: Hands | None = None) -> Partnership:
    """Open a register on a database, and enrol its secretary."""
    hands = hands or Hands()
    house = build(url, outside=Clock(now=hands.now))
    client = client_of(house)
    return Partnership(house, client, hands, office(house, client=client))


Way = Callable[[Partnership], object]


def nothing(_: Partnership) -> None:
    """Do no more than to reach the stage."""


@dataclass
class Album:
    """Partnerships as they were at each stage, on SQLite files: a copy is faster than the way there."""

    folder: Path
    _pages: dict[tuple[str, Way], tuple[Path, Partnership]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def open(self, stage: str, file: Path, beyond: Way = nothing) -> Partnership:
        """Return a partnership at a stage, gone beyond it on some way, of the test's own."""
        kept, page = self._page(stage, beyond)
        shutil.copy(kept, file)
        return _moved(page, file)

    def _page(self, stage: str, beyond: Way) -> tuple[Path, Partnership]:
        if (stage, beyond) not in self._pages:
            file = self.folder / f"{next(self._numbers)}.db"
            made = self._made(stage, file) if beyond is nothing else self.open(stage, file)
            beyond(made)
            made.house.close()
            self._pages[stage, beyond] = file, made
        return self._pages[stage, beyond]

    def _made(self, stage: str, file: Path) -> Partnership:
        way = list(STEPS)
        if stage == way[0]:
            return begin(f"sqlite:///{file}").reach(stage)
        return self.open(way[way.index(stage) - 1], file).reach(stage)


def _moved(page: Partnership, file: Path) -> Partnership:
    """The same people and things, in the register of another file."""
    moved = copy(page)
    moved.hands = Hands(page.hands.at)
    moved.house = build(f"sqlite:///{file}", outside=Clock(now=moved.hands.now))
    moved.client = client_of(moved.house)
    moved.secretary = page.secretary.elsewhere(moved.client)
    moved.people = {post: person.elsewhere(moved.client) for post, person in page.people.items()}
    moved.party, moved.roles = dict(page.party), dict(page.roles)
    return moved
