"""What every test may ask for: a register's database on SQLite, on PostgreSQL, or on each in turn.

`sqlite_url`, `postgresql_url`  a fresh database with the schema and no entries
`database_url`                  the test runs twice, once on each
`blank_database_url`            the same without a schema, as an operator first finds it
`record`                        the open record of `database_url`
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy.engine import make_url

from accord.store.engine import make_engine
from accord.store.migrate import migrate
from accord.store.record import Record
from tests.lives import observed
from tests.postgres import MEMORY, NoPostgres, database, place, postgres

# A busy machine is slow, not wrong.
settings.register_profile("accord", deadline=None)
settings.load_profile("accord")


def pytest_configure(config: pytest.Config) -> None:
    """Let the folders of tests lie in memory where there is room: thousands of registers commit in them."""
    if not config.option.basetemp and place() == MEMORY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays as long as the run: thousands of tests and what they import."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Write down which ways lives have gone, where that is asked for."""
    observed.write_down()


def _with_schema(url: str) -> str:
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server, started when the first test asks; without one, tests fail."""
    try:
        with postgres() as url:
            yield url
    except NoPostgres as lacking:
        pytest.fail(str(lacking), pytrace=False)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the schema, to be copied: faster than to migrate for each test."""
    file = tmp_path_factory.mktemp("template") / "register.db"
    _with_schema(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_template(postgres_server: str) -> Iterator[str]:
    """The name of a database with the schema, to be copied."""
    with database(postgres_server) as url:
        yield str(make_url(_with_schema(url)).database)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite register: the schema, no entries."""
    shutil.copy(sqlite_template, tmp_path / "register.db")
    return f"sqlite:///{tmp_path / 'register.db'}"


@pytest.fixture
def postgresql_url(postgres_server: str, postgresql_template: str) -> Iterator[str]:
    """A fresh PostgreSQL register: the schema, no entries."""
    with database(postgres_server, postgresql_template) as url:
        yield url


@pytest.fixture
def blank_sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'blank.db'}"


@pytest.fixture
def blank_postgresql_url(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    with database(postgres_server) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh register on each database in turn: the schema, no entries."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_database_url(request: pytest.FixtureRequest) -> str:
    """A database without any table, of each kind in turn."""
    return str(request.getfixturevalue(f"blank_{request.param}_url"))


@pytest.fixture
def record(database_url: str) -> Iterator[Record]:
    """The open record of a fresh register, on each database in turn."""
    opened = Record(database_url)
    yield opened
    opened.close()
