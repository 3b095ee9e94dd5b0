"""What both made of one election, and by which known difference of the rules they may differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Told:
    """Who is chosen here and there; `unless` says of each known difference whether it is at work."""

    ours: frozenset[object]
    theirs: frozenset[object]
    unless: Mapping[str, bool] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        return self.ours == self.theirs

    @property
    def why(self) -> str | None:
        """The first known difference that explains this one."""
        return next((why for why, holds in self.unless.items() if holds), None)
