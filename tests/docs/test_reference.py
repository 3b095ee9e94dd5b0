"""The reference of events says what the code says, and says so when it does not."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from tests.examples import SHIPPED
from tools.reference import REFERENCE, complaint, main, written

from accord.events import Event
from accord.store.shape import Shape


@pytest.fixture(scope="module")
def page() -> str:
    return written()


def section(page: str, type_: str) -> str:
    found = re.search(rf"^### `{re.escape(type_)}`\n(.*?)(?=^##)", page, re.MULTILINE | re.DOTALL)
    assert found, f"{type_} has no section"
    return found[1]


def test_the_committed_reference_is_what_the_code_says():
    assert main(["--check"]) is None


def test_a_reference_that_says_something_else_is_complained_about(page, tmp_path):
    stale = tmp_path / "events.md"
    stale.write_text(REFERENCE.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    assert "run `python -m tools.reference`" in str(complaint(stale, page))


def test_a_reference_that_is_missing_is_complained_about(page, tmp_path):
    assert complaint(tmp_path / "events.md", page) is not None


@pytest.mark.parametrize("type_", SHIPPED)
def test_every_event_is_there_with_its_meaning_and_its_fields(page, type_):
    kind, told = SHIPPED[type_], section(page, type_)
    shape = Shape.of(kind)

    assert str(kind.__doc__).splitlines()[0] in told
    own = {field.name for field in fields(kind)} - {field.name for field in fields(Event)}
    assert set(re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE)) == own
    hidden = set(re.findall(r"^\| `(\w+)` \|.*\*\*disclosed\*\*", told, re.MULTILINE))
    assert hidden == set(shape.disclosed) - {"reason"}


def test_every_part_that_is_linked_has_a_section(page):
    linked = set(re.findall(r"\]\(#(\w+)\)", page))
    sections = {name.lower() for name in re.findall(r"^### (\w+)$", page, re.MULTILINE)}

    assert linked
    assert linked <= sections
