"""The two clocks of every question: what held on which day, and what the register knew by when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from flask import Response, g

from accord import canonical
from accord.aggregates.register import REGISTER
from accord.errors import NotFound, Refused
from accord.http.commands import house
from accord.http.moments import Asked
from accord.projections.agreements import agreements
from accord.projections.chronicle import history
from accord.projections.parties import registers
from accord.projections.past import scope_of

View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Known:
    """Up to which entry of the record an answer knows, and when that was recorded."""

    position: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Clocks:
    """Both clocks as a question set them; None stands for now. `about` is the thing that it asks of."""

    at: date | datetime | None = None
    known: Known | None = None
    about: UUID | None = None

    def to_data(self) -> dict[str, Any]:
        """Return the clocks as an answer states them."""
        at = self.at or house().record.outside.now()
        told: dict[str, Any] = {"at": _written(at)}
        if self.known is not None:
            recorded_at = canonical.instant(self.known.recorded_at)
            told["known"] = {"position": self.known.position, "recorded_at": recorded_at}
        return told


def clocks() -> Clocks:
    """Return the clocks of the question that is being answered."""
    found: Clocks = g.get("clocks", Clocks())
    return found


def moment(zone: str = "UTC") -> datetime:
    """Return the instant that is asked about: noon of a day in a zone, or now."""
    at = clocks().at
    if at is None:
        return house().record.outside.now()
    return at if isinstance(at, datetime) else datetime.combine(at, time(12), ZoneInfo(zone))


def asked_day() -> date | None:
    """Return the day that the question sets, None where it sets none."""
    return None if clocks().at is None else day("UTC")


def day(zone: str) -> date:
    """Return the day that is asked about, in a zone."""
    return moment(zone).astimezone(ZoneInfo(zone)).date()


@contextmanager
def reading() -> Iterator[sa.Connection]:
    """Open the read models as they are, or as they were known when the question says."""
    asked = clocks()
    if asked.known is None:
        with house().engine.connect() as conn:
            yield conn
        return
    try:
        with house().past.reading(asked.known.position, asked.about) as conn:
            yield conn
    except NotFound as nothing:
        then = canonical.instant(asked.known.recorded_at)
        raise NotFound(f"{nothing.reason} as it was known at {then}", **nothing.facts) from None


def with_clocks(view: View) -> View:
    """Let a question be answered by the clocks that it sets, and the answer state them."""

    @wraps(view)
    def answered(query: dict[str, Any], *body: Any, **ids: Any) -> Response:  # noqa: ANN401 - a Flask view
        asked = "at" in query or "known" in query
        set_clocks(query.pop("at", None), query.pop("known", None), ids.get("id"))
        return _stated(view(query, *body, **ids), in_body=asked)

    return answered


def _stated(answer: Response, *, in_body: bool) -> Response:
    """Say by which clocks it is answered: always in the headers, in the body where the question set one."""
    now = canonical.instant(house().record.outside.now())
    told = clocks().to_data()
    known = told.get("known")
    answer.headers["Accord-At"] = told["at"]
    answer.headers["Accord-Known"] = (
        f"{known['recorded_at']}; position={known['position']}" if known else now
    )
    if in_body and answer.status_code == HTTPStatus.OK and answer.mimetype == "application/json":
        body = msgspec.json.decode(answer.get_data())
        answer.set_data(msgspec.json.encode(body | {"clocks": told}))
    return answer


def set_clocks(at: date | datetime | None, known: Asked | None, about: UUID | None) -> None:
    """Answer by these clocks from here on; raise `Refused` where the register cannot know then."""
    g.clocks = Clocks(at, None if known is None else _known(known, about), about)


def _known(known: Asked, about: UUID | None) -> Known:
    with house().engine.connect() as conn:
        if isinstance(known, int):
            return _entry(conn, history.c.position == known, known)
        last = _end_of(conn, known, about) if not isinstance(known, datetime) else known
        return _entry(conn, history.c.recorded_at <= canonical.instant(last), last)


def _entry(conn: sa.Connection, which: sa.ColumnElement[bool], asked: int | datetime) -> Known:
    """Return the last entry of those; raise `Refused` where there is none, or it is not the last word yet."""
    if isinstance(asked, datetime) and asked > (now := house().record.outside.now()):
        raise Refused(
            f"nobody knows yet what the register will say at {canonical.instant(asked)}; it is "
            f"{canonical.instant(now)}",
            field="known",
        )
    columns = history.c.position, history.c.recorded_at
    newest = sa.select(*columns).order_by(history.c.position.desc()).limit(1)
    row = conn.execute(newest.where(which)).first()
    if row is not None:
        return Known(row.position, datetime.fromisoformat(row.recorded_at))
    if isinstance(asked, int):
        last = conn.execute(newest).one()
        raise Refused(
            f"the record has no entry {asked} yet; its newest is {last.position}", field="known"
        )
    first = conn.scalar(sa.select(sa.func.min(history.c.recorded_at)))
    raise Refused(f"the register was opened at {first}, and said nothing before", field="known")


def _end_of(conn: sa.Connection, known: date, about: UUID | None) -> datetime:
    """Return the last microsecond of a day, in the zone of the agreement or of the register; today, now."""
    zone, now = ZoneInfo(_zone(conn, about)), house().record.outside.now()
    today = now.astimezone(zone).date()
    if known == today:
        return now
    if known > today:
        return datetime.combine(known, time(12), UTC)
    end = datetime.combine(known + timedelta(days=1), time(), zone)
    return end.astimezone(UTC) - timedelta(microseconds=1)


def _zone(conn: sa.Connection, about: UUID | None) -> str:
    agreement = scope_of(conn, about).agreement
    model, id_ = (registers, REGISTER) if agreement is None else (agreements, agreement)
    zone: str = model.read(conn, id_)["zone"]
    return zone


def _written(at: date | datetime) -> str:
    return canonical.instant(at) if isinstance(at, datetime) else at.isoformat()
