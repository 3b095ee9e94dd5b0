"""Leaving: a party withdraws once its notice has run, or is expelled by the others."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.noticed import acted_on
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.standing import (
    must_be_party,
    must_bind_on,
    rests_on,
)
from accord.aggregates.agreement.terms import NoticeKind
from accord.aggregates.decision import Decision
from accord.aggregates.effect import effective
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.errors import Refused
from accord.events import Act, Event


def withdraw_party(
    agreement: Agreement,
    act: Act,
    *,
    party: UUID,
    notice: int,
    role: Role,
    effective_from: date | None = None,
) -> tuple[Event, ...]:
    """Leave the agreement, from the day of the notice or a later one; too few left, it is wound up."""
    day = act.day(agreement.zone)
    agreement.must_be(day, RUNNING, "no party can leave")
    noticed = acted_on(agreement, notice, NoticeKind.WITHDRAWAL, day, party)
    holds_the_post(agreement, role, party, act.speaker, day)
    from_ = effective(act, effective_from or max(noticed, day), agreement.zone)
    if from_ < noticed:
        raise Refused(
            f"notice {notice} has its effect from {noticed}, and the party cannot leave before, "
            f"on {from_}",
            field="effective_from",
            first=noticed.isoformat(),
        )
    _is_party_on(agreement, party, from_)
    left = e.PartyWithdrew(effective_from=from_, party=party, notice=notice, signatory=act.speaker)
    return (left, *_without(agreement, party, from_))


def expel_party(
    agreement: Agreement,
    act: Act,
    *,
    party: UUID,
    decision: Decision | None = None,
    effective_from: date | None = None,
) -> tuple[Event, ...]:
    """Expel a party by a carried decision about it; without a procedure, by the assent of all others."""
    agreement.must_be(act.day(agreement.zone), RUNNING, "no party can be expelled")
    from_ = effective(act, effective_from, agreement.zone)
    _is_party_on(agreement, party, from_)
    rests = rests_on(
        agreement,
        act,
        decision,
        Matter.EXPULSION,
        "the expulsion of a party",
        about=party,
        effective_from=from_,
        but=(party,),
    )
    expelled = e.PartyExpelled(effective_from=from_, party=party, decision=rests)
    return (expelled, *_without(agreement, party, from_))


def _is_party_on(agreement: Agreement, party: UUID, day: date) -> None:
    must_bind_on(agreement, day)
    must_be_party(agreement, party, day)


def _without(agreement: Agreement, party: UUID, day: date) -> tuple[Event, ...]:
    """Return that the close-out begins on the first day on which too few parties are left.

    That may be a later one, on which another party leaves as was recorded before.
    """
    closing = agreement.life.course.closing_from
    for at in sorted({day, *(d.effective_from for d in agreement.dated if d.effective_from > day)}):
        left = [other for other in agreement.parties_on(at) if other != party]
        if len(left) < agreement.fewest_on(at) and (closing is None or at < closing):
            return (e.CloseOutStarted(effective_from=at, parties=len(left)),)
    return ()
