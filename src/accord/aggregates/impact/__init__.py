"""An impact item: something recorded later changed the basis of what was certified, which itself never changes."""

from accord.aggregates.impact.assessing import Change, assess, assess_counts, opened_on
from accord.aggregates.impact.counterfactual import counterfactual
from accord.aggregates.impact.events import ImpactKind, ImpactOpened, Outcome
from accord.aggregates.impact.memory import Impact, Status, impact_id
from accord.aggregates.impact.resting import (
    assess_signature,
    on_a_fallen_amendment,
    on_a_fallen_appointment,
)
from accord.aggregates.impact.settling import settle, settle_by_annulment

__all__ = [
    "Change",
    "Impact",
    "ImpactKind",
    "ImpactOpened",
    "Outcome",
    "Status",
    "assess",
    "assess_counts",
    "assess_signature",
    "counterfactual",
    "impact_id",
    "on_a_fallen_amendment",
    "on_a_fallen_appointment",
    "opened_on",
    "settle",
    "settle_by_annulment",
]
