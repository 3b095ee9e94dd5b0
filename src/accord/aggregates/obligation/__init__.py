"""An obligation: what one party owes under an agreement on a day, and whether it was kept."""

from accord.aggregates.obligation.events import Kind
from accord.aggregates.obligation.memory import (
    DisputeEntered,
    Obligation,
    ObligationEntered,
    Schedule,
    Status,
    contribution_id,
    schedule_id,
    unsettled,
)
from accord.aggregates.obligation.scheduling import (
    contribution_on,
    reschedule,
    schedule_obligation,
)
from accord.aggregates.obligation.settling import (
    can_be_waived,
    record_met,
    record_not_met,
    record_partially_met,
    waive,
)

__all__ = [
    "DisputeEntered",
    "Kind",
    "Obligation",
    "ObligationEntered",
    "Schedule",
    "Status",
    "can_be_waived",
    "contribution_id",
    "contribution_on",
    "record_met",
    "record_not_met",
    "record_partially_met",
    "reschedule",
    "schedule_id",
    "schedule_obligation",
    "unsettled",
    "waive",
]
