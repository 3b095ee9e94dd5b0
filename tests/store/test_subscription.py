"""Who subscribes to the log is told of every entry, also of those that another process commits."""

from __future__ import annotations

import threading
import time

from tests.store.processes import process
from tests.store.writers import new_note, write_one

from accord.store.record import Record


def test_a_subscription_wakes_for_the_commits_of_another_process(
    database_url: str, record: Record
) -> None:
    with record.unit() as unit, unit.command():
        new_note(unit, "already there")
    with record.recorder.subscribe(gt=0) as subscription:
        bound = threading.Timer(30, subscription.stop)
        bound.start()
        assert next(subscription).id == 1
        time.sleep(2 / 10)  # now it waits
        with process(write_one, database_url, "from elsewhere") as writer:
            assert next(subscription).id == 2
            writer.join()
        bound.cancel()


def test_a_stopped_subscription_leaves_no_thread_behind(record: Record) -> None:
    before = threading.active_count()
    with record.recorder.subscribe(gt=0):
        assert threading.active_count() == before + 2
    assert threading.active_count() == before
