"""What can become of a post."""

from __future__ import annotations

from accord.aggregates.lifecycle import BEGINNING, Lifecycle
from accord.aggregates.role import events as e
from accord.aggregates.role.memory import Stage

_LEFT = (e.RoleResigned, e.RoleRevoked, e.RoleVacated, e.RoleLapsed)

LIFE = Lifecycle.of(
    "role",
    {
        BEGINNING: {Stage.VACANT: (e.PostCreated,)},
        Stage.VACANT: {
            Stage.PENDING: (None, e.RoleAssigned),
            Stage.HELD: (None,),
            Stage.SUSPENDED: (None,),
            Stage.ACTING: (None, e.ActingAppointed),
            Stage.ABOLISHED: (None, e.PostAbolished),
        },
        Stage.PENDING: {
            # Who accepts from a later day leaves the post vacant until then.
            Stage.VACANT: (
                None,
                e.RoleAccepted,
                e.RoleDeclined,
                e.RoleResigned,
                e.RoleRevoked,
                e.RoleVacated,
            ),
            Stage.HELD: (None, e.RoleAccepted),
            Stage.SUSPENDED: (None,),
            Stage.ACTING: (None, e.ActingAppointed),
            Stage.ABOLISHED: (None, e.PostAbolished),
        },
        Stage.HELD: {
            Stage.VACANT: (None, *_LEFT),
            Stage.PENDING: (None,),
            Stage.SUSPENDED: (None, e.RoleSuspended),
            Stage.ACTING: (None,),
            Stage.ABOLISHED: (None, e.PostAbolished),
        },
        Stage.SUSPENDED: {
            Stage.VACANT: (None, *_LEFT),
            Stage.PENDING: (None,),
            Stage.HELD: (None, e.RoleResumed),
            Stage.ACTING: (None, e.ActingAppointed),
            Stage.ABOLISHED: (None, e.PostAbolished),
        },
        Stage.ACTING: {
            Stage.VACANT: (None, e.ActingEnded),
            Stage.PENDING: (None, e.ActingEnded),
            Stage.HELD: (None, e.ActingEnded),
            Stage.SUSPENDED: (None, e.ActingEnded),
            Stage.ABOLISHED: (None, e.PostAbolished),
        },
        Stage.ABOLISHED: {
            Stage.VACANT: (None, e.PostReinstated),
            Stage.PENDING: (None,),
            Stage.HELD: (None,),
            Stage.SUSPENDED: (None,),
            Stage.ACTING: (None,),
        },
    },
)
"""Every assignment, suspension and abolition has its days, so that a day can lead from any stage to any."""
