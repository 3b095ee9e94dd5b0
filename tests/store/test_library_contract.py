"""The recorder keeps what the event store's library asks of every recorder: its own test case says so."""

from __future__ import annotations

import threading

import pytest
from eventsourcing.tests import persistence

from accord.store.engine import make_engine
from accord.store.recorder import LogRecorder


def _wait_for_threads_but(known: set[threading.Thread]) -> None:
    """The library's readers are told to stop, but not waited for; they still use a connection."""
    for thread in set(threading.enumerate()) - known:
        thread.join()


class _Contract(persistence.ApplicationRecorderTestCase[LogRecorder]):
    EXPECT_CONTIGUOUS_NOTIFICATION_IDS = True
    url: str

    def create_recorder(self) -> LogRecorder:
        engine = make_engine(self.url)
        self.addCleanup(engine.dispose)
        self.addCleanup(_wait_for_threads_but, set(threading.enumerate()))
        return LogRecorder(engine)

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestOnSQLite(_Contract):
    @pytest.fixture(autouse=True)
    def _register(self, sqlite_url: str) -> None:
        self.url = sqlite_url


class TestOnPostgreSQL(_Contract):
    @pytest.fixture(autouse=True)
    def _register(self, postgresql_url: str) -> None:
        self.url = postgresql_url


del _Contract  # the contract is tested on the two, not by itself
