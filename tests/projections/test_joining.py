"""Whom an agreement binds on a day: the read model says what the aggregate knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from tests import partnership as p
from tests.aggregates.test_agreement_entering import (
    RATIFIED,
    concluded,
    ratified,
    signed,
    without_the_club,
)
from tests.story import circumstances, recorded

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import Accession
from accord.aggregates.matters import Matter
from accord.projections.agreements import agreements, derived, of_party
from accord.store.record import Clock
from accord.wiring import House, build

START = datetime(2026, 2, 2, 8, tzinfo=UTC)
APRIL, MAY, JULY = date(2026, 4, 1), date(2026, 5, 4), date(2026, 7, 1)
BOUND = e.PartyBound(party=p.CLUB, effective_from=MAY)
WANTED = e.AssentGiven(
    party=p.CITY, signatory=p.ADA, post="mayor", matter=Matter.ACCESSION, about=p.CLUB
)
ACCEDED = e.PartyAcceded(
    party=p.CLUB,
    cls="provider",
    post="captain",
    title="Captain",
    signatory=p.EVE,
    capacity="Captain",
    text_hash=p.TEXT_HASH,
    effective_from=JULY,
)
SOME_RATIFY = [
    p.opened(**RATIFIED),
    *map(signed, (p.CITY, p.TRUST, p.CLUB)),
    *map(ratified, (p.CITY, p.TRUST)),
    concluded(),
    e.EntryIntoForceFixed(effective_from=APRIL),
]


@pytest.fixture
def house(sqlite_url: str) -> Iterator[House]:
    opened = build(sqlite_url, Clock(now=lambda: START))
    yield opened
    opened.close()


def record(house: House, *history: Any) -> None:
    events = [entry.event for entry in recorded(p.AGREEMENT, history)]
    with house.record.unit() as unit, unit.command():
        unit.append(unit.find(Agreement, p.AGREEMENT), circumstances(), *events)


def shown(house: House, day: date) -> dict[str, Any]:
    with house.engine.connect() as conn:
        document = agreements.read(conn, p.AGREEMENT)
    return document | derived(document, datetime.combine(day, time(9), UTC))


@pytest.mark.parametrize(
    "history",
    [
        p.in_force(),
        without_the_club(),
        without_the_club(signed(p.CLUB, MAY), BOUND),
        SOME_RATIFY,
        [*SOME_RATIFY, ratified(p.CLUB, MAY), BOUND],
        p.in_force(ACCEDED, accession=Accession(open=True)),
    ],
    ids=["all sign", "one does not", "one is late", "one does not ratify", "late", "acceded"],
)
def test_the_parties_and_signatories_of_each_day_are_those_of_the_aggregate(house, history):
    record(house, history)
    found = house.record.read(Agreement, p.AGREEMENT)

    for day in (date(2026, 3, 3), APRIL, MAY - timedelta(days=1), MAY, JULY):
        document, known = shown(house, day), found.terms_on(day)
        assert [entry["party"] for entry in document["parties"]] == [
            str(entry.party) for entry in known.parties
        ]
        assert [(s["party"], s["post"]) for s in document["signatories"]] == [
            (str(s.party), s.post) for s in known.signatories
        ]
        assert {post["post"] for post in document["posts"]} == {post.post for post in known.posts}


def test_an_accession_is_shown_and_listed_and_spends_its_assents(house):
    history = p.in_force(WANTED, accession=Accession(open=True))
    record(house, history)
    assert len(shown(house, MAY)["assents"]) == 1

    record(house, ACCEDED)
    document = shown(house, JULY)
    assert document["assents"] == []
    assert document["accessions"][0]["effective_from"] == "2026-07-01"
    assert document["parties"][-1] == {
        "party": str(p.CLUB),
        "class": "provider",
        "status": "party",
    }
    with house.engine.connect() as conn:
        assert (
            conn.execute(agreements.table.select().where(of_party(p.CLUB))).one().id == p.AGREEMENT
        )


def test_before_the_entry_into_force_each_shows_how_far_it_has_come(house):
    record(house, SOME_RATIFY[:5])

    assert [entry["status"] for entry in shown(house, MAY)["parties"]] == [
        "ratified",
        "signatory",
        "signatory",
    ]
