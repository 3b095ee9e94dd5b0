"""The register itself, told: its opening, and who may act in it."""

from __future__ import annotations

from accord.aggregates.legal_holds import DisclosuresErased, LegalHoldLifted, LegalHoldPlaced
from accord.aggregates.register import (
    LogKeyIntroduced,
    LogKeyRevoked,
    LogKeyRotated,
    PrincipalEnrolled,
    PrincipalRetired,
    RegisterOpened,
)
from accord.projections.telling.words import Names, listed, person, tells, titled


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


@tells(LogKeyIntroduced)
def key_introduced(event: LogKeyIntroduced, _names: Names) -> str:
    """A first key signs."""
    return f"From here on the key {_short(event.vkey)} signs the checkpoints of this register."


@tells(LogKeyRotated)
def key_rotated(event: LogKeyRotated, _names: Names) -> str:
    """Another key signs."""
    return (
        f"From here on the key {_short(event.vkey)} signs the checkpoints of this register; "
        f"{_short(event.former)} signs beside it until the next rotation."
    )


@tells(LogKeyRevoked)
def key_revoked(event: LogKeyRevoked, _names: Names) -> str:
    """A key is trusted no longer."""
    return (
        f"The key {_short(event.vkey)} was revoked: a checkpoint that it alone signs from here on "
        "does not count."
    )


@tells(LegalHoldPlaced)
def hold_placed(event: LegalHoldPlaced, names: Names) -> str:
    """Nothing may be erased."""
    of = "the whole register" if event.stream is None else titled(event.stream, names)
    return f"Legal hold {event.hold}: nothing is to be erased of {of} ({event.ground})."


@tells(LegalHoldLifted)
def hold_lifted(event: LegalHoldLifted, _names: Names) -> str:
    """It may again."""
    return f"Legal hold {event.hold} was lifted."


@tells(DisclosuresErased)
def disclosures_erased(event: DisclosuresErased, _names: Names) -> str:
    """Texts are gone."""
    number = len(event.digests)
    what = "A disclosed text was" if number == 1 else f"Disclosed texts, {number} of them, were"
    return f"{what} erased ({event.ground}). What was recorded stays as it was, and proves itself as before."


def _short(vkey: str) -> str:
    """Return the id of a key, by which its signatures name it."""
    return vkey.split("+")[1]
