"""An amendment: what is proposed to change in an agreement, and whether it was adopted."""

from accord.aggregates.amendment.annulling import annul
from accord.aggregates.amendment.assenting import adopt_by_assent, assented_to
from accord.aggregates.amendment.changes import ProvisionChange, changes_hash, touches
from accord.aggregates.amendment.deciding import (
    adopt_amendment,
    matter_of,
    may_be_decided,
    put_to_decision,
    taken_over,
)
from accord.aggregates.amendment.drafting import draft_amendment, rebase
from accord.aggregates.amendment.ending import (
    lapse,
    may_be_reconsidered,
    reject,
    return_,
    supersede,
    withdraw,
)
from accord.aggregates.amendment.events import (
    AmendmentAdopted,
    AmendmentAdoptedByAssent,
    AmendmentAnnulled,
    AmendmentDrafted,
    AmendmentLapsed,
    AmendmentOpened,
    AmendmentRebased,
    AmendmentRejected,
    AmendmentReturned,
    AmendmentSigned,
    AmendmentSuperseded,
    AmendmentWithdrawn,
    InsertionDrafted,
    MoveDrafted,
    ProvisionDrafted,
    ProvisionStrikeDrafted,
    PutToDecision,
    RenumberingDrafted,
    RepealDrafted,
    SignatureDeclined,
    SubstitutionDrafted,
)
from accord.aggregates.amendment.memory import Amendment, Stage
from accord.aggregates.amendment.recording import modification_of, provision_of
from accord.aggregates.amendment.signing import (
    decline_to_sign,
    open_amendment_for_signature,
    sign_amendment,
)
from accord.aggregates.amendment.undoing import taken_back

__all__ = [
    "Amendment",
    "AmendmentAdopted",
    "AmendmentAdoptedByAssent",
    "AmendmentAnnulled",
    "AmendmentDrafted",
    "AmendmentLapsed",
    "AmendmentOpened",
    "AmendmentRebased",
    "AmendmentRejected",
    "AmendmentReturned",
    "AmendmentSigned",
    "AmendmentSuperseded",
    "AmendmentWithdrawn",
    "InsertionDrafted",
    "MoveDrafted",
    "ProvisionChange",
    "ProvisionDrafted",
    "ProvisionStrikeDrafted",
    "PutToDecision",
    "RenumberingDrafted",
    "RepealDrafted",
    "SignatureDeclined",
    "Stage",
    "SubstitutionDrafted",
    "adopt_amendment",
    "adopt_by_assent",
    "annul",
    "assented_to",
    "changes_hash",
    "decline_to_sign",
    "draft_amendment",
    "lapse",
    "matter_of",
    "may_be_decided",
    "may_be_reconsidered",
    "modification_of",
    "open_amendment_for_signature",
    "provision_of",
    "put_to_decision",
    "rebase",
    "reject",
    "return_",
    "sign_amendment",
    "supersede",
    "taken_back",
    "taken_over",
    "touches",
    "withdraw",
]
