"""Changes of the rules that no test noticed (`make mutants`): how many there are, where, and why they may stay.

`python -m tests.rules.survivors` reads what mutmut left in `mutants/`. It prints the score of each file and every
change that survived, and ends with 1 where less than 95 % were noticed or not every change was tried.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from fractions import Fraction
from pathlib import Path

LEAST = Fraction(95, 100)
EXPLAINED = Path(__file__).with_suffix(".toml")
_SURVIVED = frozenset({0, 5, 33})
"""What mutmut notes where the tests passed, or none was there to fail."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change that no test noticed: in which function, and the lines that it took out and put in."""

    function: str
    changed: tuple[str, ...]

    def why(self, reasons: list[dict[str, object]]) -> str:
        """Return why it may stay; empty where nobody has looked at it."""
        told = (str(reason["why"]) for reason in reasons if self._is_of(reason))
        return next(told, "")

    def _is_of(self, reason: dict[str, object]) -> bool:
        functions, line = reason.get("of"), str(reason.get("line", ""))
        named = functions is None or (isinstance(functions, list) and self.function in functions)
        return named and bool(re.search(line, "\n".join(self.changed)))


def outcomes(folder: Path) -> Iterator[tuple[str, Path, dict[str, int | None]]]:
    """Yield of each file its name, where its changed functions stand, and how each change ended."""
    for file in sorted(folder.glob("src/accord/rules/**/*.py.meta")):
        code = file.with_suffix("")
        name = str(code.relative_to(folder / "src" / "accord" / "rules"))
        yield name, code, json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]


def survivors(code: Path, ended: dict[str, int | None]) -> Iterator[Survivor]:
    """Yield the changes of a file that no test noticed, each with its lines."""
    keys = [key for key, exit_code in ended.items() if exit_code in _SURVIVED]
    source = code.read_text(encoding="utf-8")
    found = ast.walk(ast.parse(source)) if keys else ()
    bodies = {
        node.name: ast.get_source_segment(source, node) or ""
        for node in found
        if isinstance(node, ast.FunctionDef)
    }
    for key in keys:
        name = key.rpartition(".")[2]
        before = bodies[name.rpartition("__mutmut_")[0] + "__mutmut_orig"]
        yield Survivor(_called(key), tuple(_changed(before, bodies[name])))


def _called(key: str) -> str:
    """Return what the function is called: `accord.rules.cap.xǁCapǁmost__mutmut_1` is `cap.Cap.most`."""
    module, _, name = key.removeprefix("accord.rules.").rpartition(".")
    function = name.rpartition("__mutmut_")[0]
    if "ǁ" in function:
        function = ".".join(function.split("ǁ")[1:])
    return f"{module}.{function.removeprefix('x_')}"


def _changed(before: str, after: str) -> list[str]:
    lines = list(unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    return [
        each for each in lines if each.startswith(("+", "-")) and "__mutmut_" not in each.strip()
    ]


def main(folder: Path = Path("mutants")) -> int:
    """Print the score of each file, and every change that survived; return 1 where it is not enough."""
    reasons = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["reason"]
    total: Counter[str] = Counter()
    told: dict[str, list[Survivor]] = {}
    for name, code, ended in outcomes(folder):
        left = list(survivors(code, ended))
        here = Counter(tried=len(ended), survived=len(left), untried=[*ended.values()].count(None))
        total += here
        print(f"{name:40} {here['tried']:6} changes, {here['survived']:4} survived")
        for each in left:
            told.setdefault(each.why(reasons), []).append(each)
    for why, some in sorted(told.items()):
        print(f"\n{len(some)}: {why or 'not explained'}")
        for each in some:
            print(
                "   ", each.function, *("" if why else f"\n        {line}" for line in each.changed)
            )
    noticed = Fraction(total["tried"] - total["survived"] - total["untried"], total["tried"] or 1)
    print(
        f"\n{total['tried']} changes, {total['survived']} survived, {total['untried']} not tried: "
        f"{float(noticed * 100):.2f} % were noticed."
    )
    return int(noticed < LEAST or bool(total["untried"]))


if __name__ == "__main__":
    sys.exit(main())
