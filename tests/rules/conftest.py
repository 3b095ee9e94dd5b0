"""What the tests of the rules share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.rules import kept

from accord.errors import Refused


@pytest.fixture
def kept_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hear every refusal of a test, and compare its words with those that are kept."""
    heard: list[Refused] = []
    begin = Refused.__init__

    def listening(self: Refused, reason: str, **facts: object) -> None:
        begin(self, reason, **facts)
        heard.append(self)

    monkeypatch.setattr(Refused, "__init__", listening)
    yield
    kept.check({kept.line(refusal) for refusal in heard})
