"""Recorded events of every shape, drawn and fixed, for the tests of the codec."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from tests.store.facts import HERE, SOMEBODY, Colour, Mark, Measured, Named, Noted, Part

from accord.events import Circumstances, Classification, Disclosed, Event, Recorded

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOTED = Noted(text="as it was", of=2)
MEASURED = Measured(
    subject=SOMEBODY,
    amount=Decimal("12.50"),
    day=date(2026, 2, 28),
    moment=NOON,
    colour=Colour.GREEN,
    mark=Mark("x"),
    parts=(Part(name="half", weight=Decimal("0.5")), Part(name="whole")),
    tags=("a", "b"),
    limit=7,
)


def entry(event: Any, digests: tuple[str, ...] = (), env: Circumstances = HERE) -> Recorded[Event]:
    return Recorded(SOMEBODY, 1, NOON, SOMEBODY, env, event, digests)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


texts = st.text(st.characters(exclude_categories=["Cs"])).map(_nfc)
integers = st.integers(-(2**53) + 1, 2**53 - 1)
decimals = st.decimals(allow_nan=False, allow_infinity=False)
instants = st.datetimes(timezones=st.just(UTC))
valid_time = {
    "effective_from": st.none() | st.dates(),
    "effective_to": st.none() | st.dates(),
    "reason": st.none() | texts.map(Disclosed),
}
circumstances = st.builds(
    Circumstances,
    recorded_by=st.uuids(),
    on_behalf_of=st.uuids(),
    authority=texts,
    asserted_by=st.none() | st.uuids(),
    occurred_on=st.none() | st.dates(),
    occurred_at=st.none() | instants,
    retroactive=st.booleans(),
    evidence=st.lists(texts, max_size=3).map(tuple),
    correlation_id=st.none() | st.uuids(),
    causation_id=st.none() | texts,
    classification=st.none() | st.sampled_from(Classification),
)
noted = st.builds(Noted, text=texts, nth=integers, of=integers, **valid_time)
measured = st.builds(
    Measured,
    subject=st.uuids(),
    amount=decimals,
    day=st.dates(),
    moment=instants,
    colour=st.sampled_from(Colour),
    mark=st.builds(Mark, st.sampled_from(["x", "y"])),
    parts=st.lists(st.builds(Part, name=texts, weight=decimals), max_size=3).map(tuple),
    tags=st.lists(texts, max_size=3).map(tuple),
    sealed=st.booleans(),
    limit=st.none() | integers,
    until=st.none() | st.dates(),
    **valid_time,
)
named = st.builds(
    Named, name=texts.map(Disclosed), remark=st.none() | texts.map(Disclosed), **valid_time
)
events: st.SearchStrategy[Event] = noted | measured | named
records = st.builds(
    Recorded, st.uuids(), st.integers(1, 2**53 - 1), instants, st.uuids(), circumstances, events
)
