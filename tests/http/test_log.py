"""The log over HTTP: a stranger with one key finds that every entry is what was signed, and always was."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from tests.http.office import client_of, office
from tests.http.stranger import Stranger
from tests.ledger.keys import signer

from accord.ledger.merkle import NotProven, leaf_hash
from accord.ledger.note import NotSigned
from accord.ledger.proof import Proof
from accord.ledger.proving import verify_consistency
from accord.ledger.tiles import Tile, bundle, unbundle
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.wiring import build

ORIGIN = "accord.example"
KEY = signer(ORIGIN)
FOR_EVER = "max-age=31536000, immutable"


@pytest.fixture
def house(sqlite_url, tmp_path):
    Folder(tmp_path / "log").add(KEY)
    built = build(sqlite_url, log=LogKeys(tmp_path / "log"))
    with built.command(built.record.outside.new_id()) as accord:
        accord.introduce_log_key(vkey=str(KEY.verifier))
    yield built
    built.close()


@pytest.fixture
def clerk(house):
    return office(house)


@pytest.fixture
def stranger(house, clerk):
    """One who may read the entries."""
    return Stranger(client_of(house), KEY.verifier, {"Authorization": f"Bearer {clerk.key}"})


@pytest.fixture
def passer_by(house):
    """One who may not."""
    return Stranger(client_of(house), KEY.verifier)


def registered(clerk, times=1):
    """Record so many commands; return the last answer."""
    return [clerk.done("/parties", kind="public_agency", name=f"Party {n}") for n in range(times)][
        -1
    ]


def test_a_stranger_rebuilds_what_was_signed_from_entries_and_tiles(clerk, stranger, house):
    registered(clerk, 260)
    signed = stranger.checkpoint()
    entries = stranger.replays(signed.size, signed.root)

    assert signed.size == house.record.last_position() > 256
    assert entries == [row.state for row in house.record.entries(0, 1000)]


def test_what_was_signed_earlier_is_how_the_log_begins(clerk, passer_by):
    before = passer_by.checkpoint()
    registered(clerk, 5)
    after = passer_by.checkpoint()
    proof = passer_by.consistency(before.size, after.size)

    verify_consistency(before.size, after.size, proof, before.root, after.root)
    with pytest.raises(NotProven):
        verify_consistency(before.size, after.size, proof, after.root, after.root)


def test_a_command_is_answered_with_its_receipt(clerk, stranger):
    answer = registered(clerk, 3)
    place = answer.headers["Link"].partition(">")[0].removeprefix("</log/")
    proof = Proof.parse(stranger.fetch(place))
    entry = stranger.entries(stranger.checkpoint().size)[proof.index]

    assert answer.headers["Link"].endswith('; rel="https://c2sp.org/tlog-proof"')
    assert proof.index == int(answer.headers["Accord-Position"]) - 1
    assert answer.json["id"].encode() in entry
    assert proof.verify(entry, ORIGIN, [KEY.verifier]) == stranger.checkpoint()
    with pytest.raises(NotProven):
        proof.verify(entry.replace(b"Party 2", b"Party 3"), ORIGIN, [KEY.verifier])
    with pytest.raises(NotSigned):
        proof.verify(entry, ORIGIN, [signer(ORIGIN, seed=9).verifier])


def test_a_repeated_command_has_the_same_receipt(clerk):
    first = clerk.done("/parties", kind="public_agency", name="A", key="one")
    registered(clerk)
    again = clerk.done("/parties", kind="public_agency", name="A", key="one")

    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["Link"] == first.headers["Link"]


def test_hashes_and_proofs_are_open_and_entries_are_not(passer_by, stranger, clerk):
    registered(clerk)
    for place in ("checkpoint", "keys", "tile/0/000.p/1", "proof/0", "consistency?from=1&to=2"):
        passer_by.fetch(place)
    refused = passer_by.client.get("/log/tile/entries/000.p/1")
    assert (refused.status_code, refused.json["type"]) == (401, "/problems/unauthorized")
    assert b"register.opened/1" in stranger.fetch("tile/entries/000.p/1")


def test_what_never_changes_may_be_kept_for_ever(stranger, clerk):
    registered(clerk)
    caching = {
        "tile/0/000.p/2": f"public, {FOR_EVER}",
        "tile/entries/000.p/2": f"private, {FOR_EVER}",
        "consistency?from=1&to=2": f"public, {FOR_EVER}",
        "checkpoint": "public, max-age=1",
        "proof/1": "public, max-age=1",
    }
    for place, kept in caching.items():
        answer = stranger.client.get(f"/log/{place}", headers=stranger.headers)
        assert answer.headers["Cache-Control"] == kept
        text = place.startswith(("checkpoint", "proof", "cons"))
        assert answer.headers["Content-Type"] == (
            "text/plain; charset=utf-8" if text else "application/octet-stream"
        )


def test_a_part_of_a_tile_stays_there_when_the_tile_is_full(stranger, clerk, house):
    registered(clerk, 3)
    narrow = Tile(0, 0, 5)
    before = stranger.leaves(narrow), stranger.fetch("tile/entries/000.p/5")
    registered(clerk, 260)

    assert (stranger.leaves(narrow), stranger.fetch("tile/entries/000.p/5")) == before
    assert stranger.leaves(Tile(0, 0))[:5] == before[0]
    assert list(map(leaf_hash, unbundle(before[1]))) == before[0]
    assert bundle([row.state for row in house.record.entries(0, 5)]) == before[1]


@pytest.mark.parametrize(
    "place",
    ["tile/0/001", "tile/0/000", "tile/1/000.p/1", "tile/0/0", "tile/0/000.p/256", "tile/0/000.p/9",
     "tile/entries/x001/000.p/1", "tile/64/000", "tile/", "proof/99", "nothing"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(stranger, place):
    assert stranger.client.get(f"/log/{place}", headers=stranger.headers).status_code == 404


@pytest.mark.parametrize(
    ("place", "words"),
    [("proof/x", "index is a whole number"), ("proof/01", "index"), ("proof/-1", "index"),
     ("consistency", "from is a whole number"), ("consistency?from=1", "to is a whole"),
     ("consistency?from=0&to=2", "1 <= from <= to <= 2"), ("consistency?from=2&to=1", "1 <= from"),
     ("consistency?from=1&to=9", "to <= 2"), ("consistency?from=1&from=2&to=2", "from is a whole")],
)  # fmt: skip
def test_what_cannot_be_proven_is_said(passer_by, place, words):
    answer = passer_by.client.get(f"/log/{place}")

    assert answer.status_code == 400
    assert words in answer.json["detail"]


def test_where_a_question_is_wrong_is_said(passer_by):
    for place, where in (("proof/x", "path"), ("consistency?from=x&to=2", "query")):
        (error,) = passer_by.client.get(f"/log/{place}").json["errors"]
        assert error["in"] == where


def test_the_keys_that_sign_are_shown(passer_by):
    assert passer_by.fetch("keys").decode() == f"{KEY.verifier}\n"


def test_a_register_that_nobody_signs_says_so(sqlite_url):
    house = build(sqlite_url)
    client = client_of(house)
    for place in ("checkpoint", "proof/0"):
        answer = client.get(f"/log/{place}")
        assert answer.status_code == 404
        assert "nobody signs this register" in answer.json["detail"]
    assert client.get("/log/tile/0/000.p/1").status_code == 200
    assert client.get("/log/keys").data == b""
    house.close()


def test_a_register_that_is_not_what_was_signed_is_read_and_not_written(house, clerk, stranger):
    registered(clerk)
    house.record.halted = "a backup was put back"
    refused = clerk.post("/parties", kind="public_agency", name="B")

    assert (refused.status_code, refused.json["type"]) == (503, "/problems/halted")
    assert refused.json["detail"] == "a backup was put back"
    assert "Retry-After" not in refused.headers
    assert clerk.get("/parties").status_code == 200
    assert stranger.client.get("/v1/status").json["halted"] == "a backup was put back"
    assert stranger.client.get("/log/checkpoint").status_code == 503
    assert stranger.client.get("/log/tile/0/000.p/1").status_code == 200


def test_a_tree_from_which_a_leaf_was_taken_proves_nothing(house, clerk, stranger):
    registered(clerk)
    stranger.checkpoint()
    with house.record.recorder.write.begin() as conn:
        conn.execute(sa.text("DROP TRIGGER tlog_leaf_DELETE_refused"))
        conn.execute(sa.text("DELETE FROM tlog_leaf WHERE idx = 1"))
    answer = stranger.client.get("/log/proof/0")

    assert (answer.status_code, answer.json["type"]) == (500, "/problems/damaged-entry")
