"""What becomes of a notice that was given: an act rests on it, or its party takes it back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement.concluding import holds_the_post
from accord.aggregates.agreement.events import NoticeWithdrawn
from accord.aggregates.agreement.life import Notice
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.noticing import kind_in_words
from accord.aggregates.agreement.stages import RUNNING
from accord.aggregates.agreement.terms import NoticeKind
from accord.aggregates.effect import effective
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act


def withdraw_notice(agreement: Agreement, act: Act, *, notice: int, role: Role) -> NoticeWithdrawn:
    """Take a notice back for the party that gave it, or stands in its place, before it has its effect.

    One that is recorded after that says so: it is retroactive, as from then on everything is otherwise.
    """
    agreement.exists()
    found = agreement.life.notice(notice)
    day = act.day(agreement.zone)
    holds_the_post(agreement, role, agreement.acting_for(found.party, day), act.speaker, day)
    _once_given(found, day)
    if day >= found.effective_from:
        raise OutOfOrder(
            f"notice {notice} has had its effect since {found.effective_from}, and can no longer be "
            "withdrawn",
            notice=notice,
        )
    return NoticeWithdrawn(
        effective_from=_undoing(agreement, act, found),
        notice=notice,
        signatory=act.speaker,
        post=role.post,
    )


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
