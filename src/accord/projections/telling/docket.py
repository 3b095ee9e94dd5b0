"""The docket of a body, told: which votes it held, and who missed them."""

from __future__ import annotations

from accord.aggregates import docket as k
from accord.projections.telling.words import Names, at_instant, listed, number, tells, titled

_NAMED = 12


@tells(k.VotingEntered)
def entered(event: k.VotingEntered, names: Names) -> str:
    """A voting goes into the docket."""
    again = f" (voting {event.voting} on it)" if event.voting > 1 else ""
    return (
        f"The vote on decision {titled(event.decision, names)}{again}, opened at {at_instant(event.opened)} and "
        f"closed at {at_instant(event.closed)}, was entered into the docket of the body {event.body}."
    )


@tells(k.SeatsMissed)
def missed(event: k.SeatsMissed, names: Names) -> str:
    """These seats gave no ballot."""
    seats, count = named([each.seat for each in event.seats]), number(len(event.seats), "seat")
    return f"The vote on decision {titled(event.decision, names)} was missed by {count}: {seats}."


@tells(k.SeatsExcused)
def excused(event: k.SeatsExcused, names: Names) -> str:
    """These seats had no part in it."""
    seats, count = named(list(event.seats)), number(len(event.seats), "seat")
    which = titled(event.decision, names)
    return f"In the vote on decision {which} {count} had no part, and did not miss it: {seats}."


def named(seats: list[str]) -> str:
    """Name the first seats of many, and how many there are more."""
    more = len(seats) - _NAMED
    return listed(seats[:_NAMED] + ([f"{more} more"] if more > 0 else []))
