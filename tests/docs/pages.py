"""The pages of the documentation as programs: their `sh` blocks run, their `text` blocks are what comes back.

A page is run in one shell from top to bottom. In a `text` block, `…` stands for anything. A block after
the comment `<!-- not run: why -->` is not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(<!-- not run: .+? -->\n+)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_END = "--- end of block ---"
# Where the tests say which accord they are about, the commands of a page are of the same.
_SOURCE = {name: value for name, value in os.environ.items() if name == "PYTHONPATH"}


@dataclass(frozen=True)
class Step:
    """One block of commands, and what the page says that it prints."""

    commands: str
    printed: str | None


def steps(page: Path) -> list[Step]:
    found: list[Step] = []
    for skipped, language, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "sh" and not skipped:
            found.append(Step(text, None))
        elif language == "text" and not skipped:
            assert found, f"{page.name} tells what comes back before anything is run"
            found[-1] = Step(found[-1].commands, text)
    return found


def run(page: Path, **variables: str) -> None:
    """Run a page; fail at the first block that stops, or prints something else than the page says."""
    told = steps(page)
    assert told, f"{page.name} has nothing to run"
    script = "set -eu -o pipefail\n" + "".join(f"{s.commands}\necho '{_END}'\n" for s in told)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder:  # what a page writes goes with it
        done = subprocess.run(
            ["bash", "-c", script],
            check=False,
            capture_output=True,
            text=True,
            cwd=folder,
            env={"PATH": path, "LC_ALL": "C.UTF-8", **_SOURCE, **variables},
            timeout=120,
        )
    printed = done.stdout.split(_END)
    for step, text in zip(told, printed, strict=False):
        if step.printed is not None and text is not printed[-1]:
            assert matches(step.printed, text), f"{step.commands}printed:\n{text}"
    assert done.returncode == 0, f"{told[len(printed) - 1].commands}{printed[-1]}{done.stderr}"


def matches(expected: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part.strip()) for part in expected.split("…"))
    return re.fullmatch(rf"\s*{pattern}\s*", _one_space(printed), re.DOTALL) is not None


def _one_space(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
