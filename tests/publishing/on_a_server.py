"""The same course on PostgreSQL: sessions are ended in the midst of their work, backups are copies of a database."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import ClassVar

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlalchemy.engine import make_url
from tests.publishing.conftest import KEY, introduce
from tests.publishing.course import Course, either, some
from tests.publishing.power import LOG, Failing, PowerFails

from accord.errors import Unavailable
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.wiring import House, build

_SESSIONS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


class Server:
    """A server on which databases are made, copied and dropped, whoever works in them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.made: list[str] = []

    @contextmanager
    def _asked(self) -> Iterator[sa.Connection]:
        engine = sa.create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as conn:
            yield conn

    def copy(self, of: str) -> str:
        """Return a new database like this one; whoever is at work in that is cut off."""
        name = f"accord_course_{secrets.token_hex(6)}"
        self.cut_off(of)
        with self._asked() as conn:
            conn.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {of}")
        self.made.append(name)
        return name

    def put_back(self, backup: str, name: str) -> None:
        """Put a copy of a backup in the place of a database."""
        with self._asked() as conn:
            conn.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
            conn.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {backup}")

    def cut_off(self, name: str) -> None:
        """End every session in a database, and wait until they are gone."""
        with self._asked() as conn:
            while conn.exec_driver_sql(_SESSIONS.format(name)).all():
                pass

    def drop(self, names: Sequence[str]) -> None:
        with self._asked() as conn:
            for name in names:
                conn.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def address(self, name: str) -> str:
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)


class CutOff(Failing):
    """The sessions end at a moment; whoever is at work finds out with the next statement."""

    ends_in = (PowerFails, Unavailable, sa.exc.DBAPIError)

    def __init__(self, course: CourseOnAServer, to: Path, moment: int) -> None:
        super().__init__(course.disk, to, moment)
        self.course = course

    def fail(self) -> None:
        self.to.mkdir()
        shutil.copytree(self.disk / LOG, self.to / LOG)
        self.course.server.cut_off(self.course.name)
        if "outside" in self.where or "shown" in self.where:
            raise PowerFails


class CourseOnAServer(Course):
    """Two processes of one register in a PostgreSQL."""

    server: ClassVar[Server]
    beginning: ClassVar[dict[int, str]] = {}
    """A database with so many entries, to be copied."""
    template: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []
        self.name = ""

    @initialize(size=st.just(2))
    def begins(self, size: int = 2) -> None:
        self.disk = self.new_place()
        self.disk.mkdir()
        Folder(self.disk / LOG).add(KEY)
        if size not in self.beginning:
            self.beginning[size] = self.server.copy(self.template)
            with closing(self.opens(self.beginning[size])) as house:
                introduce(house, KEY)
        self.name = self.server.copy(self.beginning[size])
        self.starts()
        self.entries = self.stored()

    @property
    def url(self) -> str:
        return self.server.address(self.name)

    def opens(self, name: str = "") -> House:
        return build(self.server.address(name or self.name), log=LogKeys(self.disk / LOG))

    def failing(self, to: Path, moment: int) -> Failing:
        return CutOff(self, to, moment)

    @rule(by=either, commands=some, share=st.integers(0, 100))
    def power_fails_while_it_commits(self, by: int, commands: Sequence[int], share: int) -> None:
        """What was committed is there, whoever is cut off behind it."""
        self.records(by, commands)
        self.server.cut_off(self.name)
        self.failed["behind a commit"] += 1
        if share % 2:
            self.starts()

    @rule()
    def backs_up(self) -> None:
        self.kept.append(self.server.copy(self.name))
        self.backups.append(Path(self.kept[-1]))

    @rule(which=st.integers(0, 2))
    def puts_back_beneath(self, which: int = 0) -> None:
        if self.kept:
            self.put_back = True
            self.server.put_back(self.kept[which % len(self.kept)], self.name)
            self.entries = self.stored()

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.server.drop([self.name, *self.kept])
