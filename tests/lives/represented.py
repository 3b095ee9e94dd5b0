"""The river board where seats answer for each other, votes can be secret, and a forum has its stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from accord.aggregates.agreement.terms import BodyStage, Passage, StagePower
from accord.aggregates.decision.events import RecountGround
from accord.aggregates.role import role_id
from accord.rules import Rule
from tests import partnership as p
from tests.application.office import MEMBER, OPERATOR, Office, conclude, fill
from tests.lives.board import BOARD, ORDERS, QUORATE, SEAT, TERMS, mostly, of_seat
from tests.lives.motions import Said, Saying

ATTENDED = Rule.from_data({**QUORATE.to_data(), "id": "attended", "represented": "present"})
PASSAGE = Passage(
    key="passage",
    title="Through the forum",
    body="board",
    cls="staged",
    stages=(
        BodyStage(body="forum", power=StagePower.APPROVE, cls="advice", most_days=10),
        BodyStage(body="forum", power=StagePower.VETO, cls="advice", most_days=10),
    ),
    clause="money",
)
_ATTENDED = tuple(
    replace(entry, rule=ATTENDED) if entry.cls == "spending" else entry for entry in BOARD.rules
)
_STAGED = replace(BOARD.rules[0], cls="staged")
LENIENT = replace(
    TERMS,
    bodies=(replace(BOARD, rules=(*_ATTENDED, _STAGED)), *TERMS.bodies[1:]),
    standing_orders=(
        replace(
            ORDERS,
            seconders=0,
            written_procedure=True,
            meeting_on_demand=True,
            voting_right_lapses_after=2,
            alternates=True,
            proxies=1,
            delegations=1,
            delegation_depth=2,
            pairs=True,
            declarations=True,
        ),
    ),
    reserved_matters=(),
    passages=(PASSAGE,),
)


def lenient(office: Office) -> None:
    """The parties concluded their agreement on terms that let a board work so; each holder has somebody ready."""
    conclude(office, LENIENT)
    fill(office, "elder", p.CLEO, p.TRUST)
    office.do("enrol_principal", by=OPERATOR, principal=p.EVE, party=p.CITY, capabilities=MEMBER)
    for seat, ready in (("city-1", p.EVE), ("trust-2", p.BEN)):
        office.do("name_alternate", role_id(p.AGREEMENT, seat), assignment=1, person=ready)


def recount(say: Saying) -> Said:
    """A recount, as a rule by an authority and for a reason."""
    cited = mostly(f"agreement:{p.AGREEMENT}", *[f"agreement:{p.AGREEMENT}"] * 6, None)
    ground = say.draw(st.sampled_from(RecountGround))
    return say.chair(ground=ground, authority=say.draw(cited), reason=say.reason())


IN_A_VOTE: dict[str, Callable[[Saying], Said]] = {
    "give_proxy": lambda say: say.seat(
        to=say.draw(SEAT), instructed=say.position() if say.draw(st.booleans()) else None
    ),
    "revoke_proxy": Saying.seat,
    "cast_proxy_ballot": lambda say: say.seat(position=say.position()),
    "pair_seats": lambda say: say.seat(other=say.draw(SEAT)),
    "dissolve_pair": Saying.seat,
    "declare_abstention": lambda say: say.seat(statement="Let the others decide."),
    "demand_meeting": Saying.seat,
    "cast_sealed_ballot": lambda say: say.seat(position=say.position()),
    "record_voters": lambda say: say.office(seats=[say.draw(SEAT)]),
    "order_recount": recount,
    "certify_recount": Saying.office,
}
"""What is newer in a vote, right or wrong."""


def of_the_post(seat: str, say: Saying) -> dict[str, Said]:
    """What can be said of a seat beside a vote: who stands ready, whom it follows, that it votes again."""
    numbered = say.draw(mostly(1, 2))
    return {
        "delegate_vote": {
            "by": of_seat(say.draw, seat),
            "to": say.draw(SEAT),
            "effective_to": say.maybe_day(),
        },
        "revoke_delegation": {"by": of_seat(say.draw, seat), "delegation": numbered},
        "name_alternate": say.office(
            assignment=1, person=say.draw(st.sampled_from((p.EVE, p.BEN, p.ADA)))
        ),
        "release_alternate": say.office(assignment=1, alternate=numbered),
        "restore_voting_right": say.chair(),
    }
