"""The server that runs the application: granian, threads of one process for SQLite."""

from __future__ import annotations

import os

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from sqlalchemy.engine import make_url

from accord.http import create_app
from accord.wiring import build

DATABASE_URL = "ACCORD_DATABASE_URL"
DEFAULT_URL = "sqlite:///accord.db"
_THREADS = 4


def application() -> Flask:
    """Return the application on the database that the environment names; each worker calls this."""
    return create_app(build(os.environ.get(DATABASE_URL, DEFAULT_URL)))


def serve(url: str, host: str, port: int, workers: int) -> None:
    """Serve until stopped; requests that run are finished first.

    SQLite has one writer, so it gets one process, whatever `workers` says.
    """
    os.environ[DATABASE_URL] = url
    sqlite = make_url(url).get_backend_name() == "sqlite"
    Server(
        "accord.serving:application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1 if sqlite else workers,
        blocking_threads=_THREADS if sqlite else 2,
        backpressure=64,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
