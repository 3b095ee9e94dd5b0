"""Verifiers that others have written, and that know nothing of accord, accept what it exports, and nothing else.

`tools/foreign` installs them: Go's checksum database from the system's packages, @sigstore/verify from npm
(ACCORD_TEST_NODE_MODULES may name another folder that has it). Each test is skipped where its verifier is absent,
unless ACCORD_FOREIGN says that it is required, as it is in continuous integration.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.http.office import client_of, office
from tests.http.stranger import Stranger
from tests.ledger.keys import signer

from accord.aggregates.register import Capability
from accord.ledger.note import Signer, Verifier, open_note
from accord.ledger.tiles import path_of, tiles_of
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.wiring import build

HERE = Path(__file__).parent
GOPATH = Path("/usr/share/gocode")
MODULES = Path(os.environ.get("ACCORD_TEST_NODE_MODULES", HERE / "node_modules"))
KEY = signer("register.example/accord")
EARLIER = (3, 255, 256, 257, 300)
SIZE = 600


@pytest.fixture(scope="module")
def exported(tmp_path_factory, sqlite_template) -> Path:
    """A log as a stranger fetched it: tiles, entries, proofs, checkpoints and what leads from one to the other."""
    folder = tmp_path_factory.mktemp("foreign")
    shutil.copy(sqlite_template, folder / "register.db")
    Folder(folder / "log").add(KEY)
    house = build(
        f"sqlite:///{folder / 'register.db'}", origin=KEY.name, log=LogKeys(folder / "log")
    )
    with house.command(house.record.outside.new_id()) as accord:
        accord.introduce_log_key(vkey=str(KEY.verifier))
    clerk = office(house)
    stranger = Stranger(client_of(house), KEY.verifier, {"Authorization": f"Bearer {clerk.key}"})
    out = folder / "export"
    for size in (*EARLIER, SIZE):
        _grow(house, size)
        if size in EARLIER:
            _write(out / "checkpoints" / f"{size}", stranger.fetch("checkpoint"))
    _write(out / "vkey", f"{KEY.verifier}\n".encode())
    _write(out / "checkpoint", stranger.fetch("checkpoint"))
    for old in (out / "checkpoints").iterdir():
        steps = stranger.fetch(f"consistency?from={old.name}&to={SIZE}")
        _write(out / "consistency" / old.name, steps)
    for tile in tiles_of(SIZE):
        _write(out / path_of(tile), stranger.fetch(path_of(tile)))
        if tile.level == 0:
            _write(out / path_of(tile, entries=True), stranger.fetch(path_of(tile, entries=True)))
    for index in (*range(0, SIZE, 37), SIZE - 1):
        _write(out / "proofs" / f"{index}", stranger.fetch(f"proof/{index}"))
    house.close()
    return out


def _grow(house, size: int) -> None:
    with house.record.unit() as unit:
        while unit.position < size:
            with unit.command():
                who = house.record.outside.new_id()
                house.desk(unit, who).enrol_principal(
                    principal=who, party=None, capabilities=(Capability.VOTE,)
                )


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@pytest.fixture(scope="module")
def go(tmp_path_factory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the checker that stands on golang.org/x/mod/sumdb."""
    if not shutil.which("go") or not (GOPATH / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        _absent("Go or golang.org/x/mod is not on this machine")
    folder = tmp_path_factory.mktemp("go")
    env = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "GOPATH": str(GOPATH), "GO111MODULE": "off",
        "GOCACHE": str(folder / "cache"), "GOFLAGS": "", "GOTOOLCHAIN": "local",
    }  # fmt: skip
    program = folder / "verify"
    subprocess.run(["go", "build", "-o", program, HERE / "verify.go"], env=env, check=True)
    return lambda *words: subprocess.run(
        [program, *words], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def node() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the checker that stands on @sigstore/verify."""
    if not shutil.which("node") or not (MODULES / "@sigstore" / "verify").is_dir():
        _absent("Node or @sigstore/verify is not on this machine")
    return lambda folder: subprocess.run(
        ["node", HERE / "verify.mjs", MODULES.resolve(), folder],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def _absent(reason: str) -> None:
    (pytest.fail if os.environ.get("ACCORD_FOREIGN") == "required" else pytest.skip)(reason)


def test_go_accepts_the_whole_log(exported, go):
    done = go(exported)

    assert done.stdout == "OK 600 entries, 18 proofs, 5 earlier checkpoints\n", done.stderr


def test_sigstore_accepts_every_proof(exported, node):
    done = node(exported)

    assert done.stdout == "OK 18 proofs\n", done.stderr


TOUCHED = (
    "checkpoint", "vkey", "tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/000",
    "tile/entries/002.p/88", "proofs/37", "checkpoints/256", "consistency/257",
)  # fmt: skip


@pytest.mark.parametrize("name", TOUCHED)
def test_go_refuses_a_log_in_which_a_bit_was_turned(exported, go, tmp_path, name):
    assert go(_touched(exported, tmp_path, name)).returncode != 0


@pytest.mark.parametrize("name", ["vkey", "tile/entries/000", "proofs/37"])
def test_sigstore_refuses_a_proof_in_which_a_bit_was_turned(exported, node, tmp_path, name):
    """Of the entries, the first: only those are looked at of which there is a proof."""
    assert node(_touched(exported, tmp_path, name, at=70)).returncode != 0


def _touched(exported: Path, tmp_path: Path, name: str, at: int | None = None) -> Path:
    copy = shutil.copytree(exported, tmp_path / "copy")
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2 if at is None else at] ^= 1
    (copy / name).write_bytes(data)
    return copy


def test_a_note_that_go_has_signed_is_accepted(go):
    secret, public, note = go("sign").stdout.split("\n", 2)

    assert open_note(note.encode(), [Verifier.parse(public)])[1] == (Signer.parse(secret).verifier,)
