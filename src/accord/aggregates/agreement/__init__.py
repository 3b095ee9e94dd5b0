"""An agreement: the instrument between parties, its bodies and rules; its identity survives amendments."""

from accord.aggregates.agreement.concluding import adopt_text, open_for_signature, sign
from accord.aggregates.agreement.drafting import draft_agreement, revise_text
from accord.aggregates.agreement.ending import terminate
from accord.aggregates.agreement.incorporating import amend_provisions, incorporate
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.terms import (
    Body,
    ClassRule,
    PartyTerms,
    Post,
    Procedure,
    Seat,
    Signatory,
    Term,
    Terms,
)

__all__ = [
    "Agreement",
    "Body",
    "ClassRule",
    "PartyTerms",
    "Post",
    "Procedure",
    "Seat",
    "Signatory",
    "Stage",
    "Term",
    "Terms",
    "adopt_text",
    "amend_provisions",
    "draft_agreement",
    "incorporate",
    "open_for_signature",
    "revise_text",
    "sign",
    "terminate",
]
