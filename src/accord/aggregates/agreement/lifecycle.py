"""What can become of an agreement."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.stages import Stage
from accord.aggregates.lifecycle import BEGINNING, Lifecycle, Ways

_TERMINATED = (
    None,
    e.AgreementTerminated,
    e.TerminatedByConsent,
    e.TerminatedForCause,
    e.TerminatedOnNotice,
)
_VOID: Ways = {Stage.VOID: (None, e.AgreementDeclaredVoid)}
_ENDS: Ways = {
    # By a notice on the last day of the term, where the agreement asks for none before.
    Stage.EXPIRED: (None, e.NoticeGiven, e.ProvisionAmended),
    Stage.TERMINATED: _TERMINATED,
    Stage.CLOSING: (None, e.CloseOutStarted),  # too few parties are left
    Stage.SUPERSEDED: (None, e.AgreementSuperseded),
    **_VOID,
}
_GONE_ON = (Stage.IN_FORCE, Stage.SUSPENDED, Stage.EXPIRED, Stage.TERMINATED, Stage.CLOSING)

LIFE = Lifecycle.of(
    "agreement",
    {
        BEGINNING: {Stage.DRAFT: (e.AgreementDrafted,)},
        Stage.DRAFT: {
            Stage.SHARED: (e.DraftShared,),
            Stage.ADOPTED: (e.TextAdopted,),
            Stage.ABANDONED: (e.AgreementAbandoned,),
        },
        Stage.SHARED: {
            Stage.ADOPTED: (e.TextAdopted,),
            Stage.ABANDONED: (e.AgreementAbandoned,),
        },
        Stage.ADOPTED: {
            Stage.OPEN_FOR_SIGNATURE: (e.OpenedForSignature,),
            Stage.ABANDONED: (e.AgreementAbandoned,),
        },
        Stage.OPEN_FOR_SIGNATURE: {
            Stage.CONCLUDED: (e.AgreementConcluded,),
            Stage.ABANDONED: (e.AgreementAbandoned,),
        },
        Stage.CONCLUDED: {
            Stage.IN_FORCE: (None, e.EntryIntoForceFixed),
            # What was signed too late can bind, retroactively, for a term that is already over.
            Stage.EXPIRED: (e.EntryIntoForceFixed,),
            # Before it is in force all can agree that it never will be.
            Stage.TERMINATED: (None, e.TerminatedByConsent),
            **_VOID,
        },
        Stage.IN_FORCE: {Stage.SUSPENDED: (None, e.AgreementSuspended), **_ENDS},
        Stage.SUSPENDED: {
            Stage.IN_FORCE: (None, e.AgreementResumed),
            **_ENDS,
            # An agreement is amended while it is in force.
            Stage.EXPIRED: (None, e.NoticeGiven),
        },
        Stage.EXPIRED: {Stage.CLOSING: (None, e.CloseOutStarted), **_VOID},
        Stage.TERMINATED: {Stage.CLOSING: (None, e.CloseOutStarted), **_VOID},
        Stage.CLOSING: {Stage.CLOSED: (e.CloseOutCompleted,), **_VOID},
        Stage.CLOSED: _VOID,
        # Where what took its place is void from the beginning, it has gone on as it would have.
        Stage.SUPERSEDED: {**dict.fromkeys(_GONE_ON, (e.SupersessionUndone,)), **_VOID},
    },
    over=(Stage.EXPIRED, Stage.TERMINATED, Stage.CLOSED, Stage.SUPERSEDED),
)
"""By date it is in force, suspended and expired; what was concluded can be void at every stage."""
