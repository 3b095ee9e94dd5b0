"""An agreement: the instrument between parties, its bodies and rules; its identity survives amendments."""

from accord.aggregates.agreement.acceding import accede
from accord.aggregates.agreement.assenting import assent, withdraw_assent
from accord.aggregates.agreement.closing import complete_close_out, start_close_out
from accord.aggregates.agreement.concluding import adopt_text, open_for_signature, sign
from accord.aggregates.agreement.declining import (
    decline_to_sign,
    extend_signing,
    withdraw_signature,
)
from accord.aggregates.agreement.dividing import divide
from accord.aggregates.agreement.drafting import draft_agreement, revise_text
from accord.aggregates.agreement.ending import terminate
from accord.aggregates.agreement.incorporating import amend_provisions, incorporate
from accord.aggregates.agreement.leaving import expel_party, withdraw_party
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.negotiating import (
    abandon,
    answer_change,
    leave_negotiation,
    request_change,
    share_draft,
)
from accord.aggregates.agreement.noticed import withdraw_notice
from accord.aggregates.agreement.noticing import give_notice
from accord.aggregates.agreement.ratifying import deposit_ratification
from accord.aggregates.agreement.rectifying import (
    assent_to_erratum,
    correct_text,
    object_to_erratum,
    propose_erratum,
    withdraw_erratum,
)
from accord.aggregates.agreement.renewing import renew
from accord.aggregates.agreement.succession import succeed
from accord.aggregates.agreement.superseding import declare_void, supersede, undo_supersession
from accord.aggregates.agreement.suspending import resume, suspend
from accord.aggregates.agreement.telling import acknowledge_notice, acknowledge_text, serve_notice
from accord.aggregates.agreement.terms import (
    Accession,
    Body,
    ClassRule,
    EntryIntoForce,
    PartyTerms,
    Post,
    Procedure,
    Seat,
    Signatory,
    Term,
    Terms,
)

__all__ = [
    "Accession",
    "Agreement",
    "Body",
    "ClassRule",
    "EntryIntoForce",
    "PartyTerms",
    "Post",
    "Procedure",
    "Seat",
    "Signatory",
    "Stage",
    "Term",
    "Terms",
    "abandon",
    "accede",
    "acknowledge_notice",
    "acknowledge_text",
    "adopt_text",
    "amend_provisions",
    "answer_change",
    "assent",
    "assent_to_erratum",
    "complete_close_out",
    "correct_text",
    "declare_void",
    "decline_to_sign",
    "deposit_ratification",
    "divide",
    "draft_agreement",
    "expel_party",
    "extend_signing",
    "give_notice",
    "incorporate",
    "leave_negotiation",
    "object_to_erratum",
    "open_for_signature",
    "propose_erratum",
    "renew",
    "request_change",
    "resume",
    "revise_text",
    "serve_notice",
    "share_draft",
    "sign",
    "start_close_out",
    "succeed",
    "supersede",
    "suspend",
    "terminate",
    "undo_supersession",
    "withdraw_assent",
    "withdraw_erratum",
    "withdraw_notice",
    "withdraw_party",
    "withdraw_signature",
]
