"""Which matters the bodies of an agreement decide on at which of its stages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.agreement.stages import RUNNING, WINDING_UP
from accord.aggregates.matters import Matter
from accord.errors import Refused

_IN_FORCE = (Stage.IN_FORCE,)
_UNTIL_CLOSED = (Stage.IN_FORCE, *WINDING_UP)
_ALWAYS = (*RUNNING, *WINDING_UP)

SESSIONS: Mapping[Matter, tuple[Stage, ...]] = {
    Matter.GENERAL: _UNTIL_CLOSED,
    Matter.AMENDMENT: _IN_FORCE,
    Matter.MINOR_AMENDMENT: _IN_FORCE,
    Matter.ADOPTION: (),
    Matter.ENTRY_INTO_FORCE: (),
    Matter.ACCESSION: _IN_FORCE,
    Matter.EXPULSION: _IN_FORCE,
    Matter.SUSPENSION: _IN_FORCE,
    Matter.RESUMPTION: RUNNING,
    Matter.RENEWAL: _IN_FORCE,
    Matter.TERMINATION: RUNNING,
    Matter.SUPERSESSION: RUNNING,
    Matter.VOIDANCE: _ALWAYS,
    Matter.RETRACTION: RUNNING,
    Matter.WAIVER: _ALWAYS,
    Matter.RECONSIDERATION: _UNTIL_CLOSED,
    Matter.RESCISSION: _UNTIL_CLOSED,
    Matter.RATIFICATION: _UNTIL_CLOSED,
    Matter.RELEASE: _UNTIL_CLOSED,
    Matter.REPLACEMENT: _UNTIL_CLOSED,
    Matter.MOTION_AMENDMENT: _UNTIL_CLOSED,
    Matter.OVERRULING: _UNTIL_CLOSED,
    Matter.STAGE_APPROVAL: _UNTIL_CLOSED,
    Matter.STAGE_VETO: _UNTIL_CLOSED,
}
"""While all is suspended the bodies decide only how to go on, and what nobody need wait for. Once it has ended
they wind it up: what is still owed, the final report, and what they decided before. Before it is in force there
is no body, so that on its adoption and its entry into force none decides."""


def in_session(agreement: Agreement, day: date, matter: Matter, why: str) -> None:
    """Raise a kind of `Refused` unless the bodies can decide on a matter at the stage of the day."""
    stages = SESSIONS[matter]
    if not stages:
        raise Refused(
            f"{why}: no body decides on the matter “{matter.words}”, as there is none before the agreement is in "
            "force; the parties assent to it",
            field="matter",
        )
    on = "" if matter is Matter.GENERAL else f" on the matter “{matter.words}”"
    agreement.must_be(day, stages, f"{why}{on}")
