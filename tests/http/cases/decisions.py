"""Commands on decisions over HTTP, from the motion to the certified result."""

from __future__ import annotations

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import CLOSES, NOW, SEATS, TIE, Partnership


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


def interest(p: Partnership) -> None:
    p.people["seat-city"].done(
        f"{p.motion}/interests", seat="seat-city", statement="The weir is my brother's."
    )


CASES = {
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
    "/v1/decisions/<uuid:id>/interest-liftings": Case(
        "tabled",
        lambda _: {"seat": "seat-city", "reason": "The weir is sold."},
        ("decision.interest_lifted/1",),
        Refusal(422, "give the reason why the interest of seat seat-city has", {"reason": None}),
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
        ("decision.voting_closed/1", "docket.voting_closed/1"),
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
}

MATCHED = {
    "/v1/decisions/<uuid:id>/interest-liftings",
    "/v1/decisions/<uuid:id>/recusals",
    "/v1/decisions/<uuid:id>/voting",
    "/v1/decisions/<uuid:id>/certification",
}
"""Those that rest on what the caller saw, and need If-Match."""
