"""What becomes of a notice that was given: an act rests on it, or its party takes it back."""

from __future__ import annotations

from copy import copy
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.events import CloseOutAverted, CloseOutStarted, NoticeWithdrawn
from accord.aggregates.agreement.life import Notice
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.noticing import kind_in_words
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.standing import by_clause, rests_on
from accord.aggregates.agreement.terms import NoticeKind
from accord.aggregates.decision import Decision
from accord.aggregates.effect import effective
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Event


def withdraw_notice(
    agreement: Agreement, act: Act, *, notice: int, role: Role, decision: Decision | None = None
) -> tuple[Event, ...]:
    """Take a notice back for the party that gave it, or stands in its place, before it has its effect.

    What rests on the notice alone, as that the party leaves, falls with it until its own day. One that is
    recorded after its effect says so: it is retroactive, as from then on everything is otherwise.
    """
    agreement.exists()
    found = agreement.life.notice_given(notice)
    day = act.day(agreement.zone)
    holds_the_post(agreement, role, agreement.acting_for(found.party, day), act.speaker, day)
    _once_given(found, day)
    _still_without_effect(agreement, act, found)
    leave_of, rests = _leave(agreement, act, found, decision)
    withdrawn = NoticeWithdrawn(
        effective_from=None if found.acted_on else _undoing(agreement, act, found),
        notice=notice,
        signatory=act.speaker,
        post=role.post,
        leave_of=leave_of,
        decision=rests,
    )
    return (withdrawn, *_enough_again(agreement, day, notice))


def _still_without_effect(agreement: Agreement, act: Act, found: Notice) -> None:
    """Hold that its day has not come; what rests on it is undone until it holds, and not when that is past."""
    day = act.day(agreement.zone)
    if found.acted_on:
        if found.rests_from is None:
            agreement.life.notice(found.number)
        agreement.must_be(day, RUNNING, f"what rests on notice {found.number} stays")
        day = act.today(agreement.zone)
    if day >= found.effect:
        raise OutOfOrder(
            f"notice {found.number} has had its effect since {found.effect}, and can no longer be "
            "withdrawn",
            notice=found.number,
        )


def _leave(
    agreement: Agreement, act: Act, found: Notice, decision: Decision | None
) -> tuple[UUID | None, UUID | None]:
    """Return to whom the others give leave, and by which decision; nothing where none is needed."""
    day = act.day(agreement.zone)
    period = agreement.terms_on(day).notice_period(found.kind)
    if period is None or not period.firm:
        if decision is not None:
            raise Refused(
                "a party takes its notice back by itself: this rests on no decision",
                field="decision",
            )
        return None, None
    giver = agreement.acting_for(found.party, day)
    why = f"to take back a notice that is firm{by_clause(period.clause)}"
    return giver, rests_on(
        agreement,
        act,
        decision,
        Matter.RETRACTION,
        why,
        about=giver,
        effective_from=found.effect,
        but=(giver,),
    )


def _enough_again(agreement: Agreement, day: date, notice: int) -> tuple[Event, ...]:
    """Return what becomes of a close-out that was to begin as too few would be left, where one stays."""
    course = agreement.life.course
    if not course.closing_as_few or course.closing_from is None or course.closing_from <= day:
        return ()
    after = copy(agreement)
    after.dated = [dated for dated in agreement.dated if dated.notice != notice]
    for at in sorted({dated.effective_from for dated in agreement.dated}):
        left = len(after.parties_on(at))
        if at >= course.closing_from and left < after.fewest_on(at):
            later = CloseOutStarted(effective_from=at, parties=left)
            return () if at == course.closing_from else (later,)
    return (CloseOutAverted(),)


def _once_given(found: Notice, day: date) -> None:
    if day < found.given_on:
        raise OutOfOrder(
            f"notice {found.number} was given on {found.given_on}, and this would have happened before, "
            f"on {day}",
            field="occurred_on",
        )


def _undoing(agreement: Agreement, act: Act, found: Notice) -> date | None:
    """Return from when it undoes what the notice had its effect on; None where that is yet to come."""
    today = act.today(agreement.zone)
    if today <= found.effective_from:
        return None
    undone = (*RUNNING, Stage.EXPIRED)
    agreement.must_be(today, undone, f"what notice {found.number} had its effect on stays")
    return effective(act, found.effective_from, agreement.zone)


def acted_on(
    agreement: Agreement, number: int, kind: NoticeKind, day: date, party: UUID | None = None
) -> date:
    """Return from when a notice that stands on a day has its effect.

    It is that of who stands on this day in the place of the party that gave it.
    Raise a kind of `Refused` for one of another kind, or of or against who is no party any more.
    """
    found = agreement.life.notice(number)
    if found.kind is not kind:
        raise Refused(
            f"notice {number} is one of {kind_in_words(found.kind)}, and not of {kind_in_words(kind)}",
            field="notice",
        )
    giver = agreement.acting_for(found.party, day)
    if party is not None and giver != party:
        raise NotEntitled(f"notice {number} was given by party {giver}", field="notice")
    _once_given(found, day)
    for concerned, what in ((found.party, "by"), (found.against, "against")):
        if concerned and agreement.acting_for(concerned, day) not in agreement.parties_on(day):
            raise OutOfOrder(
                f"notice {number} was given {what} {concerned}, which is no party of this agreement on "
                f"{day}: nothing rests on it any more",
                field="notice",
            )
    return found.effective_from
