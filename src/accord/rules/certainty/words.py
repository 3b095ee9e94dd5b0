"""How a vote stands, told in one sentence that an officer can read out."""

from __future__ import annotations

from accord.rules.certainty.needed import Needed
from accord.rules.certainty.standing import Standing
from accord.rules.exact import exact
from accord.rules.positions import Position
from accord.rules.roll import COUNT
from accord.rules.words import counted_in, listed, positions_in_words

_NAMED = 5


def standing_in_words(standing: Standing) -> str:
    """Tell what is certain, or else what would come out now, what is needed, and which seats decide it."""
    open_ = len(standing.open)
    still = f"{open_} of {standing.seats} seats can still change where they stand"
    if standing.certain:
        return (
            f"The verdict is certain, {standing.possible[0]}, although {still}."
            if open_
            else (f"No seat can change where it stands, and the verdict is {standing.possible[0]}.")
        )
    can = listed([verdict.value for verdict in standing.possible], "or")
    told = [
        f"If voting closed now the motion would be {_now(standing)}, and {still}: it can end {can}"
    ]
    told += dict.fromkeys(_needed(entry) for entry in standing.needed)
    return "; ".join([*told, _pivotal(standing)]) + "."


def _now(standing: Standing) -> str:
    awaits = standing.now.tied and standing.now.explanation.tie == "casting_vote"
    return "tied, for the casting vote to decide" if awaits else standing.now.verdict.value


def _needed(entry: Needed) -> str:
    where = "to be quorate" if entry.pointer.startswith("/quorum") else "to carry"
    of_class = "" if entry.cls is None else f" of class {entry.cls}"
    if entry.more is None:
        return f"{where}, a condition is not met that votes in favour{of_class} cannot meet"
    amount = counted_in(entry.more, entry.measure)
    more = f"more than a further {amount}" if entry.beyond else f"{amount} more"
    verb = "is" if entry.more == 1 and entry.measure == COUNT else "are"
    of = entry.of if Position.FOR in entry.of else (Position.FOR,)
    whom = f"{more}{of_class} {positions_in_words(of)}"
    few = "" if entry.can_be_met else ", who alone are too few"
    return f"{where}, {whom} {verb} needed, of {exact(entry.open)} that did not answer yet{few}"


def _pivotal(standing: Standing) -> str:
    seats = [entry.seat for entry in standing.pivotal]
    if not seats:
        return "no seat alone would change that"
    if len(seats) > _NAMED:
        return f"each of {len(seats)} seats alone would change that"
    return f"{'seat' if len(seats) == 1 else 'each of'} {listed(seats)} alone would change that"
