"""The server that runs the application: granian, threads of one process for SQLite."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from time import sleep

import click
from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError

from accord.errors import Refused
from accord.http import create_app
from accord.publishing import LogKeys
from accord.publishing.ticking import Ticker
from accord.wiring import House, build

DATABASE_URL = "ACCORD_DATABASE_URL"
DEFAULT_URL = "sqlite:///accord.db"
LOG_FOLDER = "ACCORD_LOG_FOLDER"
LOG_KEY = "ACCORD_LOG_KEY"
ORIGIN = "ACCORD_ORIGIN"
_THREADS = 4
_INSUFFICIENT_PRIVILEGE = "42501"
port_type = click.IntRange(1, 65_535)
url_option = click.option(
    "--database",
    "url",
    envvar=DATABASE_URL,
    default=DEFAULT_URL,
    show_default=True,
    help="sqlite:///file or postgresql://…; also ACCORD_DATABASE_URL",
)


class Plainly(click.Group):
    """Commands that end in a sentence where the database cannot be used, not in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; end it with what is wrong with the database, where something is."""
        try:
            return super().invoke(ctx)
        except ArgumentError as error:
            known = "sqlite:///file or postgresql://user@host/name"
            raise click.ClickException(f"--database names no database; name {known}") from error
        except DBAPIError as error:
            if not _of_the_database(error):
                raise
            said = str(error.orig).strip().replace("\n", " ")
            raise click.ClickException(f"the database cannot be used: {said}") from error


def _of_the_database(error: DBAPIError) -> bool:
    """Tell whether it is not there, no database, or not for us: anything else is an error of accord."""
    refused = getattr(error.orig, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE
    return refused or isinstance(error, OperationalError) or type(error) is DatabaseError


def application() -> Flask:
    """Return the application on the database that the environment names; each worker calls this."""
    house = opened(os.environ.get(DATABASE_URL, DEFAULT_URL))
    Ticker(house.log).start()
    return create_app(house)


def opened(url: str) -> House:
    """Return the house on a database, with the keys of its log as the environment names them.

    A register that is opened for the first time gets its origin from there, for ever.
    """
    folder = os.environ.get(LOG_FOLDER)
    keys = LogKeys(Path(folder) if folder else None, os.environ.get(LOG_KEY, ""))
    return build(url, origin=os.environ.get(ORIGIN) or "accord.example", log=keys)


@contextmanager
def in_words(url: str) -> Iterator[House]:
    """Open the house for a command; a refusal ends it with its sentence, not with a traceback."""
    try:
        house = opened(url)
        try:
            yield house
        finally:
            house.close()
    except Refused as refusal:
        raise click.ClickException(refusal.reason) from refusal


def check_port(host: str, port: int, instead: str) -> None:
    """End the command, saying what to do `instead`, where something else listens there already.

    The server itself would share a port with another accord, and each request would come to either register.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = f"port {port} of {host} cannot be used ({error.strerror})"
            raise click.ClickException(f"{reason}; choose another: {instead}") from error


def serve(url: str, host: str, port: int, workers: int, *, told: str) -> None:
    """Serve until stopped; requests that run are finished first. `told` is said once connections are taken.

    SQLite has one writer, so it gets one process, whatever `workers` says.
    """
    os.environ[DATABASE_URL] = url
    sqlite = make_url(url).get_backend_name() == "sqlite"
    server = Server(
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
    )
    spawn: Callable[..., None] = server.startup

    def startup(*given: object) -> None:
        # Not before the workers are forked: each would keep for ever the locks that the thread holds at that moment.
        spawn(*given)
        Thread(target=_tell, args=(host, port, told), daemon=True).start()

    server.startup = startup  # type: ignore[method-assign]
    server.serve()


def _tell(host: str, port: int, told: str) -> None:
    while True:
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return click.echo(told)
        sleep(0.05)
