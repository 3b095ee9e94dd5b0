"""What can be said of amendments of the river agreement, and how one and its motion live together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from accord.aggregates.amendment import Amendment
from accord.aggregates.decision import Decision
from accord.events import Event, Recorded
from accord.rules import Verdict
from accord.text import Clause, Insert, Modification, Renumber, Repeal, Substitute
from tests import partnership as p
from tests.application.office import BY_LAW, Office, decide
from tests.lives.board import MAY, PARTY, UNKNOWN, mostly, of_party
from tests.lives.motions import Said, Saying
from tests.lives.observed import Seen, stage_of

AMENDMENTS = tuple(UUID(f"5e7a0000-0000-7000-8000-00000000b{number:03x}") for number in range(4))
CHANGES: tuple[tuple[Modification, ...], ...] = (
    (Repeal("money"),),
    (Substitute(Clause(id="money", num="3", heading="Money", text="3. The city pays.\n")),),
    (Renumber("members", "2a"),),
    (Insert(Clause(id="fish", num="4", heading="Fish", text="4. Fish pass.\n"), after="money"),),
    (Renumber("purpose", "I"),),
    (Repeal("fish"),),
    (),
)


def its_motion(amendment: UUID) -> UUID:
    """The decision to which an amendment of a walk is put."""
    return UUID(int=amendment.int + 0x10000)


def begun(office: Office) -> None:
    """Of two amendments one is minor and carried, and the other, which the parties sign, open for that."""
    office.now = MAY
    for id, minor, change in (
        (AMENDMENTS[0], True, CHANGES[2]),
        (AMENDMENTS[1], False, CHANGES[3]),
    ):
        said = {"title": "Change", "modifications": list(change), "minor": minor}
        office.do("draft_amendment", id, agreement=p.AGREEMENT, **said)
        office.do("put_to_decision", id, decision=its_motion(id))
        office.do("second_motion", its_motion(id), by=p.BEN, seat="city-2")
        office.do("open_voting", its_motion(id), closes=p.CLOSES)
        decide(office, its_motion(id))
    office.do("open_amendment_for_signature", AMENDMENTS[1], deadline=date(2026, 6, 30))


def drafted(say: Saying) -> Said:
    """A draft, now and then in the place of another."""
    return say.office(
        agreement=say.draw(mostly(p.AGREEMENT, UNKNOWN)),
        title="Change",
        modifications=list(say.draw(st.sampled_from(CHANGES))),
        minor=say.draw(st.booleans()),
        effective_from=say.maybe_day(),
        replaces=say.draw(mostly(None, *AMENDMENTS, UNKNOWN)),
    )


def annulled(say: Saying) -> Said:
    """A court annuls it ab initio, or from a day on."""
    ab_initio = say.draw(st.booleans())
    by_court = {"authority": BY_LAW, "reason": say.reason(), "ab_initio": ab_initio}
    if ab_initio:
        return say.office(**by_court, effective_from=say.draw(mostly(None, say.day())))
    said = {"effective_from": say.maybe_day(), "retroactive": say.draw(mostly(False, True))}
    return say.office(**by_court, **(said if said["effective_from"] else {}))


def signed(say: Saying) -> Said:
    """A party, and who signs for it."""
    party = say.draw(PARTY)
    return {"party": party, "by": of_party(say.draw, party)}


SAYINGS: dict[str, Callable[[Saying], Said]] = {
    "draft_amendment": drafted,
    "rebase_amendment": lambda say: say.office(
        modifications=say.draw(mostly(None, [Repeal("money")])), effective_from=say.maybe_day()
    ),
    "put_to_decision": Saying.office,
    "adopt_amendment": lambda say: say.office(effective_from=say.maybe_day()),
    "open_amendment_for_signature": lambda say: say.office(
        effective_from=say.maybe_day(), deadline=say.maybe_day()
    ),
    "sign_amendment": lambda say: signed(say) | {"capacity": "Mayor"},
    "decline_to_sign_amendment": signed,
    "withdraw_amendment": Saying.office,
    "lapse_amendment": Saying.office,
    "annul_amendment": annulled,
}


def stage_with(state: Amendment, motion: Decision | None, at: datetime) -> str:
    """Where an amendment stands, the motion that it is put to standing so."""
    if motion is None or state.decision != motion.id or motion.verdict in (None, Verdict.CARRIED):
        return stage_of(state, at)
    return str(state.stage(at.date(), motion.verdict))


def lived(id: UUID, *histories: Iterable[Recorded[Event]]) -> Iterator[Seen]:
    """The steps of an amendment by its own history and that of its motion."""
    state, motion = Amendment(id), Decision(its_motion(id))
    last: Any = None
    for at in sorted((at for each in histories for at in each), key=lambda at: at.recorded_at):
        if last is not None:
            then, now = (stage_with(state, motion, x.recorded_at) for x in (last, at))
            if then != now:
                yield "amendment", then, "", now
        before = stage_with(state, motion, at.recorded_at)
        (state if at.agg == id else motion).apply(at)
        after = stage_with(state, motion, at.recorded_at)
        if after != before:
            yield "amendment", before, at.event.TYPE, after
        last = at
