"""The server: it answers, it stops when asked, and SQLite has one process."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from typing import Any

import pytest

from accord import serving

PATIENCE = 30


def a_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answer(port: int, path: str) -> int:
    """Ask until the server answers; return its status."""
    until = time.monotonic() + PATIENCE
    while True:
        asking = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asking.request("GET", path)
            return asking.getresponse().status
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        finally:
            asking.close()


def test_a_register_is_served_and_stops_when_asked(sqlite_url):
    port = a_free_port()
    options = ["serve", "--database", sqlite_url, "--port", str(port)]
    command = [sys.executable, "-c", "from accord.cli import main; main()", *options]

    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            assert answer(port, "/livez") == 200
            assert answer(port, "/v1/parties") == 401
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0


class Started:
    """A server that only tells how it would have been started."""

    told: dict[str, Any]

    def __init__(self, target: str, **options: Any) -> None:
        Started.told = {"target": target, **options}

    def serve(self) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    ("url", "workers"), [("sqlite:///register.db", 1), ("postgresql://host/register", 3)]
)
def test_sqlite_is_served_by_one_process_and_postgresql_by_those_asked_for(
    monkeypatch, url, workers
):
    monkeypatch.setattr(serving, "Server", Started)
    monkeypatch.setenv(serving.DATABASE_URL, "")

    serving.serve(url, "127.0.0.1", 8080, workers=3)

    assert Started.told["workers"] == workers
    assert Started.told["blocking_threads"] > 1
    assert Started.told["target"] == "accord.serving:application"
