"""Recording that what was decided was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Decision, Stage
from accord.errors import Refused
from accord.events import Act, Disclosed


def record_implementation(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    complete: bool,
    completed_on: date | None = None,
    statement: str | None = None,
    obligations: Sequence[UUID] = (),
) -> e.ImplementationRecorded:
    """Record what was done on a decision in effect: a part of it, or the rest.

    `obligations` are those that it created or met; `evidence` is said as with any act.
    """
    decision.stands_at(act, agreement.zone, (Stage.EFFECTIVE,), "nothing can be implemented")
    if completed_on is not None:
        _can_be_done_by(completed_on, decision, act, agreement.zone)
    if not (complete or statement or obligations or act.env.evidence):
        raise Refused(
            "say what was done: in a statement, by the obligations or by evidence",
            field="statement",
        )
    for index, id_ in enumerate(obligations):
        if id_ in obligations[:index]:
            raise Refused(
                f"obligation {id_} stands twice in this list", field=f"obligations/{index}"
            )
    return e.ImplementationRecorded(
        complete=complete,
        completed_on=completed_on,
        statement=Disclosed(statement) if statement else None,
        obligations=tuple(obligations),
    )


def _can_be_done_by(completed_on: date, decision: Decision, act: Act, zone: str) -> None:
    day, began = act.day(zone), decision.aftermath.began_on(zone)
    if completed_on > day:
        raise Refused(
            f"what is done by {completed_on} is not done yet on {day}", field="completed_on"
        )
    if completed_on < began:
        raise Refused(
            f"nothing can have been done on this decision by {completed_on}: it is in effect from "
            f"{began} on",
            field="completed_on",
            first=began.isoformat(),
        )
