"""Posts live as their lifecycle says, whoever is appointed, stands in or leaves, in whichever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

import sqlalchemy as sa

from accord.aggregates.agreement.terms import CompositionLimit, Incompatibility, Post, Tenure
from accord.aggregates.role import Role, Stage, role_id
from accord.events import Event, Recorded, Stream
from accord.projections.roles import derived, roles
from tests import partnership as p
from tests.application.office import BY_LAW, Office, conclude
from tests.lives.roaming import (
    CIRCUMSTANCES,
    NUMBER,
    PARTY,
    PERSON,
    SOME_DAY,
    In,
    Pool,
    Pools,
    Roaming,
    settled,
    walks,
)
from tests.lives.walk import by_lot
from tests.story import CLERK

TERMS = replace(
    p.TERMS,
    posts=(
        *p.TERMS.posts,
        Post(post="guest", title="Guest"),
        Post(post="auditor", title="Auditor"),
    ),
    tenures=(
        Tenure(post="trust-2", lapse_after=1, clause="members"),
        Tenure(post="guest", months=3, terms=2),
        Tenure(post="auditor", rotation=True),
    ),
    incompatibilities=(Incompatibility(key="audit", posts=("auditor", "mayor", "warden")),),
    composition_limits=(CompositionLimit(key="seats", body="board", at_most=2),),
    term=replace(p.TERMS.term, ends_on=None),
)
POST: Pool = (*["guest", "auditor"] * 4, "trust-2", "city-2", "mayor", "nobody")
ONE: Pools = {"assignment": NUMBER}
FROM: Pools = {"effective_from": SOME_DAY}
UNTIL: Pools = {"effective_to": SOME_DAY}
LATER: Pools = {"effective_to": (In(20), In(60), In(60), In(92), In(700), In(-3))}
WHO: Pools = {"holder": PERSON, "party": PARTY}
COMMANDS: dict[str, Pools] = {
    "assign_role": {**WHO, **FROM, "effective_to": (None, *LATER["effective_to"])},
    "accept_role": {**ONE, **FROM},
    "decline_role": ONE,
    "resign": {**ONE, **UNTIL},
    "revoke_role": {**ONE, **UNTIL},
    "vacate_role": {**ONE, **UNTIL},
    "extend_term": {**ONE, **LATER},
    "name_alternate": {**ONE, **FROM, **UNTIL, "person": PERSON},
    "release_alternate": {**ONE, **UNTIL, "alternate": NUMBER},
    "appoint_acting": {**WHO, **FROM, **LATER},
    "end_acting": {**UNTIL, "acting": NUMBER},
    "suspend_role": {**ONE, **FROM, **UNTIL},
    "resume_role": {**ONE, **FROM},
    "abolish_post": FROM,
    "reinstate_post": FROM,
}
THEIR_OWN = {"accept_role", "decline_role", "resign"}
"""What the holder does, and nobody else."""
CITED = {"reason": "As agreed.", "authority": BY_LAW}
DEEDS: Pool = (*COMMANDS, "appoint", "create_post", "record_lapse")
LIKELY: dict[Stage, Pool] = {
    Stage.VACANT: (
        "appoint",
        "appoint",
        "assign_role",
        "assign_role",
        "appoint_acting",
        "abolish_post",
    ),
    Stage.PENDING: ("accept_role", "accept_role", "decline_role", "appoint_acting", "resign"),
    Stage.HELD: (
        *("suspend_role", "suspend_role", "extend_term", "extend_term", "name_alternate"),
        *("name_alternate", "release_alternate", "resign", "revoke_role", "record_lapse"),
        "vacate_role",
    ),
    Stage.SUSPENDED: (
        *("resume_role", "appoint_acting", "appoint_acting", "name_alternate"),
        *("release_alternate", "revoke_role"),
    ),
    Stage.ACTING: ("end_acting", "assign_role", "accept_role", "resume_role"),
    Stage.ABOLISHED: ("reinstate_post",),
}
"""At each stage what is likely to be done."""


def filled(office: Office) -> None:
    """The agreement is concluded with these terms."""
    conclude(office, TERMS)


def shown(conn: sa.Connection, id: UUID, at: datetime) -> str:
    return str(derived(roles.read(conn, id), at)["status"])


class RoleWalk(Roaming):
    """Whoever can does what they can, on a few posts."""

    chapters = (settled, filled)
    kind = Role
    shown = shown

    def __init__(self) -> None:
        super().__init__()
        for post in ("guest", "auditor"):
            self.give("create_post", agreement=p.AGREEMENT, post=post)

    def live(self) -> None:
        post = self.one_of(POST)
        role = self.read(post)
        likely = LIKELY[role.stage(self.today())] if role else ("create_post",)
        deed = self.one_of(likely if self.lots.random() < 0.75 else DEEDS)
        if deed == "create_post":
            self.give(deed, agreement=p.AGREEMENT, post=post)
        elif deed == "appoint":
            self.appoint(post)
        elif deed == "record_lapse":
            self.miss_a_vote(self.one_of(NUMBER), self.one_of(NUMBER))
        else:
            self.act(deed, post)

    def act(self, command: str, post: str) -> None:
        said = self.drawn(COMMANDS[command]) | self.one_of((*[CITED] * 40, *CIRCUMSTANCES))
        if "assignment" in said:
            said["assignment"] = self.one_of((*[self.last_of(post)] * 5, said["assignment"]))
        if "acting" in said and (role := self.read(post)) and role.actings:
            said["acting"] = max(role.actings)
        by = self.one_of((*[None] * 30, CLERK, p.BEN, p.EVE))
        able = by or self.able(command, post, said.get("assignment", 0))
        self.give(command, role_id(p.AGREEMENT, post), by=able, **said)

    def able(self, command: str, post: str, assignment: int) -> UUID:
        """Who can do it: what is the holder's own, the holder."""
        role = self.read(post)
        held = role.assignments.get(assignment) if role else None
        return held.holder if held and command in THEIR_OWN else CLERK

    def last_of(self, post: str) -> int:
        role = self.read(post)
        return max(role.assignments, default=1) if role else 1

    def appoint(self, post: str) -> None:
        """Somebody is appointed, and whoever was appointed last accepts."""
        until = self.one_of((None, *LATER["effective_to"]))
        who = self.one_of(((p.BEN, p.CITY), (p.DAN, p.TRUST), (p.EVE, p.TRUST), (p.ADA, p.CITY)))
        said = {"holder": who[0], "party": who[1], "effective_to": until, **CITED}
        self.give("assign_role", role_id(p.AGREEMENT, post), **said)
        last = self.last_of(post)
        by = self.able("accept_role", post, last)
        self.give("accept_role", role_id(p.AGREEMENT, post), by=by, assignment=last)

    def miss_a_vote(self, number: int, assignment: int) -> None:
        decision, seat = uuid5(p.DECISION, str(number)), role_id(p.AGREEMENT, "trust-2")
        if decision not in self.entries:
            motion = {"agreement": p.AGREEMENT, "body": "board", "cls": "ordinary"}
            self.decided(decision, but=("trust-2",), **motion)
        self.give("record_lapse", seat, assignment=assignment, decisions=[decision])

    def read(self, post: str) -> Role | None:
        return self.state(Role, role_id(p.AGREEMENT, post))

    def _stands(self, state: Stream, history: list[Recorded[Event]]) -> None:
        super()._stands(state, history)
        assert isinstance(state, Role)
        with self.office.record.engine.connect() as conn:
            document = derived(roles.read(conn, state.id), self.office.now)
        seated, held = state.seated_on(self.today()), state.holding_on(self.today())
        assert document.get("seated") == (str(seated.holder) if seated else None)
        if not state.abolished_on(self.today()):
            assert document.get("holder") == (str(held.holder) if held else None)
        for one in state.assignments.values():
            for other in state.assignments.values():
                twice = one.number < other.number and not (one.span.empty or other.span.empty)
                assert not (twice and one.overlaps(other.from_, other.until)), "two hold one post"


@by_lot
def test_posts_live_as_their_lifecycle_says():
    accepted = walks(RoleWalk, examples=10, steps=60)

    needed = {*COMMANDS, "create_post", "record_lapse"}
    assert len(needed & set(accepted)) >= 13, sorted(needed - set(accepted))
