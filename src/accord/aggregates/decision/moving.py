"""Motions about a decision: which can be moved, and by whom."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision.holders import holds_the_seat
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Position, Verdict

ABOUT_DECISIONS = (
    Matter.RECONSIDERATION,
    Matter.RESCISSION,
    Matter.RATIFICATION,
    Matter.OVERRULING,
)
"""The matters of a motion that concerns another decision."""
UNDONE = (Stage.CERTIFIED, Stage.AWAITING_CONSENT, Stage.HELD, Stage.EFFECTIVE)
"""Where a decision has a result that can still be undone."""


def can_be_moved(
    original: Decision | None,
    act: Act,
    matter: Matter,
    *,
    agreement: Agreement,
    mover: str | None,
    role: Role | None,
) -> None:
    """Raise a kind of `Refused` unless a motion on this matter can concern the decision, where it does.

    `mover` is the seat for which it is moved, `role` its post.

    Only a seat of the side that prevailed moves to reconsider: the others have had their say. After a
    secret ballot any seat that voted does.
    """
    if original is None or matter not in ABOUT_DECISIONS:
        return
    if original.agreement != agreement.id:
        raise Refused(f"decision {original.id} is not under this agreement", field="about")
    if matter is Matter.RATIFICATION:
        if not original.aftermath.emergency:
            raise Refused("only an emergency decision is ratified", field="about")
        return
    if matter is Matter.OVERRULING:
        _has_objections(original, act, agreement)
        return
    original.stands_at(act, agreement.zone, UNDONE, f"no {matter} can be moved")
    if matter is Matter.RECONSIDERATION:
        can_be_reconsidered(original, agreement)
        _prevailed(original, act, agreement, mover, role)


def _has_objections(original: Decision, act: Act, agreement: Agreement) -> None:
    stages = (Stage.TABLED, Stage.VOTING, Stage.AWAITING_CLOSURE)
    original.stands_at(act, agreement.zone, stages, "no overruling can be moved")
    if not original.objections.raised:
        raise Refused(f"nobody objected to the motion of decision {original.id}", field="about")


def can_be_reconsidered(decision: Decision, agreement: Agreement) -> None:
    """Raise `OutOfOrder` where a decision was never voted on, or something is already done on it.

    What was done may be an act of the agreement: a party expelled, an amendment in force.
    """
    if decision.verdict is None:
        raise OutOfOrder("what a body has not voted on cannot be reconsidered")
    if decision.aftermath.parts or _acted_on(decision, agreement):
        raise OutOfOrder(
            "something is already done on this decision; it can be rescinded, not reconsidered"
        )


def _acted_on(decision: Decision, agreement: Agreement) -> bool:
    taken_in = {entry.amendment for entry in agreement.incorporated}
    return decision.id in agreement.relied_on or decision.amendment in taken_in


def _prevailed(
    original: Decision, act: Act, agreement: Agreement, mover: str | None, role: Role | None
) -> None:
    if mover is None or role is None:
        raise Refused(
            "a motion to reconsider names the seat that moves it, one of those that prevailed",
            field="mover",
        )
    holds_the_seat(role, act, mover, act.day(agreement.zone), "move for it")
    side = Position.FOR if original.verdict is Verdict.CARRIED else Position.AGAINST
    found = original.position(original.seat(mover))
    if found is None:  # by secret ballot: nobody has to tell what it cast
        return
    if found is not side:
        raise NotEntitled(
            f"a reconsideration is moved by a seat of the side that prevailed ({side}); seat "
            f"{mover} was {found.replace('_', ' ')}",
            seat=mover,
        )
