"""The house is in order: its tables are complete, its files and functions short, its numbers exact."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from tests.examples import EXAMPLES, SHIPPED
from tests.story import through_the_record

import accord
from accord.application import Accord
from accord.application.desk import Desk
from accord.errors import Refused
from accord.http.problems import STATUS
from accord.projections.history import tell

SOURCE = Path(accord.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
CHANGING = [file for file in FILES if file.parent.name != "versions"]
"""All but the migrations: each lists its tables once and is never edited again."""
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
EXACT = [file for file in FILES if file.relative_to(SOURCE).parts[0] in ("rules", "aggregates")]


def named(file: Path) -> str:
    return str(file.relative_to(SOURCE))


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def kinds_of(kind: type[Refused]) -> Iterator[type[Refused]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds_of(narrower)


def refusals() -> list[type[Refused]]:
    """Every kind of refusal in accord, wherever it is defined; those of tests do not count."""
    for module in pkgutil.walk_packages(accord.__path__, "accord."):
        if not module.name.startswith("accord.store.migrations"):
            importlib.import_module(module.name)
    return [kind for kind in kinds_of(Refused) if kind.__module__.startswith("accord.")]


def test_every_kind_of_refusal_has_a_status():
    assert [kind.__name__ for kind in refusals() if kind not in STATUS] == []


def test_every_kind_of_refusal_has_a_code_of_its_own():
    codes = [kind.code for kind in refusals()]

    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_event_can_be_told(name):
    sentence = tell(EXAMPLES[name].event)

    assert sentence.endswith((".", "”", "…"))
    assert sentence == sentence.strip()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_event_is_told_without_its_disclosures_just_the_same(name):
    (sealed,) = through_the_record([EXAMPLES[name]])

    assert tell(sealed.event) == tell(EXAMPLES[name].event)


@pytest.mark.parametrize("type_", sorted(SHIPPED))
def test_every_event_says_what_it_means(type_):
    meaning = SHIPPED[type_].__doc__ or ""

    assert meaning.strip().endswith(".")
    assert not meaning.startswith(SHIPPED[type_].__name__)


def test_no_chapter_of_commands_takes_the_name_of_another_s():
    chapters = [kind for kind in Accord.__mro__ if kind not in (Accord, Desk, object)]
    names = [
        name
        for kind in chapters
        for name in vars(kind)
        if not name.startswith("__") and not hasattr(Desk, name)
    ]

    assert [name for name in names if names.count(name) > 1] == []
    assert [
        name for k in chapters for name in vars(k) if name in vars(Desk) and name[:2] != "__"
    ] == []


def test_nothing_is_recorded_that_belongs_to_one_machine():
    """A link to an environment, recorded by mistake, would take the place of everybody's own."""
    root = Path(__file__).parents[2]
    if not (root / ".git").exists():
        pytest.skip("this is no clone")
    words = ["git", "-C", str(root), "ls-files", ".venv", "var", ".seen", "node_modules"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout == ""


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_file_says_what_it_is_and_is_no_longer_than_its_reader(file):
    assert ast.get_docstring(parsed(file))
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("file", CHANGING, ids=named)
def test_a_function_fits_on_one_page(file):
    long = [
        f"{node.name}: {length}"
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]

    assert long == []


def _rounds(how: ast.JoinedStr) -> bool:
    """`:f` writes a Decimal out exactly; a precision, or a percentage, rounds it."""
    return any(sign in ast.unparse(how) for sign in ".%")


def inexact(node: ast.AST) -> str:
    """What is not exact in a piece of code: a float, or what makes or rounds one."""
    match node:
        case ast.Constant(value=float() | complex()):
            return f"the float {node.value}"
        case ast.Call(func=ast.Name(id="float" | "round" as name)):
            return f"{name}()"
        case ast.BinOp(op=ast.Mod(), right=ast.Constant(value=100)):
            return "a percentage"
        case ast.FormattedValue(format_spec=ast.JoinedStr() as how) if _rounds(how):
            return "a rounded text"
        case ast.Attribute(attr="quantize" | "limit_denominator" as name):
            return name
    return ""


@pytest.mark.parametrize("file", EXACT, ids=named)
def test_what_is_counted_is_counted_exactly(file):
    found = [
        f"line {node.lineno}: {what}" for node in ast.walk(parsed(file)) if (what := inexact(node))
    ]

    assert found == []


def test_inexact_code_is_found():
    for code in (
        "1.5",
        "float(x)",
        "round(x)",
        "x % 100",
        "x.quantize(y)",
        "f'{x:.1%}'",
        "f'{x:.2f}'",
    ):
        assert any(chain(map(inexact, ast.walk(ast.parse(code))))), code
