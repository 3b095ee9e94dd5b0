"""A whole register is counted again from its file: every hash and every verdict, as the pages say, without accord."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.docs import by_hand
from tests.docs.test_entry import read
from tests.docs.test_rules import judge

from accord.demo.seeding import seed

Stream = list[dict[str, Any]]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the demonstration: agreements, amendments, and decisions of every kind."""
    file = tmp_path_factory.mktemp("audit") / "demo.db"
    seed(f"sqlite:///{file}", datetime(2026, 11, 9, 10, tzinfo=UTC))
    return file


@pytest.fixture(scope="module")
def streams(register: Path) -> dict[str, Stream]:
    found: dict[str, Stream] = defaultdict(list)
    database = sqlite3.connect(register)
    for (state,) in database.execute("SELECT state FROM event ORDER BY position"):
        entry = json.loads(state)
        found[entry["agg"]].append(entry)
    database.close()
    return found


def all_of(streams: dict[str, Stream], type_: str) -> list[tuple[Stream, dict[str, Any]]]:
    """Each entry of a type, and those of its stream that come before it."""
    return [
        (stream[:index], entry["data"])
        for stream in streams.values()
        for index, entry in enumerate(stream)
        if entry["type"] == type_
    ]


def data_of(stream: Stream, *types: str) -> list[dict[str, Any]]:
    return [entry["data"] for entry in stream if entry["type"] in types]


def test_the_program_of_the_page_on_the_entry_finds_the_register_sound(register):
    status, said = read(register)

    assert status == 0, said


def test_every_text_and_all_terms_have_the_hash_that_was_signed(streams):
    adopted = all_of(streams, "agreement.text_adopted/1")

    assert adopted
    for before, data in adopted:
        hashes = by_hand.hashes_of(by_hand.draft_of(before))
        assert hashes == (data["text_hash"], data["terms_hash"])
    signed = all_of(streams, "agreement.signed/1")
    for before, data in signed:
        (fixed,) = data_of(before, "agreement.text_adopted/1")
        assert data["text_hash"] == fixed["text_hash"]


def test_every_rule_and_every_roll_has_its_hash(streams):
    for _, data in all_of(streams, "agreement.rule_drafted/1"):
        assert by_hand.sha256(data["rule"]) == data["rule_hash"]
    for before, data in all_of(streams, "decision.voting_opened/1"):
        roll = roll_of(before)
        assert (len(roll), by_hand.sha256(roll)) == (data["seats"], data["roll_hash"])
        assert by_hand.sha256(data["rule"]) == data["rule_hash"]


def test_every_amendment_has_the_hash_of_what_it_changes(streams):
    adopted = all_of(streams, "amendment.adopted/1")
    incorporated = all_of(streams, "agreement.amendment_incorporated/1")

    assert len(adopted) == len(incorporated) > 0
    changes = {before[0]["agg"]: by_hand.sha256(changes_of(before)) for before, _ in adopted}
    assert list(changes.values()) == [data["modifications_hash"] for _, data in adopted]
    for _, data in incorporated:
        assert data["modifications_hash"] == changes[data["amendment"]]


def changes_of(stream: Stream) -> list[dict[str, Any]]:
    made = ("substitution", "insertion", "repeal", "provision")
    types = {f"amendment.{each}_drafted/1" for each in made}
    return by_hand.modifications(entry for entry in stream if entry["type"] in types)


def roll_of(stream: Stream) -> list[dict[str, Any]]:
    frozen = data_of(stream, "decision.roll_seats_frozen/1")
    return [seat for data in frozen for seat in data["seats"]]


def positions_of(stream: Stream) -> list[dict[str, Any]]:
    """The roll, each seat with the position at which it stands when voting is closed."""
    cast = data_of(stream, "decision.ballot_cast/1", "decision.ballot_recorded/1")
    ballots = {data["seat"]: data["position"] for data in cast}
    ruled = data_of(stream, "decision.interest_ruled/1")
    recused = {data["seat"] for data in ruled if data["ruling"] == "recuse"}

    def position(seat: dict[str, Any]) -> str:
        if seat["seat"] in recused:
            return "recused"
        return str(ballots.get(seat["seat"], "absent")) if "holder" in seat else "vacant"

    return [seat | {"position": position(seat)} for seat in roll_of(stream)]


def test_every_verdict_is_counted_again_with_all_its_reasons(streams):
    certified = all_of(streams, "decision.certified/1")

    assert {data["verdict"] for _, data in certified} >= {"carried", "lost", "inquorate"}
    for before, data in certified:
        (opened,) = data_of(before, "decision.voting_opened/1")
        given = [each["position"] for each in data_of(before, "decision.casting_vote_given/1")]
        again = judge(opened["rule"], positions_of(before), *given)
        assert again == data["explanation"]
        assert again["verdict"] == data["verdict"]
        assert data["rule_hash"] == opened["rule_hash"]
