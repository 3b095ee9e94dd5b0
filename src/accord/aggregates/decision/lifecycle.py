"""What can become of a decision: from its motion through the vote to its end."""

from __future__ import annotations

from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision import staging_events as way
from accord.aggregates.decision.memory import Stage
from accord.aggregates.lifecycle import BEGINNING, Lifecycle
from accord.events import Event

_ENDED: dict[str, tuple[type[Event] | None, ...]] = {
    Stage.RESCINDED: (e.DecisionRescinded, None),
    Stage.SUPERSEDED: (e.DecisionSuperseded, None),
}
"""Whatever has a result can be ended by another decision, at once or from a day on."""
_EXPIRES: dict[str, tuple[type[Event] | None, ...]] = {Stage.EXPIRED: (None,)}
"""What is carried and not implemented can expire, wherever it waits."""

LIFE = Lifecycle.of(
    "decision",
    {
        BEGINNING: {
            Stage.TABLED: (e.MotionTabled,),
            Stage.EFFECTIVE: (e.EmergencyDecisionTaken,),
        },
        Stage.TABLED: {
            Stage.DEFERRED: (d.DecisionDeferred,),
            Stage.REFERRED: (d.MotionReferred,),
            Stage.WITHDRAWN: (d.MotionWithdrawn,),
            Stage.LAPSED: (d.MotionLapsed, None),
            Stage.VOTING: (e.VotingOpened,),
        },
        Stage.DEFERRED: {
            Stage.TABLED: (d.MotionTakenUp, None),
            Stage.WITHDRAWN: (d.MotionWithdrawn,),
            Stage.LAPSED: (d.MotionLapsed, None),
        },
        Stage.REFERRED: {
            Stage.TABLED: (d.MotionReportedOn,),
            Stage.WITHDRAWN: (d.MotionWithdrawn,),
            Stage.LAPSED: (d.MotionLapsed, None),
        },
        Stage.WITHDRAWN: {Stage.TABLED: (d.MotionTakenOver,), Stage.LAPSED: (None,)},
        Stage.VOTING: {
            Stage.TABLED: (d.MeetingDemanded,),
            Stage.AWAITING_CLOSURE: (None,),
            Stage.CLOSED: (e.VotingClosed,),
        },
        Stage.AWAITING_CLOSURE: {
            Stage.CLOSED: (e.VotingClosed,),
            Stage.TABLED: (s.SecretVoteVoided,),
        },
        Stage.CLOSED: {
            Stage.TABLED: (e.RollSeatsFrozen,),
            Stage.CERTIFIED: (e.DecisionCertified, c.ChoiceCertified),
            Stage.AWAITING_CONSENT: (e.DecisionCertified, c.ChoiceCertified),
            Stage.IN_STAGES: (e.DecisionCertified, c.ChoiceCertified),
            Stage.EFFECTIVE: (e.DecisionCertified, c.ChoiceCertified),
            Stage.ANNULLED: (e.ResultAnnulled,),
        },
        Stage.CERTIFIED: {
            Stage.TABLED: (e.RollSeatsFrozen, e.DecisionReconsidered),
            Stage.HELD: (e.DecisionHeld,),
            Stage.EFFECTIVE: (None,),
            Stage.ANNULLED: (e.ResultAnnulled,),
            **_ENDED,
        },
        Stage.AWAITING_CONSENT: {
            Stage.TABLED: (e.DecisionReconsidered,),
            Stage.HELD: (e.DecisionHeld,),
            Stage.CERTIFIED: (e.PartyConsented, e.ConsentLapsed),
            Stage.EFFECTIVE: (e.PartyConsented, e.ConsentLapsed),
            Stage.VETOED: (e.PartyRefusedConsent,),
            Stage.ANNULLED: (e.ResultAnnulled,),
            **_EXPIRES,
            **_ENDED,
        },
        Stage.IN_STAGES: {
            Stage.TABLED: (e.DecisionReconsidered,),
            Stage.HELD: (e.DecisionHeld,),
            Stage.CERTIFIED: (way.StagePassed, None),
            Stage.EFFECTIVE: (way.StagePassed, None),
            Stage.VETOED: (way.StageVetoed,),
            Stage.LAPSED: (None,),
            Stage.ANNULLED: (e.ResultAnnulled,),
            **_EXPIRES,
            **_ENDED,
        },
        Stage.HELD: {
            Stage.TABLED: (e.DecisionReconsidered,),
            Stage.IN_STAGES: (e.DecisionReleased,),
            Stage.LAPSED: (None,),
            Stage.CERTIFIED: (e.DecisionReleased,),
            Stage.AWAITING_CONSENT: (e.DecisionReleased,),
            Stage.EFFECTIVE: (e.DecisionReleased,),
            Stage.VETOED: (e.PartyRefusedConsent, way.StageVetoed),
            Stage.ANNULLED: (e.ResultAnnulled,),
            **_EXPIRES,
            **_ENDED,
        },
        Stage.EFFECTIVE: {
            Stage.TABLED: (e.DecisionReconsidered,),
            Stage.HELD: (e.DecisionHeld,),
            Stage.IMPLEMENTED: (e.ImplementationRecorded,),
            Stage.LAPSED: (e.RatificationRefused, None),
            Stage.ANNULLED: (e.ResultAnnulled,),
            **_EXPIRES,
            **_ENDED,
        },
        Stage.IMPLEMENTED: {
            Stage.LAPSED: (e.RatificationRefused, None),
            Stage.ANNULLED: (e.ResultAnnulled,),
            Stage.RESCINDED: (None,),
            Stage.SUPERSEDED: (e.DecisionSuperseded, None),
        },
        Stage.LAPSED: {Stage.ANNULLED: (e.ResultAnnulled,)},
        Stage.EXPIRED: {Stage.ANNULLED: (e.ResultAnnulled,)},
        Stage.VETOED: {Stage.ANNULLED: (e.ResultAnnulled,)},
        Stage.RESCINDED: {Stage.ANNULLED: (e.ResultAnnulled,)},
        Stage.SUPERSEDED: {Stage.ANNULLED: (e.ResultAnnulled,)},
    },
)
"""A roll that is frozen again puts the motion on the table for the instant before its vote opens anew."""
