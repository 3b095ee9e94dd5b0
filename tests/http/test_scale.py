"""What is large in real life goes through: a charter of 100 KB, a roll of 5,000 seats."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from tests.http.office import office

from accord.aggregates.role import role_id
from accord.application import Said
from accord.store.mapper import MAX_ENTRY
from accord.wiring import build

SEATS = 5_000
MAJORITY = {
    "id": "majority", "name": "Majority of the votes cast",
    "pass": {"test": "share", "of": ["for"], "base": "cast", "op": ">", "at": "1/2", "measure": "weight"},
}  # fmt: skip


@pytest.fixture
def house(sqlite_url):
    house = build(sqlite_url)
    yield house
    house.close()


def _two_parties(clerk):
    names = ("Assembly", "Secretariat")
    return [clerk.done("/parties", kind="citizens_group", name=name).json["id"] for name in names]


def _draft(parties, **more):
    return {
        "title": "Charter", "zone": "Europe/Helsinki", "parties": [{"party": p} for p in parties],
        "posts": [{"post": "speaker", "title": "Speaker", "party": parties[0]},
                  {"post": "secretary", "title": "Secretary", "party": parties[1]}],
        "signatories": [{"party": parties[0], "post": "speaker"}, {"party": parties[1], "post": "secretary"}],
        **more,
    }  # fmt: skip


def _sign(clerk, agreement, parties):
    for post, party in zip(("speaker", "secretary"), parties, strict=True):
        role = clerk.done("/roles", agreement=agreement, post=post).json["id"]
        clerk.done(
            f"/roles/{role}/assignments",
            holder=str(clerk.principal),
            party=party,
            authority="instrument:vote",
        )
        clerk.done(f"/roles/{role}/acceptances", assignment=1)
    for step in ("adoption", "signature-opening"):
        found = clerk.done(
            f"/agreements/{agreement}/{step}", match=clerk.etag(f"/agreements/{agreement}")
        )
    for party in parties:
        found = clerk.done(
            f"/agreements/{agreement}/signatures", party=party, text_hash=found.json["text_hash"],
            capacity="Officer", on_behalf_of=party,
        )  # fmt: skip
    return found


def test_a_charter_of_a_hundred_kilobytes_is_drafted_revised_and_signed(house):
    clerk = office(house)
    parties = _two_parties(clerk)
    text = "§ Everybody shall have their say, and be heard. — Jokaisella on puheoikeus.\n" * 20
    clauses = [
        {"id": f"c{n}", "num": str(n), "heading": f"Article {n}", "text": f"{n}. {text}"}
        for n in range(1, 68)
    ]
    draft = clerk.done("/agreements", _draft(parties, clauses=clauses))
    id_ = draft.json["id"]
    clauses[0]["text"] = "1. As revised.\n"
    clerk.done(f"/agreements/{id_}/revisions", clauses=[*clauses[1:], clauses[0]], match=draft)
    signed = _sign(clerk, id_, parties)

    plain = clerk.get(f"/agreements/{id_}/text?format=plain").data.decode()

    assert signed.json["stage"] == "in_force"
    assert plain == "".join(clause["text"] for clause in [*clauses[1:], clauses[0]])
    assert len(plain.encode()) > 100_000


def test_a_clause_that_no_entry_can_hold_is_refused_with_what_to_do(house):
    clerk = office(house)
    parties = _two_parties(clerk)
    before = house.record.last_position()

    answer = clerk.post(
        "/agreements", _draft(parties, clauses=[{"id": "all", "text": "ä" * 40_000}])
    )

    assert answer.status_code == 422
    assert "split the text into smaller clauses" in answer.json["detail"]
    assert house.record.last_position() == before


def _seat_everybody(house, clerk, agreement, party):
    said = Said(authority="instrument:election", asserted_by=clerk.principal)
    with house.record.unit() as unit, unit.command():
        accord = house.desk(unit, clerk.principal, said)
        for n in range(SEATS):
            role = accord.create_post(agreement=agreement, post=f"seat-{n}")
            accord.assign_role(role.id, holder=clerk.principal, party=party)
            accord.accept_role(role.id, assignment=1)


@pytest.mark.no_cover  # of these seats each is looked for among all: measuring takes longer than the test
def test_a_roll_of_five_thousand_seats_is_frozen_called_and_counted(house):
    clerk = office(house)
    parties = _two_parties(clerk)
    seats = [
        {
            "post": f"seat-{n}",
            "title": f"Seat {n}",
            "measures": [{"name": "weight", "value": f"{n}.5"}],
        }
        for n in range(SEATS)
    ]
    body = {
        "id": "assembly",
        "name": "Assembly",
        "seats": seats,
        "rules": [{"class": "all", "rule": MAJORITY}],
    }
    clauses = [{"id": "one", "text": "We decide together.\n"}]
    draft = clerk.done("/agreements", _draft(parties, clauses=clauses, bodies=[body]))
    agreement = UUID(draft.json["id"])
    _sign(clerk, agreement, parties)
    _seat_everybody(house, clerk, agreement, UUID(parties[0]))
    motion = clerk.done(
        "/decisions",
        agreement=str(agreement),
        body="assembly",
        title="T",
        text="T",
        **{"class": "all"},
    )
    path = f"/decisions/{motion.json['id']}"
    opened = clerk.done(f"{path}/voting", closes=f"{date.max.year}-01-01T00:00:00Z", match=motion)
    ballots = [
        {"seat": f"seat-{n}", "position": "for" if n > 1464 else "against"} for n in range(SEATS)
    ]
    clerk.done(f"{path}/roll-call", ballots=ballots)
    closed = clerk.done(f"{path}/closure")
    certified = clerk.done(f"{path}/certification", match=closed)

    frozen = [
        row
        for row in house.record.entries(0, 100_000)
        if row.topic == "decision.roll_seats_frozen/1"
    ]

    assert opened.json["roll"]["seats"] == SEATS
    assert len(frozen) == SEATS / 200
    assert max(len(row.state) for row in house.record.entries(0, 100_000)) <= MAX_ENTRY
    assert certified.json["ballots_given"] == SEATS
    weight = sum(2 * n + 1 for n in range(1465, SEATS))
    assert certified.json["explanation"]["pass"]["numerator"] == str(weight // 2) + ".5" * (
        weight % 2
    )
    assert certified.json["verdict"] == "carried"
    assert clerk.get(f"/roles/{role_id(agreement, 'seat-7')}").json["status"] == "held"
