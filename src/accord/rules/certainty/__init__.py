"""What is certain of a vote before it closes, what is still needed, and which seats it hangs on."""

from accord.rules.certainty.needed import Needed
from accord.rules.certainty.pivotal import Pivotal
from accord.rules.certainty.seats import OpenSeat
from accord.rules.certainty.standing import (
    Standing,
    is_certain,
    possible_verdicts,
    standing,
)
from accord.rules.certainty.words import standing_in_words

__all__ = [
    "Needed",
    "OpenSeat",
    "Pivotal",
    "Standing",
    "is_certain",
    "possible_verdicts",
    "standing",
    "standing_in_words",
]
