"""What a verifier puts aside comes back, whether it fits into memory or not."""

from __future__ import annotations

from contextlib import closing
from random import Random  # noqa: TID251 - draws what is remembered
from uuid import UUID

import pytest
from tests.store.facts import HERE, Noted

from accord import clock
from accord.events import Recorded
from accord.store.aside import ByStream, Remembered
from accord.store.entry import encode


@pytest.mark.parametrize("most", [1, 7, 10_000])
def test_what_is_remembered_is_what_was_said_last(most):
    lot, kept, plain = Random(most), Remembered[int](most), dict[str, int]()
    for number in range(3000):
        name = str(lot.randrange(60))
        match lot.randrange(3):
            case 0:
                assert kept.take(name) == plain.pop(name, None)
            case 1:
                assert kept.get(name) == plain.get(name)
            case _:
                kept.put(name, number)
                plain[name] = number
    assert len(kept) == len(plain)
    assert dict(kept.first(100)) == plain
    assert len(kept.first(3)) == 3


def test_entries_come_back_stream_by_stream_each_from_its_beginning():
    streams = [UUID(int=number) for number in (9, 3, 5)]
    with closing(ByStream()) as aside:
        for version in range(1, 400):
            for stream in streams:
                fact = Noted(text=f"{stream} {version}")
                recorded = Recorded(stream, version, clock.now(), UUID(int=1), HERE, fact)
                aside.add(str(stream), version, encode(recorded))
        found = [[(each.agg, each.ver) for each in stream] for stream in aside.streams()]
    assert found == [[(stream, ver) for ver in range(1, 400)] for stream in sorted(streams)]
