"""Lapse of a post: its holder loses it by missing votes in succession, as the docket of the body shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from accord.aggregates.docket.memory import Docket, Part, Vote
from accord.aggregates.role import events as e
from accord.aggregates.role.assignment import Assignment
from accord.aggregates.role.ending import last_end
from accord.aggregates.role.memory import Role
from accord.aggregates.role.tenure import clause
from accord.errors import OutOfOrder, Refused
from accord.events import Act

if TYPE_CHECKING:
    from accord.aggregates.agreement.memory import Agreement
    from accord.aggregates.agreement.terms import Tenure
    from accord.aggregates.decision.events import RollSeat
    from accord.aggregates.decision.memory import Decision

_NAMED = 10


def record_lapse(
    role: Role,
    act: Act,
    *,
    agreement: Agreement,
    assignment: int,
    decisions: Sequence[Decision],
    docket: Docket,
    until: date | None,
) -> e.RoleLapsed:
    """Record that the holder lost the post by missing as many votes in succession as the terms say.

    The votes are cited; the docket of the body proves that none came between them in which the seat
    had a part.
    """
    found = role.assignment(assignment)
    day = last_end(found, act, until, agreement.zone)
    if not found.accepted:
        raise OutOfOrder(f"assignment {assignment} was not accepted; there is no post to lose")
    tenure = agreement.terms_on(day).tenure(role.post)
    if tenure.lapse_after is None:
        why = f"the terms in force on {day} do not let post {role.post} lapse{clause(tenure)}"
        raise Refused(why, field="assignment", clause=tenure.clause)
    missed = {decision.id: decision for decision in decisions}
    for index, decision in enumerate(decisions):
        _absent(role, found, agreement, decision, f"decisions/{index}")
    _enough(tenure, tenure.lapse_after, len(missed))
    in_order = sorted(missed.values(), key=lambda d: (d.opens or act.at, d.id))
    _after_the_last(in_order[-1], day, agreement.zone)
    one_after_the_other(docket, role.post, found.holder, [each.id for each in in_order])
    return e.RoleLapsed(
        assignment=assignment,
        decisions=tuple(decision.id for decision in in_order),
        clause=tenure.clause,
        effective_to=day,
    )


def _enough(tenure: Tenure, needed: int, missed: int) -> None:
    if missed < needed:
        raise Refused(
            f"post {tenure.post} lapses after {needed} votes missed in succession{clause(tenure)}, and {missed} "
            "are cited",
            field="decisions",
            clause=tenure.clause,
            needed=needed,
        )


def _absent(
    role: Role, found: Assignment, agreement: Agreement, decision: Decision, field: str
) -> None:
    seat = decision.roll.get(role.post)
    if decision.agreement != agreement.id or seat is None or seat.holder != found.holder:
        why = f"person {found.holder} was not on its roll for seat {role.post}"
        raise _not_missed(decision, why, field)
    if not decision.closed:
        raise _not_missed(decision, "its voting is not closed", field)
    if not decision.gave_none(seat):
        raise _not_missed(decision, f"seat {role.post} {_took_part(decision, seat)}", field)
    if decision.closed_early:
        why = "voting was closed before its time, when it could still answer"
        raise _not_missed(decision, why, field)


def _took_part(decision: Decision, seat: RollSeat) -> str:
    stood = decision.position(seat)
    if stood is None:
        return "voted, by secret ballot"
    words = "chose" if seat.seat in decision.choices.given else f"stood {stood.replace('_', ' ')}"
    return f"{words} when voting closed"


def _after_the_last(missed: Decision, day: date, zone: str) -> None:
    opened = missed.opens.astimezone(ZoneInfo(zone)).date() if missed.opens else day
    if day < opened:
        raise Refused(
            f"the post would lapse from {day}, before the last of the missed votes was opened on {opened}",
            field="effective_to",
        )


def _not_missed(decision: Decision, why: str, field: str) -> Refused:
    return Refused(
        f"decision {decision.id} is no vote that the holder missed: {why}",
        field=field,
        decision=str(decision.id),
    )


# --- One after the other, as the docket has it -----------------------------------------------


def one_after_the_other(docket: Docket, seat: str, holder: UUID, cited: Sequence[UUID]) -> None:
    """Raise `Refused` unless the docket shows that the holder of a seat missed these votes in succession.

    `cited` are in order. A vote between them in which the seat had no part does not break the row; nor
    does one that another holder missed for it.
    """
    for index, decision in enumerate(cited):
        _in_the_docket(docket, seat, decision, f"decisions/{index}")
    between = [
        str(vote.decision)
        for vote in docket.between(cited[0], cited[-1])
        if vote.decision not in cited and not _excuses(vote, seat, holder)
    ]
    if between:
        raise Refused(
            f"between the votes that are cited the body held {len(between)} more in which seat {seat} had a part: "
            f"{', '.join(between[:_NAMED])}; votes missed in succession are cited without a gap",
            field="decisions",
            between=between[:_NAMED],
        )


def _in_the_docket(docket: Docket, seat: str, decision: UUID, field: str) -> None:
    vote = docket.votes.get(decision)
    if vote is None:
        raise Refused(
            f"the docket of the body does not have the vote on decision {decision}, so that it cannot be shown "
            "that no other lay between: it was closed before the docket was begun, or another body voted",
            field=field,
            decision=str(decision),
        )
    if vote.part(seat) is not Part.MISSED:
        raise Refused(
            f"decision {decision} is no vote that the holder missed: seat {seat} {vote.part(seat).value} in "
            "another voting on it",
            field=field,
            decision=str(decision),
        )


def _excuses(vote: Vote, seat: str, holder: UUID) -> bool:
    missing = vote.missing(seat)
    return vote.part(seat) is Part.EXCUSED or (missing is not None and missing.holder != holder)
