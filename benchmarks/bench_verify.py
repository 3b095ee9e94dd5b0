"""What verifying a whole log costs in time and memory, against hashing each of its entries once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from time import perf_counter_ns

from accord.aggregates.register import Capability
from accord.audit.bundle import Scope
from accord.audit.export import export
from accord.ledger.note import Signer
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.store.checkpoints import Signed
from accord.wiring import House, build

SIZES = tuple(map(int, os.environ.get("ACCORD_VERIFY_SIZES", "5000 40000").split()))
A_UNIT = 500
STRANGER = Path(__file__).parents[1] / "verify_accord.py"
OURS = """
import json, re, sys, time
from pathlib import Path
from accord.audit.verifying import Brought, verify_bundle
began = time.perf_counter_ns()
report = verify_bundle(Path(sys.argv[1]), Brought((sys.argv[2],), replay=sys.argv[3] == "replay"))
spent = time.perf_counter_ns() - began
assert report.outcome == 0, str(report)
print(json.dumps([spent, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])]))
"""
THEIRS = f"""
import importlib.util, json, re, sys, time
from pathlib import Path
spec = importlib.util.spec_from_file_location("verify_accord", {str(STRANGER)!r})
verify_accord = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify_accord)
began = time.perf_counter_ns()
report = verify_accord.verify(Path(sys.argv[1]), {{sys.argv[2]}}, [], None)
spent = time.perf_counter_ns() - began
assert report.outcome() == 0, report.text()
print(json.dumps([spent, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])]))
"""


def main() -> None:
    """Print time, its ratio to hashing, and the most memory, for logs of several sizes."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            key = Signer.from_seed("accord.example", bytes(range(32)))
            bundle, raw = _bundle(Path(folder), key, size)
            for name, code, how in (
                ("without replay", OURS, "no"),
                ("with replay", OURS, "replay"),
                ("verify_accord.py", THEIRS, "no"),
            ):
                print(
                    f"{size} entries, {name:<17} {_measured(code, bundle, key, how, raw)}",
                    flush=True,
                )


def _bundle(folder: Path, key: Signer, size: int) -> tuple[Path, int]:
    """Return the bundle of a log, and how long it takes to hash its entries."""
    Folder(folder / "log").add(key)
    with closing(build(f"sqlite:///{folder}/r.db", log=LogKeys(folder / "log"))) as house:
        with house.command(house.record.outside.new_id()) as accord:
            accord.introduce_log_key(vkey=str(key.verifier))
        _grow(house, size)
        signed = house.log.current()
        assert isinstance(signed, Signed)
        with (folder / "log.zip").open("wb") as out:
            export(house.record, signed, Scope(), out)
        entries = [row.state for row in house.record.entries(0, size)]
    began = perf_counter_ns()
    for entry in entries:
        sha256(entry).digest()
    return folder / "log.zip", perf_counter_ns() - began


def _grow(house: House, size: int) -> None:
    while house.record.last_position() < size:
        with house.record.unit() as unit:
            for _ in range(min(A_UNIT, size - unit.position)):
                who = house.record.outside.new_id()
                with unit.command():
                    house.desk(unit, who).enrol_principal(
                        principal=who, party=None, capabilities=(Capability.VOTE,), name=None
                    )


def _measured(code: str, bundle: Path, key: Signer, how: str, raw: int) -> str:
    words = [sys.executable, "-c", code, str(bundle), str(key.verifier), how]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    spent, kilobytes = json.loads(done.stdout)
    return (
        f"{spent / 1e9:7.2f} s, {raw / spent:.4f} of hashing once, {kilobytes // 1024} MB at most"
    )
