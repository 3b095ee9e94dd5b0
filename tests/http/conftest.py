"""A partnership at the stage that a test asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.http.stages import Album, Partnership, Way, begin, nothing

At = Callable[..., Partnership]


@pytest.fixture(scope="session")
def album(tmp_path_factory: pytest.TempPathFactory) -> Album:
    """Partnerships at every stage, to be copied."""
    return Album(tmp_path_factory.mktemp("album"))


@pytest.fixture
def at(album: Album, tmp_path: Path) -> Iterator[At]:
    """`at("in force")`: a partnership of the test's own, on SQLite; a way beyond is gone once, and copied."""
    opened: list[Partnership] = []

    def open_at(stage: str, beyond: Way = nothing) -> Partnership:
        opened.append(album.open(stage, tmp_path / f"{len(opened)}.db", beyond))
        return opened[-1]

    yield open_at
    for partnership in opened:
        partnership.house.close()


@pytest.fixture
def anywhere(database_url: str) -> Iterator[At]:
    """`anywhere("in force")`: a partnership on each database in turn."""
    opened: list[Partnership] = []

    def open_at(stage: str) -> Partnership:
        opened.append(begin(database_url).reach(stage))
        return opened[-1]

    yield open_at
    for partnership in opened:
        partnership.house.close()
