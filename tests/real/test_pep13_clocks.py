"""Both clocks over a real document: what the register answers is what the history of its repository says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from tests.real.pep13 import PEP13, Version, amend, found_council, versions
from tests.real.turned import Clerk, clerk

pytestmark = pytest.mark.skipif(
    not PEP13.exists(), reason="the document's history is not here: ../shared/data/pep13 is absent"
)
MINUTE = timedelta(minutes=1)


def as_committed(version: Version) -> datetime:
    """Recorded within the hour in which it was committed."""
    return version.committed.astimezone(UTC)


def once_a_season(version: Version) -> datetime:
    """Recorded by a clerk who comes four times a year and enters what has gathered, in its order."""
    seasons = (
        datetime(year, month, 1, 9, tzinfo=UTC)
        for year in range(2018, 2027)
        for month in (1, 4, 7, 10)
    )
    return next(season for season in seasons if season > version.committed)


def authored(version: Version) -> Version:
    """The version on the day on which its author wrote it, in UTC."""
    return replace(version, day=version.authored.astimezone(UTC).date().isoformat())


def recorded(clerk: Clerk, history: list[Version], comes) -> tuple[str, list[datetime]]:
    """Enter the history; return the agreement, and when each version had been recorded."""
    agreement, done = found_council(clerk, history[0]), []
    for old, new in pairwise(history):
        done.append(clerk.hands.at + MINUTE)
        clerk.hands.at = max(comes(new), done[-1] + MINUTE)
        amend(clerk, agreement, old, new)
    clerk.hands.turn(minutes=1)
    return agreement, [*done, clerk.hands.at]


@pytest.mark.parametrize("comes", [as_committed, once_a_season])
def test_on_both_clocks_the_text_is_that_of_the_last_version_written_and_recorded_by_then(
    comes, sqlite_url
):
    """Every day on which a version was written, as known whenever one was recorded: 31 times 31 texts."""
    history = [authored(version) for version in versions()]
    with clerk(sqlite_url, comes(history[0])) as asked:
        agreement, done = recorded(asked, history, comes)
        for position, known in enumerate(done):
            for version in history:
                found = text(asked, agreement, version.day, known)
                assert found == last(history[: position + 1], version.day), (version.day, known)
        for day in sorted({known.date() for known in done}):
            by_then = [v for v, known in zip(history, done, strict=True) if known.date() <= day]
            path = f"/agreements/{agreement}/text?format=plain&known={day}"
            assert asked.get(path).text == by_then[-1].text, day


def text(asked: Clerk, agreement: str, day: str, known: datetime) -> str:
    path = f"/agreements/{agreement}/text?format=plain&at={day}&known={known:%Y-%m-%dT%H:%M:%S.%fZ}"
    return asked.get(path).text


def last(history: list[Version], day: str) -> str:
    """The text that the history has on a day: of several versions of one day, that of the last."""
    return next((v for v in reversed(history) if v.day <= day), history[0]).text
