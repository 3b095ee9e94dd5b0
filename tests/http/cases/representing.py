"""Commands by which one seat answers for another, over HTTP."""

from __future__ import annotations

from tests.http.cases.common import Case, Refusal
from tests.http.cases.discussions import agreed
from tests.http.stages import Partnership

from accord.aggregates.agreement.events import ProvisionDrafted
from accord.aggregates.agreement.terms import StandingOrders

PROXY = {"seat": "seat-city", "to": "seat-trust"}


def by_proxy(p: Partnership) -> None:
    """The board works by orders that let a seat be the proxy of one other."""
    orders = StandingOrders(body="board", proxies=1, clause="money")
    agreed(p, ProvisionDrafted(standing_orders=orders))


def proxy_given(p: Partnership) -> None:
    by_proxy(p)
    p.people["seat-city"].done(f"{p.motion}/proxies", PROXY, instructed="for")


def in_pairs(p: Partnership) -> None:
    """The board works by orders that let two seats abstain together."""
    orders = StandingOrders(body="board", pairs=True, clause="money")
    agreed(p, ProvisionDrafted(standing_orders=orders))


def pair_offered(p: Partnership) -> None:
    in_pairs(p)
    p.people["seat-city"].done(f"{p.motion}/pairs", seat="seat-city", other="seat-trust")


def abstaining(p: Partnership) -> None:
    """The city has abstained, by orders that let it declare that it is not bound."""
    orders = StandingOrders(
        body="board", declarations=True, replaceable_ballots=True, clause="money"
    )
    agreed(p, ProvisionDrafted(standing_orders=orders))
    p.people["seat-city"].done(f"{p.motion}/ballots", seat="seat-city", position="abstain")


def seat(p: Partnership) -> str:
    """The post of the city's seat; it stands for the one that a case is about."""
    return p.roles["seat-city"]


def by_delegation(p: Partnership) -> None:
    """The board works by orders that let a seat carry one other."""
    orders = StandingOrders(body="board", delegations=1, clause="money")
    agreed(p, ProvisionDrafted(standing_orders=orders))
    p.roles["chair"] = seat(p)


def delegated(p: Partnership) -> None:
    by_delegation(p)
    p.people["seat-city"].done(f"/roles/{seat(p)}/delegations", to="seat-trust")


CASES = {
    "/v1/roles/<uuid:id>/delegations": Case(
        "voting",
        lambda _: {"to": "seat-trust"},
        ("role.vote_delegated/1",),
        Refusal(422, "would follow itself", {"to": "seat-city"}),
        who="seat-city",
        prepare=by_delegation,
    ),
    "/v1/roles/<uuid:id>/delegation-revocations": Case(
        "voting",
        lambda _: {"delegation": 1},
        ("role.delegation_revoked/1",),
        Refusal(404, "has no delegation 7", {"delegation": 7}),
        who="seat-city",
        prepare=delegated,
    ),
    "/v1/decisions/<uuid:id>/proxies": Case(
        "voting",
        lambda _: {**PROXY, "instructed": "for"},
        ("decision.proxy_given/1",),
        Refusal(422, "would be its own proxy", {"to": "seat-city"}),
        who="seat-city",
        prepare=by_proxy,
    ),
    "/v1/decisions/<uuid:id>/proxy-revocations": Case(
        "voting",
        lambda _: {"seat": "seat-city"},
        ("decision.proxy_revoked/1",),
        Refusal(409, "has given no proxy", prepared=False),
        who="seat-city",
        prepare=proxy_given,
    ),
    "/v1/decisions/<uuid:id>/proxy-ballots": Case(
        "voting",
        lambda _: {"seat": "seat-city", "position": "for"},
        ("decision.proxy_ballot_cast/1",),
        Refusal(422, "is instructed", {"position": "against"}),
        who="seat-trust",
        prepare=proxy_given,
    ),
    "/v1/decisions/<uuid:id>/pairs": Case(
        "voting",
        lambda _: {"seat": "seat-trust", "other": "seat-city"},
        ("decision.seats_paired/1",),
        Refusal(422, "a pair is two seats", {"other": "seat-trust"}),
        who="seat-trust",
        prepare=pair_offered,
    ),
    "/v1/decisions/<uuid:id>/declarations": Case(
        "voting",
        lambda _: {"seat": "seat-city", "statement": "Let the others decide."},
        ("decision.declaration_made/1",),
        Refusal(403, "only the holder of seat seat-trust", {"seat": "seat-trust"}),
        who="seat-city",
        prepare=abstaining,
    ),
    "/v1/decisions/<uuid:id>/pair-dissolutions": Case(
        "voting",
        lambda _: {"seat": "seat-city"},
        ("decision.pair_dissolved/1",),
        Refusal(409, "is in no pair", prepared=False),
        who="seat-city",
        prepare=pair_offered,
    ),
}

MATCHED: set[str] = set()
"""Those that rest on what the caller saw, and need If-Match."""
