"""An example of every event of a role, from the creation of a post to its revocation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.aggregates import role as r
from accord.events import Disclosed, Event
from tests import partnership as p


def role_examples() -> Iterator[Event]:
    yield r.PostCreated(agreement=p.AGREEMENT, post="mayor", title="Mayor", party=p.CITY)
    yield p.assigned(p.ADA, p.CITY, until=date(2028, 4, 1))
    yield r.RoleAccepted(assignment=1)
    yield r.RoleResigned(assignment=1, effective_to=date(2027, 9, 1))
    yield r.RoleRevoked(
        assignment=1, effective_to=date(2027, 6, 1), reason=Disclosed("The council chose anew.")
    )
