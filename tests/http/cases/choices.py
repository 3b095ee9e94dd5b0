"""Commands on a choice among options, over HTTP."""

from __future__ import annotations

from tests.choices import APPROVAL
from tests.http.cases.common import Case, Refusal
from tests.http.cases.discussions import agreed
from tests.http.stages import CLOSES, SEATS, Partnership

from accord.aggregates.agreement.events import ProvisionDrafted, RuleDrafted
from accord.aggregates.agreement.terms import StandingOrders

OPTIONS = [{"id": id, "title": f"A {id}"} for id in ("weir", "ferry", "mill")]
EVIDENCE = ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]


def choosing(p: Partnership) -> None:
    """A motion before a body that chooses among its options."""
    agreed(p, RuleDrafted(body="board", cls="works", rule=APPROVAL, rule_hash=APPROVAL.hash))
    p.decision = p.table(**{"class": "works"}, options=OPTIONS)


def opened(p: Partnership) -> None:
    choosing(p)
    p.secretary.done(f"{p.motion}/voting", closes=CLOSES, match=p.read(p.motion))


def tied(p: Partnership) -> None:
    opened(p)
    chosen = zip(SEATS, (["weir"], ["ferry"], []), strict=True)
    p.secretary.done(f"{p.motion}/roll-call", ballots=[{"seat": s, "choice": x} for s, x in chosen])
    p.secretary.done(f"{p.motion}/closure")


def nominating(p: Partnership) -> None:
    """Seats may nominate options for a motion that has three."""
    orders = StandingOrders(body="board", nominations=True, clause="money")
    agreed(
        p,
        ProvisionDrafted(standing_orders=orders),
        RuleDrafted(body="board", cls="works", rule=APPROVAL, rule_hash=APPROVAL.hash),
    )
    p.decision = p.table(**{"class": "works"}, options=OPTIONS)


def nominated(p: Partnership) -> None:
    nominating(p)
    p.people["seat-city"].done(f"{p.motion}/nominations", FORD)


def to_be_seconded(p: Partnership) -> None:
    """Seat seat-city nominated an option that another seat has to second."""
    orders = StandingOrders(body="board", nominations=True, nomination_seconders=1, clause="money")
    agreed(
        p,
        ProvisionDrafted(standing_orders=orders),
        RuleDrafted(body="board", cls="works", rule=APPROVAL, rule_hash=APPROVAL.hash),
    )
    p.decision = p.table(**{"class": "works"}, options=OPTIONS)
    p.people["seat-city"].done(f"{p.motion}/nominations", FORD)


FORD = {"seat": "seat-city", "option": {"id": "ford", "title": "A ford"}}

CASES = {
    "/v1/decisions/<uuid:id>/nominations": Case(
        "in force",
        lambda _: FORD,
        ("decision.option_nominated/1",),
        Refusal(409, "has an option weir already", {"option": {"id": "weir", "title": "A weir"}}),
        who="seat-city",
        prepare=nominating,
    ),
    "/v1/decisions/<uuid:id>/nomination-seconds": Case(
        "in force",
        lambda _: {"seat": "seat-trust", "option": "ford"},
        ("decision.nomination_seconded/1",),
        Refusal(422, "was put with the motion, and needs no seconder", {"option": "weir"}),
        who="seat-trust",
        prepare=to_be_seconded,
    ),
    "/v1/decisions/<uuid:id>/option-withdrawals": Case(
        "in force",
        lambda _: {"seat": "seat-city", "option": "ford"},
        ("decision.option_withdrawn/1",),
        Refusal(404, "the motion has no option bridge", {"option": "bridge"}),
        who="seat-city",
        prepare=nominated,
    ),
    "/v1/decisions/<uuid:id>/casting-choice": Case(
        "in force",
        lambda _: {"options": ["ferry"]},
        ("decision.casting_choice_given/1",),
        Refusal(422, "names options that are tied: ferry, weir", {"options": ["mill"]}),
        who="chair",
        prepare=tied,
    ),
    "/v1/decisions/<uuid:id>/lots": Case(
        "in force",
        lambda _: {"order": ["mill", "ferry", "weir"], "evidence": EVIDENCE},
        ("decision.lot_drawn/1",),
        Refusal(422, "lots are drawn for all 3 options", {"order": ["ferry"]}),
        prepare=tied,
    ),
}
MATCHED: set[str] = set()
"""Those that rest on what the caller saw, and need If-Match."""
