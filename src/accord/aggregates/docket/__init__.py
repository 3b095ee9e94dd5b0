"""The docket of a body: which votes it held, in order, and which seats missed them."""

from accord.aggregates.docket.events import (
    MissedSeat,
    SeatsExcused,
    SeatsMissed,
    VotingEntered,
)
from accord.aggregates.docket.keeping import entered
from accord.aggregates.docket.memory import Docket, Part, Vote, docket_id
from accord.aggregates.docket.voting_right import without_vote

__all__ = [
    "Docket",
    "MissedSeat",
    "Part",
    "SeatsExcused",
    "SeatsMissed",
    "Vote",
    "VotingEntered",
    "docket_id",
    "entered",
    "without_vote",
]
