"""The zones in which days are counted."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones


def is_zone(name: str) -> bool:
    """Return whether `name` is UTC or a zone of the IANA database named by its place, as Europe/London."""
    return name in _zones()


@cache
def _zones() -> set[str]:
    # Looked up once: the database is hundreds of files, and drafts are checked under the lock.
    # Names without a place (localtime, Factory, EST) mean another time on another machine, or none.
    return {name for name in available_timezones() if "/" in name or name == "UTC"}
