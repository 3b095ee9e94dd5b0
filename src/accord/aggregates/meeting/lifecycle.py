"""What can become of a meeting: from its notice to the adoption of its minutes."""

from __future__ import annotations

from accord.aggregates.lifecycle import BEGINNING, Lifecycle
from accord.aggregates.meeting import events as e
from accord.aggregates.meeting.memory import Stage

LIFE = Lifecycle.of(
    "meeting",
    {
        BEGINNING: {Stage.CONVENED: (e.MeetingConvened,), Stage.HELD: (e.MeetingConvened,)},
        Stage.CONVENED: {Stage.CALLED_OFF: (e.MeetingCalledOff,), Stage.HELD: (None,)},
        Stage.HELD: {Stage.MINUTED: (e.MinutesRecorded,)},
        Stage.MINUTED: {Stage.CLOSED: (e.MinutesAdopted,)},
    },
)
"""A meeting that its office records afterwards, by the day of the notice alone, begins as one that is held."""
