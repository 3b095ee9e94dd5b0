"""The box of a secret vote counts, forgets who and when, and is gone once it is destroyed."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from accord.rules import Position
from accord.store import ballot_box
from accord.store.ballot_box import Slot
from accord.store.disclosures import Damaged
from accord.store.record import Record
from accord.store.schema import ballot_box as table

ONE, OTHER = UUID(int=1), UUID(int=2)
FOR, AGAINST = (0, Position.FOR), (1, Position.AGAINST)
ROOM: list[Slot] = [(group, position) for position in Position for group in (0, 1)]


@pytest.fixture
def engine(record: Record) -> sa.Engine:
    """A database with the boxes of two votes."""
    with record.engine.begin() as conn:
        ballot_box.lay_out(conn, ONE, 1, ROOM)
        ballot_box.lay_out(conn, OTHER, 2, ROOM)
    return record.engine


def held(engine: sa.Engine, decision: UUID, voting: int) -> dict[Slot, int]:
    with engine.connect() as conn:
        found = ballot_box.contents(conn, decision, voting)
    return {slot: count for slot, count in found.items() if count}


def test_ballots_that_are_put_in_are_counted_where_they_belong(engine: sa.Engine) -> None:
    with engine.begin() as conn:
        ballot_box.put(conn, ONE, 1, {FOR: 1})
        ballot_box.put(conn, ONE, 1, {FOR: 2, AGAINST: 5})
    assert held(engine, ONE, 1) == {FOR: 3, AGAINST: 5}
    assert held(engine, OTHER, 2) == {}


def test_a_ballot_for_no_box_is_not_taken(engine: sa.Engine) -> None:
    with engine.begin() as conn, pytest.raises(Damaged, match="voting 2 on decision"):
        ballot_box.put(conn, ONE, 2, {FOR: 1})


def test_a_box_that_is_destroyed_is_gone_and_the_other_stays(engine: sa.Engine) -> None:
    with engine.begin() as conn:
        ballot_box.put(conn, ONE, 1, {FOR: 1})
        ballot_box.put(conn, OTHER, 2, {AGAINST: 1})
        ballot_box.destroy(conn, ONE, 1)
    assert held(engine, OTHER, 2) == {AGAINST: 1}
    with engine.connect() as conn:
        assert ballot_box.contents(conn, ONE, 1) == {}
        assert set(conn.scalars(sa.select(table.c.decision))) == {OTHER}


def test_the_rows_of_a_box_have_no_number_of_their_own_on_sqlite(sqlite_url: str) -> None:
    record = Record(sqlite_url)
    with (
        record.engine.connect() as conn,
        pytest.raises(sa.exc.OperationalError, match="no such column: rowid"),
    ):
        conn.exec_driver_sql("SELECT rowid FROM ballot_box")
    record.close()


def test_an_error_of_the_database_does_not_say_what_was_cast(record: Record) -> None:
    with record.engine.begin() as conn:
        table.drop(conn)
    with record.engine.connect() as conn, pytest.raises(sa.exc.DBAPIError) as raised:
        ballot_box.put(conn, ONE, 1, {AGAINST: 1})
    assert "ballot_box" in str(raised.value)
    assert "against" not in str(raised.value)
