"""What a command carries in its head: a key of the caller's own, and the versions it rests on."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import EXCLUDE, fields, validate

from accord.errors import Stale
from accord.http.problems import PreconditionRequired
from accord.http.wording import Spoken

_ETAG = re.compile(r'(?:W/)?"([1-9][0-9]{0,8})(?:\.[0-9a-f]+)?"')
_ETAGS = re.compile(r'(?:W/)?"[^"]*"(?:\s*,\s*(?:W/)?"[^"]*")*')


class CommandHeaders(Spoken):
    """What every command carries in its head."""

    class Meta:
        """Other headers are none of our business."""

        unknown = EXCLUDE

    key = fields.String(
        data_key="Idempotency-Key",
        required=True,
        # A server joins a header that is sent twice with a comma.
        validate=validate.Regexp(
            r'^"?[\x21\x23-\x2b\x2d-\x7e]{1,200}"?$',
            error="one key of 1 to 200 visible characters, without a comma",
        ),
        error_messages={
            "required": "send a key of your own choice, so that a repeated request acts once"
        },
    )


class Precondition(fields.String):
    """A header that the document calls required; that it is missing is said with 428, not with 400."""

    def _validate_missing(self, value: Any) -> None:  # noqa: ANN401 - marshmallow's signature
        pass


class ActHeaders(CommandHeaders):
    """The head of a command on something that is there already."""

    match = fields.String(
        data_key="If-Match",
        metadata={"description": "ETags; the command is taken only on one of these versions"},
    )


class MatchedHeaders(CommandHeaders):
    """The head of a command that rests on what the caller saw."""

    match = Precondition(
        data_key="If-Match",
        required=True,
        metadata={"description": "the ETag of the representation that you read"},
    )


def head_of(rule: str, *, match: bool) -> CommandHeaders:
    """Return what a command at this address carries in its head; `match` where it needs If-Match."""
    if match:
        return MatchedHeaders()
    return ActHeaders() if "<uuid:id>" in rule else CommandHeaders()


def versions_of(header: str | None, *, required: bool) -> list[int] | None:
    """Return the versions that If-Match names, None where any will do."""
    if header is None:
        if required:
            raise PreconditionRequired(
                "this command rests on what you saw: send If-Match with the ETag of the representation you read"
            )
        return None
    if header.strip() == "*":
        return None
    named = header.strip() if _ETAGS.fullmatch(header.strip()) else ""
    versions = [int(found) for found in _ETAG.findall(named)]
    if not versions:
        raise Stale(f"{header} is no ETag of this register")
    return versions
