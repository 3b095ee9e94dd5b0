"""Whether a database holds the demonstration's register, and how it comes there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from accord.aggregates.agreement import Agreement
from accord.demo.first_year import tell
from accord.demo.secretariat import AGREEMENT, VISITOR, Secretariat
from accord.demo.staging import ZONE, Staged
from accord.errors import NotFound, OutOfOrder
from accord.store import answers
from accord.wiring import House, build

ORIGIN = "northmere.demo.accord.example"


def seed(url: str, now: datetime, begins: Callable[[], None] = lambda: None) -> bool:
    """Tell the story in an empty database, up to `now`; return whether there was anything to tell.

    `begins` is called when there is.

    Raise `OutOfOrder` for a database that holds another register.
    """
    stage = Staged.before(now)
    house = build(url, stage.outside(), ORIGIN, ZONE)
    try:
        if is_seeded(house):
            return False
        if not _is_empty(house, stage):
            raise OutOfOrder(
                "this database holds a register of its own; give the demonstration another one: --database"
            )
        begins()
        with house.record.unit() as unit:
            tell(Secretariat(house, unit, stage))
    finally:
        house.close()
    return True


def is_seeded(house: House) -> bool:
    """Return whether the story is told: it is recorded whole, or not at all."""
    try:
        house.record.read(Agreement, AGREEMENT)
    except NotFound:
        return False
    return True


def _is_empty(house: House, stage: Staged) -> bool:
    """Tell a register that an earlier, interrupted telling opened from one that its owner has begun."""
    first_day_ends = stage.moment(0, 1, 0)
    found = house.record.since(0, 2)
    return len(found) < 2 and all(at.recorded_at < first_day_ends for _, at in found)  # noqa: PLR2004


def visitors_key(url: str) -> str:
    """Return a new key of the visitor; keys are kept as hashes, so an old one cannot be shown again."""
    house = build(url)
    try:
        with house.record.unit() as unit:
            return answers.create_key(unit.conn, VISITOR, "demonstration")
    finally:
        house.close()
