"""How far the record has come, signed: a checkpoint is stored, committed, and only then shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from accord import canonical
from accord.aggregates.register import REGISTER, Register
from accord.errors import Halted, Refused
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.note import Signer, sign
from accord.publishing.folder import Folder
from accord.store.checkpoints import Signed, is_of, keep, newest, size_of
from accord.store.disclosures import Damaged
from accord.store.record import Record
from accord.store.tree import standing
from accord.store.unit import Unit

_CLEAR_UP = (
    "Nothing is recorded and nothing signed until the entries that were signed are there again; to go on "
    "without them would be another history, and everybody who holds a checkpoint can show that."
)


@dataclass(frozen=True)
class LogKeys:
    """Where the keys of the log are: files in a folder outside the database, or one key as it was configured."""

    folder: Path | None = None
    secret: str = ""


class Publisher:
    """Signs the record of one register as it grows: never less than before, and never something else."""

    def __init__(self, record: Record, keys: LogKeys | None = None) -> None:
        keys = keys or LogKeys()
        self.record = record
        self.folder = Folder(keys.folder) if keys.folder else None
        self._secret = keys.secret
        self._kept_outside = 0

    def guard(self) -> None:
        """Halt the record unless it begins with all that was signed before: in it, and outside it."""
        if self.record.ends:
            return
        try:
            with self.record.engine.connect() as conn:
                origin = self.record.read(Register, REGISTER).origin
                self._begins_with_what_was_signed(conn, origin)
        except Halted as halted:
            self.record.halted = halted.reason
        except (Refused, Damaged) as error:
            self.record.halted = f"{error}. {_CLEAR_UP}"

    def _begins_with_what_was_signed(self, conn: sa.Connection, origin: str) -> None:
        signed = [one for one in (newest(conn), self._outside(origin)) if one is not None]
        for size, root in {(one.size, one.root) for one in signed}:
            if not is_of(conn, size, root):
                raise Halted(_differs(size, size_of(conn)))

    def signers(self) -> list[Signer]:
        """Return whoever can sign here; raise `Refused` for a key that cannot be used."""
        found = self.folder.signers() if self.folder else []
        configured = self.configured()
        return found if configured is None else [*found, configured]

    def configured(self) -> Signer | None:
        """Return whoever signs with the key that was configured; raise `Refused` where it is none."""
        if not self._secret:
            return None
        try:
            return Signer.parse(self._secret.strip())
        except ValueError as error:
            raise Refused(f"the private key that was configured cannot be used: {error}") from None

    def current(self) -> Signed | None:
        """Return the newest checkpoint, signed anew where the record has grown; None where nobody signs.

        Raise `Halted` where the record is not what was signed before.
        """
        with self.record.engine.connect() as conn:
            last = newest(conn)
            known = last is not None and last.size == size_of(conn) == self._kept_outside
        # What is shown must be known outside the database first: a crash may have come between.
        return last if known and not self.record.halted else self.publish() or last

    def publish(self) -> Signed | None:
        """Sign the record as it stands; return its checkpoint, None where nobody signs."""
        if self.record.halted:
            raise Halted(self.record.halted)
        signers = self.signers()
        if not signers or self.record.ends:
            return None
        with self._alone():
            with self._halting(), self.record.unit() as unit:
                found = self._next(unit, signers)
            if found is not None and self.folder is not None:
                self.folder.keep(found.note)
        if found is not None:
            self._kept_outside = found.size
        return found

    def _next(self, unit: Unit, signers: list[Signer]) -> Signed | None:
        register = unit.read(Register, REGISTER)
        standing_keys = set(register.log_keys)
        able = [signer for signer in signers if str(signer.verifier) in standing_keys]
        self._begins_with_what_was_signed(unit.conn, register.origin)
        last = newest(unit.conn)
        if not able or (last is not None and last.size == unit.position):
            return last
        state = Checkpoint(register.origin, unit.position, standing(unit.conn).root())
        note = str(sign(state.body, able))
        keep(unit.conn, state, note, canonical.instant(self.record.outside.now()))
        return Signed(state.size, state.root, note)

    def _outside(self, origin: str) -> Checkpoint | None:
        found = self.folder.newest() if self.folder else None
        if found is not None and found.origin != origin:
            raise Refused(
                f"the folder of the log holds a checkpoint of {found.origin}, but this is the register {origin}"
            )
        return found

    @contextmanager
    def _halting(self) -> Iterator[None]:
        try:
            yield
        except Halted as halted:
            self.record.halted = halted.reason
            raise

    def _alone(self) -> AbstractContextManager[None]:
        return self.folder.alone() if self.folder else nullcontext()


def _differs(signed: int, size: int) -> str:
    if size < signed:
        what = (
            f"this database ends at entry {size}, but a checkpoint of {signed} entries was signed before: "
            "a backup was put back, or the end was cut off"
        )
    else:
        what = f"the first {signed} entries are not those that were signed in a checkpoint before"
    return f"{what}. {_CLEAR_UP}"
