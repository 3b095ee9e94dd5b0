"""Where does each party stand on its way into an agreement?"""

from __future__ import annotations

from enum import StrEnum

from accord.projections.views import Document


class PartyStatus(StrEnum):
    """How far a party has come on a day."""

    INVITED = "invited"
    DECLINED = "declined"
    SIGNATORY = "signatory"
    RATIFIED = "ratified"
    PARTY = "party"


def with_status(document: Document, parties: list[Document], day: str) -> list[Document]:
    """Return the parties of a day, each with how far it has come."""
    from_ = document.get("effective_from")
    if from_ is not None and from_ <= day:
        return [{**party, "status": str(PartyStatus.PARTY)} for party in parties]
    done = {
        status: {entry["party"] for block in blocks for entry in document.get(block, [])}
        for status, blocks in _BLOCKS.items()
    }
    return [{**party, "status": str(_status(party["party"], done))} for party in parties]


_BLOCKS = {
    PartyStatus.RATIFIED: ("ratifications",),
    PartyStatus.SIGNATORY: ("signatures", "accessions"),
    PartyStatus.DECLINED: ("declined",),
}
"""How far a party has come, the farthest first, and which blocks of an agreement tell it."""


def _status(party: str, done: dict[PartyStatus, set[str]]) -> PartyStatus:
    return next((status for status in done if party in done[status]), PartyStatus.INVITED)
