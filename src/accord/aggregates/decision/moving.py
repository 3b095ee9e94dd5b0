"""Motions about a decision or a party: which can be moved, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision.holders import holds_the_seat
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.timing import in_time_to_reconsider
from accord.aggregates.matters import Matter
from accord.aggregates.role import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Position, Verdict

UNDONE = (
    Stage.CERTIFIED,
    Stage.IN_STAGES,
    Stage.AWAITING_CONSENT,
    Stage.HELD,
    Stage.EFFECTIVE,
)
"""Where a decision has a result that can still be undone."""
IN_PLACE = (*UNDONE, Stage.IMPLEMENTED)
"""Where a decision has a result in whose place another one can come."""
_WHERE: Mapping[Matter, tuple[Stage, ...]] = {
    Matter.RECONSIDERATION: UNDONE,
    Matter.RESCISSION: UNDONE,
    Matter.REPLACEMENT: IN_PLACE,
    Matter.RELEASE: (Stage.HELD,),
    Matter.MOTION_AMENDMENT: (Stage.TABLED,),
    Matter.OVERRULING: (Stage.TABLED, Stage.VOTING, Stage.AWAITING_CLOSURE),
}
"""Where a decision stands when a motion on a matter that concerns it is moved."""
OF_STAGES = (Matter.STAGE_APPROVAL, Matter.STAGE_VETO)
"""The matters of a motion before a body through which a decision passes."""
ABOUT_DECISIONS = (*_WHERE, Matter.RATIFICATION, *OF_STAGES)
"""The matters of a motion that concerns another decision."""

_ABOUT_A_PARTY = (Matter.ACCESSION, Matter.EXPULSION, Matter.RETRACTION)
_ABOUT_A_PARTY_OR_ALL = (Matter.SUSPENSION, Matter.RESUMPTION)
"""Without a party these concern the agreement itself."""


_CONCERNS = {
    Matter.ACCESSION: "party",
    Matter.EXPULSION: "party",
    Matter.RETRACTION: "party",
    Matter.WAIVER: "obligation",
    Matter.SUPERSESSION: "agreement",
}
"""What a motion on a matter names by its id: without it nothing could rest on what is decided."""


def may_concern(agreement: Agreement, matter: Matter, about: UUID | None, day: date) -> None:
    """Raise `Refused` where a motion does not name what its matter concerns, or a party it cannot be about.

    Who accedes is no party yet on the day; who is expelled, suspended or resumed is one. What is waived,
    and what takes the place of an agreement, the obligation and the other agreement are asked about.
    """
    if about is None and matter in _CONCERNS:
        raise Refused(
            f"a motion on {matter} says which {_CONCERNS[matter]} it is about", field="about"
        )
    of_all = matter in _ABOUT_A_PARTY_OR_ALL and about not in (None, agreement.id)
    if matter not in _ABOUT_A_PARTY and not of_all:
        return
    joins, is_one = matter is Matter.ACCESSION, about in agreement.parties_on(day)
    if joins == is_one:
        wanted = "who is no party of this agreement yet" if joins else "a party of this agreement"
        raise Refused(
            f"a motion on {matter} is about {wanted}, and {about} is {'one' if is_one else 'none'} on {day}",
            field="about",
            party=str(about),
        )


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
    if matter in OF_STAGES:  # where it is moved is asked with its body
        return
    why = f"no {matter.words} can be moved"
    original.stands_at(act, agreement.zone, _WHERE[matter], why)
    if matter is Matter.OVERRULING and not original.objections.raised:
        raise Refused(f"nobody objected to the motion of decision {original.id}", field="about")
    if matter is Matter.RECONSIDERATION:
        can_be_reconsidered(original, agreement)
        in_time_to_reconsider(original, agreement, act.day(agreement.zone))
        _prevailed(original, act, agreement, mover, role)


def can_be_reconsidered(decision: Decision, agreement: Agreement) -> None:
    """Raise `OutOfOrder` where a decision was never voted on, or something is already done on it.

    What was done may be an act of the agreement: a party expelled, an amendment in force.
    """
    if decision.verdict is None:
        raise OutOfOrder("what a body has not voted on cannot be reconsidered")
    if decision.rule is not None and decision.rule.choice is not None:
        raise OutOfOrder(
            "a choice among options has no side that prevailed; it can be rescinded, not reconsidered"
        )
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
