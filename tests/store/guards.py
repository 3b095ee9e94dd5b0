"""Takes the guards of the store away, one at a time, and shows the test that notices.

    python -m tests.store.guards [part of a guard's name]

Works on a copy of the tree. A guard whose absence no test notices ends the run with an error.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORE = "src/accord/store/"
SECOND_STEP = STORE + "migrations/versions/r0002_the_tree.py"
FIRST_STEP = STORE + "migrations/versions/r0001_the_record.py"


@dataclass(frozen=True)
class Guard:
    """`text` in `file` protects something; replaced by `without`, `test` must fail."""

    name: str
    file: str
    text: str
    without: str
    test: str


GUARDS = [
    Guard(
        "the head is locked on PostgreSQL (FOR UPDATE)",
        STORE + "recorder.py",
        "head.c.recorded_at).with_for_update()",
        "head.c.recorded_at)",
        "test_concurrent_writers.py -k left_nothing_behind",
    ),
    Guard(
        "the write lock is taken first on SQLite (BEGIN IMMEDIATE)",
        STORE + "engine.py",
        '"BEGIN IMMEDIATE" if writes else "BEGIN"',
        '"BEGIN"',
        "test_concurrent_writers.py -k left_nothing_behind",
    ),
    Guard(
        "time moves on by a microsecond",
        STORE + "unit.py",
        "return max(now, self._last + _TICK)",
        "return now",
        "test_time.py -k set_back",
    ),
    Guard(
        "two commands never share an instant",
        STORE + "unit.py",
        "return max(now, self._last + _TICK)",
        "return max(now, self._last)",
        "test_time.py -k stands_still",
    ),
    Guard(
        "nothing is recorded five minutes behind the head",
        STORE + "unit.py",
        "if self._last - now > MAX_AHEAD:",
        "if False:",
        "test_time.py -k five_minutes",
    ),
    Guard(
        "exactly five minutes are tolerated",
        STORE + "unit.py",
        "if self._last - now > MAX_AHEAD:",
        "if self._last - now >= MAX_AHEAD:",
        "test_time.py -k five_minutes",
    ),
    Guard(
        "a refused command gives its instant and position back",
        STORE + "unit.py",
        "self.position, self._last = before",
        "pass",
        "test_time.py -k takes_no_instant",
    ),
    Guard(
        "a command runs behind a savepoint",
        STORE + "unit.py",
        "with in_our_words(), self.conn.begin_nested():",
        "with in_our_words():",
        "test_units.py -k comes_too_late",
    ),
    Guard(
        "a refused command is forgotten",
        STORE + "unit.py",
        "self._known.pop(id_, None)",
        "pass",
        "test_units.py -k forgotten",
    ),
    Guard(
        "a conflict is told as Stale",
        STORE + "unit.py",
        "with in_our_words(), self.conn.begin_nested():",
        "with self.conn.begin_nested():",
        "test_units.py -k comes_too_late",
    ),
    Guard(
        "the head's instant is kept",
        STORE + "unit.py",
        'self.conn.execute(_STAMP_HEAD, {"at": canonical.instant(self.at)})',
        "pass",
        "test_time.py -k stands_still",
    ),
    Guard(
        "the head moves with the entries",
        STORE + "recorder.py",
        'conn.execute(_MOVE_HEAD, {"to": tree.size, "nodes": tree.to_bytes()})',
        "pass",
        "test_units.py -k first_command_is_kept",
    ),
    Guard(
        "the bytes read are compared with the bytes written",
        STORE + "mapper.py",
        "if again != stored_event.state:",
        "if False:",
        "test_tampering.py",
    ),
    Guard(
        "the columns are compared with the entry",
        STORE + "mapper.py",
        "if address != (",
        "if False and address != (",
        "test_tampering.py -k column",
    ),
    Guard(
        "digests are read in their order",
        STORE + "entry.py",
        'tuple(sorted(msgspec.convert(data.pop("_sd", []), list[str])))',
        'tuple(msgspec.convert(data.pop("_sd", []), list[str]))',
        "test_tampering.py -k digests_in_another_order",
    ),
    Guard(
        "a disclosure opens its digest",
        STORE + "disclosures.py",
        "if self.digest != _digest(self.text) or name != self.name:",
        "if False:",
        "test_disclosures.py -k forged",
    ),
    Guard(
        "what cannot be read again is not recorded",
        STORE + "mapper.py",
        "            self.to_domain_event(row)\n",
        "            pass\n",
        "test_mapper.py -k read_back_is_not_recorded",
    ),
    Guard(
        "an entry holds at most 65,535 bytes",
        STORE + "mapper.py",
        "if len(state) > MAX_ENTRY:",
        "if len(state) > MAX_ENTRY + 1:",
        "test_mapper.py -k 65536",
    ),
    Guard(
        "an entry holds 65,535 bytes",
        STORE + "mapper.py",
        "if len(state) > MAX_ENTRY:",
        "if len(state) >= MAX_ENTRY:",
        "test_mapper.py -k 65535",
    ),
    Guard(
        "a version of a stream is unique",
        FIRST_STEP,
        '        sa.UniqueConstraint("originator_id", "originator_version"),\n',
        "",
        "test_library_contract.py -k PostgreSQL",
    ),
    Guard(
        "an entry is never changed",
        FIRST_STEP,
        'for act in ("UPDATE", "DELETE"):',
        'for act in ("DELETE",):',
        "test_final.py -k sqlite",
    ),
    Guard(
        "an entry is never removed",
        FIRST_STEP,
        'for act in ("UPDATE", "DELETE"):',
        'for act in ("UPDATE",):',
        "test_final.py -k sqlite",
    ),
    Guard(
        "an entry is never replaced",
        FIRST_STEP,
        "        op.execute(_SQLITE_REPLACE)\n",
        "",
        "test_final.py -k replaced",
    ),
    Guard(
        "the log is never truncated",
        FIRST_STEP,
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON event",
        "BEFORE UPDATE OR DELETE ON event",
        "test_final.py -k truncated",
    ),
    Guard(
        "the tree grows with the entries",
        STORE + "recorder.py",
        "        grow(conn, tree, [stored.state for stored in stored_events])\n",
        "        tree.size += len(stored_events)\n",
        "test_units.py -k first_command_is_kept",
    ),
    Guard(
        "the frontier is kept",
        STORE + "recorder.py",
        '"nodes": tree.to_bytes()',
        '"nodes": b""',
        "test_units.py -k first_command_is_kept",
    ),
    Guard(
        "a tile that is full is kept",
        STORE + "tree.py",
        "        _complete(conn, 0, number)\n",
        "        pass\n",
        "test_tree.py -k edges",
    ),
    Guard(
        "tiles that are full make a tile above",
        STORE + "tree.py",
        "        _complete(conn, level + 1, number // WIDTH)\n",
        "        pass\n",
        "test_tree.py -k above",
    ),
    Guard(
        "a head that is not that of the tree is not written on",
        STORE + "tree.py",
        '        raise Damaged(f"the head of the record: {error}") from error\n',
        "        return Frontier()\n",
        "test_tree.py -k lost_its_head",
    ),
    Guard(
        "a register that exists gets its tree without gaps",
        SECOND_STEP,
        'raise ValueError(f"the positions of the record have a gap after {tree.size}")',
        "break",
        "test_migrations.py -k with_a_gap",
    ),
    Guard(
        "a hash is never changed",
        SECOND_STEP,
        'for act in ("UPDATE", "DELETE"):',
        'for act in ("DELETE",):',
        "test_final.py -k sqlite",
    ),
    Guard(
        "a hash is never removed",
        SECOND_STEP,
        'for act in ("UPDATE", "DELETE"):',
        'for act in ("UPDATE",):',
        "test_final.py -k sqlite",
    ),
    Guard(
        "a hash is never replaced",
        SECOND_STEP,
        "            op.execute(_SQLITE_REPLACE.format(table=table, same=same))\n",
        "",
        "test_final.py -k replaced",
    ),
    Guard(
        "hashes are never truncated",
        SECOND_STEP,
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}",
        "BEFORE UPDATE OR DELETE ON {table}",
        "test_final.py -k truncated",
    ),
    Guard(
        "a subscription looks for the commits of others",
        STORE + "recorder.py",
        "        self._watcher.start()\n",
        "",
        "test_subscription.py -k another_process",
    ),
]


def _copy(target: Path) -> Path:
    for part in ("src", "tests", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, target / part)
    return target


def _noticed(guard: Guard, tree: Path) -> str | None:
    """Return the first failure of the guard's test without the guard, None if there is none."""
    file = tree / guard.file
    before = file.read_text()
    if guard.text not in before:
        return None
    file.write_text(before.replace(guard.text, guard.without))
    try:
        return _first_failure(guard.test, tree)
    finally:
        file.write_text(before)


def _first_failure(test: str, tree: Path) -> str | None:
    name, *chosen = test.split(maxsplit=2) or [""]
    command = [
        sys.executable,
        "-m",
        "pytest",
        f"tests/store/{name}",
        *chosen,
        "-q",
        "-rfE",
        "--tb=no",
    ]
    clean = {"PYTHONPATH": f"{tree / 'src'}:{tree}", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=tree, env=clean, capture_output=True, text=True, check=False)
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].split(" - ")[0].split("::", 1)[-1] if failed else None


def main(wanted: str = "") -> int:
    """Print a line for each guard; return 1 if the absence of one went unnoticed."""
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = _copy(Path(folder))
        if failed := _first_failure("", tree):
            sys.exit(f"with all guards in place {failed} fails already")
        for guard in (guard for guard in GUARDS if wanted in guard.name):
            found = _noticed(guard, tree)
            unnoticed += found is None
            print(
                f"{guard.name}: {found or 'NOBODY NOTICED, or it is not where it was'}", flush=True
            )
    return min(unnoticed, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
