"""A row that was touched, or that something else wrote, is refused rather than read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa
from eventsourcing.persistence import StoredEvent
from hypothesis import given
from hypothesis import strategies as st
from tests.store.facts import HERE, SOMEBODY, Named, Note
from tests.store.samples import MEASURED, NOTED, entry
from tests.store.writers import SHARED, note

from accord.events import Disclosed
from accord.store.disclosures import Damaged
from accord.store.engine import writing
from accord.store.mapper import StrictMapper
from accord.store.record import Record
from accord.store.schema import event

Tampering = Callable[[bytes], bytes]


def _swap(old: str, new: str) -> Tampering:
    def tamper(state: bytes) -> bytes:
        assert old.encode() in state
        return state.replace(old.encode(), new.encode(), 1)

    return tamper


def _reversed_keys(state: bytes) -> bytes:
    entry = json.loads(state)
    return json.dumps({key: entry[key] for key in reversed(entry)}, separators=(",", ":")).encode()


def _without(key: str) -> Tampering:
    return lambda state: re.sub(rb'"%b":("[^"]*"|[0-9]+),?' % key.encode(), b"", state, count=1)


# What is touched says {"agg":…,"cmd":…,"data":{"of":2,"text":"as it was"},"env":…,"recorded_at":…,"type":…,"v":…,"ver":1}.
# One text exchanged for another is not among it: those bytes are an entry too. That is for the ledger to find.
TOUCHED: dict[str, Tampering] = {
    "a letter too many for JSON": lambda state: state + b"x",
    "half of it": lambda state: state[: len(state) // 2],
    "nothing": lambda _state: b"",
    "a list": lambda _state: b"[]",
    "a number": lambda _state: b"5",
    "a text": lambda _state: b'"entry"',
    "no text at all": lambda state: state.replace(b"as it was", b"\xff"),
    "brackets without end": lambda _state: b"[" * 60_000,
    "reordered keys": _reversed_keys,
    "a duplicate key": _swap('"text":', '"text":"as it was","text":'),
    "another key's duplicate": _swap('"v":', '"type":"test_note.noted/1","v":'),
    "whitespace": _swap('"data":{', '"data": {'),
    "whitespace at the end": lambda state: state + b"\n",
    "an escape that is not needed": _swap("as it was", "as it w\\u0061s"),
    "an unknown field in data": _swap('"text":', '"other":1,"text":'),
    "an unknown field in env": _swap('"authority":', '"author":"x","authority":'),
    "an unknown key of the entry": _swap('"v":', '"u":1,"v":'),
    "a missing field": _without("text"),
    "a missing key of the entry": _without("recorded_at"),
    "no env": _swap('"env":{', '"en":{'),
    "a wrong type": _swap('"as it was"', "5"),
    "a text for a number": _swap('"of":2', '"of":"2"'),
    "true for a number": _swap('"of":2', '"of":true'),
    "true for a version": _swap('"ver":1', '"ver":true'),
    "a null default": _swap('"text":', '"nth":null,"text":'),
    "a default that is written": _swap('"of":2', '"nth":1,"of":2'),
    "a null": _swap('"as it was"', "null"),
    "a float": _swap('"of":2', '"of":2.0'),
    "a float with a fraction": _swap('"of":2', '"of":2.5'),
    "an exponent": _swap('"of":2', '"of":2e0'),
    "an integer beyond 2^53": _swap('"of":2', '"of":9007199254740993'),
    "another event type": _swap("test_note.noted/1", "test_note.named/1"),
    "an unknown event type": _swap("test_note.noted/1", "test_note.unheard_of/1"),
    "another format": _swap("accord-entry/1", "accord-entry/2"),
    "another stream": _swap(str(SHARED), str(SOMEBODY)),
    "a stream in capitals": lambda state: state.replace(
        str(SHARED).encode(), str(SHARED).upper().encode()
    ),
    "a stream that is a number": _swap(f'"{SHARED}"', "5"),
    "another version": _swap('"ver":1', '"ver":2'),
    "an instant with an offset": _swap('Z","type"', '+00:00","type"'),
    "an instant without microseconds": lambda state: re.sub(
        rb'\.\d{6}Z","type"', b'Z","type"', state
    ),
    "an instant beyond time": lambda state: re.sub(
        rb'"recorded_at":"[^"]*"', b'"recorded_at":"0001-01-01T00:00:00.000000+14:00"', state
    ),
    "a command that is a list": lambda state: re.sub(rb'"cmd":\{[^}]*\}', b'"cmd":[]', state),
    "data that is a text": lambda state: re.sub(rb'"data":\{[^}]*\}', b'"data":"as it was"', state),
    "env that is a text": lambda state: re.sub(rb'"env":\{[^}]*\}', b'"env":"here"', state),
    "a digest that is a number": _swap('"of":2', '"_sd":[5],"of":2'),
    "no digests, said": _swap('"of":2', '"_sd":[],"of":2'),
    "a disclosed field in clear": _swap('"text":', '"reason":"because","text":'),
    "letters decomposed": _swap("as it was", "as it wa\u0301s"),
    "half a character": _swap("as it was", "\\ud800"),
}
COLUMNS: dict[str, dict[str, object]] = {
    "topic": {"topic": "test_note.named/1"},
    "unknown topic": {"topic": "test_note.unheard_of/1"},
    "version": {"originator_version": 7},
    "stream": {"originator_id": UUID(int=SHARED.int + 1)},
}


ROW = StrictMapper().to_stored_event(replace(entry(NOTED), agg=SHARED))


@pytest.mark.parametrize("how", TOUCHED)
def test_touched_bytes_are_refused(how: str) -> None:
    touched = TOUCHED[how](ROW.state)
    assert touched != ROW.state
    with pytest.raises(Damaged, match=f"{SHARED}/1"):
        StrictMapper().to_domain_event(replace(ROW, state=touched))


def test_untouched_bytes_are_read() -> None:
    assert StrictMapper().to_domain_event(ROW) == replace(entry(NOTED), agg=SHARED)


def _one_entry(record: Record) -> bytes:
    with record.unit() as unit, unit.command():
        note(unit, unit.find(Note, SHARED), "as it was", 2)
    return bytes(record.recorder.select_notifications(1, 1)[0].state)


def _touch(record: Record, values: dict[str, object]) -> None:
    """Do what an administrator of the database can do, and accord cannot."""
    sqlite = record.engine.dialect.name == "sqlite"
    drop = "DROP TRIGGER event_UPDATE_refused" if sqlite else "DROP TRIGGER event_refused ON event"
    with writing(record.engine).begin() as conn:
        conn.exec_driver_sql(drop)
        conn.execute(sa.update(event).where(event.c.position == 1).values(values))


@pytest.mark.parametrize("how", ["an unknown field in data", "reordered keys", "a float"])
def test_a_touched_row_is_refused_by_every_reader(record: Record, how: str) -> None:
    _touch(record, {"state": TOUCHED[how](_one_entry(record))})
    with pytest.raises(Damaged):
        record.read(Note, SHARED)
    with pytest.raises(Damaged):
        record.since(0)
    record.memory.forget()  # as after a restart: what was read before is not read again
    with record.unit() as unit, unit.command(), pytest.raises(Damaged):
        unit.read(Note, SHARED)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_touched_column_is_refused(record: Record, column: str) -> None:
    _one_entry(record)
    _touch(record, COLUMNS[column])
    with pytest.raises(Damaged):
        record.since(0)


def test_digests_in_another_order_are_refused(record: Record) -> None:
    with record.unit() as unit, unit.command():
        unit.append(
            unit.find(Note, SHARED), HERE, Named(name=Disclosed("Ada"), remark=Disclosed("first"))
        )
    state = bytes(record.recorder.select_notifications(1, 1)[0].state)
    first, second = json.loads(state)["data"]["_sd"]
    _touch(
        record,
        {
            "state": state.replace(
                f'"{first}","{second}"'.encode(), f'"{second}","{first}"'.encode()
            )
        },
    )
    with pytest.raises(Damaged):
        record.read(Note, SHARED)


@given(st.sampled_from([NOTED, MEASURED]), st.data())
def test_no_byte_of_an_entry_can_be_changed_unnoticed(fact: object, data: st.DataObject) -> None:
    """A changed byte is refused, or makes another entry that says of itself what it is; never the same one."""
    mapper = StrictMapper()
    row = mapper.to_stored_event(entry(fact))
    at = data.draw(st.integers(0, len(row.state) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != row.state[at]))
    touched = row.state[:at] + bytes([byte]) + row.state[at + 1 :]
    try:
        read = mapper.to_domain_event(
            StoredEvent(row.originator_id, row.originator_version, row.topic, touched)
        )
    except Damaged:
        return
    assert read != entry(fact)
    assert mapper.to_stored_event(read).state == touched


@given(
    st.binary(max_size=200)
    | st.text().map(str.encode)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda of: st.lists(of) | st.dictionaries(st.text(), of),
    )
    .map(json.dumps)
    .map(str.encode)
)
def test_bytes_that_are_no_entry_are_refused_and_break_nothing(state: bytes) -> None:
    with pytest.raises(Damaged):
        StrictMapper().to_domain_event(StoredEvent(UUID(int=1), 1, "test_note.noted/1", state))
