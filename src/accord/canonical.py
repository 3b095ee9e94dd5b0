"""Canonical JSON inside accord's strict profile: one value, one sequence of bytes, for ever.

RFC 8785 (JCS) restricted so that no two implementations can differ: keys are `[a-z0-9_]+`, there are
no floats, integers stay within 2**53 - 1, strings are NFC without lone surrogates. What does not fit
is refused, naming the field; nothing is normalised in silence, because signed text must stay what was
signed.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from accord.errors import Unrecordable

MAX_INTEGER = 2**53 - 1
_KEY = re.compile(r"[a-z0-9_]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_encoder = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def encode(value: object) -> bytes:
    """Return the canonical bytes of a plain value; raise `Unrecordable` naming what does not fit."""
    check(value)
    return _encoder.encode(value).encode()


def decode(data: bytes) -> Any:  # noqa: ANN401 - JSON is any value; callers give it its type
    """Return the value whose canonical bytes are `data`; raise `Unrecordable` for other bytes."""
    try:
        value = json.loads(data.decode(), object_pairs_hook=_unique, parse_float=_no_float)
        again = encode(value)
    except (ValueError, RecursionError) as error:
        raise Unrecordable(f"these bytes are not JSON: {error}") from None
    if again != data:
        raise Unrecordable("these bytes are JSON, but not in canonical form")
    return value


def sha256(value: object) -> str:
    """Return the lower-case hex SHA-256 of the canonical bytes of a plain value."""
    return hashlib.sha256(encode(value)).hexdigest()


def instant(moment: datetime) -> str:
    """Write an instant as UTC with microseconds, always 27 characters."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


# --- From the types of the domain to plain JSON values ---------------------------------------


def plain(value: object) -> Any:  # noqa: ANN401 - JSON is any value
    """Turn a value of the domain into plain JSON values; fields at their default are left out."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    write = _WRITERS.get(kind)
    if write is not None:
        return write(value)
    if isinstance(value, Enum):
        return value.value
    if hasattr(value, "to_data"):
        return value.to_data()
    return {
        name: plain(item)
        for name, default in _fields(kind)
        if (item := getattr(value, name)) is not default and item != default
    }


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise Unrecordable(f"{value} is not a number that can be counted")
    return format(value, "f")


_PLAIN = frozenset({str, int, bool, type(None), dict})
_WRITERS: dict[type, Callable[[Any], Any]] = {
    UUID: str,
    datetime: instant,
    date: date.isoformat,
    Decimal: _decimal,
    tuple: lambda items: [plain(item) for item in items],
    list: lambda items: [plain(item) for item in items],
}


def _fields(kind: Any) -> tuple[tuple[str, object], ...]:  # noqa: ANN401 - any dataclass
    if kind not in _FIELDS:
        try:
            _FIELDS[kind] = tuple((f.name, f.default) for f in fields(kind))
        except TypeError:
            raise Unrecordable(f"a {kind.__name__} cannot be written to the record") from None
    return _FIELDS[kind]


_FIELDS: dict[type, tuple[tuple[str, object], ...]] = {}


# --- The profile -----------------------------------------------------------------------------


def check(value: object, path: str = "") -> None:
    """Raise `Unrecordable` unless `value` is inside the profile; `path` says where it stands."""
    kind = type(value)
    if kind is str:
        _check_text(value, path)  # type: ignore[arg-type]
    elif kind is dict:
        _check_object(value, path)  # type: ignore[arg-type]
    elif kind is list or kind is tuple:
        for index, item in enumerate(value):  # type: ignore[arg-type,var-annotated]
            check(item, f"{path}/{index}")
    elif kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:  # type: ignore[operator]
            raise _unfit(path, "is beyond 2^53 - 1; write it as a string")
    elif kind is not bool:
        raise _unfit(path, f"is a {kind.__name__}, which the record does not know")


def _check_text(text: str, path: str) -> None:
    if text.isascii():
        return
    if _SURROGATE.search(text):
        raise _unfit(path, "holds half a character (a lone surrogate)")
    if not unicodedata.is_normalized("NFC", text):
        raise _unfit(path, "is not in Unicode normal form C; send it composed (NFC)")


def _check_object(value: Mapping[Any, object], path: str) -> None:
    for key, item in value.items():
        if type(key) is not str or not _KEY.fullmatch(key):
            raise _unfit(f"{path}/{key}", "is not a key of small letters, digits and _")
        check(item, f"{path}/{key}")


def _unfit(path: str, why: str) -> Unrecordable:
    return Unrecordable(f"{path.lstrip('/') or 'the value'} {why}", field=path)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unrecordable("a key stands twice in one object")
    return found


def _no_float(text: str) -> float:
    raise Unrecordable(f"{text} is a float; write amounts as strings")
