"""What was recorded later than it happened or held, and what was recorded for somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from accord.projections.chronicle import history
from accord.projections.exceptions.codes import Kind, because
from accord.projections.views import Document

# Of a zone east of Greenwich the day of recording may be the next one: what is found is looked at again.
_DAY_IN_UTC = sa.func.substr(history.c.recorded_at, 1, 10)
CANDIDATES: dict[Kind, sa.ColumnElement[bool]] = {
    Kind.LATE: history.c.occurred.is_not(None),
    Kind.BACKDATED: sa.or_(history.c.effective_from <= _DAY_IN_UTC, history.c.retroactive),
    Kind.ON_BEHALF: history.c.asserted_by.is_not(None),
}
"""What can be late, backdated or recorded for another: everything that is, and little else."""


def timing(item: Document, zone: str) -> Iterator[Document]:
    """Say whether an entry came late, holds from before it was recorded, or was recorded for another."""
    recorded = _day(item["recorded_at"], zone)
    occurred = item.get("occurred_on") or _day(item.get("occurred_at"), zone)
    if occurred and occurred < recorded:
        yield because(
            "late_entry",
            f"it occurred on {occurred} and was recorded on {recorded}, {_later(occurred, recorded)}",
        )
    effective = item.get("effective_from") or (item["retroactive"] and item.get("effective_to"))
    if effective and effective < recorded:
        yield because(
            "effective_before_recorded",
            f"it holds from {effective} and was recorded on {recorded}, {_later(effective, recorded)}",
        )
    if item.get("asserted_by", item["recorded_by"]) != item["recorded_by"]:
        yield because(
            "recorded_for_another",
            f"principal {item['recorded_by']} recorded it, and {item['asserted_by']} asserts it",
        )


def _later(earlier: str, later: str) -> str:
    days = (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    return "the day after" if days == 1 else f"{days} days later"


def _day(instant: str | None, zone: str) -> str:
    if instant is None:
        return ""
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)).date().isoformat()
