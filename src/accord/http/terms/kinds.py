"""The kinds of value that provisions have in common, and how one that was sent becomes a provision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from marshmallow import fields, validate

from accord.http.fields import Key, Line, MeasureIn, Text, Whole, measures

MOST_NAMED = 500
"""Posts, parties or clauses that one provision names: well within the size of one entry."""
T = TypeVar("T")
_IN_CLEAR = "stands in the record in clear, for ever: no personal data"


def words(description: str, most: int = 2000, **kwargs: Any) -> Text:  # noqa: ANN401
    """Take words of the terms, on several lines where that is needed."""
    return Text(most=most, metadata={"description": f"{description}; {_IN_CLEAR}"}, **kwargs)


def line(description: str, most: int = 300, **kwargs: Any) -> Line:  # noqa: ANN401
    """Take words of the terms, on one line."""
    return Line(most=most, metadata={"description": f"{description}; {_IN_CLEAR}"}, **kwargs)


def named(description: str, **kwargs: Any) -> Key:  # noqa: ANN401
    """Take the key of something that the same draft has."""
    return Key(metadata={"description": description}, **kwargs)


def clause() -> Key:
    """Take the clause in which a provision is laid down."""
    return named("the clause that lays it down; refusals cite it")


def some_of(
    one: fields.Field[Any], description: str, most: int = MOST_NAMED
) -> fields.List[fields.Field[Any]]:
    """Take several of one kind."""
    return fields.List(
        one, validate=validate.Length(max=most), metadata={"description": description}
    )


def months(description: str) -> fields.Integer:
    """Take a time in months, up to a hundred years."""
    return _number(1, 1200, description)


def days(description: str, least: int = 0, *, required: bool = False) -> fields.Integer:
    """Take a time in days, up to ten years."""
    return _number(least, 3660, description, required=required)


def number(description: str, least: int = 0, most: int = 20_000) -> fields.Integer:
    """Take how many there are of something."""
    return _number(least, most, description)


def _number(least: int, most: int, description: str, *, required: bool = False) -> fields.Integer:
    bounds = validate.Range(least, most, error=f"a whole number from {least} to {most}")
    return fields.Integer(
        strict=True, validate=bounds, required=required, metadata={"description": description}
    )


def share(description: str) -> fields.String:
    """Take a part of a whole, as a fraction of whole numbers."""
    pattern = Whole("^(1|[1-9][0-9]{0,8}/[1-9][0-9]{0,8})$", error='a fraction, as "2/3", or "1"')
    return fields.String(validate=pattern, metadata={"description": description})


def sha256(description: str, **kwargs: Any) -> fields.String:  # noqa: ANN401
    """Take the hash of a document outside the register."""
    pattern = Whole("^[0-9a-f]{64}$", error="a SHA-256 in lower-case hex")
    return fields.String(validate=pattern, metadata={"description": description}, **kwargs)


def weights() -> fields.List[fields.Field[Any]]:
    """Take what a party or seat weighs, in each respect in which votes are counted."""
    return fields.List(fields.Nested(MeasureIn), validate=validate.Length(max=20))


def into(kind: Callable[..., T]) -> Callable[[dict[str, Any]], T]:
    """Return what makes a provision of a kind of the facts that were sent."""

    def made(sent: dict[str, Any]) -> T:
        return kind(**{_name(key): _value(key, value) for key, value in sent.items()})

    return made


def _name(key: str) -> str:
    return "cls" if key == "class_" else key


def _value(key: str, value: Any) -> Any:  # noqa: ANN401 - any field of a request
    if key == "measures":
        return measures(value)
    return tuple(value) if isinstance(value, list) else value
