"""What can become of an obligation."""

from __future__ import annotations

from accord.aggregates.lifecycle import BEGINNING, Lifecycle, Ways
from accord.aggregates.obligation import events as e
from accord.aggregates.obligation.memory import Status

_SETTLED: Ways = {Status.MET: (e.ObligationMet,), Status.WAIVED: (e.ObligationWaived,)}
_IN_PART: Ways = {Status.PARTIALLY_MET: (e.ObligationPartiallyMet,)}
_NOT_MET: Ways = {Status.NOT_MET: (e.ObligationNotMet,)}

LIFE = Lifecycle.of(
    "obligation",
    {
        BEGINNING: {Status.SCHEDULED: (e.ObligationScheduled,)},
        Status.SCHEDULED: {**_IN_PART, **_NOT_MET, **_SETTLED},
        Status.PARTIALLY_MET: {**_NOT_MET, **_SETTLED},
        Status.NOT_MET: {**_IN_PART, **_SETTLED},
    },
)
"""Nothing becomes of it by date alone: it is overdue then, and that it was not met is said by somebody."""
