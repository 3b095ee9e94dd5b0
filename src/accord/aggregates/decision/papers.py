"""What stands on the ballot of a seat: a position for or against, or a choice among options."""

from __future__ import annotations

from accord.aggregates.decision.memory import Decision
from accord.aggregates.decision.standing import CASTABLE
from accord.errors import Malformed, Refused
from accord.rules import Position
from accord.rules.choices import Paper, read_ballot
from accord.rules.reading import within


def paper_of(
    decision: Decision, position: Position | None, choice: object, where: str = ""
) -> Paper | None:
    """Return what a seat chose among the options, None where its ballot says a position.

    Raise `Refused` where the rule asks for the other of the two; `where` is the ballot's place in a list.
    """
    method = None if decision.rule is None else decision.rule.choice
    if method is None and choice is not None:
        raise Refused(
            "this motion is voted on for and against: a ballot says a position, and no choice",
            field=f"{where}choice",
        )
    if method is not None and choice is None and (position is None or position in CASTABLE):
        raise Refused(
            "the body chooses among options: a ballot says its choice, and no position; an empty one is blank",
            field=f"{where}choice",
        )
    if (position is None) == (choice is None):
        raise Refused(
            "a ballot says a position, or a choice among options: one of the two",
            field=f"{where}position",
        )
    if method is None or choice is None:
        return None
    try:
        return Paper(read_ballot(method, list(decision.choices.options.values()), choice, ""))
    except Malformed as error:
        found = within(error, f"{where}choice")
        raise Refused(found.reason, field=str(found.facts["field"])) from error
