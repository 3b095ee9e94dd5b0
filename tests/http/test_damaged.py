"""An entry that was changed from outside is met with its name, and with nothing of what stands in it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from tests.http.refusing import assert_problem

from accord.store.engine import writing
from accord.store.schema import event


@pytest.fixture
def tampered(anywhere):
    """A register whose last entry says something else than was recorded, and which entry that is."""
    p = anywhere("registered")
    (row,) = p.house.record.entries(p.position - 1, 1)
    _touch(p.house.engine, row.id, bytes(row.state).replace(b'"data":{', b'"data":{"secret":42,'))
    p.house.record.memory.forget()
    return p, row


def _touch(engine, position, state):
    """Do what an administrator of the database can do, and accord cannot."""
    sqlite = engine.dialect.name == "sqlite"
    drop = "DROP TRIGGER event_UPDATE_refused" if sqlite else "DROP TRIGGER event_refused ON event"
    with writing(engine).begin() as conn:
        conn.exec_driver_sql(drop)
        conn.execute(sa.update(event).where(event.c.position == position).values(state=state))


def _assert_named(answer, row):
    assert_problem(answer, 500, "damaged-entry")
    assert (
        f"entry {row.originator_id}/{row.originator_version} of the record" in answer.json["detail"]
    )
    assert not {"secret", "42", row.topic} & set(answer.json["detail"].split())
    assert set(answer.json) == {"type", "title", "status", "detail", "instance"}


def test_the_feed_gives_no_damaged_entry(tampered):
    p, row = tampered
    assert p.secretary.get(f"/events?limit={row.id - 1}").status_code == 200
    _assert_named(p.secretary.get(f"/events?after={row.id - 1}"), row)


def test_nobody_acts_on_a_damaged_entry(tampered):
    p, row = tampered
    before = p.position
    path = f"/parties/{row.originator_id}/names"
    _assert_named(p.secretary.post(path, name="New", match="*"), row)
    assert p.position == before


def test_the_problem_has_a_page(at):
    page = at("opened").client.get("/problems/damaged-entry")
    assert (page.status_code, page.json["status"]) == (200, 500)
