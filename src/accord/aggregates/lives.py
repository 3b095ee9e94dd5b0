"""The lifecycles of everything that accord keeps."""

from __future__ import annotations

from accord.aggregates.agreement.lifecycle import LIFE as AGREEMENT
from accord.aggregates.amendment.lifecycle import LIFE as AMENDMENT
from accord.aggregates.decision.lifecycle import LIFE as DECISION
from accord.aggregates.dispute.lifecycle import LIFE as DISPUTE
from accord.aggregates.impact.lifecycle import LIFE as IMPACT
from accord.aggregates.lifecycle import Lifecycle
from accord.aggregates.meeting.lifecycle import LIFE as MEETING
from accord.aggregates.obligation.lifecycle import LIFE as OBLIGATION
from accord.aggregates.role.lifecycle import LIFE as ROLE

LIVES: tuple[Lifecycle, ...] = (
    AGREEMENT,
    ROLE,
    DECISION,
    AMENDMENT,
    OBLIGATION,
    DISPUTE,
    MEETING,
    IMPACT,
)
