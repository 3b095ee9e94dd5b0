"""What the tests of the rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.rules import kept

from accord.errors import Refused
from accord.rules.linting import Remark
from accord.rules.linting.subject import Subject


@pytest.fixture(autouse=True)
def kept_words(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hear every refusal and remark of a test, and compare its words with those that are kept.

    What is drawn by lot is heard by nobody: it says something else on the next day.
    """
    refused: list[Refused] = []
    remarked: list[Remark] = []
    _hear(monkeypatch, Refused, "__init__", lambda refusal, _: refused.append(refusal))
    _hear(monkeypatch, Subject, "remark", lambda _, remark: remarked.append(remark))
    yield
    if request.node.get_closest_marker("hypothesis") is None:
        kept.check({*map(kept.line, refused), *map(kept.remark_line, remarked)})


def _hear(
    monkeypatch: pytest.MonkeyPatch,
    kind: type,
    name: str,
    told: Callable[[object, object], None],
) -> None:
    """Let `told` know of each call of a method, and what came of it."""
    method = getattr(kind, name)

    def listening(self: object, *given: object, **named: object) -> object:
        found = method(self, *given, **named)
        told(self, found)
        return found

    monkeypatch.setattr(kind, name, listening)
