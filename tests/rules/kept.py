"""The sentences in which rules are refused and remarked on are kept in `said.txt`: a changed word is seen in review.

`python -m tests.rules.kept` writes the file anew from what the tests hear.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from accord.errors import Refused
from accord.rules.linting import Remark

FILE = Path(__file__).with_name("said.txt")
HEARD = "ACCORD_HEARD"
"""Names the file to which the tests write what they hear, in place of comparing it."""


def line(refusal: Refused) -> str:
    """Return a refusal on one line: its code, what it says, and the facts for machines."""
    facts = json.dumps(refusal.facts, sort_keys=True, default=str, ensure_ascii=True)
    return f"{refusal.code} | {json.dumps(refusal.reason, ensure_ascii=True)[1:-1]} | {facts}"


def remark_line(remark: Remark) -> str:
    """Return a remark on one line: its code, where it stands, what it says, and the roll that shows it."""
    roll = remark.roll
    shown = "" if roll is None else " ".join(f"{seat}={stands}" for seat, stands in roll.seats)
    end = "" if roll is None else f" {roll.verdict}"
    return f"{remark.code} | {remark.pointer} | {remark.sentence} | {shown[:400]}{end}"


def check(heard: set[str]) -> None:
    """Compare what was heard with what is kept, or write it down where that is asked for."""
    target = os.environ.get(HEARD)
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.writelines(f"{said}\n" for said in sorted(heard))
        return
    new = sorted(heard - set(FILE.read_text(encoding="utf-8").splitlines()))
    assert not new, "said in other words than are kept (python -m tests.rules.kept): " + new[0]


def main() -> None:
    """Run the tests of the rules and keep every sentence that they heard."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "heard")
        command = [sys.executable, "-m", "pytest", "-q", "-m", "not hypothesis", "tests/rules"]
        subprocess.run(command, env=os.environ | {HEARD: str(target)}, check=True)
        kept = sorted(set(target.read_text(encoding="utf-8").splitlines()))
    FILE.write_text("".join(f"{said}\n" for said in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
