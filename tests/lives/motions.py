"""What can be said before the board about its motions and decisions, right or wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from accord.aggregates.decision import Answer
from accord.aggregates.decision.discussing_events import Attendance, SeatAttendance
from accord.aggregates.decision.events import ChallengeRuling, Ruling
from accord.aggregates.decision.moving import ABOUT_DECISIONS
from accord.aggregates.matters import Matter
from tests import partnership as p
from tests.application.office import Office, decide
from tests.lives.board import MAY, PARTY, POSITION, SEAT, SEATS, UNKNOWN, mostly, of_party, of_seat
from tests.story import CLERK

MOTIONS = tuple(UUID(f"5e7a0000-0000-7000-8000-00000000d{number:03x}") for number in range(5))
"""The decisions of a walk; which of them exist is a matter of the walk."""
MOTION = {
    "agreement": p.AGREEMENT,
    "body": "board",
    "cls": "ordinary",
    "title": "Clean the weir",
    "text": "That the weir be cleaned.",
}
Said = dict[str, Any]


def tabled(office: Office) -> None:
    """Of three motions one is moved for a seat, one is on money, and one is carried."""
    office.now = MAY
    office.do("table_motion", MOTIONS[0], asserted_by=p.ADA, mover="city-1", **MOTION)
    office.do("table_motion", MOTIONS[1], **MOTION | {"cls": "spending"})
    office.do("table_motion", MOTIONS[2], **MOTION)
    office.do("second_motion", MOTIONS[2], by=p.BEN, seat="city-2")
    office.do("open_voting", MOTIONS[2], closes=p.CLOSES)
    decide(office, MOTIONS[2])


@dataclass(frozen=True)
class Saying:
    """A moment in a walk: what is drawn, and when it is."""

    draw: Any
    now: datetime
    numbers: tuple[int, ...] = ()

    def day(self) -> date:
        """A day: soon, late, or over."""
        days: int = self.draw(st.sampled_from((0, 1, 7, 30, 30, 400, -3)))
        return (self.now + timedelta(days=days)).date()

    def maybe_day(self) -> date | None:
        """A day, or none said."""
        return self.day() if self.draw(st.booleans()) else None

    def instant(self) -> datetime:
        """An instant: in a while, in days, or over."""
        hours: int = self.draw(st.sampled_from((1, 24, 24 * 7, 24 * 7, 24 * 30, -2)))
        return self.now + timedelta(hours=hours)

    def motion(self) -> UUID:
        """One of the decisions, or something else."""
        found: UUID = self.draw(st.sampled_from((*MOTIONS, *MOTIONS, UNKNOWN, p.AMENDMENT)))
        return found

    def number(self) -> int:
        """The number of a proposal or a challenge."""
        found: int = self.draw(st.sampled_from((*self.numbers * 8, 1, 2, 9)))
        return found

    def seat(self, **more: Any) -> Said:
        """A seat, and who speaks for it."""
        seat = self.draw(SEAT)
        return {"seat": seat, "by": of_seat(self.draw, seat), **more}

    def chair(self, **more: Any) -> Said:
        """Who presides."""
        return {"by": self.draw(mostly(p.ADA, CLERK, p.CLEO)), **more}

    def office(self, **more: Any) -> Said:
        """The register's office, or somebody who has nothing to say there."""
        return {"by": self.draw(mostly(CLERK, p.EVE, p.BEN)), **more}

    def reason(self) -> str | None:
        """A reason, as a rule."""
        found: str | None = self.draw(mostly("The river rises.", None))
        return found

    def position(self) -> Any:
        """A position of a seat."""
        return self.draw(POSITION)


def motion(say: Saying) -> Said:
    """A motion of some class, on some matter."""
    about = say.draw(st.sampled_from(ABOUT_DECISIONS))
    matter = say.draw(
        st.sampled_from((Matter.GENERAL, Matter.GENERAL, about, about, Matter.WAIVER))
    )
    mover = say.draw(st.sampled_from((None, *SEATS)))
    said: Said = MOTION | {
        "agreement": say.draw(mostly(p.AGREEMENT, UNKNOWN)),
        "body": say.draw(mostly("board", "forum", "nobody")),
        "cls": say.draw(st.sampled_from(("ordinary", "ordinary", "spending", "advice"))),
        "matter": matter,
        "mover": mover,
        "by": CLERK,
    }
    if mover is not None:
        said["asserted_by"] = of_seat(say.draw, mover)
    if matter is not Matter.GENERAL or say.draw(st.booleans()):
        said["about"] = say.motion()
    return said


def by_the_mover(say: Saying, **more: Any) -> Said:
    """Somebody who may have moved it, the office recording it."""
    return {
        "by": CLERK,
        "asserted_by": say.draw(st.sampled_from((None, None, p.ADA, p.ADA, p.BEN))),
    } | more


