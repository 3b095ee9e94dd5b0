"""What has been agreed between whom, and where does each agreement stand today?"""

from accord.projections.agreements import (  # noqa: F401 - each registers its handlers
    concluding,
    course,
    drafting,
    errata,
    joining,
    living,
    negotiating,
    provisions,
    stand_ins,
    standing,
    succession,
    telling,
)
from accord.projections.agreements.errata import corrected_words, errata_on
from accord.projections.agreements.model import (
    agreement_party,
    agreements,
    at_stage,
    derived,
    of_party,
    stage_on,
    suspended_on,
    today,
)

__all__ = [
    "agreement_party",
    "agreements",
    "at_stage",
    "corrected_words",
    "derived",
    "errata_on",
    "of_party",
    "stage_on",
    "suspended_on",
    "today",
]
