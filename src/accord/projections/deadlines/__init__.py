"""What falls due until a day, and which clause says so?"""

from accord.projections.deadlines import (  # noqa: F401 - each says what falls due
    agreements,
    amendments,
    decisions,
    disputes,
    meetings,
    obligations,
    roles,
)
from accord.projections.deadlines.calendar import Asked, deadlines, falling_due

__all__ = ["Asked", "deadlines", "falling_due"]
