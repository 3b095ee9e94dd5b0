"""An example of a correction of the record."""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.correcting import DisclosureCorrected, RecordCorrected
from accord.events import Disclosed, Event
from tests import partnership as p


def correction_examples() -> Iterator[Event]:
    yield RecordCorrected(
        version=1,
        corrected="obligation.scheduled/1",
        field="title",
        was="Yearly raport",
        now="Yearly report",
        party=p.CITY,
        reason=Disclosed("A slip of the pen."),
    )
    yield DisclosureCorrected(
        version=2,
        corrected="party.notices_address_set/1",
        field="address",
        now=Disclosed("Quay 4, Northmere"),
        reason=Disclosed("A slip of the pen."),
    )
