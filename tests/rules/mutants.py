"""Try what mutmut changed in the rules, each change in a fork of one run that has collected every test (`make mutants`).

mutmut itself starts pytest anew for each change, which takes hours for eleven thousand of them. It makes the changes,
and notes which tests reach which function; here the tests of a changed function are run until one of them fails, those
first that noticed another change of it. How each ended is noted where mutmut would note it, in `mutants/`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path("mutants")
_AT_ONCE = os.cpu_count() or 1
_SPARE_SECONDS = 4


@dataclass(slots=True)
class Notes:
    """What mutmut noted: how each change ended, which tests reach a function, and how long each test takes."""

    ended: dict[Path, dict[str, Any]]
    reached_by: dict[str, list[str]]
    seconds: dict[str, float]
    noticed_by: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @classmethod
    def read(cls, folder: Path) -> Notes:
        stats = json.loads((folder / "mutmut-stats.json").read_text(encoding="utf-8"))
        files = sorted(folder.glob("src/accord/rules/**/*.py.meta"))
        ended = {file: json.loads(file.read_text(encoding="utf-8")) for file in files}
        return cls(ended, stats["tests_by_mangled_function_name"], stats["duration_by_test"])

    def changes(self) -> list[tuple[Path, str]]:
        """Return every change with the file that it is noted in, those of which the tests are quick first."""
        found = [
            (file, key) for file, meta in self.ended.items() for key in meta["exit_code_by_key"]
        ]
        return sorted(found, key=lambda each: sum(map(self._takes, self.tests(each[1]))))

    def tests(self, key: str) -> list[str]:
        function = function_of(key)
        noticed = self.noticed_by[function]
        reached = self.reached_by.get(function, ())
        return sorted(reached, key=lambda test: (-noticed[test], self._takes(test)))

    def note(self, file: Path, key: str, ended: int) -> None:
        self.ended[file]["exit_code_by_key"][key] = ended

    def write(self) -> None:
        for file, meta in self.ended.items():
            file.write_text(json.dumps(meta, indent=4), encoding="utf-8")

    def _takes(self, test: str) -> float:
        return self.seconds.get(test, 0)


def function_of(key: str) -> str:
    """Return the function of a change, as mutmut calls it."""
    return key.rpartition("__mutmut_")[0]


class Forking:
    """Runs the tests not once, but for each change in a process of its own."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.running: dict[int, tuple[Path, str, int]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Let what fails fail at once: nobody reads the smallest example, nor asks for it again."""
        # Not before: pytest has to load its plugin first.
        from hypothesis import Phase, settings

        at_once = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", settings.default, phases=at_once, database=None)
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        changes = self.notes.changes()
        for number, (file, key) in enumerate(changes, start=1):
            if len(self.running) == _AT_ONCE:
                self._await()
            self._start(session, file, key, [items[t] for t in self.notes.tests(key) if t in items])
            if number % 100 == 0:
                print(f"\r{number} of {len(changes)} changes", end="", file=sys.stderr, flush=True)
        while self.running:
            self._await()
        self.notes.write()
        return True

    def _start(
        self, session: pytest.Session, file: Path, key: str, items: Sequence[pytest.Item]
    ) -> None:
        read, write = os.pipe()
        if (child := os.fork()) == 0:
            noticed: str | None = ""
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                os.environ["MUTANT_UNDER_TEST"] = key
                noticed = next(self._failing(session, items), None)
                os.write(write, (noticed or "").encode())
            finally:
                os._exit(int(noticed is not None))
        os.close(write)
        self.running[child] = (file, key, read)

    def _failing(self, session: pytest.Session, items: Sequence[pytest.Item]) -> Iterator[str]:
        """Run tests one by one, and yield those that fail; one that goes on for ever ends the process, and is noticed."""
        for item, after in zip(items, [*items[1:], None], strict=True):
            most = _SPARE_SECONDS + 8 * self.notes.seconds.get(item.nodeid, 0)
            signal.setitimer(signal.ITIMER_PROF, most)
            before = session.testsfailed
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if session.testsfailed > before:
                yield item.nodeid

    def _await(self) -> None:
        child, status = os.wait()
        file, key, read = self.running.pop(child)
        with os.fdopen(read, encoding="utf-8") as told:
            if noticed := told.read():
                self.notes.noticed_by[function_of(key)][noticed] += 1
        self.notes.note(file, key, os.waitstatus_to_exitcode(status))


def main() -> int:
    """Try every change in `mutants/`."""
    os.chdir(FOLDER)
    os.environ["MUTANT_UNDER_TEST"] = ""
    sys.path[:0] = [str(Path("src").resolve()), str(Path.cwd())]
    quiet = ["-q", "-s", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist"]
    ended = pytest.main([*quiet, "tests/rules"], plugins=[Forking(Notes.read(Path()))])
    # All tests were run in forks, and so it seems that none was.
    return 0 if ended == pytest.ExitCode.NO_TESTS_COLLECTED else int(ended)


if __name__ == "__main__":
    sys.exit(main())
