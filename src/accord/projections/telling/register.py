"""The register itself, told: its opening, and who may act in it."""

from __future__ import annotations

from accord.aggregates.register import PrincipalEnrolled, PrincipalRetired, RegisterOpened
from accord.projections.telling.words import Names, listed, person, tells


@tells(RegisterOpened)
def opened(event: RegisterOpened, _names: Names) -> str:
    """The register began."""
    return f"The register {event.origin} was opened; its days are counted in {event.zone}."


@tells(PrincipalEnrolled)
def enrolled(event: PrincipalEnrolled, names: Names) -> str:
    """Somebody may act."""
    for_whom = names(event.party) if event.party else "the register's own office"
    may = listed([capability.replace("-", " ") for capability in event.capabilities])
    who = person(event.principal).capitalize()
    return f"{who} was enrolled to act for {for_whom}, and may: {may}."


@tells(PrincipalRetired)
def retired(event: PrincipalRetired, _names: Names) -> str:
    """Somebody may act no longer."""
    return f"The mandate of {person(event.principal)} ended."
