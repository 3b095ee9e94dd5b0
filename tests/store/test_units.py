"""A unit of work: commands behind savepoints, one commit, and everything that must be true together."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
import sqlalchemy as sa
from tests.store.checks import assert_sound
from tests.store.facts import HERE, Named, Note, Noted
from tests.store.writers import SHARED, new_note, note

from accord import clock
from accord.errors import NotFound, OutOfOrder, Stale
from accord.events import Disclosed, Stream
from accord.store.memory import Anchor
from accord.store.record import Record
from accord.store.schema import disclosure
from accord.store.unit import fold


class Other(Stream):
    NAME = "other thing"


def _texts(record: Record) -> list[str]:
    return [entry.event.text for _, entry in assert_sound(record)]


def test_the_first_command_is_kept_when_the_second_is_refused(record: Record) -> None:
    with record.unit() as unit:
        with unit.command():
            new_note(unit, "first", 2)
        with pytest.raises(OutOfOrder), unit.command():
            new_note(unit, "second")
            raise OutOfOrder("not now")
        with unit.command():
            new_note(unit, "third")
    assert _texts(record) == ["first", "first", "third"]


def test_the_first_command_is_kept_when_the_second_comes_too_late(record: Record) -> None:
    with record.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "begun", 1)
    old = record.read(Note, SHARED)
    with record.unit() as unit:
        with unit.command():
            note(unit, unit.find(Note, SHARED), "first", 2)
        with pytest.raises(Stale), unit.command():
            note(unit, old, "second", 3)
        with unit.command():
            note(unit, unit.find(Note, SHARED), "third", 1)
    assert _texts(record) == ["begun", "first", "first", "third"]


def test_a_conflict_leaves_no_gap_and_nothing_behind(record: Record) -> None:
    with record.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "begun", 1)
    first, second = record.read(Note, SHARED), record.read(Note, SHARED)
    for state, text in ((first, "in time"), (second, "too late")):
        try:
            with record.unit() as unit, unit.command():
                unit.append(unit.find(Note, clock.new_id()), HERE, Noted(text=text, of=2))
                unit.append(state, HERE, Noted(text=text, nth=2, of=2))
        except Stale:
            assert text == "too late"
    assert _texts(record) == ["begun", "in time", "in time"]


def test_a_refused_command_is_forgotten_by_what_the_unit_remembers(record: Record) -> None:
    with record.unit() as unit:
        with pytest.raises(OutOfOrder), unit.command():
            note(unit, unit.find(Note, SHARED), "refused", 1)
            raise OutOfOrder("not now")
        assert unit.find(Note, SHARED).version == 0
    assert record.last_position() == 0


def test_an_error_between_commands_takes_the_whole_unit_back(record: Record) -> None:
    with pytest.raises(ZeroDivisionError), record.unit() as unit:
        with unit.command():
            new_note(unit, "first")
        raise ZeroDivisionError
    assert assert_sound(record) == []


def test_a_command_sees_what_an_earlier_one_of_its_unit_recorded(record: Record) -> None:
    with record.unit() as unit:
        with unit.command():
            note(unit, unit.find(Note, SHARED), "first", 2)
        with unit.command():
            unit._known.clear()
            assert unit.read(Note, SHARED).said == ["first", "first"]


def test_the_commands_of_one_unit_have_each_their_own_id(record: Record) -> None:
    with record.unit() as unit:
        for _ in range(2):
            with unit.command():
                new_note(unit, "one of two", 2)
    assert len({entry.cmd for _, entry in assert_sound(record)}) == 2


def test_disclosures_and_followers_are_part_of_the_same_transaction(database_url: str) -> None:
    followed: list[Any] = []

    def follow(conn: sa.Connection, events: Any) -> None:
        followed.append([position for position, _ in events])
        assert conn.scalar(sa.select(sa.func.count()).select_from(disclosure)) == 1
        raise ZeroDivisionError

    with closing(Record(database_url, follow)) as record:
        with pytest.raises(ZeroDivisionError), record.unit() as unit, unit.command():
            unit.append(unit.find(Note, SHARED), HERE, Named(name=Disclosed("Ada")))
        assert followed == [[1]]
        assert record.last_position() == 0
        with record.engine.connect() as conn:
            assert conn.execute(sa.select(disclosure)).all() == []


def test_many_streams_are_read_in_the_order_asked(record: Record) -> None:
    ids = [clock.new_id() for _ in range(3)]
    with record.unit() as unit, unit.command():
        for nth, id_ in enumerate(ids, 1):
            unit.append(unit.find(Note, id_), HERE, Noted(text=f"{nth}", nth=nth, of=3))
    asked = [ids[2], clock.new_id(), ids[0], ids[1]]
    with record.unit() as unit:
        assert [found.said for found in unit.read_many(Note, asked)] == [["3"], [], ["1"], ["2"]]


def test_what_never_happened_is_not_found(record: Record) -> None:
    with pytest.raises(NotFound, match="no test_note"):
        record.read(Note, SHARED)
    with record.unit() as unit, pytest.raises(NotFound, match="no test_note"):
        unit.read(Note, SHARED)


def test_a_stream_is_not_read_as_something_else(record: Record) -> None:
    with record.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "a note", 1)
        with pytest.raises(NotFound, match="no other thing"):
            unit.read(Other, SHARED)


def test_what_was_read_before_is_followed_on_from_there(record: Record) -> None:
    other = Record(str(record.engine.url.render_as_string(hide_password=False)))
    for nth, writer in enumerate((record, other, record, other), 1):
        with writer.unit() as unit, unit.command():
            note(unit, unit.find(Note, SHARED), str(nth), 1)
        with writer.unit() as unit:
            assert unit.read_many(Note, [SHARED])[0].said == [str(n + 1) for n in range(nth)]
    other.close()


def test_what_a_refused_command_touched_is_not_remembered(record: Record) -> None:
    with record.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "kept", 1)
    with pytest.raises(OutOfOrder), record.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "refused", 1)
        raise OutOfOrder("not now")
    with record.unit() as unit:
        assert unit.read(Note, SHARED).said == ["kept"]


def test_a_log_that_went_another_way_is_read_again(record: Record) -> None:
    """As after a backup was put back under a running process, and others went on from there."""
    with record.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "kept", 1)
    never = fold(Note, SHARED, [])
    never.version, never.said = 1, ["never recorded"]
    record.memory.keep([never], Anchor(1, b"another entry"))
    record.memory.anchor = Anchor(1, b"another entry")
    with record.unit() as unit:
        assert unit.read(Note, SHARED).said == ["kept"]


def test_a_stream_that_was_empty_when_read_is_followed_from_its_first_entry(record: Record) -> None:
    other = Record(record.engine.url.render_as_string(hide_password=False))
    with record.unit() as unit:
        assert unit.find(Note, SHARED).said == []
        assert unit.read_many(Note, [SHARED])[0].said == []
    with other.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "first", 1)
    other.close()
    with record.unit() as unit:
        assert unit.read(Note, SHARED).said == ["first"]


def test_what_a_refused_command_only_read_is_still_known(record: Record) -> None:
    with record.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "kept", 1)
    with pytest.raises(OutOfOrder), record.unit() as unit, unit.command():
        unit.read(Note, SHARED)
        raise OutOfOrder("not now")
    assert record.memory.take(SHARED) is not None
