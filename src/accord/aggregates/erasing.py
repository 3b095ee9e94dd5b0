"""Erasing disclosed texts, and the legal holds that forbid it: what may be done, and when it is refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from accord.aggregates.legal_holds import DisclosuresErased, LegalHoldLifted, LegalHoldPlaced
from accord.aggregates.pieces import pieces
from accord.aggregates.register import Register
from accord.errors import NotFound, OutOfOrder, Refused


def place_legal_hold(register: Register, *, ground: str, stream: UUID | None) -> LegalHoldPlaced:
    """Forbid to erase anything of a stream and what belongs to it, or of the whole register."""
    register.exists()
    _said(ground, "a legal hold says on which ground, as “claim 4711 before the county court”")
    for number, hold in register.legal_holds.standing.items():
        if (hold.stream, hold.ground) == (stream, ground):
            raise OutOfOrder(f"legal hold {number} says just this, and stands", hold=number)
    return LegalHoldPlaced(hold=register.legal_holds.placed + 1, ground=ground, stream=stream)


def lift_legal_hold(register: Register, *, hold: int) -> LegalHoldLifted:
    """Lift a hold; refused where it does not stand."""
    if hold not in register.legal_holds.standing:
        numbers = ", ".join(map(str, register.legal_holds.standing)) or "none"
        raise NotFound(f"there is no legal hold {hold}; those that stand: {numbers}", hold=hold)
    return LegalHoldLifted(hold=hold)


def erase_disclosures(
    register: Register, *, digests: Sequence[str], ground: str, concerned: Collection[UUID]
) -> list[DisclosuresErased]:
    """Erase what opens these digests, unless a hold forbids it.

    `concerned` are the streams in which they stand, and the agreements to which those belong.
    """
    register.exists()
    _said(ground, "an erasure says on which legal ground, as “GDPR, Article 17(1)(b)”")
    if not digests:
        raise NotFound("nothing is disclosed there, or it was erased before")
    for number, hold in register.legal_holds.binding(concerned):
        where = "the register" if hold.stream is None else str(hold.stream)
        raise OutOfOrder(
            f"legal hold {number} on {where} forbids it ({hold.ground}); lift it first", hold=number
        )
    return [DisclosuresErased(digests=piece, ground=ground) for piece in pieces(sorted(digests))]


def _said(ground: str, what: str) -> None:
    if not ground.strip():
        raise Refused(what, field="ground")
