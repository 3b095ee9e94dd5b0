"""What can happen to an agreement."""

from accord.aggregates.agreement.events.concluding import (
    AgreementConcluded,
    AgreementSigned,
    AssentGiven,
    EntryIntoForceFixed,
    OpenedForSignature,
    TextAdopted,
)
from accord.aggregates.agreement.events.drafting import (
    AgreementDrafted,
    BodyDrafted,
    ClauseDrafted,
    ClauseRevised,
    ClausesOrdered,
    PartyNamed,
    PostDrafted,
    ProcedureDrafted,
    ProvisionDrafted,
    ProvisionStruck,
    RuleDrafted,
    SeatsDrafted,
    SignatoryNamed,
    TermDrafted,
    TitleRevised,
)
from accord.aggregates.agreement.events.standing import (
    AgreementTerminated,
    AmendmentIncorporated,
    ProvisionAmended,
    ProvisionRepealed,
)
from accord.aggregates.agreement.events.succession import PlaceSucceeded
from accord.aggregates.agreement.terms import BLOCKS, Ground, Provision

__all__ = [
    "BLOCKS",
    "AgreementConcluded",
    "AgreementDrafted",
    "AgreementSigned",
    "AgreementTerminated",
    "AmendmentIncorporated",
    "AssentGiven",
    "BodyDrafted",
    "ClauseDrafted",
    "ClauseRevised",
    "ClausesOrdered",
    "EntryIntoForceFixed",
    "Ground",
    "OpenedForSignature",
    "PartyNamed",
    "PlaceSucceeded",
    "PostDrafted",
    "ProcedureDrafted",
    "Provision",
    "ProvisionAmended",
    "ProvisionDrafted",
    "ProvisionRepealed",
    "ProvisionStruck",
    "RuleDrafted",
    "SeatsDrafted",
    "SignatoryNamed",
    "TermDrafted",
    "TextAdopted",
    "TitleRevised",
]
