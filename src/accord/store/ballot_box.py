"""The sealed box of a secret vote: how many ballots it holds, beside the record and never in it.

It knows no seat, no principal, no instant, and no single ballot: a ballot that goes in is added to those
that are like it, and the whole box is written anew, so that neither the order of rows nor the transaction
that wrote one last (PostgreSQL tells it in `xmin`) says which of them grew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

import sqlalchemy as sa

from accord.store.disclosures import Damaged
from accord.store.schema import ballot_box

Slot = tuple[int, str]
"""Of which group of like seats, and with which mark: a position, or which option."""

_NONE = 1_000_000_000
"""Where counting begins: every count then takes the same room in the file, and one that grows moves nothing."""


def lay_out(conn: sa.Connection, decision: UUID, voting: int, slots: Iterable[Slot]) -> None:
    """Put up an empty box for a vote, with room for these."""
    rows = [
        {"decision": decision, "voting": voting, "group": group, "position": position}
        | {"ballots": _NONE}
        for group, position in slots
    ]
    conn.execute(sa.insert(ballot_box), rows)


def put(conn: sa.Connection, decision: UUID, voting: int, ballots: Mapping[Slot, int]) -> None:
    """Put ballots into the box, in the transaction that marks who cast them."""
    more = sa.case(*((_slot(slot), count) for slot, count in ballots.items()), else_=0)
    written = sa.update(ballot_box).values(ballots=ballot_box.c.ballots + more)
    if conn.execute(written.where(*_box(decision, voting))).rowcount == 0:
        raise Damaged(f"the ballot box of voting {voting} on decision {decision} is gone")


def contents(conn: sa.Connection, decision: UUID, voting: int) -> dict[Slot, int]:
    """Return how many ballots the box holds; nothing where there is none."""
    query = sa.select(ballot_box).where(*_box(decision, voting))
    return {(row.group, str(row.position)): row.ballots - _NONE for row in conn.execute(query)}


def destroy(conn: sa.Connection, decision: UUID, voting: int) -> None:
    """Take the box away, overwritten first: what it held stays in no row that is only marked as deleted."""
    conn.execute(sa.update(ballot_box).where(*_box(decision, voting)).values(ballots=_NONE))
    conn.execute(sa.delete(ballot_box).where(*_box(decision, voting)))


def _box(decision: UUID, voting: int) -> tuple[sa.ColumnElement[bool], ...]:
    return ballot_box.c.decision == decision, ballot_box.c.voting == voting


def _slot(slot: Slot) -> sa.ColumnElement[bool]:
    group, position = slot
    return sa.and_(ballot_box.c.group == group, ballot_box.c.position == position)
