"""An office in the middle of its work: an agreement in force, motions before the board."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import partnership as p
from tests.application.office import Office, conclude, decide, found, move


@pytest.fixture(scope="session")
def busy_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a busy office, lived through once and then copied for each test."""
    file = tmp_path_factory.mktemp("office") / "busy.db"
    shutil.copy(sqlite_template, file)
    office = Office(f"sqlite:///{file}")
    for chapter in (found, conclude, move):
        chapter(office)
    office.record.close()
    return file


@pytest.fixture
def busy_url(busy_template: Path, tmp_path: Path) -> str:
    """A register of its own with the work of the busy office."""
    shutil.copy(busy_template, tmp_path / "busy.db")
    return f"sqlite:///{tmp_path / 'busy.db'}"


@pytest.fixture
def office(busy_url: str) -> Iterator[Office]:
    """An agreement is in force, an amendment is put to a decision, voting is open on another motion."""
    opened = Office(busy_url)
    yield opened
    opened.record.close()


@pytest.fixture
def new_office(sqlite_url: str) -> Iterator[Office]:
    """The register is open, parties are registered and their people enrolled; nothing else."""
    opened = Office(sqlite_url)
    found(opened)
    yield opened
    opened.record.close()


@pytest.fixture
def carried(office: Office) -> Office:
    """The same, and the motion on which voting was open is carried."""
    decide(office, p.DECISION)
    return office
