"""Commands on decisions over HTTP, once their voting is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.cases.discussions import agreed
from tests.http.governed import about, carry
from tests.http.stages import MAJORITY, SEATS, Partnership

from accord.aggregates.agreement.events import (
    BodyDrafted,
    PartyExpelled,
    ProvisionDrafted,
    RuleDrafted,
    SeatsDrafted,
)
from accord.aggregates.agreement.terms import BodyStage, Passage, Seat, StagePower
from accord.rules import Rule

FLOOD = {"body": "board", "class": "ordinary", "title": "Open the weir", "text": "That it be open."}
OWN = "/v1/decisions/<uuid:id>"


def challenged(p: Partnership) -> None:
    statement = {"seat": "seat-club", "statement": "We were not heard."}
    p.people["seat-club"].done(f"{p.motion}/challenges", statement)


RECOUNT = {
    "ground": "doubt",
    "authority": "instrument:Court order 7",
    "reason": "Two ballots were read alike.",
}


def recounted(p: Partnership) -> None:
    p.secretary.done(f"{p.motion}/recounts", RECOUNT, match=p.read(p.motion))


def asked(p: Partnership) -> None:
    p.people["seat-trust"].done(f"{p.motion}/holds", seat="seat-trust")


def held(p: Partnership) -> None:
    asked(p)
    p.people["seat-club"].done(f"{p.motion}/holds", seat="seat-club")


def held_and_released(p: Partnership) -> None:
    held(p)
    carry(p, about=p.decision, matter="release")


def reserved(p: Partnership) -> None:
    p.decision = carry(p, **{"class": "reserved"})


def left(p: Partnership) -> None:
    agreed(p, PartyExpelled(effective_from=date(2026, 5, 4), party=UUID(p.party["club"])))


def reserved_and_left(p: Partnership) -> None:
    reserved(p)
    left(p)


def moved_again(p: Partnership) -> None:
    mover = str(p.people["seat-city"].principal)
    facts = {"matter": "reconsideration", "mover": "seat-city", "asserted_by": mover}
    carry(p, about=p.decision, **facts)


def replaced(p: Partnership) -> None:
    carry(p, about=p.decision, matter="replacement")


def rescinded(p: Partnership) -> None:
    carry(p, about=p.decision, matter="rescission")


def taken(p: Partnership) -> None:
    facts = {"agreement": p.agreement, "reason": "The river rises.", **FLOOD}
    p.decision = p.people["chair"].done("/decisions/emergencies", facts).json["id"]


def taken_and_ratified(p: Partnership) -> None:
    taken(p)
    carry(p, about=p.decision, matter="ratification")


def through(power: str) -> Callable[[Partnership], None]:
    """What is carried comes before a council, which has decided on it."""

    def prepare(p: Partnership) -> None:
        council(p, power)
        p.decision = carry(p)
        matter = "stage_approval" if power == "approve" else "stage_veto"
        carry(p, about=p.decision, matter=matter, body="council", **{"class": "review"})

    return prepare


def council(p: Partnership, power: str = "approve", **days: int) -> None:
    """There is a council of the same people, through which ordinary decisions pass."""
    seats = tuple(Seat(post=post, title=post, party=UUID(p.party[n])) for post, n in SEATS.items())
    rule = Rule.from_data(MAJORITY)
    most = {"most_days": 10} if power == "veto" else {}
    stage = BodyStage(body="council", cls="review", power=StagePower(power), **(most | days))
    passage = Passage(
        key="both", title="Both", body="board", cls="ordinary", stages=(stage,), clause="money"
    )
    agreed(
        p,
        BodyDrafted(body="council", name="Council", chair="chair"),
        SeatsDrafted(body="council", seats=seats),
        RuleDrafted(body="council", cls="review", rule=rule, rule_hash=rule.hash),
        ProvisionDrafted(passage=passage),
    )


def by_another(p: Partnership) -> Facts:
    return {"decision": about(p)}


NOT_PREPARED = {"prepared": False, "stage": "governed carried"}

CASES = {
    f"{OWN}/challenges": Case(
        "governed carried",
        lambda _: {"seat": "seat-club", "statement": "We were not heard."},
        ("decision.result_challenged/1",),
        Refusal(403, "only the holder of seat seat-trust", {"seat": "seat-trust"}),
        who="seat-club",
    ),
    f"{OWN}/challenge-rulings": Case(
        "governed carried",
        lambda _: {"number": 1, "ruling": "upheld"},
        ("decision.challenge_ruled/1", "decision.result_annulled/1"),
        Refusal(404, "no challenge 2", {"number": 2}),
        prepare=challenged,
    ),
    f"{OWN}/recounts": Case(
        "governed carried",
        lambda _: RECOUNT,
        ("decision.recount_ordered/1",),
        Refusal(422, "a recount cites the authority", {"authority": None}),
    ),
    f"{OWN}/recount-certification": Case(
        "governed carried",
        lambda _: {},
        ("decision.recount_certified/1",),
        Refusal(409, "no recount is ordered", **NOT_PREPARED),
        prepare=recounted,
    ),
    f"{OWN}/holds": Case(
        "governed carried",
        lambda _: {"seat": "seat-club"},
        ("decision.hold_placed/1", "decision.held/1"),
        Refusal(403, "only the holder of seat seat-city", {"seat": "seat-city"}),
        who="seat-club",
        prepare=asked,
    ),
    f"{OWN}/hold-withdrawals": Case(
        "governed carried",
        lambda _: {"seat": "seat-club"},
        ("decision.hold_withdrawn/1", "decision.released/1"),
        Refusal(409, "seat seat-club does not ask", **NOT_PREPARED),
        who="seat-club",
        prepare=held,
    ),
    f"{OWN}/releases": Case(
        "governed carried",
        by_another,
        ("decision.released/1",),
        Refusal(409, "only what is held is released", **NOT_PREPARED),
        prepare=held_and_released,
    ),
    f"{OWN}/consents": Case(
        "governed carried",
        lambda p: {"party": p.party["city"]},
        ("decision.party_consented/1",),
        Refusal(409, "the decision must be awaiting consent or held", **NOT_PREPARED),
        who="mayor",
        prepare=reserved,
    ),
    f"{OWN}/consent-refusals": Case(
        "governed carried",
        lambda p: {"party": p.party["city"], "reason": "We cannot pay."},
        ("decision.party_refused_consent/1",),
        Refusal(422, "gives the reason", {"reason": None}),
        who="mayor",
        prepare=reserved,
    ),
    f"{OWN}/consent-lapses": Case(
        "governed carried",
        lambda p: {"party": p.party["club"]},
        ("decision.consent_lapsed/1",),
        Refusal(409, "the decision must be awaiting consent or held", **NOT_PREPARED),
        prepare=reserved_and_left,
    ),
    f"{OWN}/stage-approvals": Case(
        "governed carried",
        by_another,
        ("decision.stage_passed/1",),
        Refusal(409, "the decision must be in stages or held", **NOT_PREPARED),
        prepare=through("approve"),
    ),
    f"{OWN}/stage-vetoes": Case(
        "governed carried",
        by_another,
        ("decision.stage_vetoed/1",),
        Refusal(409, "the decision must be in stages or held", **NOT_PREPARED),
        prepare=through("veto"),
    ),
    f"{OWN}/implementations": Case(
        "certified",
        lambda _: {"complete": True, "completed_on": "2026-05-04", "statement": "Done by Ada."},
        ("decision.implementation_recorded/1",),
        Refusal(422, "it is in effect from 2026-05-04 on", {"completed_on": "2026-05-03"}),
    ),
    f"{OWN}/reconsiderations": Case(
        "governed carried",
        by_another,
        ("decision.reconsidered/1",),
        Refusal(422, "a reconsideration needs a certified, carried decision", **NOT_PREPARED),
        prepare=moved_again,
    ),
    f"{OWN}/rescissions": Case(
        "governed carried",
        by_another,
        ("decision.rescinded/1",),
        Refusal(422, "a rescission needs a certified, carried decision", **NOT_PREPARED),
        prepare=rescinded,
    ),
    f"{OWN}/supersessions": Case(
        "governed carried",
        by_another,
        ("decision.superseded/1",),
        Refusal(422, "what supersedes it needs a certified, carried", **NOT_PREPARED),
        prepare=replaced,
    ),
    "/v1/decisions/emergencies": Case(
        "governed carried",
        lambda p: {"agreement": p.agreement, "reason": "The river rises.", **FLOOD},
        ("decision.emergency_taken/1",),
        Refusal(422, "says what the emergency is", {"reason": None}),
        who="chair",
    ),
    f"{OWN}/ratifications": Case(
        "governed carried",
        by_another,
        ("decision.emergency_ratified/1",),
        Refusal(409, "only an emergency decision is ratified", **NOT_PREPARED),
        prepare=taken_and_ratified,
    ),
}

MATCHED = {
    f"{OWN}/{fact}"
    for fact in (
        "challenge-rulings",
        "recounts",
        "recount-certification",
        "releases",
        "consents",
        "consent-refusals",
        "consent-lapses",
        "stage-approvals",
        "stage-vetoes",
        "reconsiderations",
        "rescissions",
        "supersessions",
        "ratifications",
    )
}
"""Those that rest on what the caller saw, and need If-Match."""
