"""A dispute: what parties of an agreement quarrel about, and the stages through which they settle it."""

from accord.aggregates.dispute.ending import agree_to_settle, record_ruling, withdraw_dispute
from accord.aggregates.dispute.events import DisputeRaised, RaisedWithoutStages
from accord.aggregates.dispute.memory import PENDING, Dispute, Status
from accord.aggregates.dispute.raising import bring_to_court, raise_dispute, refer

__all__ = [
    "PENDING",
    "Dispute",
    "DisputeRaised",
    "RaisedWithoutStages",
    "Status",
    "agree_to_settle",
    "bring_to_court",
    "raise_dispute",
    "record_ruling",
    "refer",
    "withdraw_dispute",
]
