"""What is said of a command that a principal can give: the capability it needs, and what it may be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accord.aggregates.register import Capability

NEW = UUID("5e7a0000-0000-7000-8000-0000000000e0")


@dataclass(frozen=True)
class Command:
    needs: Capability
    args: tuple[Any, ...]
    said: dict[str, Any]


def needs(capability: Capability, *args: Any, **said: Any) -> Command:
    return Command(capability, args, said)
