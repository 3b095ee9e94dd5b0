"""Commands on a vote by secret ballot, over HTTP."""

from __future__ import annotations

from tests.choices import rule as choosing_rule
from tests.http.cases.choices import OPTIONS
from tests.http.cases.common import Case, Refusal
from tests.http.cases.discussions import agreed
from tests.http.stages import SEATS, Partnership

from accord.aggregates.agreement.events import ProvisionDrafted, RuleDrafted
from accord.aggregates.agreement.terms import StandingOrders

ONE = choosing_rule(kind="plurality", id="one")
BALLOT = {"seat": "seat-trust", "position": "against"}
COUNT = {"counts": [{"position": "for", "ballots": 2}, {"position": "invalid", "ballots": 1}]}


def secret(p: Partnership) -> None:
    """Voting is open on a motion, by secret ballot."""
    orders = StandingOrders(body="board", secret_classes=("ordinary",), clause="money")
    agreed(p, ProvisionDrafted(standing_orders=orders))
    p.decision = p.table()
    p.open_vote(p.decision)


def seal(p: Partnership, *positions: str) -> None:
    """The seats cast their ballots into the box."""
    for seat, position in zip(SEATS, positions, strict=False):
        p.people[seat].done(f"{p.motion}/sealed-ballots", seat=seat, position=position)


def urn(p: Partnership) -> None:
    secret(p)
    p.secretary.done(f"{p.motion}/voters", seats=list(SEATS))


def electing(p: Partnership) -> None:
    """Voting is open, by secret ballot, on which of three options it is to be."""
    orders = StandingOrders(body="board", secret_classes=("works",), clause="money")
    rule = RuleDrafted(body="board", cls="works", rule=ONE, rule_hash=ONE.hash)
    agreed(p, rule, ProvisionDrafted(standing_orders=orders))
    p.decision = p.table(**{"class": "works"}, options=OPTIONS)
    p.open_vote(p.decision)


CASES = {
    "/v1/decisions/<uuid:id>/sealed-ballots": Case(
        "in force",
        lambda _: {**BALLOT},
        ("decision.voter_marked/1",),
        Refusal(403, "only the holder of seat seat-club can cast", {"seat": "seat-club"}),
        who="seat-trust",
        prepare=secret,
    ),
    "/v1/decisions/<uuid:id>/voters": Case(
        "in force",
        lambda _: {"seats": ["seat-trust", "seat-club"]},
        ("decision.voter_marked/1", "decision.voter_marked/1"),
        Refusal(404, "mayor is not on the roll", {"seats": ["seat-trust", "mayor"]}),
        prepare=secret,
    ),
    "/v1/decisions/<uuid:id>/secret-count": Case(
        "in force",
        lambda _: COUNT,
        ("decision.paper_ballots_sealed/1",),
        Refusal(409, "2 ballots of seats like seat-city were", {"counts": COUNT["counts"][:1]}),
        prepare=urn,
    ),
}
MATCHED: set[str] = set()
"""Those that rest on what the caller saw, and need If-Match."""
