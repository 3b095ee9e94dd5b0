"""The partnership that the stories are about: a city and a trust care for a river together.

People and parties by name, the terms they agreed, and the histories that lead to a draft, to an
agreement in force, to posts that are held, and to motions in every stage.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import (
    Agreement,
    Body,
    ClassRule,
    PartyTerms,
    Post,
    Procedure,
    Seat,
    Signatory,
    Term,
    Terms,
    draft_agreement,
)
from accord.aggregates.agreement import events as a
from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision, Seated
from accord.aggregates.decision import events as d
from accord.aggregates.decision.voting import roll_hash
from accord.aggregates.dispute import Dispute
from accord.aggregates.impact import Impact
from accord.aggregates.matters import Matter
from accord.aggregates.meeting import Meeting
from accord.aggregates.obligation import Obligation
from accord.aggregates.role import PostCreated, Role, RoleAccepted, RoleAssigned, role_id
from accord.events import Event
from accord.rules import Measure, Position, Rule, Verdict, evaluate
from accord.text import Clause, text_hash
from tests.story import NOW, happened, id_of, standing


def _id(last: int) -> UUID:
    return UUID(f"0a9ee000-0000-7000-8000-{last:012x}")


CITY, TRUST, CLUB = _id(1), _id(2), _id(3)
ADA, BEN, CLEO, DAN, EVE = (_id(number) for number in range(16, 21))
"""Ada and Ben are the city's people, Cleo and Dan the trust's; Eve belongs to neither."""

AGREEMENT, DECISION, AMENDMENT = id_of(Agreement), id_of(Decision), id_of(Amendment)
MEETING = id_of(Meeting)
OBLIGATION = id_of(Obligation)
DISPUTE = id_of(Dispute)
IMPACT = id_of(Impact)
ZONE = "Europe/Helsinki"

CAST = {"test": "share", "of": ["for"], "base": "cast", "op": ">", "at": "1/2"}
MAJORITY = Rule.from_data(
    {"id": "majority", "name": "Simple majority of the votes cast", "pass": CAST}
)
CHAIRED = Rule.from_data(
    {
        "id": "majority_chaired",
        "name": "Simple majority; the chair decides a tie",
        "pass": CAST,
        "tie": "casting_vote",
    }
)
TWO_THIRDS = Rule.from_data(
    {
        "id": "two_thirds",
        "name": "Two thirds of all seats entitled",
        "pass": {"test": "share", "of": ["for"], "base": "entitled", "op": ">=", "at": "2/3"},
    }
)

PURPOSE = Clause(
    id="purpose", num="1", heading="Purpose", text="1. The parties care for the river.\n"
)
MEMBERS = Clause(id="members", num="2", heading="Board", text="2. Each party names two members.\n")
MONEY = Clause(id="money", num="3", heading="Money", text="3. Costs are shared equally.\n")


def _seat(post: str, party: UUID) -> Seat:
    return Seat(post=post, title=f"Member {post}", party=party)


BOARD = Body(
    id="board",
    name="River board",
    seats=(
        _seat("city-1", CITY),
        _seat("city-2", CITY),
        _seat("trust-1", TRUST),
        _seat("trust-2", TRUST),
    ),
    rules=(
        ClassRule(cls="ordinary", rule=MAJORITY),
        ClassRule(cls="spending", rule=CHAIRED),
        ClassRule(cls="change", rule=TWO_THIRDS),
    ),
    chair="city-1",
)
TERMS = Terms(
    title="River care",
    zone=ZONE,
    parties=(
        PartyTerms(party=CITY, cls="funder", measures=(Measure("weight", Decimal("2.5")),)),
        PartyTerms(party=TRUST, cls="provider"),
    ),
    clauses=(PURPOSE, MEMBERS, MONEY),
    bodies=(BOARD,),
    posts=(
        Post(post="mayor", title="Mayor", party=CITY),
        Post(post="warden", title="Warden", party=TRUST),
    ),
    signatories=(Signatory(party=CITY, post="mayor"), Signatory(party=TRUST, post="warden")),
    procedures=(
        Procedure(matter=Matter.AMENDMENT, body="board", cls="change"),
        Procedure(matter=Matter.TERMINATION, body="board", cls="change"),
    ),
    term=Term(starts_on=date(2026, 4, 1), ends_on=date(2029, 4, 1)),
)
TEXT_HASH = text_hash(TERMS.clauses)
STARTS, ENDS = date(2026, 4, 1), date(2029, 4, 1)


# --- The agreement ---------------------------------------------------------------------------


def drafted(terms: Terms = TERMS, **changes: Any) -> tuple[Event, ...]:
    return draft_agreement(Agreement(AGREEMENT), terms=replace(terms, **changes))


def adopted(**changes: Any) -> list[Any]:
    terms = replace(TERMS, **changes)
    fixed = a.TextAdopted(text_hash=text_hash(terms.clauses), terms_hash=terms.hash())
    return [drafted(terms), fixed]


def opened(deadline: date | None = None, **changes: Any) -> list[Any]:
    return [adopted(**changes), a.OpenedForSignature(deadline=deadline)]


def signed(party: UUID, signatory: UUID, post: str, on: date, **more: Any) -> a.AgreementSigned:
    return a.AgreementSigned(
        party=party,
        signatory=signatory,
        post=post,
        capacity=post.title(),
        signed_on=on,
        text_hash=more.pop("text_hash", TEXT_HASH),
        **more,
    )


CITY_SIGNED = signed(CITY, ADA, "mayor", date(2026, 3, 2))
TRUST_SIGNED = signed(TRUST, CLEO, "warden", date(2026, 3, 3))


def in_force(
    *later: Any, from_: date = STARTS, until: date | None = ENDS, **changes: Any
) -> list[Any]:
    return [
        opened(**changes),
        CITY_SIGNED,
        TRUST_SIGNED,
        a.AgreementConcluded(concluded_on=date(2026, 3, 3)),
        a.EntryIntoForceFixed(effective_from=from_, effective_to=until),
        *later,
    ]


def agreement(*history: Any) -> Agreement:
    """An agreement with this history, or else one in force."""
    return standing(Agreement, *(history or in_force()))


# --- Posts -----------------------------------------------------------------------------------


def post_created(post: str, party: UUID | None = None) -> PostCreated:
    found = TERMS.post(post)
    title = found.title if found else post
    return PostCreated(agreement=AGREEMENT, post=post, title=title, party=party)


def assigned(
    holder: UUID, party: UUID, from_: date = STARTS, until: date | None = None, number: int = 1
) -> RoleAssigned:
    return RoleAssigned(
        assignment=number, holder=holder, party=party, effective_from=from_, effective_to=until
    )


def held(
    post: str, holder: UUID, party: UUID, from_: date = STARTS, until: date | None = None
) -> list[Any]:
    accepted = happened(RoleAccepted(assignment=1), by=holder)
    return [post_created(post, party), assigned(holder, party, from_, until), accepted]


def role(post: str, *history: Any) -> Role:
    return standing(Role, *history, id=role_id(AGREEMENT, post))


# --- The decision ----------------------------------------------------------------------------

CLOSES = datetime(2026, 5, 11, 9, tzinfo=UTC)
SEATED = {
    "city-1": Seated(ADA, CITY),
    "city-2": Seated(BEN, CITY),
    "trust-1": Seated(CLEO, TRUST),
    "trust-2": Seated(DAN, TRUST),
}
ROLL = tuple(
    d.RollSeat(seat=post, party=seated.party, holder=seated.holder)
    for post, seated in SEATED.items()
)
VACANCY = (*ROLL[:3], d.RollSeat(seat="trust-2", party=TRUST))


def tabled(cls: str = "ordinary", **more: Any) -> d.MotionTabled:
    usual = {"title": "Clean the weir", "text": "That the weir be cleaned in June."}
    return d.MotionTabled(agreement=AGREEMENT, cls=cls, **({"body": "board"} | usual | more))


def frozen(
    roll: tuple[d.RollSeat, ...] = ROLL, rule: Rule = MAJORITY, **more: Any
) -> tuple[d.RollSeatsFrozen, d.VotingOpened]:
    usual: dict[str, Any] = {"opens": NOW, "closes": CLOSES, "chair": "city-1", "chair_holder": ADA}
    voting = d.VotingOpened(
        seats=len(roll), roll_hash=roll_hash(roll), rule=rule, rule_hash=rule.hash, **(usual | more)
    )
    return d.RollSeatsFrozen(seats=roll), voting


def voting(*later: Any, rule: Rule = MAJORITY, roll: tuple[d.RollSeat, ...] = ROLL) -> list[Any]:
    return [tabled(), *frozen(roll, rule), *later]


def ballots(**positions: str) -> list[d.BallotCast]:
    """`ballots(city_1="for")`: the ballot of seat city-1."""
    return [
        d.BallotCast(seat=seat.replace("_", "-"), position=Position(position))
        for seat, position in positions.items()
    ]


def certified(verdict: Verdict, **motion: Any) -> list[Any]:
    """A motion on which all four seats voted alike, so that it was carried or lost."""
    position = "for" if verdict is Verdict.CARRIED else "against"
    cast = ballots(city_1=position, city_2=position, trust_1=position, trust_2=position)
    history = [tabled(**motion), *frozen(), *cast]
    outcome = evaluate(MAJORITY, list(standing(Decision, *history).counted()))
    return [
        *history,
        d.VotingClosed(tally=(), tied=outcome.tied),
        d.DecisionCertified(
            verdict=outcome.verdict,
            explanation=outcome.explanation,
            rule_id=MAJORITY.id,
            rule_version=MAJORITY.version,
            rule_hash=MAJORITY.hash,
        ),
    ]


def decision(*history: Any) -> Decision:
    return standing(Decision, *history)
