"""Rules and rolls as conformance vectors write them, with notes beside that do not count."""

from __future__ import annotations

from collections.abc import Mapping

NOTED = ("source_seen",)
"""What vectors note of a rule: whether the source was read that it cites."""

TOLD = ("rule", "expected", "why")
"""What a vector says besides its roll: under which rule, what must come of it, and why."""


def rule_as_written(value: object) -> object:
    """Return a rule without what vectors note of it; anything else as it is."""
    return _without(value, NOTED)


def roll_as_written(value: object) -> object:
    """Return the roll of a vector, or of a bare list of seats; anything else as it is."""
    return {"seats": value} if isinstance(value, list) else _without(value, TOLD)


def _without(value: object, names: tuple[str, ...]) -> object:
    if not isinstance(value, Mapping):
        return value
    return {key: item for key, item in value.items() if key not in names}
