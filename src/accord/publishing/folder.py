"""The folder of the log, outside the database and its backups: the private keys, and the newest checkpoint."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accord.errors import Refused
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.note import Note, NotSigned, Signer

CHECKPOINT = "checkpoint"
_LOCK = "lock"
_OTHERS = 0o077


class Folder:
    """Where the keys lie, one file `<id>.key` each, and what was signed last.

    A backup of the database must not bring this folder back with it: its checkpoint is how accord
    notices that a database was put back to an earlier state.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def signers(self) -> list[Signer]:
        """Return whoever can sign with a key that lies here; raise `Refused` where others could as well."""
        return [_read(file) for file in sorted(self.path.glob("*.key"))]

    def add(self, signer: Signer) -> Path:
        """Write a key to a new file that nobody else can read; return which."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.path / f"{signer.verifier.id.hex()}.key"
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(f"{signer.secret}\n")
            out.flush()
            os.fsync(out.fileno())
        return file

    def newest(self) -> Checkpoint | None:
        """Return what was signed last, as far as this folder knows; raise `Refused` where it cannot be read."""
        file = self.path / CHECKPOINT
        if not file.exists():
            return None
        try:
            return Checkpoint.parse(Note.parse(file.read_bytes()).text)
        except NotSigned as error:
            raise Refused(f"the checkpoint in {file} cannot be read: {error}") from None

    def keep(self, note: str) -> None:
        """Put the newest checkpoint in the place of the one before, whole or not at all."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = self.path / f"{CHECKPOINT}.new"
        with new.open("w", encoding="utf-8") as out:
            out.write(note)
            out.flush()
            os.fsync(out.fileno())
        new.replace(self.path / CHECKPOINT)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one process at a time sign and keep what it signed."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.path / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _read(file: Path) -> Signer:
    if file.stat().st_mode & _OTHERS:
        raise Refused(
            f"others can read the private key in {file}; take that away: chmod 600 {file}"
        )
    try:
        return Signer.parse(file.read_text("ascii").strip())
    except ValueError as error:
        raise Refused(f"{file} holds no private key: {error}") from None
