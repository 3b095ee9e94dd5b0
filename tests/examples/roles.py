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
    yield r.RoleVacated(
        assignment=1, effective_to=date(2027, 6, 1), reason=Disclosed("The mayor died.")
    )
    yield from _life_examples()


def _life_examples() -> Iterator[Event]:
    """What else can become of a post and of its holder."""
    may, june, july = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
    yield r.RoleDeclined(assignment=1)
    yield r.AlternateNamed(
        assignment=1, alternate=1, person=p.BEN, effective_from=may, effective_to=july
    )
    yield r.AlternateReleased(assignment=1, alternate=1, effective_to=june)
    yield r.VoteDelegated(
        delegation=1,
        holder=p.ADA,
        to="city-2",
        classes=("ordinary",),
        effective_from=may,
        effective_to=july,
    )
    yield r.DelegationRevoked(delegation=1)
    yield r.ActingAppointed(
        acting=1, holder=p.BEN, party=p.CITY, effective_from=may, effective_to=july
    )
    yield r.ActingEnded(acting=1, effective_to=june)
    yield r.RoleSuspended(
        assignment=1,
        effective_from=may,
        effective_to=july,
        reason=Disclosed("An inquiry is under way."),
    )
    yield r.RoleResumed(
        assignment=1, effective_from=june, reason=Disclosed("The inquiry is closed.")
    )
    yield r.TermExtended(assignment=1, effective_to=date(2030, 4, 1))
    yield r.RoleLapsed(assignment=1, decisions=(p.DECISION,), clause="members", effective_to=june)
    yield r.VotingRightRestored(
        votes=(p.DECISION,), meeting=p.MEETING, clause="members", effective_from=june
    )
    yield r.PostAbolished(effective_from=july)
    yield r.MandateEnded(assignment=1, effective_to=july)
    yield r.PostReinstated(title="Mayor", party=p.CITY, effective_from=date(2027, 1, 1))
