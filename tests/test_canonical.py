"""One value, one sequence of bytes; what does not fit the profile is refused, naming the field."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord import canonical
from accord.errors import Unrecordable
from tests.jcs import jcs

VECTORS = Path(__file__).parents[2] / "shared" / "vectors" / "ledger" / "jcs"
NAMES = ["arrays", "french", "structures", "unicode", "values", "weird"]
beside = pytest.mark.skipif(
    not VECTORS.exists(), reason="the conformance vectors are not beside this checkout"
)

texts = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda text: unicodedata.normalize("NFC", text)
)
keys = st.text("abcxyz0189_", min_size=1, max_size=8)
values = st.recursive(
    st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(keys, inner),
)


@given(values)
def test_the_bytes_are_those_of_rfc_8785_and_say_the_value_again(value: Any) -> None:
    data = canonical.encode(value)
    assert data == jcs(value)
    assert canonical.decode(data) == value
    assert canonical.sha256(value) == hashlib.sha256(data).hexdigest()


@given(values)
def test_other_bytes_of_the_same_value_are_refused(value: Any) -> None:
    for other in (
        json.dumps(value, indent=1),
        json.dumps(value) + " ",
        json.dumps(value, sort_keys=False),
    ):
        if other.encode() != canonical.encode(value):
            with pytest.raises(Unrecordable, match="not in canonical form"):
                canonical.decode(other.encode())


def _members(value: Any) -> list[tuple[str, Any]]:
    """Every member of every object of a vector."""
    if isinstance(value, dict):
        return [*value.items(), *(found for item in value.values() for found in _members(item))]
    return [found for item in value for found in _members(item)] if isinstance(value, list) else []


def _fits(key: str, value: Any) -> bool:
    try:
        canonical.check({key: value})
    except Unrecordable:
        return False
    return True


@beside
@pytest.mark.parametrize("name", NAMES)
def test_a_published_vector_lies_outside_the_profile_as_a_whole_and_is_refused(name: str) -> None:
    data = (VECTORS / "output" / f"{name}.json").read_bytes()
    with pytest.raises(Unrecordable):
        canonical.decode(data)
    with pytest.raises(Unrecordable):
        canonical.encode(json.loads(data))


@beside
@pytest.mark.parametrize(
    ("name", "fitting"),
    [
        ("arrays", ["1", "d"]),
        ("french", ["peach", "sin"]),
        ("structures", ["1", "10", "f", "a", "111"]),
        ("values", ["string"]),
    ],
)
def test_each_member_of_a_published_vector_that_fits_is_written_as_published(
    name: str, fitting: list[str]
) -> None:
    data = (VECTORS / "output" / f"{name}.json").read_bytes()
    found = {key: value for key, value in _members(json.loads(data)) if _fits(key, value)}
    for key, value in found.items():
        assert canonical.encode({key: value})[1:-1] in data
    assert {"string", "peach", "sin", "d", "10", "f", "a"} & set(fitting) <= set(found)


REFUSED: list[tuple[Any, str]] = [
    ({"a": None}, "/a"),
    ({"a": 1.0}, "/a"),
    ({"a": [0, {"b": 2**53}]}, "/a/1/b"),
    ({"a": -(2**53)}, "/a"),
    ({"a": b""}, "/a"),
    ({"a": {1}}, "/a"),
    ({"a": Decimal(1)}, "/a"),
    ({"a": "e\u0301"}, "/a"),
    ({"a": "\udfff"}, "/a"),
    ({"a": ["\ud800"]}, "/a/0"),
    ({"A": 1}, "/A"),
    ({"": 1}, "/"),
    ({"a b": 1}, "/a b"),
    ({"a\n": 1}, "/a\n"),
    ({"é": 1}, "/é"),
    ({1: 1}, "/1"),
]


@pytest.mark.parametrize(("value", "field"), REFUSED)
def test_what_does_not_fit_is_refused_naming_the_field(value: Any, field: str) -> None:
    with pytest.raises(Unrecordable) as refusal:
        canonical.encode(value)
    assert refusal.value.facts == {"field": field}
    assert refusal.value.reason.startswith(field.lstrip("/") or "the value")


NO_JSON = [
    b"",
    b"{",
    b"\xff",
    b"nul",
    b'{"a":1,"a":1}',
    b'{"a":1.5}',
    b"1e3",
    b"NaN",
    b"Infinity",
    b"null",
    b'"\xed\xa0\x80"',
]


@pytest.mark.parametrize("data", [*NO_JSON, b"[" * 100_000], ids=lambda data: repr(data[:20]))
def test_bytes_outside_the_profile_are_refused(data: bytes) -> None:
    with pytest.raises(Unrecordable):
        canonical.decode(data)


def test_true_is_not_one() -> None:
    assert canonical.encode([True, 1]) == b"[true,1]"


class Shade(Enum):
    DARK = "dark"


@dataclass(frozen=True)
class Inner:
    name: str
    of: int = 1


@dataclass(frozen=True)
class Outer:
    id: UUID
    day: date
    at: datetime
    amount: Decimal
    shade: Shade
    inner: tuple[Inner, ...] = ()
    until: date | None = None


def test_values_of_the_domain_become_plain_ones_and_defaults_are_left_out() -> None:
    there = datetime(2026, 3, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    outer = Outer(
        UUID(int=5),
        date(2026, 3, 1),
        there,
        Decimal("1E+3"),
        Shade.DARK,
        (Inner("a"), Inner("b", 2)),
    )
    assert canonical.plain(outer) == {
        "id": "00000000-0000-0000-0000-000000000005",
        "day": "2026-03-01",
        "at": "2026-02-28T23:00:00.000000Z",
        "amount": "1000",
        "shade": "dark",
        "inner": [{"name": "a"}, {"name": "b", "of": 2}],
    }


@pytest.mark.parametrize("value", [object(), {1, 2}, Decimal("NaN"), Decimal("Infinity"), 1.5, b""])
def test_what_is_no_value_of_the_domain_is_refused(value: object) -> None:
    with pytest.raises(Unrecordable):
        canonical.plain(value)


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_always_has_27_characters(moment: datetime) -> None:
    written = canonical.instant(moment)
    assert len(written) == 27
    assert datetime.fromisoformat(written) == moment


def test_a_number_too_long_to_be_read_is_refused_and_not_a_fault():
    with pytest.raises(Unrecordable, match="not JSON"):
        canonical.decode(b'{"n":' + b"9" * 5000 + b"}")
