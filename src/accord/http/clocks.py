"""The two clocks of every question: what held on which day, and what the register knew by when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from flask import Response, g

from accord import canonical
from accord.days import must_be_day
from accord.errors import NotFound, Refused
from accord.http.commands import house
from accord.projections.agreements import agreements
from accord.projections.knowing import Asked, Known, known_at, zone_of

View = Callable[..., Response]


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


def asked() -> date | datetime:
    """Return the day or the instant that is asked about, or now."""
    return clocks().at or house().record.outside.now()


def asked_day(zone: str) -> date | None:
    """Return the day that the question sets, in a zone; None where it sets none."""
    return None if clocks().at is None else day(zone)


def day(zone: str) -> date:
    """Return the day that is asked about, in a zone."""
    return moment(zone).astimezone(ZoneInfo(zone)).date()


def each_in_its_zone(
    agreement: sa.ColumnElement[Any], condition: Callable[[str], sa.ColumnElement[bool]]
) -> Callable[[sa.Connection], sa.ColumnElement[bool]]:
    """Return a condition on things under agreements by the day of each, as it is in the agreement's zone."""

    def found(conn: sa.Connection) -> sa.ColumnElement[bool]:
        columns = agreements.table.c
        zones = list(conn.scalars(sa.select(columns.zone).distinct()))
        there = {zone: sa.select(columns.id).where(columns.zone == zone) for zone in zones}
        return sa.or_(sa.false(), *(sa.and_(agreement.in_(there[z]), condition(z)) for z in zones))

    return found


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
    found = None
    with house().engine.connect() as conn:
        if known is not None:
            found = known_at(conn, known, house().record.outside.now(), about)
        if about is not None and at is not None and not isinstance(at, datetime):
            must_be_day(at, zone_of(conn, about), "at")
    g.clocks = Clocks(at, found, about)


@contextmanager
def asked_by(name: str) -> Iterator[None]:
    """Let a refusal of what a parameter says about both clocks name that parameter."""
    try:
        yield
    except Refused as refusal:
        facts = refusal.facts | ({"field": name} if "field" in refusal.facts else {})
        raise type(refusal)(refusal.reason, **facts) from None


def _written(at: date | datetime) -> str:
    return canonical.instant(at) if isinstance(at, datetime) else at.isoformat()
