"""Commands on roles over HTTP: a post is created, filled, accepted and left."""

from __future__ import annotations

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import Partnership

from accord.aggregates.register import Capability


def post_created(p: Partnership) -> None:
    p.roles["chair"] = p.secretary.done("/roles", agreement=p.agreement, post="chair").json["id"]


def appointment(p: Partnership) -> Facts:
    holder = str(p.secretary.principal)
    return {"holder": holder, "party": p.party["city"], "authority": "instrument:Minute 3"}


FOR_A_REASON = {"authority": "instrument:Minute 9", "reason": "Under inquiry"}


def suspended(p: Partnership) -> None:
    facts = {"assignment": 1, **FOR_A_REASON}
    p.secretary.done(f"{own(p)}/suspensions", facts, match=p.read(own(p)))


def alternate_named(p: Partnership) -> None:
    p.secretary.done(f"{own(p)}/alternates", alternate(p))


def acting(p: Partnership) -> None:
    post_created(p)
    p.secretary.done(f"{own(p)}/actings", appointment(p) | {"effective_to": "2026-09-01"})


def term_begun(p: Partnership) -> None:
    """The chair holds the post for a year, and not until further notice."""
    person = p.person(Capability.HOLD_OFFICE, party="city")
    post_created(p)
    facts = {**appointment(p), "holder": str(person.principal), "effective_to": "2027-05-04"}
    p.secretary.done(f"{own(p)}/assignments", facts)
    person.done(f"{own(p)}/acceptances", assignment=1)


def abolished(p: Partnership) -> None:
    post_created(p)
    facts = {"authority": "instrument:Minute 9"}
    p.secretary.done(f"{own(p)}/abolitions", facts, match=p.read(own(p)))


def own(p: Partnership) -> str:
    return f"/roles/{p.roles['chair']}"


def alternate(p: Partnership) -> Facts:
    return {"assignment": 1, "person": str(p.secretary.principal)}


def missed(p: Partnership) -> None:
    """The seat of the club, which lapses after one vote, let one pass."""
    p.change(tenures=[{"post": "seat-club", "lapse_after": 1}])
    p.open_vote(p.decision)
    ballots = [{"seat": s, "position": "for"} for s in ("seat-city", "seat-trust")]
    p.secretary.done(f"{p.motion}/roll-call", ballots=ballots)
    p.hands.turn(days=8)
    p.secretary.done(f"{p.motion}/closure")


def without_vote(p: Partnership) -> None:
    """The seat of the club, which loses its vote after one that it missed, let one pass."""
    orders = {"body": "board", "voting_right_lapses_after": 1, "clause": "purpose"}
    p.change(standing_orders=[orders])
    p.open_vote(p.decision)
    ballots = [{"seat": s, "position": "for"} for s in ("seat-city", "seat-trust")]
    p.secretary.done(f"{p.motion}/roll-call", ballots=ballots)
    p.hands.turn(days=8)
    p.secretary.done(f"{p.motion}/closure")


