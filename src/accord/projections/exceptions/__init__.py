"""What does an auditor look at first: late, for others, over an objection, again, or from one hand twice?"""

from accord.projections.exceptions.codes import CODES, Kind
from accord.projections.exceptions.listing import Asked, exceptions

__all__ = ["CODES", "Asked", "Kind", "exceptions"]
