"""What is written to the record is read back equal, and is written in one way only."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.jcs import jcs
from tests.store.facts import HERE, Mark, Note, Noted
from tests.store.samples import MEASURED, NOON, NOTED, entry, records
from tests.store.writers import SHARED

from accord import clock
from accord.errors import Unrecordable
from accord.events import Event, Recorded
from accord.store.disclosures import disclose
from accord.store.mapper import StrictMapper
from accord.store.record import Record

MAPPER = StrictMapper()
LIMIT = 65_535


@given(records)
def test_what_is_recorded_is_read_back_equal(drawn: Recorded[Event]) -> None:
    disclosures = disclose(drawn.event, clock.new_salt)
    recorded = replace(drawn, digests=tuple(sorted(opened.digest for opened in disclosures)))
    row = MAPPER.to_stored_event(recorded)
    assert (
        MAPPER.to_domain_event(row, {opened.digest: opened for opened in disclosures}) == recorded
    )
    assert MAPPER.to_stored_event(MAPPER.to_domain_event(row)) == row, (
        "sealed, it is written the same"
    )
    assert row.state == jcs(json.loads(row.state)), "canonical by another hand's rules"


def test_an_entry_has_exactly_the_keys_of_the_contract() -> None:
    state = MAPPER.to_stored_event(entry(NOTED)).state
    who = '"018f0000-0000-7000-8000-00000000000a"'
    assert state.decode() == (
        f'{{"agg":{who},"cmd":{{"id":{who}}},"data":{{"of":2,"text":"as it was"}},"env":{{"authority":"instrument:test",'
        f'"on_behalf_of":{who},"recorded_by":{who}}},"recorded_at":"2026-03-01T12:00:00.000000Z",'
        '"type":"test_note.noted/1","v":"accord-entry/1","ver":1}'
    )


def test_values_of_every_kind_are_written_as_the_contract_says() -> None:
    data = json.loads(MAPPER.to_stored_event(entry(MEASURED)).state)["data"]
    assert data == {
        "subject": "018f0000-0000-7000-8000-00000000000a",
        "amount": "12.50",
        "day": "2026-02-28",
        "moment": "2026-03-01T12:00:00.000000Z",
        "colour": "green",
        "mark": {"sign": "x"},
        "parts": [{"name": "half", "weight": "0.5"}, {"name": "whole"}],
        "tags": ["a", "b"],
        "limit": 7,
    }


def test_an_instant_of_another_zone_is_written_in_utc() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert (
        MAPPER.to_stored_event(replace(entry(NOTED), recorded_at=there)).state
        == MAPPER.to_stored_event(entry(NOTED)).state
    )


def test_valid_time_stands_among_the_circumstances() -> None:
    fact = replace(NOTED, effective_from=MEASURED.day)
    written = json.loads(MAPPER.to_stored_event(entry(fact)).state)
    assert written["env"]["effective_from"] == "2026-02-28"
    assert "effective_from" not in written["data"]


UNFIT: list[tuple[Event, str]] = [
    (Noted(text="Cafe\u0301"), "/data/text"),
    (Noted(text="half \ud800 a character"), "/data/text"),
    (Noted(text="a", of=2**53), "/data/of"),
    (Noted(text="a", nth=-(2**53)), "/data/nth"),
    (Noted(text=1.5), "/data/text"),  # type: ignore[arg-type]
    (Noted(text=b"bytes"), "/data/text"),  # type: ignore[arg-type]
    (replace(MEASURED, tags=("fine", "e\u0301")), "/data/tags/1"),
    (replace(MEASURED, limit=2**53), "/data/limit"),
]


@pytest.mark.parametrize(("fact", "field"), UNFIT, ids=[field for _, field in UNFIT])
def test_what_does_not_fit_is_refused_naming_the_field(
    record: Record, fact: Event, field: str
) -> None:
    with pytest.raises(Unrecordable) as refusal, record.unit() as unit, unit.command():
        unit.append(unit.find(Note, SHARED), HERE, fact)
    assert refusal.value.facts["field"] == field
    assert field.lstrip("/") in refusal.value.reason
    assert record.last_position() == 0


UNREADABLE = [
    Noted(text=5),  # type: ignore[arg-type]
    Noted(text="a", of="2"),  # type: ignore[arg-type]
    replace(MEASURED, sealed=1),  # type: ignore[arg-type]
    Noted(text=None),  # type: ignore[arg-type]
    replace(MEASURED, colour="blue"),  # type: ignore[arg-type]
    replace(MEASURED, day=NOON),
    replace(MEASURED, parts=("half",)),  # type: ignore[arg-type]
    replace(MEASURED, mark=Mark(" x")),
]


@pytest.mark.parametrize("fact", UNREADABLE, ids=repr)
def test_what_could_not_be_read_back_is_not_recorded(fact: Event) -> None:
    with pytest.raises(Unrecordable):
        MAPPER.to_stored_event(entry(fact))


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_an_amount_that_cannot_be_counted_is_refused(amount: str) -> None:
    with pytest.raises(Unrecordable):
        MAPPER.to_stored_event(entry(replace(MEASURED, amount=Decimal(amount))))


@pytest.mark.parametrize("digits", [2**53 - 1, -(2**53) + 1])
def test_the_largest_integers_are_kept(digits: int) -> None:
    row = MAPPER.to_stored_event(entry(Noted(text="a", of=digits)))
    kept: Any = MAPPER.to_domain_event(row).event
    assert kept.of == digits


def _of_size(bytes_: int) -> Noted:
    empty = MAPPER.to_stored_event(entry(Noted(text="")))
    return Noted(text="x" * (bytes_ - len(empty.state)))


def test_an_entry_of_65535_bytes_is_recorded(record: Record) -> None:
    with record.unit() as unit, unit.command():
        unit.append(unit.find(Note, SHARED), HERE, _of_size(LIMIT))
    assert len(record.recorder.select_notifications(1, 1)[0].state) == LIMIT
    assert record.read(Note, SHARED).version == 1


def test_an_entry_of_65536_bytes_is_refused_and_leaves_nothing(record: Record) -> None:
    with (
        pytest.raises(Unrecordable, match=r"65536 bytes.*at most 65535") as refusal,
        record.unit() as unit,
        unit.command(),
    ):
        unit.append(unit.find(Note, SHARED), HERE, Noted(text="before"), _of_size(LIMIT + 1))
    assert refusal.value.facts == {"type": "test_note.noted/1", "bytes": LIMIT + 1}
    assert record.last_position() == 0


def test_bytes_are_counted_and_not_characters() -> None:
    with pytest.raises(Unrecordable, match="an entry holds at most"):
        MAPPER.to_stored_event(entry(Noted(text="é" * (LIMIT // 2))))