CASES = {
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
    "/v1/roles/<uuid:id>/declinations": Case(
        "drafted",
        lambda _: {"assignment": 1},
        ("role.declined/1",),
        Refusal(404, "has no assignment 2", {"assignment": 2}),
        who="chair",
        prepare=lambda p: p.fill("chair", "city", accept=False),
    ),
    "/v1/roles/<uuid:id>/extensions": Case(
        "drafted",
        lambda _: {
            "assignment": 1,
            "effective_to": "2028-05-04",
            "authority": "instrument:Minute 9",
        },
        ("role.term_extended/1",),
        Refusal(422, "extended to a later day only", {"effective_to": "2027-01-01"}),
        prepare=term_begun,
    ),
    "/v1/roles/<uuid:id>/alternates": Case(
        "filled",
        alternate,
        ("role.alternate_named/1",),
        Refusal(404, "has no assignment 2", {"assignment": 2}),
    ),
    "/v1/roles/<uuid:id>/alternate-releases": Case(
        "filled",
        lambda _: {"assignment": 1, "alternate": 1},
        ("role.alternate_released/1",),
        Refusal(404, "has no alternate 2", {"alternate": 2}),
        prepare=alternate_named,
    ),
    "/v1/roles/<uuid:id>/actings": Case(
        "drafted",
        lambda p: appointment(p) | {"effective_to": "2026-09-01"},
        ("role.acting_appointed/1",),
        Refusal(422, "cites its authority", {"authority": None}),
        prepare=post_created,
    ),
    "/v1/roles/<uuid:id>/acting-ends": Case(
        "drafted",
        lambda _: {"acting": 1, "authority": "instrument:Minute 9"},
        ("role.acting_ended/1",),
        Refusal(422, "cites its authority", {"authority": None}),
        prepare=acting,
    ),
    "/v1/roles/<uuid:id>/suspensions": Case(
        "filled",
        lambda _: {"assignment": 1, **FOR_A_REASON},
        ("role.suspended/1",),
        Refusal(422, "cites its authority and gives its reason", {"reason": None}),
    ),
    "/v1/roles/<uuid:id>/resumptions": Case(
        "filled",
        lambda _: {"assignment": 1, **FOR_A_REASON},
        ("role.resumed/1",),
        Refusal(422, "cites its authority and gives its reason", {"authority": None}),
        prepare=suspended,
    ),
    "/v1/roles/<uuid:id>/lapses": Case(
        "tabled",
        lambda p: {"assignment": 1, "decisions": [p.decision]},
        ("role.lapsed/1",),
        Refusal(404, "has no assignment 2", {"assignment": 2}),
        post="seat-club",
        prepare=missed,
    ),
    "/v1/roles/<uuid:id>/voting-right-restorations": Case(
        "tabled",
        lambda _: {},
        ("role.voting_right_restored/1",),
        Refusal(422, "before today", {"effective_from": "2026-05-01"}),
        post="seat-club",
        prepare=without_vote,
    ),
    "/v1/roles/<uuid:id>/abolitions": Case(
        "drafted",
        lambda _: {"authority": "instrument:Minute 9"},
        ("role.post_abolished/1",),
        Refusal(422, "cite the authority by which it is abolished", {"authority": None}),
        prepare=post_created,
    ),
    "/v1/roles/<uuid:id>/reinstatements": Case(
        "drafted",
        lambda _: {},
        ("role.post_reinstated/1",),
        Refusal(422, "before today", {"effective_from": "2026-05-01"}),
        prepare=abolished,
    ),
    "/v1/roles/<uuid:id>/vacancies": Case(
        "filled",
        lambda _: {"assignment": 1, "reason": "The chair died."},
        ("role.vacated/1",),
        Refusal(422, "say why the post fell vacant", {"reason": None}),
    ),
    "/v1/roles/<uuid:id>/revocations": Case(
        "filled",
        lambda _: {"assignment": 1, "authority": "instrument:Minute 9", "reason": "Moved away"},
        ("role.revoked/1",),
        Refusal(422, "cites its authority and gives its reason", {"reason": None}),
    ),
}

MATCHED = {
    "/v1/roles/<uuid:id>/abolitions",
    "/v1/roles/<uuid:id>/acting-ends",
    "/v1/roles/<uuid:id>/extensions",
    "/v1/roles/<uuid:id>/lapses",
    "/v1/roles/<uuid:id>/reinstatements",
    "/v1/roles/<uuid:id>/resumptions",
    "/v1/roles/<uuid:id>/suspensions",
    "/v1/roles/<uuid:id>/voting-right-restorations",
    "/v1/roles/<uuid:id>/vacancies",
    "/v1/roles/<uuid:id>/revocations",
}
"""Those that rest on what the caller saw, and need If-Match."""
