"""Each command once: the stage it needs, what is sent and by whom, what is recorded, and one refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.http.office import Office
from tests.http.stages import CLOSES, NOW, SEATS, TIE, Partnership

Facts = dict[str, Any]


@dataclass(frozen=True)
class Refusal:
    """What is changed so that the command is refused (a fact of None is left out), and with which words."""

    status: int
    words: str
    changes: Facts = field(default_factory=dict)
    stage: str | None = None
    prepared: bool = True


@dataclass(frozen=True)
class Case:
    """A command that is accepted at a stage."""

    stage: str
    body: Callable[[Partnership], Facts]
    events: tuple[str, ...]
    refusal: Refusal
    who: str | None = None
    post: str = "chair"
    prepare: Callable[[Partnership], object] = lambda _: None

    def sender(self, p: Partnership) -> Office:
        return p.people[self.who] if self.who else p.secretary


def address(rule: str, case: Case, p: Partnership) -> str:
    """Return the address of a route, its id filled in."""
    plural = rule.split("/")[2]
    ids = {
        "parties": p.party.get("city", ""),
        "agreements": p.agreement,
        "roles": p.roles.get(case.post, ""),
        "decisions": p.decision,
        "amendments": p.amendment,
    }
    return rule.removeprefix("/v1").replace("<uuid:id>", ids[plural])


def motion(p: Partnership) -> Facts:
    return {
        "agreement": p.agreement,
        "body": "board",
        "class": "ordinary",
        "title": "Dredge the mouth",
        "text": "That the mouth be dredged.",
    }


def ballots(*positions: str) -> list[Facts]:
    return [{"seat": s, "position": p} for s, p in zip(SEATS, positions, strict=False)]


def signature(p: Partnership) -> Facts:
    hash_ = p.read(p.path).json["text_hash"]
    return {"party": p.party["city"], "text_hash": hash_, "capacity": "Mayor"}


def interest(p: Partnership) -> None:
    p.people["seat-city"].done(
        f"{p.motion}/interests", seat="seat-city", statement="The weir is my brother's."
    )


def termination(p: Partnership) -> None:
    p.decision = p.table(matter="termination")
    p.decide(p.decision, "for", "for", "for")


def post_created(p: Partnership) -> None:
    p.roles["chair"] = p.secretary.done("/roles", agreement=p.agreement, post="chair").json["id"]


def appointment(p: Partnership) -> Facts:
    holder = str(p.secretary.principal)
    return {"holder": holder, "party": p.party["city"], "authority": "instrument:Minute 3"}


def change(clause: str) -> list[Facts]:
    return [{"op": "substitute", "clause": clause, "text": "Half each.\n"}]


_DRAFTED = (
    "agreement.drafted/1",
    *["agreement.party_named/1"] * 3,
    *["agreement.clause_drafted/1"] * 2,
    *["agreement.post_drafted/1"] * 4,
    "agreement.body_drafted/1",
    "agreement.seats_drafted/1",
    "agreement.rule_drafted/1",
    *["agreement.signatory_named/1"] * 3,
    *["agreement.procedure_drafted/1"] * 2,
)

CASES = {
    "/v1/parties": Case(
        "registered",
        lambda _: {
            "kind": "business",
            "name": "Mill Ltd",
            "identifiers": [{"scheme": "GB-COH", "value": "777"}],
        },
        ("identifier.reserved/1", "party.registered/1", "party.identifier_added/1"),
        Refusal(
            409,
            "already identifies party",
            {"identifiers": [{"scheme": "GB-COH", "value": "city"}]},
        ),
    ),
    "/v1/parties/<uuid:id>/names": Case(
        "registered",
        lambda _: {"name": "City of Northmere"},
        ("party.renamed/1",),
        Refusal(409, "already bears the name city", {"name": "city"}),
    ),
    "/v1/agreements": Case(
        "registered",
        lambda p: p.terms(),
        _DRAFTED,
        Refusal(422, "needs at least two parties", {"parties": []}),
    ),
    "/v1/agreements/<uuid:id>/revisions": Case(
        "drafted",
        lambda _: {"title": "River compact"},
        ("agreement.title_revised/1",),
        Refusal(409, "there is nothing to revise", {"title": "River partnership"}),
    ),
    "/v1/agreements/<uuid:id>/adoption": Case(
        "filled",
        lambda _: {},
        ("agreement.text_adopted/1",),
        Refusal(409, "must be draft on 2026-05-04, and it is adopted", stage="adopted"),
    ),
    "/v1/agreements/<uuid:id>/signature-opening": Case(
        "adopted",
        lambda _: {"deadline": "2026-06-01"},
        ("agreement.opened_for_signature/1",),
        Refusal(422, "the deadline 2026-05-03 has passed", {"deadline": "2026-05-03"}),
    ),
    "/v1/agreements/<uuid:id>/signatures": Case(
        "open for signature",
        signature,
        ("agreement.signed/1",),
        Refusal(422, "not that of the adopted text", {"text_hash": "0" * 64}),
        who="mayor",
    ),
    "/v1/agreements/<uuid:id>/termination": Case(
        "in force",
        lambda p: {"ground": "mutual", "decision": p.decision},
        ("agreement.terminated/1",),
        Refusal(422, "before today (2026-05-04)", {"effective_from": "2026-05-03"}),
        prepare=termination,
    ),
    "/v1/roles": Case(
        "drafted",
        lambda p: {"agreement": p.agreement, "post": "chair"},
        ("role.post_created/1",),
        Refusal(404, "the agreement constitutes no post pilot", {"post": "pilot"}),
    ),
    "/v1/roles/<uuid:id>/assignments": Case(
        "drafted",
        appointment,
        ("role.assigned/1",),
        Refusal(422, "cites the appointing authority", {"authority": None}),
        prepare=post_created,
    ),
    "/v1/roles/<uuid:id>/acceptances": Case(
        "drafted",
        lambda _: {"assignment": 1},
        ("role.accepted/1",),
        Refusal(404, "has no assignment 2", {"assignment": 2}),
        who="chair",
        prepare=lambda p: p.fill("chair", "city", accept=False),
    ),
    "/v1/roles/<uuid:id>/resignations": Case(
        "filled",
        lambda _: {"assignment": 1},
        ("role.resigned/1",),
        Refusal(422, "before today", {"effective_to": "2026-05-01"}),
        who="chair",
    ),
    "/v1/roles/<uuid:id>/revocations": Case(
        "filled",
        lambda _: {"assignment": 1, "authority": "instrument:Minute 9", "reason": "Moved away"},
        ("role.revoked/1",),
        Refusal(422, "cites its authority and gives its reason", {"reason": None}),
    ),
    "/v1/decisions": Case(
        "in force",
        motion,
        ("decision.motion_tabled/1",),
        Refusal(422, "has no rule for motions of class special", {"class": "special"}),
    ),
    "/v1/decisions/<uuid:id>/interests": Case(
        "tabled",
        lambda _: {"seat": "seat-city", "statement": "The weir is my brother's."},
        ("decision.interest_declared/1",),
        Refusal(403, "only the holder of seat seat-trust", {"seat": "seat-trust"}),
        who="seat-city",
    ),
    "/v1/decisions/<uuid:id>/recusals": Case(
        "tabled",
        lambda _: {"seat": "seat-city", "ruling": "recuse"},
        ("decision.interest_ruled/1",),
        Refusal(409, "seat seat-trust has declared no interest", {"seat": "seat-trust"}),
        prepare=interest,
    ),
    "/v1/decisions/<uuid:id>/voting": Case(
        "tabled",
        lambda _: {"closes": CLOSES},
        ("decision.roll_seats_frozen/1", "decision.voting_opened/1"),
        Refusal(422, "before it opens", {"closes": NOW.isoformat()}),
    ),
    "/v1/decisions/<uuid:id>/ballots": Case(
        "voting",
        lambda _: {"seat": "seat-city", "position": "for"},
        ("decision.ballot_cast/1",),
        Refusal(422, "absent is not cast but found", {"position": "absent"}),
        who="seat-city",
    ),
    "/v1/decisions/<uuid:id>/roll-call": Case(
        "voting",
        lambda _: {"ballots": ballots(*TIE)},
        ("decision.ballot_recorded/1",) * 3,
        Refusal(422, "stands 2 times in this list", {"ballots": ballots("for") * 2}),
    ),
    "/v1/decisions/<uuid:id>/closure": Case(
        "voting",
        lambda _: {},
        ("decision.voting_closed/1",),
        Refusal(409, "3 of 3 seats can still answer", prepared=False),
        prepare=lambda p: p.secretary.done(f"{p.motion}/roll-call", ballots=ballots(*TIE)),
    ),
    "/v1/decisions/<uuid:id>/casting-vote": Case(
        "closed",
        lambda _: {"position": "for"},
        ("decision.casting_vote_given/1",),
        Refusal(422, "a casting vote is for or against", {"position": "abstain"}),
        who="chair",
    ),
    "/v1/decisions/<uuid:id>/certification": Case(
        "closed",
        lambda _: {"without_casting_vote": True},
        ("decision.certified/1",),
        Refusal(409, "the decision must be closed, and it is voting", stage="voting"),
    ),
    "/v1/amendments": Case(
        "in force",
        lambda p: {"agreement": p.agreement, "title": "Half", "modifications": change("money")},
        ("amendment.drafted/1", "amendment.substitution_drafted/1"),
        Refusal(422, "the text has no clause of that id", {"modifications": change("gold")}),
    ),
    "/v1/amendments/<uuid:id>/decision": Case(
        "amendment drafted",
        lambda _: {},
        ("decision.motion_tabled/1", "amendment.put_to_decision/1"),
        Refusal(409, "already put to decision", stage="amendment carried"),
    ),
    "/v1/amendments/<uuid:id>/adoption": Case(
        "amendment carried",
        lambda _: {},
        ("amendment.adopted/1", "agreement.amendment_incorporated/1"),
        Refusal(409, "not put to a decision yet", stage="amendment drafted"),
    ),
}

MATCHED = {
    "/v1/parties/<uuid:id>/names",
    "/v1/agreements/<uuid:id>/revisions",
    "/v1/agreements/<uuid:id>/adoption",
    "/v1/agreements/<uuid:id>/signature-opening",
    "/v1/agreements/<uuid:id>/termination",
    "/v1/roles/<uuid:id>/revocations",
    "/v1/decisions/<uuid:id>/recusals",
    "/v1/decisions/<uuid:id>/voting",
    "/v1/decisions/<uuid:id>/certification",
    "/v1/amendments/<uuid:id>/decision",
    "/v1/amendments/<uuid:id>/adoption",
}
"""Those that rest on what the caller saw, and need If-Match."""
