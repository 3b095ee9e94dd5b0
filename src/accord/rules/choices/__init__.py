"""Choosing among options: ballots that rank, approve or give points, and how they are counted."""

from accord.rules.choices.ballots import Ballot, Marked, Paper, ballot_data
from accord.rules.choices.became import OUTCOMES, Became, became
from accord.rules.choices.counting import Chosen, count, read_ballot
from accord.rules.choices.explanation import ChoiceExplanation
from accord.rules.choices.method import ChoiceMethod
from accord.rules.choices.options import Option, read_options
from accord.rules.choices.ties import Tie
from accord.rules.choices.words import choice_in_words

__all__ = [
    "OUTCOMES",
    "Ballot",
    "Became",
    "ChoiceExplanation",
    "ChoiceMethod",
    "Chosen",
    "Marked",
    "Option",
    "Paper",
    "Tie",
    "ballot_data",
    "became",
    "choice_in_words",
    "count",
    "read_ballot",
    "read_options",
]
