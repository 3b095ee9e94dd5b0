"""Every command that a principal can give, with the capability it needs and what it may be asked.

A new command belongs into this table; until then a test fails.
"""

from __future__ import annotations

from tests.application.commands import (
    aftermath,
    agreements,
    amendments,
    choices,
    corrections,
    decisions,
    discussions,
    disputes,
    errata,
    impacts,
    life,
    meetings,
    negotiations,
    objections,
    obligations,
    parties,
    representing,
    roles,
    secret_ballots,
    successions,
)
from tests.application.commands.agreements import SIGNING
from tests.application.commands.common import NEW
from tests.application.commands.decisions import MOTION
from tests.application.commands.roles import ROLE

from accord.application import Accord
from accord.application.desk import Desk
from accord.application.register import RegisterCommands

__all__ = ["BEGINNINGS", "COMMANDS", "MOTION", "NEW", "ROLE", "SIGNING", "offered"]

_CHAPTERS = (
    parties,
    agreements,
    negotiations,
    roles,
    decisions,
    amendments,
    successions,
    meetings,
    objections,
    representing,
    choices,
    secret_ballots,
    obligations,
    disputes,
    corrections,
    errata,
    impacts,
    aftermath,
    discussions,
    life,
)

COMMANDS = {name: command for chapter in _CHAPTERS for name, command in chapter.COMMANDS.items()}
BEGINNINGS = {name for chapter in _CHAPTERS for name in chapter.BEGINNINGS}
"""What begins a stream; all other commands act on one that exists, at a version."""


def offered() -> set[str]:
    """The names of all commands of a principal; those of the operator have no way in but the machine."""
    return set(_public(Accord)) - set(_public(Desk)) - set(_public(RegisterCommands))


def _public(kind: type) -> list[str]:
    return [
        name for name in dir(kind) if not name.startswith("_") and callable(getattr(kind, name))
    ]
