"""RFC 8785 written a second time, from the text of the standard, to compare accord's own with."""

from __future__ import annotations

from typing import Any

_ESCAPES = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


def jcs(value: Any) -> bytes:
    """Return the canonical bytes of a JSON value without floats."""
    return _text(value).encode()


def _text(value: Any) -> str:
    match value:
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case int():
            return str(value)
        case str():
            return '"' + "".join(map(_character, value)) + '"'
        case list():
            return "[" + ",".join(map(_text, value)) + "]"
        case dict():
            members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
            return "{" + ",".join(f"{_text(key)}:{_text(item)}" for key, item in members) + "}"
    raise TypeError(value)


def _character(character: str) -> str:
    code = ord(character)
    return _ESCAPES.get(code) or (f"\\u{code:04x}" if code < 32 else character)
