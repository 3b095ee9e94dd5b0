"""What concerns a natural person stands in the record as a digest, opened beside it, and can be erased."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
import sqlalchemy as sa
from tests.store.facts import HERE, Named, Note, Noted
from tests.store.writers import SHARED

from accord import clock
from accord.events import Disclosed, Sealed
from accord.store.disclosures import Damaged
from accord.store.engine import writing
from accord.store.record import Record
from accord.store.schema import disclosure

ADA = "Ada Lovelace, née Byron"


def _name(record: Record, **fields: Disclosed[str]) -> Any:
    with record.unit() as unit, unit.command():
        unit.append(unit.find(Note, SHARED), HERE, Named(name=Disclosed(ADA), **fields))
    return _last(record)


def _last(record: Record) -> Any:
    return record.since(record.last_position() - 1)[0][1]


def _rows(record: Record) -> list[Any]:
    with record.engine.connect() as conn:
        return list(
            conn.execute(
                sa.select(disclosure).order_by(disclosure.c.originator_version, disclosure.c.name)
            )
        )


def _change(record: Record, statement: sa.Executable) -> None:
    with writing(record.engine).begin() as conn:
        conn.execute(statement)


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_the_value_never_stands_in_the_entry(record: Record) -> None:
    _name(record, remark=Disclosed("a remark about her"), reason=Disclosed("because of her"))
    state = bytes(record.recorder.select_notifications(1, 1)[0].state)
    for part in (*ADA.split(), "remark", "her"):
        assert part.encode() not in state
        assert base64.urlsafe_b64encode(part.encode()).rstrip(b"=") not in state
    assert len(json.loads(state)["data"]["_sd"]) == 3
    assert json.loads(state)["data"]["_sd"] == sorted(json.loads(state)["data"]["_sd"])


def test_the_digest_is_opened_by_the_disclosure(record: Record) -> None:
    recorded = _name(record)
    [row] = _rows(record)
    digest = (
        base64.urlsafe_b64encode(hashlib.sha256(row.text.encode()).digest()).rstrip(b"=").decode()
    )
    assert (digest,) == recorded.digests == (row.digest,)
    salt, name, value = json.loads(_unpadded(row.text))
    assert (name, value, row.name) == ("name", ADA, "name")
    assert len(_unpadded(salt)) == 16
    assert recorded.event.name.reveal() == ADA


def test_what_was_not_said_is_not_withheld_either(record: Record) -> None:
    recorded = _name(record)
    assert (recorded.event.remark, recorded.event.reason) == (None, None)


def test_equal_values_have_different_digests(record: Record) -> None:
    first, second = _name(record), _name(record)
    assert first.event == second.event
    assert set(first.digests).isdisjoint(second.digests)


def test_what_is_erased_is_sealed_and_the_fold_is_unchanged(record: Record) -> None:
    _name(record, remark=Disclosed("a remark"))
    with record.unit() as unit, unit.command():
        unit.append(
            unit.find(Note, SHARED), HERE, Noted(text="in clear", reason=Disclosed("because"))
        )
    before = record.read(Note, SHARED)
    _change(record, sa.delete(disclosure))
    assert record.read(Note, SHARED) == before
    named, noted = (recorded.event for _, recorded in record.since(0))
    for gone in (named.name, named.remark, noted.reason):
        assert not gone.known
        with pytest.raises(Sealed, match="withheld or erased"):
            gone.reveal()
    assert noted.text == "in clear"


def test_of_two_disclosures_one_can_be_erased(record: Record) -> None:
    _name(record, remark=Disclosed("a remark"))
    _change(record, sa.delete(disclosure).where(disclosure.c.name == "name"))
    event = _last(record).event
    assert not event.name.known
    assert event.remark.reveal() == "a remark"


def test_a_command_reads_only_sealed_values(record: Record) -> None:
    _name(record)
    seen: list[Any] = []

    class Reader(Note):
        def follow(self, event: Any, recorded: Any) -> None:
            seen.append(event.name)

    record.read(Reader, SHARED)
    with record.unit() as unit, unit.command():
        unit.read(Reader, SHARED)
    assert [name.known for name in seen] == [False, False]


FORGED = {
    "another value": {"text": "WyJ4IiwibmFtZSIsIk1hbGxvcnkiXQ"},
    "another field": {"name": "remark"},
    "no JSON": {"text": "!"},
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_disclosure_is_not_believed(record: Record, how: str) -> None:
    _name(record)
    _change(record, sa.update(disclosure).values(FORGED[how]))
    with pytest.raises(Damaged):
        record.since(0)


def test_text_about_a_person_is_held_to_the_profile_too(record: Record) -> None:
    with pytest.raises(Exception, match="name") as refusal, record.unit() as unit, unit.command():
        unit.append(unit.find(Note, clock.new_id()), HERE, Named(name=Disclosed("Jose\u0301")))
    assert refusal.value.code == "unrecordable"
    assert _rows(record) == []
