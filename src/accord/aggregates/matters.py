"""What a motion is about, where its carrying lets something else happen."""

from __future__ import annotations

from enum import StrEnum


class Matter(StrEnum):
    """The matters for which an agreement may lay down a procedure of its own."""

    GENERAL = "general"
    AMENDMENT = "amendment"
    TERMINATION = "termination"
