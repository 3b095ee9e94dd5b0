"""What can become of a dispute."""

from __future__ import annotations

from accord.aggregates.dispute import events as e
from accord.aggregates.dispute.memory import Status
from accord.aggregates.lifecycle import BEGINNING, Lifecycle, Ways

_OVER: Ways = {
    Status.SETTLED: (e.DisputeSettled,),
    Status.WITHDRAWN: (e.DisputeWithdrawn,),
    Status.DECIDED: (e.DisputeDecided,),
}

LIFE = Lifecycle.of(
    "dispute",
    {
        BEGINNING: {Status.OPEN: (e.DisputeRaised, e.RaisedWithoutStages)},
        Status.OPEN: {Status.IN_COURT: (e.DisputeBroughtToCourt,), **_OVER},
        Status.IN_COURT: _OVER,
    },
)
"""Nothing becomes of it by date alone: once the days of a stage are over, a party refers it or does not."""
