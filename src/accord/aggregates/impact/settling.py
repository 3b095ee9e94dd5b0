"""Settling an impact item: what is done about it is said, with its reason."""

from __future__ import annotations

from uuid import UUID

from accord.aggregates.decision.memory import Decision
from accord.aggregates.impact.events import ImpactSettled, Outcome
from accord.aggregates.impact.memory import Impact, Status
from accord.errors import OutOfOrder, Refused
from accord.events import Act


def settle(
    impact: Impact,
    act: Act,
    *,
    zone: str,
    outcome: Outcome,
    subject: Decision | None = None,
    by: Decision | None = None,
) -> ImpactSettled:
    """Settle an open item: it is accepted, nothing is done, or the subject was put back by a decision."""
    impact.exists()
    act.day(zone)  # which has come
    if impact.status is not Status.OPEN:
        found = "settled" if impact.status is Status.SETTLED else "fallen away"
        raise OutOfOrder(f"this impact item is {found} already", stage=impact.status)
    if not act.reason:
        raise Refused("who settles an impact item says why", field="reason")
    if outcome is Outcome.ANNULLED:
        raise Refused(
            "annul the amendment itself: that takes its text back, and settles this item",
            field="outcome",
        )
    if outcome is not Outcome.REOPENED:
        if by is not None:
            raise Refused(
                f"a decision is named where the subject was reopened by it, and not where the outcome is {outcome}",
                field="decision",
            )
        return ImpactSettled(outcome=outcome)
    return ImpactSettled(outcome=outcome, decision=_by_which(subject, by))


def settle_by_annulment(impact: Impact, *, outside: bool) -> tuple[ImpactSettled, ...]:
    """Settle the item about an amendment, where there is an open one, as the amendment is annulled.

    What was accepted once is not undone on the same ground; only an authority `outside` comes above that.
    """
    if impact.status is Status.OPEN:
        return (ImpactSettled(outcome=Outcome.ANNULLED),)
    if impact.status is Status.SETTLED and not outside:
        raise OutOfOrder(
            "the impact item about this amendment was settled, and the amendment stood; cite the authority outside "
            "by which it is annulled all the same, as instrument:<the order of the court>",
            stage=impact.status,
        )
    return ()


def _by_which(subject: Decision | None, by: Decision | None) -> UUID:
    if by is None:
        raise Refused(
            "name the decision by which the subject was reopened, rescinded or superseded",
            field="decision",
        )
    if subject is None:
        raise Refused(
            "only a decision is reopened; accept what follows here, or say that nothing is done",
            field="outcome",
        )
    if by.id not in subject.relied_on:
        raise Refused(
            f"decision {subject.id} was not reopened, rescinded or superseded by decision {by.id}; record that first",
            field="decision",
        )
    return by.id
