"""Commands on a motion before the vote, and on a voting while it runs, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from tests.http.cases.common import Case, Facts, Refusal
from tests.http.stages import CLOSES, MAJORITY, Partnership

from accord.aggregates.agreement import Agreement
from accord.aggregates.agreement.events import BodyDrafted, ProvisionDrafted, RuleDrafted
from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.register import REGISTER
from accord.events import Circumstances, Event
from accord.rules import Rule

NUMBER = {"number": 1}
SEAT = {"seat": "seat-trust"}
LATER = "2026-05-18T09:00:00Z"
TEXT = "That the weir be cleaned in July."


def second(p: Partnership) -> None:
    p.people["seat-trust"].done(f"{p.motion}/seconders", SEAT)


def withdraw(p: Partnership) -> None:
    p.secretary.done(f"{p.motion}/withdrawal", match=p.read(p.motion))


def defer(p: Partnership) -> None:
    p.secretary.done(f"{p.motion}/deferrals", match=p.read(p.motion))


def refer(p: Partnership) -> None:
    forum(p)
    facts = {"body": "forum", "class": "advice"}
    p.secretary.done(f"{p.motion}/referrals", facts, match=p.read(p.motion))


def propose(p: Partnership) -> None:
    p.people["seat-trust"].done(f"{p.motion}/motion-amendments", SEAT, text=TEXT)


def support_and_propose(p: Partnership) -> None:
    propose(p)
    p.people["seat-club"].done(f"{p.motion}/supporters", seat="seat-club")


def about(p: Partnership, *positions: str) -> str:
    """A decision of its own on amendment 1 of the motion."""
    own = p.table(title="Amend the motion", matter="motion_amendment", about=p.decision)
    p.decide(own, *positions)
    return own


def adoption(p: Partnership) -> Facts:
    return {**NUMBER, "decision": about(p, "for", "for", "against"), "material": False}


def rejection(p: Partnership) -> Facts:
    return {**NUMBER, "decision": about(p, "for", "against", "against")}


def agreed(p: Partnership, *provisions: Event) -> None:
    """The agreement says this too, as if it had been drafted so."""
    env = Circumstances(recorded_by=REGISTER, on_behalf_of=REGISTER, authority="instrument:§ 1")
    with p.house.record.unit() as unit, unit.command():
        found = unit.read(Agreement, UUID(p.agreement))
        for provision in provisions:
            unit.append(found, env, provision)


def replaceable(p: Partnership) -> None:
    orders = StandingOrders(body="board", replaceable_ballots=True, clause="money")
    agreed(p, ProvisionDrafted(standing_orders=orders))
    p.people["seat-city"].done(f"{p.motion}/ballots", seat="seat-city", position="for")


def forum(p: Partnership) -> None:
    rule = Rule.from_data(MAJORITY)
    decides = RuleDrafted(body="forum", cls="advice", rule=rule, rule_hash=rule.hash)
    agreed(p, BodyDrafted(body="forum", name="Forum"), decides)


def notice_ends(p: Partnership) -> None:
    facts = {"opens_on": "2026-05-04", "until": "2026-05-05"}
    p.secretary.done(f"{p.motion}/notices", facts, match=p.read(p.motion))
    p.hands.at = datetime(2026, 5, 5, 9, tzinfo=UTC)


def in_writing(p: Partnership) -> None:
    said = {"written_procedure": True, "meeting_on_demand": True}
    agreed(p, ProvisionDrafted(standing_orders=StandingOrders(body="board", **said)))
    facts = {"closes": "2026-05-11T09:00:00Z", "by_correspondence": True}
    p.secretary.done(f"{p.motion}/voting", facts, match=p.read(p.motion))


CASES = {
    "/v1/decisions/<uuid:id>/meeting-demands": Case(
        "tabled",
        lambda _: SEAT,
        ("decision.meeting_demanded/1",),
        Refusal(409, "the decision must be voting, and it is tabled", prepared=False),
        who="seat-trust",
        prepare=in_writing,
    ),
    "/v1/decisions/<uuid:id>/notices": Case(
        "tabled",
        lambda _: {"opens_on": "2026-05-18", "until": "2026-09-01"},
        ("decision.motion_noticed/1",),
        Refusal(422, "and not on 2026-05-03", {"opens_on": "2026-05-03"}),
    ),
    "/v1/decisions/<uuid:id>/seconders": Case(
        "tabled",
        lambda _: SEAT,
        ("decision.motion_seconded/1",),
        Refusal(403, "only the holder of seat seat-city", {"seat": "seat-city"}),
        who="seat-trust",
    ),
    "/v1/decisions/<uuid:id>/supporters": Case(
        "tabled",
        lambda _: SEAT,
        ("decision.motion_supported/1",),
        Refusal(404, "has no seat mayor", {"seat": "mayor"}),
        who="seat-trust",
    ),
    "/v1/decisions/<uuid:id>/support-withdrawals": Case(
        "tabled",
        lambda _: SEAT,
        ("decision.support_withdrawn/1",),
        Refusal(409, "neither seconds nor supports", prepared=False),
        who="seat-trust",
        prepare=second,
    ),
    "/v1/decisions/<uuid:id>/motion-amendments": Case(
        "tabled",
        lambda _: {**SEAT, "text": TEXT, "title": "Clean the weir in July"},
        ("decision.motion_amendment_proposed/1",),
        Refusal(403, "only the holder of seat seat-city", {"seat": "seat-city"}),
        who="seat-trust",
    ),
    "/v1/decisions/<uuid:id>/motion-amendment-objections": Case(
        "tabled",
        lambda _: {**NUMBER, "seat": "seat-club"},
        ("decision.motion_amendment_objected/1",),
        Refusal(404, "no amendment 2 of this motion is open", {"number": 2}),
        who="seat-club",
        prepare=support_and_propose,
    ),
    "/v1/decisions/<uuid:id>/motion-amendment-acceptances": Case(
        "tabled",
        lambda _: NUMBER,
        ("decision.motion_amended/1",),
        Refusal(404, "no amendment 1 of this motion is open; open are: none", prepared=False),
        prepare=propose,
    ),
    "/v1/decisions/<uuid:id>/motion-amendment-adoptions": Case(
        "tabled",
        adoption,
        ("decision.motion_amended/1",),
        Refusal(404, "no amendment 2 of this motion is open; open are: 1", {"number": 2}),
        prepare=propose,
    ),
    "/v1/decisions/<uuid:id>/motion-amendment-rejections": Case(
        "tabled",
        rejection,
        ("decision.motion_amendment_rejected/1",),
        Refusal(422, "ruled out of order by the chair with a reason", {"decision": None}),
        prepare=propose,
    ),
    "/v1/decisions/<uuid:id>/motion-amendment-withdrawals": Case(
        "tabled",
        lambda _: NUMBER,
        ("decision.motion_amendment_withdrawn/1",),
        Refusal(404, "no amendment 2 of this motion is open", {"number": 2}),
        who="seat-trust",
        prepare=propose,
    ),
    "/v1/decisions/<uuid:id>/deferrals": Case(
        "tabled",
        lambda _: {"until": "2026-06-01"},
        ("decision.deferred/1",),
        Refusal(422, "2026-05-04 is not after 2026-05-04", {"until": "2026-05-04"}),
    ),
    "/v1/decisions/<uuid:id>/resumptions": Case(
        "tabled",
        lambda _: {},
        ("decision.motion_taken_up/1",),
        Refusal(409, "the decision must be deferred, and it is tabled", prepared=False),
        prepare=defer,
    ),
    "/v1/decisions/<uuid:id>/referrals": Case(
        "tabled",
        lambda _: {"body": "forum", "class": "advice"},
        ("decision.motion_referred/1",),
        Refusal(422, "the motion is before body board already", {"body": "board"}),
        prepare=forum,
    ),
    "/v1/decisions/<uuid:id>/reports": Case(
        "tabled",
        lambda _: {"recommendation": "Wait for the drought to end."},
        ("decision.motion_reported_on/1",),
        Refusal(409, "the decision must be referred, and it is tabled", prepared=False),
        prepare=refer,
    ),
    "/v1/decisions/<uuid:id>/withdrawal": Case(
        "tabled",
        lambda _: {},
        ("decision.motion_withdrawn/1",),
        Refusal(409, "a motion is withdrawn before voting opens", stage="voting"),
    ),
    "/v1/decisions/<uuid:id>/takeovers": Case(
        "tabled",
        lambda _: SEAT,
        ("decision.motion_taken_over/1",),
        Refusal(409, "the decision must be withdrawn, and it is tabled", prepared=False),
        who="seat-trust",
        prepare=withdraw,
    ),
    "/v1/decisions/<uuid:id>/lapse": Case(
        "tabled",
        lambda _: {},
        ("decision.motion_lapsed/1",),
        Refusal(409, "the motion can still be put to the vote", prepared=False),
        prepare=notice_ends,
    ),
    "/v1/decisions/<uuid:id>/attendance": Case(
        "voting",
        lambda _: {"seats": [{"seat": "seat-city", "attendance": "remote"}]},
        ("decision.attendance_recorded/1",),
        Refusal(409, "attendance is recorded while the vote is taken", stage="tabled"),
    ),
    "/v1/decisions/<uuid:id>/ballot-replacements": Case(
        "voting",
        lambda _: {"seat": "seat-city", "position": "against"},
        ("decision.ballot_replaced/1",),
        Refusal(409, "do not let it be replaced", prepared=False),
        who="seat-city",
        prepare=replaceable,
    ),
    "/v1/decisions/<uuid:id>/voting-extensions": Case(
        "voting",
        lambda _: {"closes": LATER, "reason": "The ferry is late."},
        ("decision.voting_extended/1",),
        Refusal(422, "it is extended to a later instant", {"closes": CLOSES}),
    ),
}

MATCHED = {
    f"/v1/decisions/<uuid:id>/{noun}"
    for noun in (
        "notices",
        "motion-amendment-acceptances",
        "motion-amendment-adoptions",
        "motion-amendment-rejections",
        "deferrals",
        "referrals",
        "withdrawal",
        "lapse",
        "voting-extensions",
    )
}
"""Those that rest on what the caller saw, and need If-Match."""
