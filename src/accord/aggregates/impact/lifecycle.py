"""What can become of an impact item."""

from __future__ import annotations

from accord.aggregates.impact import events as e
from accord.aggregates.impact.memory import Status
from accord.aggregates.lifecycle import BEGINNING, Lifecycle

LIFE = Lifecycle.of(
    "impact",
    {
        BEGINNING: {Status.OPEN: (e.ImpactOpened,)},
        Status.OPEN: {
            Status.SETTLED: (e.ImpactSettled,),
            Status.FELL_AWAY: (e.ImpactFellAway,),
        },
        Status.SETTLED: {
            Status.OPEN: (e.ImpactOpened,),
            Status.FELL_AWAY: (e.ImpactFellAway,),
        },
        Status.FELL_AWAY: {Status.OPEN: (e.ImpactOpened,)},
    },
    over=(Status.SETTLED, Status.FELL_AWAY),
)
"""Nothing becomes of it by date alone."""
