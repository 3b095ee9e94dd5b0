"""The commands on roles: to create a post, to fill it and to leave it."""

from __future__ import annotations

from datetime import date

from tests import partnership as p
from tests.application.commands.common import needs
from tests.application.office import BY_LAW

from accord.aggregates.register import Capability
from accord.aggregates.role import role_id

ROLE = role_id(p.AGREEMENT, "trust-2")
LATER = date(2027, 4, 1)
FOR_A_REASON = {"authority": BY_LAW, "reason": "Under inquiry."}
ACTING = {"holder": p.EVE, "party": p.TRUST, "authority": BY_LAW, "effective_to": LATER}
APPOINTING = {"holder": p.EVE, "party": p.TRUST, "authority": BY_LAW}

COMMANDS = {
    "create_post": needs(Capability.APPOINT, agreement=p.AGREEMENT, post="mayor"),
    "assign_role": needs(Capability.APPOINT, ROLE, **APPOINTING),
    "accept_role": needs(Capability.HOLD_OFFICE, ROLE, assignment=1),
    "resign": needs(Capability.HOLD_OFFICE, ROLE, assignment=1),
    "decline_role": needs(Capability.HOLD_OFFICE, ROLE, assignment=1),
    "name_alternate": needs(Capability.APPOINT, ROLE, assignment=1, person=p.EVE),
    "release_alternate": needs(Capability.APPOINT, ROLE, assignment=1, alternate=1),
    "delegate_vote": needs(Capability.HOLD_OFFICE, ROLE, to="city-2"),
    "revoke_delegation": needs(Capability.HOLD_OFFICE, ROLE, delegation=1),
    "appoint_acting": needs(Capability.APPOINT, ROLE, **ACTING),
    "end_acting": needs(Capability.APPOINT, ROLE, acting=1, authority=BY_LAW),
    "suspend_role": needs(Capability.APPOINT, ROLE, assignment=1, **FOR_A_REASON),
    "resume_role": needs(Capability.APPOINT, ROLE, assignment=1, **FOR_A_REASON),
    "extend_term": needs(
        Capability.APPOINT, ROLE, assignment=1, effective_to=LATER, authority=BY_LAW
    ),
    "record_lapse": needs(Capability.APPOINT, ROLE, assignment=1, decisions=[p.DECISION]),
    "restore_voting_right": needs(Capability.PRESIDE, ROLE),
    "abolish_post": needs(Capability.APPOINT, ROLE, authority=BY_LAW),
    "reinstate_post": needs(Capability.APPOINT, ROLE),
    "vacate_role": needs(Capability.APPOINT, ROLE, assignment=1, reason="The mayor died."),
    "revoke_role": needs(
        Capability.APPOINT, ROLE, assignment=1, authority=BY_LAW, reason="Absent."
    ),
}
BEGINNINGS = {"create_post"}
"""What begins a stream."""
