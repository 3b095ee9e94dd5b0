"""The page on the evidence: its program checks a served register without accord, and notices another history."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.http.office import client_of, office
from tests.ledger.keys import signer
from werkzeug.serving import make_server

from accord.ledger.checkpoint import Checkpoint
from accord.ledger.note import sign
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.wiring import House, build

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "evidence.md"
KEY = signer("register.example/accord")
EARLIER = """
    UPDATE event SET state = CAST(replace(state, 'recorded_at":"20', 'recorded_at":"19') AS BLOB)
    WHERE position = 3
"""


class Register:
    """A register on SQLite and its log, in the hands of one who has its keys."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.file = Path(url.removeprefix("sqlite:///"))
        self.newest = folder / "newest-checkpoint"
        Folder(folder / "log").add(KEY)
        with self.open() as house:
            with house.command(house.record.outside.new_id()) as accord:
                accord.introduce_log_key(vkey=str(KEY.verifier))
            self.key = office(house).key

    @contextmanager
    def open(self) -> Iterator[House]:
        with closing(build(self.url, origin=KEY.name, log=LogKeys(self.folder / "log"))) as house:
            yield house

    def grows(self, times: int) -> None:
        with self.open() as house:
            for _ in range(times):
                office(house)

    def checked(self, *kept: Path, vkey: str = str(KEY.verifier)) -> tuple[int, str]:
        """Run the program of the page on the register as it is served; return its status and words."""
        pattern = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
        (program,) = pattern.findall(PAGE.read_text("utf-8"))
        with self.open() as house, _served(house) as address:
            words = [sys.executable, "-c", program, address, vkey, self.key, *kept]
            done = subprocess.run(
                words, capture_output=True, text=True, check=False, cwd=self.folder, timeout=60
            )
        return done.returncode, done.stdout + done.stderr


@contextmanager
def _served(house: House) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, client_of(house).application)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def register(sqlite_url, tmp_path):
    return Register(tmp_path, sqlite_url)


def test_a_register_and_what_became_of_it_are_checked(register):
    first = register.checked()
    register.newest.rename(kept := register.folder / "kept")
    register.grows(300)

    assert first == (0, "3 entries are those that were signed; 0 older checkpoints hold\n")
    assert register.checked(kept) == (
        0,
        "303 entries are those that were signed; 1 older checkpoints hold\n",
    )


def test_another_history_is_noticed_though_it_is_signed(register):
    """Whoever has the keys and the database begins anew: who kept a checkpoint sees it."""
    shutil.copy(register.file, before := register.folder / "before.db")
    register.grows(1)
    register.checked()
    register.newest.rename(kept := register.folder / "kept")
    for part in ("-wal", "-shm"):
        Path(f"{register.file}{part}").unlink(missing_ok=True)
    shutil.copy(before, register.file)
    (register.folder / "log" / "checkpoint").unlink()
    register.grows(3)

    assert register.checked()[0] == 0
    assert register.checked(kept) == (1, "the first 4 entries are not those you knew\n")


def test_an_entry_that_was_changed_is_noticed(register):
    with closing(sqlite3.connect(register.file)) as conn:
        conn.execute("DROP TRIGGER event_UPDATE_refused")
        assert conn.execute(EARLIER).rowcount == 1
        conn.commit()

    assert register.checked() == (1, "tile 0 has other hashes than its entries\n")


def test_what_another_key_signed_is_not_believed(register):
    other = str(signer(KEY.name, seed=2).verifier)

    assert register.checked(vkey=other) == (1, "the key has not signed this checkpoint\n")


def test_a_register_that_is_shorter_than_it_was_is_noticed(register):
    longer = register.folder / "longer"
    longer.write_text(str(sign(Checkpoint(KEY.name, 9, bytes(32)).body, [KEY])), "utf-8")

    assert register.checked(longer) == (1, "this register is shorter than it was\n")
