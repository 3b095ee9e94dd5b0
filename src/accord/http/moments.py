"""How a question says as of when, and as known when; and how an answer says it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields

from accord.http.fields import Day, Instant, Strict, lost_plus
from accord.projections.knowing import Asked

_POSITION = re.compile("[1-9][0-9]{0,17}", re.ASCII)
_DAY, _INSTANT = Day(), Instant()


class _Written(fields.Field[Any]):
    """A value that is written as text, and described so."""

    def __init__(self, description: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(metadata={"type": "string", "description": description}, **kwargs)


class Moment(_Written):
    """A day of the calendar, or an instant with its offset from UTC."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date | datetime:  # noqa: ANN401
        kind: fields.Field[Any] = _INSTANT if "T" in str(value) else _DAY
        found: date | datetime = kind.deserialize(value)
        return found


class KnownAt(Moment):
    """A position of the record, a day or an instant."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:  # noqa: ANN401
        if _POSITION.fullmatch(str(value)):
            return int(value)
        try:
            return super()._deserialize(value)
        except ValidationError:
            raise ValidationError(
                f"{value!r} is no position of the record, no day and no instant; write it as 1200, as "
                f"2026-03-31 or, with its offset, as 2026-03-31T18:00:00Z{lost_plus(value)}"
            ) from None


_KNOWN = KnownAt("")


class Side(_Written):
    """A day, and as known when: `2026-03-31`, or `2026-03-31@1200`."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[date, Asked | None]:  # noqa: ANN401
        on, given, known = str(value).partition("@")
        return _DAY.deserialize(on), _KNOWN.deserialize(known) if given else None


class ClocksIn(Strict):
    """As of when, and as known when."""

    at = Moment("what held then: a day in the agreement's zone, or an instant; by default now")
    known = KnownAt(
        "what the register said then: up to and including a position, an instant, or a day in the "
        "agreement's zone; by default now"
    )


class KnownOut(Schema):
    """Up to which entry of the record an answer knows."""

    position = fields.Integer(required=True)
    recorded_at = fields.AwareDateTime(required=True)


class ClocksOut(Schema):
    """The clocks by which a question was answered."""

    at = fields.String(required=True, metadata={"description": "a day, or an instant"})
    known = fields.Nested(KnownOut, metadata={"description": "left out where it is now"})


class Answer(Schema):
    """What an answer to a question with clocks says besides."""

    clocks = fields.Nested(
        ClocksOut,
        metadata={"description": "as of when and as known when, where the question says it"},
    )