BEFORE: dict[str, Callable[[Saying], Said]] = {
    "table_motion": motion,
    "notice_motion": lambda say: say.chair(opens_on=say.day(), until=say.maybe_day()),
    "second_motion": Saying.seat,
    "support_motion": Saying.seat,
    "withdraw_support": Saying.seat,
    "take_over_motion": Saying.seat,
    "declare_interest": lambda say: say.seat(statement="My brother's.", reason=say.reason()),
    "rule_on_interest": lambda say: say.chair(
        seat=say.draw(SEAT), ruling=say.draw(st.sampled_from(Ruling))
    ),
    "lift_interest": lambda say: say.chair(seat=say.draw(SEAT), reason=say.reason()),
    "propose_motion_amendment": lambda say: say.seat(text="That it be so."),
    "object_to_amendment": lambda say: say.seat(number=say.number()),
    "withdraw_motion_amendment": lambda say: {
        "by": of_seat(say.draw, say.draw(SEAT)),
        "number": say.number(),
    },
    "accept_friendly_amendment": lambda say: by_the_mover(say, number=say.number()),
    "adopt_motion_amendment": lambda say: say.chair(number=say.number(), decision=say.motion()),
    "reject_motion_amendment": lambda say: say.chair(
        number=say.number(),
        decision=say.motion() if say.draw(st.booleans()) else None,
        reason=say.reason(),
    ),
    "defer_motion": lambda say: say.chair(until=say.maybe_day()),
    "take_up_motion": Saying.chair,
    "refer_motion": lambda say: say.chair(body=say.draw(mostly("forum", "board")), cls="advice"),
    "report_back": lambda say: {"by": say.draw(mostly(p.CLEO, p.ADA, CLERK))},
    "withdraw_motion": by_the_mover,
    "lapse_motion": Saying.office,
    "open_voting": lambda say: say.chair(closes=say.instant()),
}
"""The commands up to the vote, and what is said in them."""
VOTING: dict[str, Callable[[Saying], Said]] = {
    "cast_ballot": lambda say: say.seat(position=say.position()),
    "record_ballots": lambda say: say.office(
        answers=[
            Answer(seat, say.position())
            for seat in say.draw(st.lists(SEAT, min_size=1, max_size=4, unique=True))
        ]
    ),
    "replace_ballot": lambda say: say.seat(position=say.position()),
    "record_presence": lambda say: say.chair(
        seats=[SeatAttendance(seat=say.draw(SEAT), attendance=Attendance.PRESENT)]
    ),
    "demand_meeting": Saying.seat,
    "extend_voting": lambda say: say.chair(closes=say.instant(), reason=say.reason()),
    "close_voting": Saying.chair,
    "give_casting_vote": lambda say: say.chair(position=say.position()),
    "certify_result": lambda say: say.office(
        without_casting_vote=say.draw(st.booleans()), effective_from=say.maybe_day()
    ),
}
"""The commands on a vote."""


def challenge(say: Saying) -> Said:
    """A challenge for a seat or for a party."""
    if say.draw(st.booleans()):
        return say.seat(statement="I was not heard.")
    party = say.draw(PARTY)
    return {"party": party, "by": of_party(say.draw, party), "statement": "We were not heard."}


def for_a_party(say: Saying) -> Said:
    """A party and who signs for it."""
    party = say.draw(PARTY)
    return {"party": party, "by": of_party(say.draw, party), "reason": say.reason()}


def ended_by(say: Saying) -> Said:
    """Another decision, and a day from which it ends this one."""
    return say.office(decision=say.motion(), effective_from=say.maybe_day())


AFTER: dict[str, Callable[[Saying], Said]] = {
    "challenge_result": challenge,
    "rule_on_challenge": lambda say: say.chair(
        number=say.number(), ruling=say.draw(st.sampled_from(ChallengeRuling))
    ),
    "place_hold": Saying.seat,
    "withdraw_hold": Saying.seat,
    "release_hold": lambda say: say.chair(decision=say.motion()),
    "consent": for_a_party,
    "refuse_consent": for_a_party,
    "lapse_consent": lambda say: say.chair(party=say.draw(PARTY)),
    "record_implementation": lambda say: say.office(
        complete=say.draw(st.booleans()), statement=say.draw(mostly("It is done.", None))
    ),
    "reopen_decision": lambda say: say.office(decision=say.motion()),
    "rescind_decision": ended_by,
    "supersede_decision": ended_by,
    "take_emergency_decision": lambda say: say.chair(
        agreement=p.AGREEMENT,
        body=say.draw(mostly("board", "forum")),
        cls=say.draw(mostly("ordinary", "spending")),
        title="Open the weir",
        text="That it be open.",
        reason=say.reason(),
    ),
    "ratify_emergency_decision": lambda say: say.office(decision=say.motion()),
}
"""The commands on what becomes of a result."""
SAYINGS = BEFORE | VOTING | AFTER
