"""accord as people start it: the command line in a process of its own, answering on a free port."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCORD = (sys.executable, "-c", "from accord.cli import main; main(prog_name='accord')")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def accord(*words: str, **kwargs) -> str:
    """Run one command to its end; return what it printed."""
    done = subprocess.run(
        [*ACCORD, *words], capture_output=True, text=True, timeout=60, check=False, **kwargs
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def serving(command: str, database: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Start `accord serve` or `accord demo`; give its address, and the file with what it prints."""
    port, printed = free_port(), folder / "printed.txt"
    words = [*ACCORD, command, "--database", database, "--port", str(port)]
    with printed.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}", process, printed)
        yield f"http://127.0.0.1:{port}", printed
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(address: str, process: subprocess.Popen, printed: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, printed.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310
                assert answer.status == 200
            if "accord is at" in printed.read_text(encoding="utf-8"):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(printed.read_text(encoding="utf-8"))
