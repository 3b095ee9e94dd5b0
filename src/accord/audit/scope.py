"""Which entries a bundle holds: every one, or the streams that concern an agreement or a decision."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from accord.aggregates.register import REGISTER
from accord.audit.bundle import Scope
from accord.errors import NotFound
from accord.store.schema import event

_PAGE = 1000
_ID = re.compile(rb'"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"')
_WITH_A_DECISION = frozenset({"agreement", "role", "docket"})
"""Kinds of streams that come with a decision on its own: what it rests on, not what was decided besides."""


@dataclass
class Streams:
    """Every stream of a log: what kind it is, to which agreement it belongs, and what it mentions."""

    kind: dict[UUID, str] = field(default_factory=dict)
    agreement: dict[UUID, UUID] = field(default_factory=dict)
    mentions: dict[UUID, set[bytes]] = field(default_factory=dict)

    def concerning(self, scope: Scope) -> set[UUID]:
        """Return the streams of a scope, with the parties they mention, and the register's own.

        Raise `NotFound` where there is no such agreement or decision.
        """
        if scope.id is None or self.kind.get(scope.id) != scope.kind:
            raise NotFound(f"there is no {scope.kind} {scope.id} in this register")
        about = self.agreement.get(scope.id, scope.id)
        found = {scope.id, about} | {
            id_
            for id_, agreement in self.agreement.items()
            if agreement == about and (scope.kind == "agreement" or self._bears(scope.id, id_))
        }
        return found | self._parties(found) | {REGISTER}

    def _bears(self, decision: UUID, other: UUID) -> bool:
        """Whether a decision rests on another stream of its agreement: a role, a docket, its amendment."""
        mentioned = str(other).encode() in self.mentions[decision]
        return self.kind[other] in _WITH_A_DECISION or mentioned

    def _parties(self, among: Collection[UUID]) -> set[UUID]:
        mentioned = set[bytes]().union(*(self.mentions[id_] for id_ in among))
        parties = (id_ for id_, kind in self.kind.items() if kind == "party")
        return {id_ for id_ in parties if str(id_).encode() in mentioned}


def positions(conn: sa.Connection, scope: Scope, size: int) -> list[int]:
    """Return the positions of the entries of a part of the log, as far as it has come at `size`."""
    wanted = _streams(conn, size).concerning(scope)
    columns = (event.c.position, event.c.originator_id)
    rows = conn.execute(
        sa.select(*columns).where(event.c.position <= size).order_by(event.c.position)
    )
    return [row.position for row in rows if row.originator_id in wanted]


def _streams(conn: sa.Connection, size: int) -> Streams:
    found = Streams()
    for id_, topic, state in _entries(conn, size):
        found.kind.setdefault(id_, topic.partition(".")[0])
        found.mentions.setdefault(id_, set()).update(_ID.findall(state))
        if id_ not in found.agreement:
            named: Any = json.loads(state)["data"].get("agreement")
            if isinstance(named, str):
                found.agreement[id_] = UUID(named)
    return found


def _entries(conn: sa.Connection, size: int) -> Iterator[Any]:
    columns = (event.c.originator_id, event.c.topic, event.c.state)
    for after in range(0, size, _PAGE):
        within = event.c.position.between(after + 1, min(size, after + _PAGE))
        yield from conn.execute(sa.select(*columns).where(within).order_by(event.c.position))
