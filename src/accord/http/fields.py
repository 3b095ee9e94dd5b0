"""The kinds of value that requests are made of, each refusing in the words of the field."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate

from accord import canonical
from accord.errors import Refused
from accord.http.wording import Spoken
from accord.rules import Measure

_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,39})(\.[0-9]{1,40})?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = re.compile("[0-9]{1,18}")
# Every zone must be able to read an instant as a day.
_FIRST, _LAST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC)
# Among the controls, those that turn the direction of writing: with them a name reads as another.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf", "Mn")
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # called letters and symbols, and drawn as nothing
FIRST_WITHOUT = {"description": "up to but without this day: the first on which it no longer holds"}
"""What every end of a half-open time says of itself."""

CLOSING = {"description": "up to but without this instant: the first without voting"}

KEY_PATTERN = r"^[a-z0-9][a-z0-9_.-]{0,63}$"


class Text(fields.String):
    """Words, kept exactly as sent: NFC, without U+0000, with something to see in them."""

    def __init__(self, *, least: int = 1, most: int = 300, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(validate=validate.Length(least, most), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:  # noqa: ANN401
        found = super()._deserialize(value, attr, data, **kwargs) or ""
        try:
            canonical.check(found, "this text")
        except Refused as refusal:
            raise ValidationError(refusal.reason) from refusal
        if "\0" in found:  # PostgreSQL keeps every other character
            raise ValidationError("this text holds the control character U+0000")
        self._check(found)
        return found

    def _check(self, found: str) -> None:
        """Raise `ValidationError` where the words say nothing."""
        if found and not any(map(_is_seen, found)):
            raise ValidationError(
                "this holds nothing that can be seen; write words, or leave it out"
            )


class Line(Text):
    """Words on one line, as a name or a title: no control characters, no space around."""

    def _check(self, found: str) -> None:
        if control := _CONTROL.search(found):
            raise ValidationError(
                f"this stands on one line, and holds the control character U+{ord(control[0]):04X}"
            )
        super()._check(found)
        if found != found.strip():
            raise ValidationError("this begins or ends with space; leave that out")


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and character not in _BLANK


class ClearLine(Line):
    """Words that stand in the record for ever, and whoever reads it reads them; the document warns."""

    def __init__(self, description: str = "", **kwargs: Any) -> None:  # noqa: ANN401
        warning = "stands in the record in clear, for ever: no personal data"
        said = f"{description}; {warning}" if description else warning
        super().__init__(metadata={"description": said}, **kwargs)


class Whole(validate.Regexp):
    """A pattern that all of the value must match: `$` alone lets a newline follow."""

    def __call__(self, value: Any) -> Any:  # noqa: ANN401 - marshmallow's signature
        """Return the value, or refuse it."""
        if self.regex.fullmatch(value) is None:
            raise ValidationError(self._format_error(value))
        return value


class Flag(fields.Boolean):
    """True or false, in JSON's own words; anything left to guess is refused."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:  # noqa: ANN401, ARG002
        if not isinstance(value, bool):
            raise ValidationError("this is either true or false")
        return value


class Count(fields.Integer):
    """A whole number in an address, in the ten digits and nothing else."""

    def __init__(self, least: int, most: int, **kwargs: Any) -> None:  # noqa: ANN401
        bounds = validate.Range(least, most, error=f"a whole number from {least} to {most}")
        super().__init__(validate=bounds, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:  # noqa: ANN401, ARG002
        if not _DIGITS.fullmatch(value):
            raise ValidationError(f"{value!r} is no whole number")
        return int(value)


class Key(fields.String):
    """The name of a post, body, class or clause within its agreement."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401
        words = "1 to 64 of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit"
        super().__init__(validate=Whole(KEY_PATTERN, error=words), **kwargs)


class Day(fields.Date):
    """A day of the calendar."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:  # noqa: ANN401, ARG002
        try:
            if not isinstance(value, str) or not _DAY.fullmatch(value):
                raise ValueError  # noqa: TRY301 - both end in the same words
            return date.fromisoformat(value)
        except ValueError:
            raise ValidationError(
                f"{value!r} is no day of the calendar; write it as 2026-03-31"
            ) from None


class Instant(fields.AwareDateTime):
    """An instant with its offset from UTC."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:  # noqa: ANN401, ARG002
        try:
            if not isinstance(value, str) or not _INSTANT.fullmatch(value):
                raise ValueError  # noqa: TRY301 - both end in the same words
            found = datetime.fromisoformat(value).astimezone(UTC)
            if not _FIRST < found < _LAST:
                raise ValueError  # noqa: TRY301 - both end in the same words
        except (ValueError, OverflowError):
            raise ValidationError(
                f"{value!r} is no instant; write it with its offset, as 2026-03-31T18:00:00Z{lost_plus(value)}"
            ) from None
        return found


def lost_plus(value: object) -> str:
    """Say what to write where an offset lost its plus sign: in an address that means a blank."""
    if _INSTANT.fullmatch(str(value).replace(" ", "+")) is None or " " not in str(value):
        return ""
    written = str(value).replace(" ", "%2B")
    return f"; in an address a plus sign is read as a blank: write it as {written}, or the instant in UTC"


class Amount(fields.Field[Decimal]):
    """An exact amount, sent as a string so that no program rounds it on the way."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:  # noqa: ANN401, ARG002
        if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
            raise ValidationError('an amount is a string of digits, as "12" or "0.5"')
        return Decimal(value)


class Strict(Spoken):
    """An object in which every key is known."""


class MeasureIn(Strict):
    """What a seat or party weighs in one respect."""

    name = Key(required=True)
    value = Amount(required=True)


def measures(entries: list[dict[str, Any]] | None) -> tuple[Measure, ...]:
    """Return what was sent as measures."""
    return tuple(Measure(entry["name"], entry["value"]) for entry in entries or ())
