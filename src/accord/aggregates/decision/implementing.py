"""Recording that what was decided was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Decision, Stage
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Disclosed

_NAMED, _MOST_OPEN = 20, 200


def record_implementation(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    complete: bool,
    completed_on: date | None = None,
    statement: str | None = None,
    obligations: Sequence[UUID] = (),
    unsettled: Sequence[UUID] = (),
    although_open: bool = False,
) -> e.ImplementationRecorded:
    """Record what was done on a decision in effect: a part of it, or the rest.

    `obligations` are those that it created or met; `evidence` is said as with any act. Of all obligations
    linked to it the `unsettled` ones keep it from being complete. It can be said to be complete
    `although_open`, for a reason: a decision that founded duties for years is carried out once they are laid
    on, and only who presides knows which it is. What was open then stands in the record.
    """
    decision.stands_at(act, agreement.zone, (Stage.EFFECTIVE,), "nothing can be implemented")
    if completed_on is not None:
        _can_be_done_by(completed_on, decision, act, agreement.zone)
    if not (complete or statement or obligations or act.env.evidence):
        raise Refused(
            "say what was done: in a statement, by the obligations or by evidence",
            field="statement",
        )
    _each_once(obligations)
    if complete:
        _nothing_open(unsettled, act, although_open=although_open)
    return e.ImplementationRecorded(
        complete=complete,
        completed_on=completed_on,
        statement=Disclosed(statement) if statement else None,
        obligations=tuple(obligations),
        still_open=tuple(unsettled) if complete else (),
    )


def _each_once(obligations: Sequence[UUID]) -> None:
    for index, id_ in enumerate(obligations):
        if id_ in obligations[:index]:
            raise Refused(
                f"obligation {id_} stands twice in this list", field=f"obligations/{index}"
            )


def _nothing_open(unsettled: Sequence[UUID], act: Act, *, although_open: bool) -> None:
    """Raise a kind of `Refused` where obligations are open, unless it is said to be complete although, and why."""
    if not unsettled:
        return
    named = [str(id_) for id_ in unsettled[:_NAMED]]
    if not although_open or len(unsettled) > _MOST_OPEN:
        raise OutOfOrder(
            f"{len(unsettled)} of the obligations of this decision are still open: {', '.join(named[:5])}; record "
            "that they were met, or waive them, before it is complete"
            + (
                "" if although_open else "; or say that it is complete although_open, with a reason"
            ),
            open=named,
        )
    if not act.reason:
        raise Refused(
            "say for which reason the decision is complete although obligations are open",
            field="reason",
        )


def _can_be_done_by(completed_on: date, decision: Decision, act: Act, zone: str) -> None:
    day = act.day(zone)
    if completed_on > day:
        raise Refused(
            f"what is done by {completed_on} is not done yet on {day}", field="completed_on"
        )
    not_before_its_effect(decision, completed_on, zone, field="completed_on")


def not_before_its_effect(decision: Decision, completed_on: date, zone: str, *, field: str) -> None:
    """Raise `Refused` for a day on which the decision was not in effect yet."""
    began = decision.aftermath.began_on(zone)
    if completed_on < began:
        raise Refused(
            f"nothing can have been done on this decision by {completed_on}: it is in effect from "
            f"{began} on",
            field=field,
            first=began.isoformat(),
        )
