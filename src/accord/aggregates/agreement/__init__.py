"""An agreement: the instrument between parties, its bodies and rules; its identity survives amendments."""

from accord.aggregates.agreement.closing import complete_close_out, start_close_out
from accord.aggregates.agreement.concluding import adopt_text, open_for_signature, sign
from accord.aggregates.agreement.drafting import draft_agreement, revise_text
from accord.aggregates.agreement.ending import terminate
from accord.aggregates.agreement.incorporating import incorporate
from accord.aggregates.agreement.leaving import expel_party, withdraw_party
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.noticing import give_notice, withdraw_notice
from accord.aggregates.agreement.renewing import renew
from accord.aggregates.agreement.superseding import declare_void, supersede
from accord.aggregates.agreement.suspending import resume, suspend
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
    "complete_close_out",
    "declare_void",
    "draft_agreement",
    "expel_party",
    "give_notice",
    "incorporate",
    "open_for_signature",
    "renew",
    "resume",
    "revise_text",
    "sign",
    "start_close_out",
    "supersede",
    "suspend",
    "terminate",
    "withdraw_notice",
    "withdraw_party",
]
