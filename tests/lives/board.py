"""The river board at work: by orders that let much happen, and who may say what before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from accord.aggregates.agreement import Body, ClassRule, Procedure
from accord.aggregates.agreement.terms import Change, Seat, StandingOrders
from accord.aggregates.matters import Matter
from accord.rules import Position, Rule
from tests import partnership as p
from tests.aftermath import RESERVED
from tests.application.office import POSTS, Office, conclude, fill
from tests.story import CLERK

MAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
"""When walks begin: noon in Helsinki, a Monday; the agreement is in force for a month."""
QUORATE = Rule.from_data(
    {
        "id": "quorate",
        "name": "Majority of the votes cast, three being there",
        "quorum": {
            "test": "number",
            "of": ["for", "against", "abstain"],
            "op": ">=",
            "n": "3",
        },
        "pass": p.CAST,
    }
)
BOARD = replace(
    p.BOARD,
    rules=(
        ClassRule(cls="ordinary", rule=QUORATE),
        ClassRule(cls="spending", rule=p.CHAIRED),
        ClassRule(cls="change", rule=p.TWO_THIRDS),
        ClassRule(cls="secret", rule=p.MAJORITY),
    ),
)
FORUM = Body(
    id="forum",
    name="Forum of the trust",
    seats=(Seat(post="elder", title="Elder", party=p.TRUST),),
    rules=(ClassRule(cls="advice", rule=p.MAJORITY),),
    chair="elder",
)
ORDERS = StandingOrders(
    body="board",
    seconders=1,
    hold_sponsors=1,
    challenge_days=7,
    replaceable_ballots=True,
    chair_decides_emergencies=True,
    ratify_within_days=14,
    clause="members",
    secret_classes=("secret",),
)
TERMS = replace(
    p.TERMS,
    bodies=(BOARD, FORUM),
    standing_orders=(ORDERS,),
    reserved_matters=(RESERVED,),
    procedures=(
        Procedure(matter=Matter.AMENDMENT, body="board", cls="change"),
        Procedure(matter=Matter.MINOR_AMENDMENT, body="board", cls="ordinary"),
    ),
    change=Change(material=("purpose",), signed=(Matter.AMENDMENT,), clause="members"),
)

SEATS = ("city-1", "city-2", "trust-1", "trust-2")
PEOPLE = (p.ADA, p.BEN, p.CLEO, p.DAN, p.EVE, CLERK)
UNKNOWN = UUID("5e7a0000-0000-7000-8000-0000000000ee")
"""What nothing is known of."""


def founded(office: Office) -> None:
    """The parties concluded their agreement on these terms."""
    conclude(office, TERMS)
    fill(office, "elder", p.CLEO, p.TRUST)


def mostly(likely: Any, *others: Any) -> st.SearchStrategy[Any]:
    """What is likely, and now and then something else."""
    return st.sampled_from((likely,) * 6 + others)


SEAT = st.sampled_from((*SEATS, *SEATS, *SEATS, "nobody-1"))
POSITION = st.sampled_from(
    (*(Position.FOR,) * 5, *(Position.AGAINST,) * 3, Position.ABSTAIN, Position.ABSENT)
)
PARTY = st.sampled_from((p.CITY, p.TRUST, p.CITY, p.TRUST, p.CLUB))


def of_seat(draw: Any, seat: str) -> UUID:
    """Who speaks for a seat: its holder as a rule."""
    found: UUID = draw(mostly(POSTS.get(seat, (p.EVE,))[0], *PEOPLE))
    return found


def of_party(draw: Any, party: UUID) -> UUID:
    """Who signs for a party: the holder of its post as a rule."""
    found: UUID = draw(mostly({p.CITY: p.ADA, p.TRUST: p.CLEO}.get(party, p.EVE), *PEOPLE))
    return found
