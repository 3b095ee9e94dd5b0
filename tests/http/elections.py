"""Secret votes that differ in nothing but who cast what, so that whatever tells them apart tells on a voter."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from tests.http.cases.choices import OPTIONS
from tests.http.cases.secret_ballots import ONE
from tests.http.office import client_of
from tests.http.stages import SIGNATORIES, Hands, Partnership, begin

from accord.projections.views import metadata as read_models
from accord.store.record import Clock
from accord.store.schema import metadata as record_tables
from accord.wiring import build

SEATS = {f"member-{n}": ("city", "trust", "club")[n % 3] for n in range(7)}
"""The last of them never votes."""
VOTERS = list(SEATS)[:-1]
ORDERS = {"body": "board", "secret_classes": ["ordinary", "works"], "smallest_secret": 3}


def opened(url: str) -> Partnership:
    """A partnership of seven seats, where voting by secret ballot is open."""
    p = begin(url, Hands())
    p.reach("registered")
    board = p.board()
    board["seats"] = [{"post": s, "title": s, "party": p.party[n]} for s, n in SEATS.items()]
    board["rules"].append({"class": "works", "rule": ONE.to_data()})
    terms = p.terms(bodies=[board], standing_orders=[ORDERS])
    p.agreement = p.secretary.done("/agreements", terms).json["id"]
    for post, party in {"chair": "city", **SEATS, **SIGNATORIES}.items():
        p.fill(post, party)
    p.secretary.done(f"{p.path}/adoption", match=p.read(p.path))
    p.secretary.done(f"{p.path}/signature-opening", deadline="2026-06-01", match=p.read(p.path))
    for post in SIGNATORIES:
        assert p.sign(post).status_code == 201
    p.decision = p.table()
    p.open_vote(p.decision)
    return p


@contextmanager
def at_work(page: Partnership, url: str, since: int = 1) -> Iterator[Partnership]:
    """The same partnership on a copy of its database; ids, salts and instants come as they came in every other."""
    p = copy(page)
    p.hands = Hands(page.hands.at)
    numbers = itertools.count(since)
    outside = Clock(
        now=lambda: _later(p.hands),
        new_id=lambda: UUID(int=_FIRST + next(numbers)),
        new_salt=lambda: next(numbers).to_bytes(16),
    )
    p.house = build(url, outside=outside)
    p.client = client_of(p.house)
    p.secretary = page.secretary.elsewhere(p.client)
    p.people = {post: person.elsewhere(p.client) for post, person in page.people.items()}
    try:
        yield p
    finally:
        p.house.close()


def _later(hands: Hands) -> Any:
    hands.turn(seconds=1)
    return hands.at


def vote(p: Partnership, positions: Mapping[str, Any]) -> None:
    """The seats cast their ballots, always in the same order and under the same keys."""
    for seat in VOTERS:
        person = p.people[seat]
        says = "position" if isinstance(positions[seat], str) else "choice"
        ballot = {"seat": seat, says: positions[seat]}
        person.done(f"{p.motion}/sealed-ballots", ballot, key=f"ballot-{seat}")


def close(p: Partnership) -> None:
    """The time is over: the chair closes, and the secretary certifies."""
    p.hands.turn(days=30)
    closed = p.people["chair"].done(f"{p.motion}/closure", key="close")
    p.secretary.done(f"{p.motion}/certification", match=closed, key="certify")


def everything(p: Partnership) -> dict[str, list[Any]]:
    """Every row of every table, in the order in which the database keeps them, and what it says of each.

    Of PostgreSQL also where a row lies and which transaction wrote it, counted within the table.
    """
    with p.house.engine.connect() as conn:
        return {
            table.name: _kept(conn, table)
            for tables in (record_tables, read_models)
            for table in tables.sorted_tables
        }


def _kept(conn: sa.Connection, table: sa.Table) -> list[Any]:
    if conn.dialect.name == "sqlite":
        return [tuple(row) for row in conn.execute(sa.select(table))]
    hidden = (sa.literal_column("ctid::text"), sa.literal_column("xmin::text::bigint"))
    rows = list(conn.execute(sa.select(*hidden, table).order_by(sa.literal_column("ctid"))))
    writers = sorted({row[1] for row in rows})
    return [(row[0], writers.index(row[1]), *row[2:]) for row in rows]


_FIRST = 0x018F0000_0000_7000_8000_000000000000
Look = Callable[[Partnership], Any]


def seen(page: Partnership, url: str, positions: Mapping[str, str], *looks: Look) -> list[Any]:
    """What somebody sees who looks when all have voted, and again when the result is certified."""
    with at_work(page, url) as p:
        vote(p, positions)
        before = [look(p) for look in looks]
        close(p)
        return [*before, *(look(p) for look in looks)]


def elected(page: Partnership, url: str, named: Mapping[str, list[str]]) -> list[Any]:
    """What is in the database when all have named an option in secret, and when that is certified."""
    with at_work(page, url) as p:
        motion = {"agreement": p.agreement, "body": "board", "class": "works", "options": OPTIONS}
        tabled = p.secretary.done(
            "/decisions", motion | {"title": "T", "text": "That."}, key="table"
        )
        p.decision = tabled.json["id"]
        body = {"closes": "2026-05-20T09:00:00Z"}
        p.secretary.done(f"{p.motion}/voting", body, match=tabled, key="open")
        vote(p, named)
        before = everything(p)
        close(p)
        return [before, everything(p)]
