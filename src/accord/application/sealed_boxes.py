"""The sealed box of a secret vote: put up when it opens, taken away when it is closed."""

from __future__ import annotations

from itertools import product

import sqlalchemy as sa

from accord.aggregates.decision import Decision
from accord.aggregates.decision.sealing import Slot, groups, marks
from accord.store import ballot_box


def put_up(conn: sa.Connection, found: Decision) -> None:
    """Put up an empty box where the vote that was just opened is secret."""
    if found.sealed.secret:
        room = product(range(len(groups(found))), marks(found))
        ballot_box.lay_out(conn, found.id, found.voting, room)


def contents(conn: sa.Connection, found: Decision) -> dict[Slot, int]:
    """Return what the box of a vote holds; nothing where there is none."""
    return ballot_box.contents(conn, found.id, found.voting) if found.sealed.secret else {}


def destroy(conn: sa.Connection, found: Decision) -> None:
    """Take away the box of a vote, where it has one, in the transaction that records what it held."""
    if found.sealed.secret:
        ballot_box.destroy(conn, found.id, found.voting)
