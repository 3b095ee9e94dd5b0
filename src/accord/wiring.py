"""The one place where the parts are put together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import sqlalchemy as sa

from accord.application import Accord, Said
from accord.projections import ensure, follow
from accord.projections.past import Past
from accord.publishing import LogKeys, Publisher
from accord.store.migrate import check_schema, is_empty, migrate
from accord.store.record import Clock, Record
from accord.store.unit import Unit


@dataclass(frozen=True)
class House:
    """One register, ready to be asked and told."""

    record: Record
    log: Publisher

    @cached_property
    def past(self) -> Past:
        """The register as it was known earlier."""
        return Past(self.record, follow)

    @property
    def engine(self) -> sa.Engine:
        """The database, for questions."""
        return self.record.engine

    @contextmanager
    def command(
        self, principal: UUID, said: Said | None = None, expected: int | None = None
    ) -> Iterator[Accord]:
        """Open a unit of work for one command of a principal; it commits when the block ends."""
        with self.record.unit() as unit, unit.command():
            yield Accord(unit, principal, said, expected)

    def desk(
        self, unit: Unit, principal: UUID, said: Said | None = None, expected: int | None = None
    ) -> Accord:
        """Return the commands of a principal on a unit of work that the caller opened."""
        return Accord(unit, principal, said, expected)

    def close(self) -> None:
        """Close every connection."""
        if "past" in self.__dict__:
            self.past.close()
        self.record.close()


def build(
    url: str,
    outside: Clock | None = None,
    origin: str = "accord.example",
    zone: str = "UTC",
    log: LogKeys | None = None,
) -> House:
    """Return the house on a database; an empty one is migrated, and its register opened.

    A database that is not what was signed of it before can be read, and nothing is recorded in it.
    Raise `WrongSchema` for a database of another schema.
    """
    record = Record(url, follow, outside)
    try:
        if is_empty(record.engine):
            migrate(record.engine)
        check_schema(record.engine)
        ensure(record)
        house = House(record, Publisher(record, log))
        _open(house, origin, zone)
        house.log.guard()
    except BaseException:
        record.close()
        raise
    return house


def _open(house: House, origin: str, zone: str) -> None:
    """Open the register where nothing is recorded yet; of several processes, one does."""
    if house.record.last_position():
        return
    with house.record.unit() as unit:
        if unit.position == 0:
            with unit.command():
                house.desk(unit, house.record.outside.new_id()).open_register(
                    origin=origin, zone=zone
                )
