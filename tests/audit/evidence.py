"""Registers that are signed, what is exported of them, and forgers of every skill."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from tests.ledger.keys import signer
from tests.publishing.conftest import introduce

from accord import canonical
from accord.audit.bundle import MANIFEST, Manifest, Scope
from accord.audit.export import export
from accord.audit.findings import Report
from accord.audit.packing import Writer, opened
from accord.audit.verifying import Brought, verify_bundle
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.note import Signer, sign
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.store.checkpoints import Signed
from accord.store.scratch import scratch
from accord.store.seen import Sight
from accord.store.tree import standing
from accord.wiring import House, build

KEY = signer("accord.example")
OTHER = signer("accord.example", 9)
Files = dict[str, bytes]
LOG = Scope()
NOBODY = UUID(int=7)


@contextmanager
def signing(p, folder: Path) -> Iterator[House]:
    """Open the register of a partnership once more, with a key that signs its log."""
    if not (folder / "log").exists():
        Folder(folder / "log").add(KEY)
    url = p.house.engine.url.render_as_string(hide_password=False)
    with closing(build(url, p.house.record.outside, log=LogKeys(folder / "log"))) as house:
        if not house.log.current():
            introduce(house, KEY)
            house.log.current()
        yield house


def named(house) -> None:
    with house.command(NOBODY) as accord:
        accord.enrol_principal(principal=NOBODY, party=None, capabilities=("vote",), name="Ada")


def exported(house: House, into: Path, scope: Scope = LOG, **more: bool) -> Path:
    signed = house.log.current()
    assert signed is not None
    with into.open("wb") as out:
        export(house.record, signed, scope, out, **more)
    return into


def verified(bundle: Path, *known: Checkpoint, key: Signer = KEY, replay: bool = True) -> Report:
    return verify_bundle(bundle, Brought((str(key.verifier),), known, replay))


# --- Forgers ---------------------------------------------------------------------------------


def repacked(bundle: Path, into: Path, change: Callable[[Files], object]) -> Path:
    """Who changes files, and lists them anew so that the manifest does not tell."""
    archive = opened(bundle)
    was = Manifest.decode(archive.read(MANIFEST))
    files = {name: archive.read(name) for name in archive.names() if name != MANIFEST}
    change(files)
    with into.open("wb") as out:
        writer = Writer(out)
        for name, data in files.items():
            writer.add(name, data)
        writer.finish(was.origin, was.size, was.scope, disclosures=was.disclosures)
    return into


def rewritten(entries: list[bytes], into: Path, scope: Scope = LOG, key: Signer = KEY) -> Path:
    """Who has the database and the key of the log: another history, with a tree and a signature of its own."""
    with scratch() as copy:
        for index, seen in enumerate(Sight().look(entries)):
            copy.add(index, entries[index], seen, ())
        copy.flush()
        with copy.record.engine.connect() as conn:
            tree = standing(conn)
        state = Checkpoint(key.name, tree.size, tree.root())
        signed = Signed(state.size, state.root, str(sign(state.body, [key])))
        with into.open("wb") as out:
            export(copy.record, signed, scope, out, disclosures=False)
    return into


def entries_of(house: House) -> list[bytes]:
    return [row.state for row in house.record.entries(0, 10_000)]


def changed(entry: bytes, **data: object) -> bytes:
    """The entry with other data; `recorded_at` and `ver` stand beside the data."""
    read = json.loads(entry)
    for name, value in data.items():
        (read if name in read else read["data"])[name] = value
    return canonical.encode(read)


def of_type(entries: list[bytes], kind: str) -> int:
    """The place of the first entry of a type."""
    return next(at for at, entry in enumerate(entries) if f'"type":"{kind}"'.encode() in entry)
