"""What is wrong with a field and what would be right, in accord's words: the only place where a library's stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from inspect import isclass
from typing import Any

from marshmallow import Schema, fields, validate

_WORDS: Mapping[type[fields.Field[Any]], Mapping[str, str]] = {
    fields.Field: {
        "required": "this is missing; it has to be given",
        "null": "null says nothing here; give a value",
        "validator_failed": "this cannot stand here",
    },
    fields.Nested: {"type": "this must be a JSON object"},
    fields.List: {"invalid": "this is no list; write it as a JSON array"},
    fields.String: {
        "invalid": "this is no text; write it as a JSON string",
        "invalid_utf8": "this is no text in UTF-8; send it as such",
    },
    fields.UUID: {
        "invalid_uuid": "this is no id; write it as it was given, as 0190a3c4-5b1e-7c3d-8a2f-1b2c3d4e5f60"
    },
    fields.Number: {
        "invalid": "this is no number; write it in digits, without quotes",
        "too_large": "this number is too large; write a smaller one",
    },
    fields.Integer: {"invalid": "this is no whole number; write it in digits, without quotes"},
    fields.Boolean: {"invalid": "this is either true or false"},
    fields.Mapping: {"invalid": "this must be a JSON object"},
    fields.Enum: {"unknown": "this is not known here; write one of: {choices}"},
    fields.Date: {"invalid": "this is no day of the calendar; write it as 2026-03-31"},
    fields.AwareDateTime: {
        "invalid": "this is no instant; write it with its offset, as 2026-03-31T18:00:00Z",
    },
}
_OTHERWISE = "this cannot be read; /openapi.json says how it is written"

_THEIRS = frozenset(
    words
    for kind in vars(fields).values()
    if isclass(kind) and issubclass(kind, fields.Field)
    for words in getattr(kind, "default_error_messages", {}).values()
)
"""What the library says of a field where nobody says otherwise."""


class Spoken(Schema):
    """An object of which each field says in accord's words what is wrong with it."""

    error_messages = {  # noqa: RUF012 - marshmallow's idiom
        "unknown": "this field is not known here",
        "type": "this must be a JSON object",
    }

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:  # noqa: ARG002
        """Give the field its words, and what stands in it."""
        _speak(field_obj)


def _speak(field: fields.Field[Any]) -> None:
    """Say otherwise what only the library says; words of a field's own stay as they are."""
    words: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        words |= _WORDS.get(kind, {})
    field.error_messages = {
        name: words.get(name, _OTHERWISE) if said in _THEIRS else said
        for name, said in field.error_messages.items()
    }
    things = "entries" if isinstance(field, fields.List) else "characters"
    field.validators = [_in_words(validator, things) for validator in field.validators]
    for part in ("inner", "key_field", "value_field"):
        if isinstance(within := getattr(field, part, None), fields.Field):
            _speak(within)


def _in_words(validator: Callable[[Any], Any], things: str) -> Callable[[Any], Any]:
    found = copy(validator)
    match found:
        case validate.Length(error=None):
            found.message_min = f"write {{min}} {things} or more"
            found.message_max = f"write {{max}} {things} or fewer"
            found.message_all = f"write from {{min}} to {{max}} {things}"
            found.message_equal = f"write {{equal}} {things}"
        case validate.Range(error=None):
            found.message_min = "write {min} or more"
            found.message_max = "write {max} or less"
            found.message_all = "write a number from {min} to {max}"
        case validate.OneOf(error=validate.OneOf.default_message):
            found.error = "this is not known here; write one of: {choices}"
        case validate.Regexp(error=validate.Regexp.default_message):
            found.error = "this is not written as it should be: {regex}"
    return found
