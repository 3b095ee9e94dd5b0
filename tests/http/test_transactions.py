"""A command is recorded whole, with its answer, or leaves nothing behind: on each database."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from tests.http.stages import Partnership

from accord.http import commands
from accord.projections.views import metadata as read_models
from accord.store.schema import metadata as record_tables


def everything(p: Partnership) -> dict[str, list[Any]]:
    """Every row of every table."""
    with p.house.engine.connect() as conn:
        return {
            table.name: sorted(map(repr, conn.execute(sa.select(table))))
            for tables in (record_tables, read_models)
            for table in tables.sorted_tables
        }


def test_a_refusal_half_way_takes_back_the_first_half(anywhere):
    p = anywhere("registered")
    before = everything(p)
    free, taken = ({"scheme": "GB-COH", "value": value} for value in ("free", "city"))
    party = {"kind": "business", "name": "Mill"}
    answer = p.secretary.post("/parties", party, identifiers=[free, taken])
    assert answer.status_code == 409
    assert everything(p) == before
    assert p.secretary.post("/parties", party, identifiers=[free]).status_code == 201


def test_an_accident_after_the_events_takes_them_back(anywhere, monkeypatch):
    p = anywhere("open for signature")
    for post in ("mayor", "warden"):
        p.sign(post)
    before = everything(p)

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(commands, "keep_answer", broken)
    assert p.sign("captain", key="k").status_code == 500
    assert everything(p) == before
    monkeypatch.undo()
    answer = p.sign("captain", key="k")
    assert (answer.status_code, answer.json["stage"]) == (201, "in_force")
    assert "Idempotency-Replayed" not in answer.headers


def test_a_repeated_command_changes_no_row(anywhere):
    p = anywhere("voting")
    ballot = {"seat": "seat-city", "position": "for"}
    first = p.people["seat-city"].done(f"{p.motion}/ballots", ballot, key="k")
    before = everything(p)
    for _ in range(3):
        assert p.people["seat-city"].done(f"{p.motion}/ballots", ballot, key="k").data == first.data
    assert everything(p) == before


def test_a_refused_signature_leaves_every_table_as_it_was(anywhere):
    p = anywhere("open for signature")
    before = everything(p)
    facts = {"party": p.party["city"], "text_hash": "0" * 64}
    for capacity, status in ({"capacity": "Mayor"}, 422), ({}, 400):
        answer = p.people["mayor"].post(f"{p.path}/signatures", {**facts, **capacity})
        assert answer.status_code == status
    assert everything(p) == before
