"""What a decision remembers of the objections to it, and which of them stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from accord.aggregates.decision import objecting_events as o
from accord.errors import NotFound, Refused
from accord.events import Event
from accord.rules import Position, Rule


class Status(StrEnum):
    """How far an objection has come."""

    RAISED = "raised"
    ADMITTED = "admitted"
    RULED_OUT = "ruled_out"
    WITHDRAWN = "withdrawn"
    INTEGRATED = "integrated"
    SUSTAINED = "sustained"
    OVERRULED = "overruled"


OPEN = (Status.RAISED, Status.ADMITTED)
"""Where something is still to be done about an objection."""

_STANDING = {
    "raised": (Status.RAISED, Status.ADMITTED, Status.SUSTAINED),
    "sustained": (Status.SUSTAINED,),
}
"""Which objections stand, by what the rule says of them."""


def no_vote_against(rule: Rule | None, position: Position, field: str) -> None:
    """Raise `Refused` where a ballot says against under a rule by which seats object instead."""
    if position is Position.AGAINST and rule is not None and rule.objections:
        raise Refused(
            "under the rule of this decision nobody votes against: who cannot consent raises an objection, "
            "with reasons",
            field=field,
        )


@dataclass
class Objection:
    """An objection of a seat."""

    seat: str
    status: Status = Status.RAISED


@dataclass
class Objections:
    """The objections to a motion, by number; they outlast a vote that decided nothing."""

    raised: dict[int, Objection] = field(default_factory=dict)

    def numbered(self, number: int) -> Objection:
        """Return an objection; raise `NotFound` where none has this number."""
        if number not in self.raised:
            known = ", ".join(map(str, self.raised)) or "none"
            raise NotFound(
                f"there is no objection {number} to this motion; there are: {known}", field="number"
            )
        return self.raised[number]

    def stand(self, seat: str, rule: Rule | None) -> bool:
        """Return whether an objection of a seat stands, as the rule has it."""
        standing = _STANDING.get(rule.objections, ()) if rule else ()
        return any(each.seat == seat and each.status in standing for each in self.raised.values())

    def unsettled(self, rule: Rule | None) -> Iterator[int]:
        """Give the numbers of those that must be settled before the vote can close, as the rule has it."""
        if rule is not None and rule.objections == "sustained":
            yield from (n for n, each in self.raised.items() if each.status in OPEN)

    def follow(self, event: Event) -> None:
        """Follow the record."""
        match event:
            case o.ObjectionRaised():
                self.raised[event.number] = Objection(event.seat)
            case o.ObjectionRuled():
                self.raised[event.number].status = Status(event.ruling)
            case o.ObjectionWithdrawn():
                self.raised[event.number].status = Status.WITHDRAWN
            case o.ObjectionSettled():
                self.raised[event.number].status = Status(event.outcome)
