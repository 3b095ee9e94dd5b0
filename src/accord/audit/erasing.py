"""Erasing disclosed texts in one act: recorded, deleted wherever the register keeps them, built anew without them."""

from __future__ import annotations

from uuid import UUID

from accord import projections
from accord.application import Accord, Said
from accord.store import erasing
from accord.store.erasing import Found, Where
from accord.store.record import Record


def erase(record: Record, operator: UUID, where: Where, *, ground: str, said: Said) -> list[Found]:
    """Erase what is disclosed there; return what it was.

    The entry that says so, and the deletion, commit together; read models that showed it are out of date from
    then on, and are built again. Raise `NotFound` where nothing is disclosed, `OutOfOrder` under a legal hold.
    """
    with record.unit() as unit, unit.command():
        texts = erasing.found(unit.conn, where)
        Accord(unit, operator, said).erase_disclosures(
            digests=[text.disclosure.digest for text in texts],
            ground=ground,
            concerned=erasing.concerned(unit.conn, texts),
        )
        erasing.erase(unit.conn, texts)
        projections.outdated(unit.conn)
    projections.ensure(record)
    erasing.scrub(record.engine)
    return texts
