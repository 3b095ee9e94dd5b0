"""What was signed is never less, and never something else: a record that is not it is left alone."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from tests.ledger.keys import signer
from tests.publishing.conftest import KEY, act, introduce, rotate

from accord.aggregates.register import REGISTER, Register
from accord.errors import Halted, OutOfOrder, Refused
from accord.ledger.checkpoint import Checkpoint, open_checkpoint
from accord.ledger.merkle import consistency_proof, leaf_hash, root_of
from accord.ledger.note import Note, open_note, sign
from accord.ledger.proving import verify_consistency
from accord.publishing import LogKeys, Publisher
from accord.publishing.folder import Folder
from accord.publishing.ticking import Ticker
from accord.store.checkpoints import newest
from accord.store.replica import copy_until, finish
from accord.store.schema import checkpoint
from accord.store.tree import nodes
from accord.wiring import House, build

OTHER = signer("accord.example", seed=2)


def signed(house: House) -> Checkpoint:
    """What the register shows, checked as a stranger would who has the key."""
    found = house.log.current()
    assert found is not None
    return open_checkpoint(found.note.encode(), "accord.example", [KEY.verifier])


def stored(house: House) -> list[int]:
    with house.engine.connect() as conn:
        return list(conn.scalars(sa.select(checkpoint.c.size).order_by(checkpoint.c.size)))


def test_a_checkpoint_says_how_many_entries_there_are_and_what_they_are(house, folder):
    act(house, 3)
    found = signed(house)

    entries = [row.state for row in house.record.entries(0, 100)]
    assert found.size == len(entries) == 5
    assert found.root == root_of(map(leaf_hash, entries))
    assert Folder(folder).newest() == found


def test_what_has_not_grown_is_not_signed_again(house):
    first = house.log.current()

    assert house.log.current() == house.log.publish() == first
    assert stored(house) == [2]


def test_each_checkpoint_goes_on_from_the_one_before(house):
    sizes = []
    before = signed(house)
    for _ in range(4):
        act(house, 2)
        after = signed(house)
        with house.engine.connect() as conn:
            proof = consistency_proof(nodes(conn, after.size), before.size, after.size)
        verify_consistency(before.size, after.size, proof, before.root, after.root)
        sizes.append(after.size)
        before = after
    assert stored(house) == [2, *sizes]


def test_where_no_key_lies_nothing_is_signed(opened):
    house = opened()

    assert house.log.current() is None
    assert stored(house) == []


def test_a_key_that_was_not_introduced_does_not_sign(house, folder, opened):
    for file in folder.glob("*.key"):
        file.unlink()
    Folder(folder).add(OTHER)

    assert opened().log.publish() is None


def test_who_has_no_key_shows_what_was_signed_before(house, opened):
    before = house.log.current()
    act(house)

    assert opened(keys=LogKeys()).log.current() == before


def test_a_key_may_be_configured_and_lie_in_no_file(opened):
    house = opened(keys=LogKeys(secret=f"{KEY.secret}\n"))
    introduce(house, KEY)

    assert signed(house).size == 2
    with pytest.raises(Refused, match="private key that was configured cannot be used"):
        opened(keys=LogKeys(None, "none")).log.publish()


def test_of_two_who_introduce_a_key_the_second_is_refused(house, opened):
    with pytest.raises(OutOfOrder, match="signs already"):
        introduce(opened(), OTHER)

    assert house.record.read(Register, REGISTER).log_keys == [str(KEY.verifier)]


def test_of_two_who_rotate_the_second_goes_on_from_the_first(house, opened):
    third = signer("accord.example", seed=3)
    rotate(house, OTHER)
    rotate(opened(), third)

    assert house.record.read(Register, REGISTER).log_keys == [
        str(OTHER.verifier),
        str(third.verifier),
    ]


def test_after_a_rotation_both_keys_sign_and_after_the_next_the_first_no_longer(house, folder):
    third = signer("accord.example", seed=3)
    Folder(folder).add(OTHER)
    Folder(folder).add(third)
    rotate(house, OTHER)
    both = open_note(house.log.current().note.encode(), [KEY.verifier, OTHER.verifier])[1]
    rotate(house, third)
    later = Note.parse(house.log.current().note.encode())

    assert set(both) == {KEY.verifier, OTHER.verifier}
    assert {s.key for s in later.signatures} == {OTHER.verifier.id, third.verifier.id}


def test_a_key_that_was_revoked_signs_no_longer(house):
    with house.command(house.record.outside.new_id()) as accord:
        accord.revoke_log_key(vkey=str(KEY.verifier))

    assert house.record.read(Register, REGISTER).log_keys == []
    assert house.log.publish() is None


@pytest.mark.parametrize("vkey", ["", "accord.example", "accord.example+00000000+AQ=="])
def test_what_is_no_key_is_not_introduced(opened, vkey):
    house = opened()
    for word in ("introduce", "rotate"):
        with pytest.raises(Refused) as refusal, house.command(REGISTER) as accord:
            getattr(accord, f"{word}_log_key")(vkey=vkey)
        assert refusal.value.facts["field"] == "vkey"


# --- A record that is not what was signed ------------------------------------------------------


def halted(house: House, words: str) -> None:
    """It can be read; nothing is recorded, nothing is signed, and it says why."""
    assert words in house.record.halted
    assert "Nothing is recorded and nothing signed" in house.record.halted
    before = house.record.last_position()
    for attempt in (lambda: act(house), house.log.current, house.log.publish):
        with pytest.raises(Halted, match="Nothing is recorded"):
            attempt()
    assert house.record.last_position() == before == len(house.record.entries(0, 100))


def copied(house: House, to: Path) -> str:
    """A backup of a SQLite register, as it stands."""
    with closing(sqlite3.connect(str(house.engine.url.database))) as conn:
        conn.execute("VACUUM INTO ?", (str(to),))
    return f"sqlite:///{to}"


@pytest.fixture
def house_on_sqlite(sqlite_url, folder):
    Folder(folder).add(KEY)
    built = build(sqlite_url, log=LogKeys(folder))
    introduce(built, KEY)
    yield built
    built.close()


def test_a_backup_that_was_put_back_is_only_read(house_on_sqlite, opening, tmp_path):
    house = house_on_sqlite
    house.log.publish()
    backup = copied(house, tmp_path / "backup.db")
    act(house)
    house.log.publish()

    halted(opening(backup), "this database ends at entry 2, but a checkpoint of 3 entries")


def test_a_backup_that_went_on_is_only_read(house_on_sqlite, opening, tmp_path):
    house = house_on_sqlite
    backup = copied(house, tmp_path / "backup.db")
    act(house)
    house.log.publish()
    act(went_on := opening(backup, LogKeys()), 3)
    went_on.close()

    halted(opening(backup), "the first 3 entries are not those that were signed")


def test_a_backup_in_which_nothing_is_missing_goes_on(house_on_sqlite, opening, tmp_path):
    house = house_on_sqlite
    act(house)
    house.log.publish()
    again = opening(copied(house, tmp_path / "backup.db"))
    act(again)

    assert again.record.halted == ""
    assert signed(again).size == 4


def test_a_database_put_back_beneath_a_running_register_is_noticed(
    house_on_sqlite, tmp_path, sqlite_url
):
    house = house_on_sqlite
    backup = Path(make_url(copied(house, tmp_path / "backup.db")).database)
    act(house)
    house.log.publish()
    house.engine.dispose()
    file = Path(make_url(sqlite_url).database)
    for part in ("-wal", "-shm"):
        Path(f"{file}{part}").unlink(missing_ok=True)
    shutil.copy(backup, file)

    with pytest.raises(Halted):
        house.log.publish()
    halted(house, "this database ends at entry 2")


def test_a_checkpoint_in_the_database_that_is_not_of_its_entries_halts(house, opened):
    row = {"size": 1, "root": bytes(32), "note": "", "created_at": ""}
    with house.record.recorder.write.begin() as conn:
        conn.execute(sa.insert(checkpoint), row)

    halted(opened(keys=LogKeys()), "the first 1 entries are not those that were signed")
    with pytest.raises(Halted):
        house.log.publish()


def test_a_register_whose_entries_were_touched_is_opened_and_halts(house_on_sqlite, opening):
    house = house_on_sqlite
    with house.record.recorder.write.begin() as conn:
        conn.exec_driver_sql("DROP TRIGGER event_UPDATE_refused")
        conn.exec_driver_sql("UPDATE event SET topic = 'register.closed/1' WHERE position = 2")
    again = opening(str(house.engine.url))

    assert "the entry says it is" in again.record.halted
    with pytest.raises(Halted):
        act(again)


def test_a_register_from_whose_tree_a_leaf_was_taken_halts(house_on_sqlite, opening):
    house = house_on_sqlite
    house.log.publish()
    with house.record.recorder.write.begin() as conn:
        conn.exec_driver_sql("DROP TRIGGER tlog_leaf_DELETE_refused")
        conn.exec_driver_sql("DELETE FROM tlog_leaf WHERE idx = 1")

    halted(opening(str(house.engine.url)), "the first 2 entries are not those that were signed")


def test_a_copy_for_reading_is_neither_signed_nor_held_against_what_was(
    house_on_sqlite, opening, tmp_path
):
    house = house_on_sqlite
    act(house)
    house.log.publish()
    copy = f"sqlite:///{tmp_path / 'copy.db'}"
    copy_until(house.record, 2, copy, lambda _count: None)
    with closing(build(copy)) as made:
        finish(made.record)
    earlier = opening(copy)

    assert earlier.record.halted == ""
    assert earlier.log.current() is None


def test_a_folder_of_another_register_halts(house, folder, opened):
    other = signer("other.example")
    Folder(folder).keep(str(sign(Checkpoint("other.example", 1, bytes(32)).body, [other])))

    halted(opened(), "a checkpoint of other.example, but this is the register accord.example")


def test_a_checkpoint_that_cannot_be_read_halts(house, folder, opened):
    (folder / "checkpoint").write_text("scratched")

    halted(opened(), "cannot be read")


# --- Stored, committed, and only then shown ----------------------------------------------------


def test_what_was_stored_and_not_shown_is_shown_later_and_not_signed_again(
    house, folder, monkeypatch, opened
):
    def fails(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="no space"):
        patched.setattr(Folder, "keep", fails)
        house.log.publish()
    assert Folder(folder).newest() is None
    with house.engine.connect() as conn:
        kept = newest(conn)

    again = opened()
    assert again.log.current() == kept
    assert Folder(folder).newest().size == 2, "it is known outside before it is shown"
    act(again)
    assert stored(again) == [2]
    assert again.log.publish().size == 3


def test_what_is_not_committed_is_not_shown(house, folder, monkeypatch):
    house.log.publish()
    act(house)

    def fails(*_: object) -> None:
        raise RuntimeError("the machine stops")

    monkeypatch.setattr("accord.publishing.keep", fails)
    with pytest.raises(RuntimeError):
        house.log.publish()
    assert Folder(folder).newest().size == 2
    assert stored(house) == [2]


def test_publishers_that_race_sign_one_history(house, opened, folder):
    houses = [house, opened(), opened()]
    failed: list[Exception] = []

    def busy(one: House) -> None:
        try:
            for _ in range(8):
                act(one)
                one.log.publish()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test is told
            failed.append(error)

    threads = [threading.Thread(target=busy, args=(one,)) for one in houses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert signed(house).size == 2 + 24 == Folder(folder).newest().size
    with house.engine.connect() as conn:
        entries = [leaf_hash(row.state) for row in house.record.entries(0, 100)]
        for row in conn.execute(sa.select(checkpoint)):
            assert row.root == root_of(entries[: row.size])
            assert Note.parse(row.note.encode()).text.split("\n")[1] == str(row.size)


# --- The folder --------------------------------------------------------------------------------


def test_a_key_file_is_for_its_owner_alone(folder):
    file = Folder(folder).add(KEY)

    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [s.verifier for s in Folder(folder).signers()] == [KEY.verifier]
    with pytest.raises(FileExistsError):
        Folder(folder).add(KEY)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_can_read_does_not_sign(house, folder, mode):
    (file,) = folder.glob("*.key")
    file.chmod(mode)

    with pytest.raises(Refused, match="others can read the private key"):
        house.log.publish()


def test_a_file_that_holds_no_key_is_refused(folder):
    file = Folder(folder).add(KEY)
    file.write_text("nothing")

    with pytest.raises(Refused, match="holds no private key"):
        Folder(folder).signers()


# --- In a server -------------------------------------------------------------------------------


def test_a_server_signs_without_being_asked(house, monkeypatch):
    monkeypatch.setattr("accord.publishing.ticking._SECONDS", 0.01)
    ticker = Ticker(house.log).start()
    act(house)
    _until(lambda: stored(house)[-1:] == [3])
    ticker.stop()


def test_a_server_that_finds_another_history_says_so_and_signs_no_more(house, monkeypatch, caplog):
    monkeypatch.setattr("accord.publishing.ticking._SECONDS", 0.01)
    house.record.halted = "this is another history"
    ticker = Ticker(house.log).start()
    _until(lambda: not ticker._thread.is_alive())

    assert [(r.levelname, r.message) for r in caplog.records] == [
        ("CRITICAL", "this is another history")
    ]


def test_a_server_that_cannot_sign_just_now_tries_again(house, monkeypatch, caplog):
    monkeypatch.setattr("accord.publishing.ticking._SECONDS", 0.01)
    tries = []

    def fails(self: Publisher) -> None:
        tries.append(1)
        raise OSError("no space left")

    monkeypatch.setattr(Publisher, "current", fails)
    ticker = Ticker(house.log).start()
    _until(lambda: len(tries) > 2)
    ticker.stop()
    assert "no checkpoint was signed: no space left" in caplog.text


def _until(holds) -> None:
    pause = threading.Event()
    for _ in range(1_000):
        if holds():
            return
        pause.wait(0.01)
    raise AssertionError("it did not come to that")
