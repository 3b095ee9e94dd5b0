"""What can be done with an agreement in a walk, from which pools, and what is likely at each stage."""

from __future__ import annotations

from accord.aggregates.agreement import Stage
from accord.aggregates.agreement.events import ChangeAnswer, Ground
from accord.aggregates.agreement.terms import NoticeKind
from accord.aggregates.matters import Matter
from tests import partnership as p
from tests.lives.instruments import INSTRUMENTS
from tests.lives.roaming import NUMBER, PARTY, SOME_DAY, In, Pool, Pools

NOTHING: Pools = {}
THE_PARTY: Pools = {"party": PARTY}
FROM: Pools = {"effective_from": SOME_DAY}
ASKED: Pools = {
    "party": PARTY,
    "matter": (Matter.RENEWAL, Matter.ADOPTION, Matter.ADOPTION, Matter.ENTRY_INTO_FORCE),
    "effective_from": (None, None, None, In(31)),
}
ALONE: dict[str, Pools] = {
    "share_draft": {"recipients": ([p.TRUST], [p.CITY, p.TRUST], [p.CLUB], [])},
    "revise_text": {"title": ("Clean river", "Cleaner river")},
    "request_change": {
        **THE_PARTY,
        "request": ("Shorter.",),
        "clauses": ((), ("money",), ("fees",)),
    },
    "answer_change": {"number": NUMBER, "answer": tuple(ChangeAnswer)},
    "leave_negotiation": THE_PARTY,
    "adopt_text": NOTHING,
    "abandon": NOTHING,
    "open_for_signature": {"deadline": (None, None, In(9), In(31), In(-1))},
    "sign": {**THE_PARTY, "text_hash": (*[p.TEXT_HASH] * 9, "0" * 64), "capacity": ("Head",)},
    "deposit_ratification": THE_PARTY,
    "decline_to_sign": THE_PARTY,
    "withdraw_signature": THE_PARTY,
    "extend_signing": {"deadline": (In(31), In(92), In(-1))},
    "assent": ASKED,
    "withdraw_assent": ASKED,
    "give_notice": {
        "party": PARTY,
        "kind": (*NoticeKind, NoticeKind.WITHDRAWAL),
        "statement": ("So we say.",),
        "effective_from": (*[None] * 6, *SOME_DAY),
        "against": (None, None, None, p.CITY, p.TRUST),
    },
    "withdraw_notice": {"notice": NUMBER},
    "withdraw_party": {**THE_PARTY, **FROM, "notice": NUMBER},
    "start_close_out": FROM,
    "complete_close_out": {"final_report": ("ab" * 32, "ab" * 32, None, "a page")},
    "declare_void": {**FROM, "ab_initio": (True, False, False)},
}
"""What one can do alone."""
TOGETHER: dict[str, tuple[Matter, Pools]] = {
    "expel_party": (Matter.EXPULSION, {**THE_PARTY, **FROM}),
    "suspend": (
        Matter.SUSPENSION,
        {
            **FROM,
            "effective_to": (None, In(9), In(31), In(92), In(-1)),
            "clauses": ((), (), (), ("money",), ("fees",)),
            "party": (None, None, None, p.CITY, p.TRUST),
        },
    ),
    "resume": (Matter.RESUMPTION, {**FROM, "suspension": NUMBER}),
    "renew": (Matter.RENEWAL, {"effective_to": (None, None, In(400), In(-1))}),
    "terminate": (
        Matter.TERMINATION,
        {**FROM, "ground": (Ground.MUTUAL, *Ground), "notice": (None, None, 1, 2)},
    ),
    "supersede": (Matter.SUPERSESSION, {"successor": INSTRUMENTS[:3]}),
    "accede": (
        Matter.ACCESSION,
        {
            **FROM,
            "party": (p.CLUB, p.CLUB, p.CLUB, p.CITY),
            "post": ("rower", "rower", "mayor"),
            "title": ("Rower",),
            "capacity": ("Rower",),
            "text_hash": (p.TEXT_HASH,),
        },
    ),
}
"""What rests on the assent of the parties, or on a decision of their board."""
_DRAFTING = ("share_draft", "share_draft", "revise_text", "adopt_text", "adopt_text", "conclude")
LATER: Pool = ("start_close_out", "start_close_out", "complete_close_out", "declare_void")
LIKELY: dict[Stage, Pool] = {
    Stage.DRAFT: (*_DRAFTING, *_DRAFTING, "leave_negotiation", "abandon"),
    Stage.SHARED: (
        *_DRAFTING,
        *("request_change", "answer_change", "request_change", "answer_change"),
        *(
            "request_change",
            "answer_change",
            "assent",
            "assent",
            "withdraw_assent",
            "agree",
            "agree",
        ),
    ),
    Stage.ADOPTED: (*["conclude"] * 4, "open_for_signature", "assent", "abandon"),
    Stage.OPEN_FOR_SIGNATURE: (
        *("conclude", "conclude", "sign", "sign", "deposit_ratification", "decline_to_sign"),
        *("withdraw_signature", "extend_signing", "assent"),
    ),
    Stage.CONCLUDED: ("wait", "wait", "sign", "declare_void"),
    Stage.IN_FORCE: (
        *TOGETHER,
        *TOGETHER,
        *("give_notice", "give_notice", "withdraw_notice", "withdraw_party", "assent"),
        *("withdraw_assent", "sign", "withdraw_notice", "extend_signing", "give_notice"),
    ),
    Stage.SUSPENDED: (*TOGETHER, "resume", "resume", "give_notice", "withdraw_party"),
    Stage.EXPIRED: LATER,
    Stage.TERMINATED: LATER,
    Stage.CLOSING: ("complete_close_out", *LATER),
}
ANYTHING: Pool = (*ALONE, *TOGETHER)
FOR_A_PARTY = {
    *("sign", "deposit_ratification", "decline_to_sign", "withdraw_signature", "assent"),
    *("withdraw_assent", "give_notice", "withdraw_notice", "withdraw_party", "accede"),
}
