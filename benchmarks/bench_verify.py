"""What exporting and verifying a whole log costs in time and memory, against hashing each of its entries once.

Time is that of the processor, of both.
`python -m benchmarks verify 1000000` does it for a million entries.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.large import KEY, large

SIZES = (10_000, 100_000)
STRANGER = Path(__file__).parents[1] / "verify_accord.py"
BEGIN = """
import json, re, sys, time
from hashlib import sha256
from pathlib import Path
folder, bundle = Path(sys.argv[1]), Path(sys.argv[1]) / "log.zip"

def raw():
    # What hashing each entry once costs: a piece of the log as often as the log is longer, read beforehand.
    import sqlite3
    conn = sqlite3.connect(folder / "r.db")
    number = conn.execute("SELECT max(position) FROM event").fetchone()[0]
    entries = [row[0] for row in conn.execute("SELECT state FROM event ORDER BY position LIMIT 50000")]
    spent = []
    for _ in range(5):
        began = time.process_time_ns()  # as the look itself: others at work on the machine count for neither
        for entry in entries:
            sha256(entry).digest()
        spent.append(time.process_time_ns() - began)
    return sorted(spent)[2] * number // len(entries)

def most():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
END = """
before = most()
began = time.process_time_ns()
look()
spent = time.process_time_ns() - began
print(json.dumps([spent, most(), before, raw()]))
"""
OURS = """
from accord.audit.verifying import Brought, verify_bundle
def look():
    report = verify_bundle(bundle, Brought((sys.argv[2],), replay={replay}))
    assert report.outcome == 0, str(report)
"""
THEIRS = f"""
import importlib.util
spec = importlib.util.spec_from_file_location("verify_accord", {str(STRANGER)!r})
verify_accord = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify_accord)
def look():
    report = verify_accord.verify(bundle, {{sys.argv[2]}}, [], None)
    assert report.outcome() == 0, report.text()
"""
EXPORT = """
from accord.audit.bundle import Scope
from accord.audit.export import export
from accord.store.checkpoints import newest
from accord.store.record import Record
record = Record(f"sqlite:///{folder}/r.db")
with record.engine.connect() as conn:
    signed = newest(conn)
def look():
    with bundle.open("wb") as out:
        export(record, signed, Scope(), out)
"""
DATABASE = """
from accord.audit.verifying import Brought
from accord.audit.database import verify_database
def look():
    report = verify_database(f"sqlite:///{folder}/r.db", Brought((sys.argv[2],), replay=False))
    assert report.outcome == 0, str(report)
"""
LOOKS = {
    "export": EXPORT,
    "without replay": OURS.format(replay=False),
    "with replay": OURS.format(replay=True),
    "verify_accord.py": THEIRS,
    "database, no replay": DATABASE,
}


def main(*sizes: int) -> None:
    """Print time, its ratio to hashing, and the most memory, for logs of several sizes."""
    for size in sizes or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            large(Path(folder), size)
            for name, code in LOOKS.items():
                print(f"{size} entries, {name:<20} {_measured(code, folder)}", flush=True)


def _measured(code: str, folder: str) -> str:
    words = [sys.executable, "-c", BEGIN + code + END, folder, str(KEY.verifier)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    spent, most, before, raw = json.loads(done.stdout)
    return (
        f"{spent / 1e9:7.2f} s, {raw / spent:.4f} of hashing once ({raw / 1e9:.2f} s), "
        f"{most // 1024} MB at most, {(most - before) // 1024} more than at the start"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
