"""The commands on roles: to create a post, to fill it and to leave it."""

from __future__ import annotations

from tests import partnership as p
from tests.application.commands.common import needs
from tests.application.office import BY_LAW

from accord.aggregates.register import Capability
from accord.aggregates.role import role_id

ROLE = role_id(p.AGREEMENT, "trust-2")
APPOINTING = {"holder": p.EVE, "party": p.TRUST, "authority": BY_LAW}

COMMANDS = {
    "create_post": needs(Capability.APPOINT, agreement=p.AGREEMENT, post="mayor"),
    "assign_role": needs(Capability.APPOINT, ROLE, **APPOINTING),
    "accept_role": needs(Capability.HOLD_OFFICE, ROLE, assignment=1),
    "resign": needs(Capability.HOLD_OFFICE, ROLE, assignment=1),
    "revoke_role": needs(
        Capability.APPOINT, ROLE, assignment=1, authority=BY_LAW, reason="Absent."
    ),
}
BEGINNINGS = {"create_post"}
"""What begins a stream."""
