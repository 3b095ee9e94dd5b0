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

_UNDONE: dict[str, tuple[type[Event] | None, ...]] = {
    Stage.REJECTED: (d.DecisionCertified, m.AmendmentRejected),
    Stage.DRAFTED: (m.AmendmentReturned,),
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
            **_UNDONE,
            **_ADOPTED,
            **_NOTHING,
        },
        Stage.OPEN_FOR_SIGNATURE: {
            **_UNDONE,
            **_ADOPTED,
            **_NOTHING,
        },
        Stage.REJECTED: {
            Stage.UNDER_DECISION: (d.RollSeatsFrozen, d.DecisionReconsidered),
            Stage.OPEN_FOR_SIGNATURE: (d.RollSeatsFrozen, d.DecisionReconsidered),
            Stage.DRAFTED: (m.AmendmentReturned,),
            Stage.LAPSED: (m.AmendmentLapsed,),
            Stage.SUPERSEDED: (m.AmendmentSuperseded,),
        },
        Stage.ADOPTED: {Stage.IN_FORCE: (None,), Stage.ANNULLED: (m.AmendmentAnnulled,)},
        Stage.IN_FORCE: {Stage.ANNULLED: (m.AmendmentAnnulled, None)},
    },
)
"""That a body did not carry its motion is recorded of that decision, and rejects the amendment all the same."""
