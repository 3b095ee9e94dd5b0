"""The server: it answers, it stops when asked, and SQLite has one process."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from typing import Any

import pytest
from click.testing import CliRunner

from accord import serving
from accord.cli import main

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


def test_where_it_is_is_said_when_it_answers_there(sqlite_url):
    port = a_free_port()
    options = ["serve", "--database", sqlite_url, "--port", str(port)]
    command = [sys.executable, "-c", "from accord.cli import main; main()", *options]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert f"accord is at http://127.0.0.1:{port} " in server.stdout.readline()
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        finally:
            server.send_signal(signal.SIGTERM)


@pytest.mark.parametrize("shared", [False, True], ids=["alone", "shared"])
@pytest.mark.parametrize(
    "words", [["serve"], ["replay", "--until", "1", "--into", "sqlite:///x.db"]]
)
def test_a_port_that_is_taken_is_refused_also_where_another_register_would_share_it(
    sqlite_url, words, shared
):
    with socket.socket() as other:
        if shared:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        options = [*words, "--database", sqlite_url, "--port", str(port)]
        found = CliRunner().invoke(main, options)
    assert found.exit_code == 1
    assert found.output == (
        f"Error: port {port} of 127.0.0.1 cannot be used (Address already in use); "
        f"choose another: --port {port + 1}\n"
    )


@pytest.mark.parametrize("command", ["serve", "migrate", "rebuild"])
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "--database names no database; name sqlite:///file or postgresql://"),
        ("postgresql://nobody@127.0.0.1:1/x", "cannot be used: connection failed: "),
        ("sqlite:////no/such/folder/a.db", "cannot be used: unable to open database file"),
        ("sqlite:///{folder}/junk.db", "cannot be used: file is not a database"),
        ("mysql://host/register", "accord keeps its record in SQLite or PostgreSQL"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_a_sentence(tmp_path, command, url, said):
    (tmp_path / "junk.db").write_text("a letter\n" * 100, encoding="utf-8")
    found = CliRunner().invoke(main, [command, "--database", url.format(folder=tmp_path)])
    assert found.exit_code == 1
    assert said in found.output
    assert len(found.output.splitlines()) == 1


def test_a_port_is_a_number_that_a_port_can_have(sqlite_url):
    found = CliRunner().invoke(main, ["serve", "--database", sqlite_url, "--port", "80000"])
    assert (found.exit_code, "1<=x<=65535" in found.output) == (2, True)


class Started:
    """A server that only tells how it would have been started."""

    told: dict[str, Any]
    threads: int

    def __init__(self, target: str, **options: Any) -> None:
        Started.told = {"target": target, **options}

    def startup(self, *given: object) -> None:
        """Fork the workers: none may keep the locks that another thread holds meanwhile."""
        Started.threads = threading.active_count()

    def serve(self) -> None:
        """Start and end."""
        self.startup(None, None)


@pytest.mark.parametrize(
    ("url", "workers"), [("sqlite:///register.db", 1), ("postgresql://host/register", 3)]
)
def test_sqlite_is_served_by_one_process_and_postgresql_by_those_asked_for(
    monkeypatch, url, workers
):
    monkeypatch.setattr(serving, "Server", Started)
    monkeypatch.setenv(serving.DATABASE_URL, "")

    serving.serve(url, "127.0.0.1", a_free_port(), workers=3, told="")

    assert Started.told["workers"] == workers
    assert Started.told["blocking_threads"] > 1
    assert Started.told["target"] == "accord.serving:application"


def test_no_thread_runs_while_the_workers_are_forked(monkeypatch):
    monkeypatch.setattr(serving, "Server", Started)
    monkeypatch.setenv(serving.DATABASE_URL, "")
    before = threading.active_count()

    with socket.create_server(("127.0.0.1", 0)) as taken:
        serving.serve("sqlite:///register.db", *taken.getsockname(), workers=1, told="")

    assert Started.threads == before
