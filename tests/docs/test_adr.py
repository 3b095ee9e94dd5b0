"""Each decision about the house says why, and names what would fail if it were not kept."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import accord.cli  # noqa: F401 - loads every kind of refusal
from accord.errors import Refused
from accord.http.problems import STATUS

ROOT = Path(__file__).parents[2]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
NAMES = [page.stem for page in DECISIONS]
CONTRACTS = {
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}


def confirmation(page: Path) -> str:
    """What the page says last, its lines joined."""
    return " ".join(page.read_text("utf-8").partition("## Confirmation\n")[2].split())


def names_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def kinds(kind: type[Refused] = Refused) -> set[type[Refused]]:
    return {kind}.union(*(kinds(below) for below in kind.__subclasses__()))


def test_decisions_are_numbered_without_gaps():
    assert [int(name[:4]) for name in NAMES] == list(range(1, len(NAMES) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=NAMES)
def test_every_decision_says_why_and_names_what_holds_it(page):
    text = page.read_text("utf-8")

    assert text.startswith(f"# {int(page.stem[:4])}. ")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences", "Confirmation"]
    assert re.search(r"`tests/|contracts? “", confirmation(page))


@pytest.mark.parametrize("page", DECISIONS, ids=NAMES)
def test_what_holds_a_decision_exists(page):
    named = confirmation(page)

    for file, test in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", named):
        assert (ROOT / file).is_file(), file
        assert not test or test in names_in(ROOT / file), test
    assert set(re.findall(r"“([^”]+)”", named)) <= CONTRACTS


def test_every_refusal_has_a_status_of_its_own_or_that_of_its_kind():
    ours = {kind for kind in kinds() if kind.__module__.startswith("accord.")}

    assert ours == set(STATUS)


def test_no_test_is_skipped_for_want_of_postgresql():
    conftest = ast.parse((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    calls = {
        node.func.attr
        for node in ast.walk(conftest)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert "fail" in calls
    assert not calls & {"skip", "importorskip", "skipif"}
