"""A role: one post that an agreement constitutes, and who holds it when."""

from accord.aggregates.role.appointing import (
    accept_role,
    assign_role,
    create_post,
    decline_role,
    extend_term,
)
from accord.aggregates.role.assignment import Assignment
from accord.aggregates.role.delegations import delegate_vote, followed, revoke_delegation
from accord.aggregates.role.ending import (
    abolish_post,
    reinstate_post,
    resign,
    revoke,
    vacate,
)
from accord.aggregates.role.events import (
    ActingAppointed,
    ActingEnded,
    AlternateNamed,
    AlternateReleased,
    DelegationRevoked,
    MandateEnded,
    PostAbolished,
    PostCreated,
    PostReinstated,
    RoleAccepted,
    RoleAssigned,
    RoleDeclined,
    RoleLapsed,
    RoleResigned,
    RoleResumed,
    RoleRevoked,
    RoleSuspended,
    RoleVacated,
    TermExtended,
    VoteDelegated,
    VotingRightRestored,
)
from accord.aggregates.role.exercising import exercised, kept_for, standing_ready
from accord.aggregates.role.holding import resume_role, suspend_role
from accord.aggregates.role.lapsing import record_lapse
from accord.aggregates.role.limits import not_over, related
from accord.aggregates.role.memory import Role, Seating, Stage, role_id
from accord.aggregates.role.restoring import body_with, restore_voting_right
from accord.aggregates.role.standing_in import (
    appoint_acting,
    end_acting,
    name_alternate,
    release_alternate,
)
from accord.aggregates.role.tenure import longest_until, run_of_terms

__all__ = [
    "ActingAppointed",
    "ActingEnded",
    "AlternateNamed",
    "AlternateReleased",
    "Assignment",
    "DelegationRevoked",
    "MandateEnded",
    "PostAbolished",
    "PostCreated",
    "PostReinstated",
    "Role",
    "RoleAccepted",
    "RoleAssigned",
    "RoleDeclined",
    "RoleLapsed",
    "RoleResigned",
    "RoleResumed",
    "RoleRevoked",
    "RoleSuspended",
    "RoleVacated",
    "Seating",
    "Stage",
    "TermExtended",
    "VoteDelegated",
    "VotingRightRestored",
    "abolish_post",
    "accept_role",
    "appoint_acting",
    "assign_role",
    "body_with",
    "create_post",
    "decline_role",
    "delegate_vote",
    "end_acting",
    "exercised",
    "extend_term",
    "followed",
    "kept_for",
    "longest_until",
    "name_alternate",
    "not_over",
    "record_lapse",
    "reinstate_post",
    "related",
    "release_alternate",
    "resign",
    "restore_voting_right",
    "resume_role",
    "revoke",
    "revoke_delegation",
    "role_id",
    "run_of_terms",
    "standing_ready",
    "suspend_role",
    "vacate",
]
