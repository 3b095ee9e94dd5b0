"""The keys of the log on the command line: made, rotated, revoked; and the checkpoint that they sign."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from accord import serving
from accord.aggregates.register import REGISTER, Register, RegisterOpened
from accord.cli import main
from accord.events import Circumstances
from accord.ledger.checkpoint import open_checkpoint
from accord.ledger.note import Verifier, open_note
from accord.store.record import Record
from tests.ledger.keys import signer


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(serving.LOG_FOLDER, str(tmp_path / "log"))
    monkeypatch.setenv(serving.ORIGIN, "register.example/accord")
    return tmp_path / "log"


@pytest.fixture
def accord(sqlite_url):
    """Run a command of `accord`."""

    def run(*words: str, refused: bool = False) -> Result:
        done = CliRunner().invoke(main, [*words, "--database", sqlite_url])
        assert bool(done.exit_code) is refused, done.output
        return done

    return run


def first_line(done: Result) -> Verifier:
    return Verifier.parse(done.output.splitlines()[0])


def log_keys(url: str) -> list[str]:
    record = Record(url)
    found = record.read(Register, REGISTER).log_keys
    record.close()
    return found


def test_a_key_is_made_and_signs(folder, accord):
    key = first_line(accord("keys", "init-log"))
    note = accord("checkpoint").output.encode()

    assert key.name == "register.example/accord"
    assert open_checkpoint(note, key.name, [key]).size == 2
    assert (folder / "checkpoint").read_bytes() == note
    assert [file.stat().st_mode & 0o777 for file in folder.glob("*.key")] == [0o600]


def test_a_key_is_made_once(folder, accord, sqlite_url):
    key = first_line(accord("keys", "init-log"))
    refused = accord("keys", "init-log", refused=True)

    assert "signs already; let another take its place" in refused.output
    assert [file.stem for file in folder.glob("*.key")] == [key.id.hex()], "none is left behind"
    assert log_keys(sqlite_url) == [str(key)]


def test_another_key_takes_its_place(folder, accord, sqlite_url):
    former, key = (first_line(accord("keys", word)) for word in ("init-log", "rotate-log"))
    note = accord("checkpoint").output.encode()

    assert log_keys(sqlite_url) == [str(former), str(key)]
    assert set(open_note(note, [former, key])[1]) == {former, key}
    assert len(list(folder.glob("*.key"))) == 2


def test_without_a_key_there_is_none_to_rotate(folder, accord):
    assert "introduce one" in accord("keys", "rotate-log", refused=True).output
    assert list(folder.glob("*.key")) == []


def test_a_key_is_revoked(folder, accord, sqlite_url):
    former, key = (first_line(accord("keys", word)) for word in ("init-log", "rotate-log"))
    accord("keys", "revoke-log", str(former), "--reason", "A laptop was lost.")
    note = accord("checkpoint").output.encode()

    assert log_keys(sqlite_url) == [str(key)]
    assert open_note(note, [former, key])[1] == (key,)
    assert "does not sign" in accord("keys", "revoke-log", str(former), refused=True).output


def test_without_a_folder_there_is_no_place_for_a_key(accord, monkeypatch):
    monkeypatch.delenv(serving.LOG_FOLDER, raising=False)

    assert "say in ACCORD_LOG_FOLDER" in accord("keys", "init-log", refused=True).output
    assert "no key signs here" in accord("checkpoint", refused=True).output


def test_a_key_that_is_configured_lies_in_no_file(folder, accord, monkeypatch):
    ours = signer("register.example/accord")
    monkeypatch.setenv(serving.LOG_KEY, ours.secret)

    assert first_line(accord("keys", "init-log")) == ours.verifier
    assert open_note(accord("checkpoint").output.encode(), [ours.verifier])
    assert list(folder.glob("*.key")) == []


def test_a_key_of_another_register_is_not_introduced(folder, accord, monkeypatch):
    monkeypatch.setenv(serving.LOG_KEY, signer("other.example").secret)

    refused = accord("keys", "init-log", refused=True)
    assert "bears its origin, register.example/accord" in refused.output


def test_a_register_has_an_origin_that_can_stand_under_a_signature(folder, accord, monkeypatch):
    monkeypatch.setenv(serving.ORIGIN, "our register")

    assert "our register is no origin of a log" in accord("checkpoint", refused=True).output


def test_a_database_that_was_put_back_records_nothing_and_says_why(folder, accord, tmp_path):
    accord("keys", "init-log")
    ahead = (folder / "checkpoint").read_text().replace("\n2\n", "\n9\n")
    (folder / "checkpoint").write_text(ahead)

    for words in (
        ("checkpoint",),
        ("keys", "rotate-log"),
        ("keys", "create", "--name", "A", "--can", "all"),
    ):
        refused = accord(*words, refused=True).output
        assert "this database ends at entry 2, but a checkpoint of 9 entries was signed" in refused
    assert accord("keys", "list").output == ""
    assert len(list(folder.glob("*.key"))) == 1


def test_a_register_from_before_whose_origin_cannot_be_signed_says_so(folder, accord, sqlite_url):
    """An accord before this one took any origin."""
    record = Record(sqlite_url)
    with record.unit() as unit, unit.command():
        env = Circumstances(recorded_by=REGISTER, on_behalf_of=REGISTER, authority="instrument:x")
        opened = RegisterOpened(origin="our register", zone="UTC")
        unit.append(unit.find(Register, REGISTER), env, opened)
    record.close()

    refused = accord("keys", "init-log", refused=True).output
    assert "the origin of this register, our register, cannot stand in a key" in refused
    assert not folder.exists()
