"""What can become of an amendment: from its draft through the decision on it to its days in force."""

from __future__ import annotations

from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.memory import Stage
from accord.aggregates.decision import events as d
from accord.aggregates.lifecycle import BEGINNING, Lifecycle
from accord.events import Event

_NOTHING: dict[str, tuple[type[Event] | None, ...]] = {
    Stage.WITHDRAWN: (m.AmendmentWithdrawn,),
    Stage.LAPSED: (m.AmendmentLapsed,),
    Stage.SUPERSEDED: (m.AmendmentSuperseded,),
}
_ADOPTED: dict[str, tuple[type[Event] | None, ...]] = {
    Stage.ADOPTED: (m.AmendmentAdopted,),
    Stage.IN_FORCE: (m.AmendmentAdopted,),
}

LIFE = Lifecycle.of(
    "amendment",
    {
        BEGINNING: {Stage.DRAFTED: (m.AmendmentDrafted,)},
        Stage.DRAFTED: {
            Stage.UNDER_DECISION: (m.PutToDecision,),
            Stage.ADOPTED: (m.AmendmentAdoptedByAssent,),
            Stage.IN_FORCE: (m.AmendmentAdoptedByAssent,),
            **_NOTHING,
        },
        Stage.UNDER_DECISION: {
            Stage.OPEN_FOR_SIGNATURE: (m.AmendmentOpened,),
            Stage.REJECTED: (d.DecisionCertified, d.PartyRefusedConsent),
            **_ADOPTED,
            **_NOTHING,
        },
        Stage.OPEN_FOR_SIGNATURE: {
            Stage.REJECTED: (d.DecisionCertified,),
            **_ADOPTED,
            **_NOTHING,
        },
        Stage.REJECTED: {
            Stage.UNDER_DECISION: (d.RollSeatsFrozen, d.DecisionReconsidered),
            Stage.OPEN_FOR_SIGNATURE: (d.RollSeatsFrozen, d.DecisionReconsidered),
            Stage.LAPSED: (m.AmendmentLapsed,),
            Stage.SUPERSEDED: (m.AmendmentSuperseded,),
        },
        Stage.ADOPTED: {Stage.IN_FORCE: (None,)},
    },
)
"""What is decided on its motion is recorded of that decision, and rejects the amendment all the same."""
