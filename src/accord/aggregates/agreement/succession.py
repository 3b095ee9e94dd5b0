"""How the place of a party passes to its successor: by a succession that the register records."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.aggregates.agreement.events import PlaceSucceeded
from accord.aggregates.agreement.memory import Agreement, Stage
from accord.aggregates.effect import effective
from accord.aggregates.party import Party, SuccessionKind
from accord.aggregates.party.memory import Succession
from accord.errors import OutOfOrder, Refused
from accord.events import Act

BINDING = (Stage.CONCLUDED, Stage.IN_FORCE, Stage.SUSPENDED, Stage.CLOSING)
WHY = "no place in it passes to a successor"


def succeed(
    agreement: Agreement,
    act: Act,
    *,
    predecessor: Party,
    successor: UUID,
    effective_from: date | None = None,
) -> PlaceSucceeded:
    """Let a successor stand in the predecessor's place from a day on.

    After a merger a successor that is a party in its own right takes the place up in its own. After a
    split it cannot: which of the parts bears what is agreed between all, by an amendment. Where several take
    a share of it, that of the others is recorded before (`divide`), and this one takes what is left.
    """
    agreement.must_be(act.day(agreement.zone), BINDING, WHY)
    found = recorded(predecessor, successor)
    if found.lives_on:
        raise OutOfOrder(
            f"party {predecessor.id} lives on, so that its place stays its own; record at the divisions of "
            "this agreement what share of it the successor has",
            field="predecessor",
        )
    from_ = passes_from(agreement, act, found, predecessor.id, effective_from)
    can_take(agreement, found, predecessor.id, successor, from_)
    return PlaceSucceeded(predecessor=predecessor.id, successor=successor, effective_from=from_)


def passes_from(
    agreement: Agreement, act: Act, found: Succession, predecessor: UUID, day: date | None
) -> date:
    """Return from which day a place passes; raise a kind of `Refused` where it cannot on that day."""
    from_ = effective(act, day, agreement.zone)
    if from_ < found.from_:
        raise Refused(
            f"party {predecessor} is succeeded from {found.from_}; its place cannot pass before, from {from_}",
            field="effective_from",
        )
    agreement.must_be(from_, BINDING, WHY)
    return from_


def recorded(predecessor: Party, successor: UUID) -> Succession:
    """Return the succession by which one party succeeds another; raise `Refused` where there is none."""
    for found in reversed(predecessor.successions):
        if successor in found.successors:
            return found
    raise Refused(
        f"the register does not record that party {successor} succeeds party {predecessor.id}; "
        "record that succession first",
        field="successor",
    )


def can_take(
    agreement: Agreement, found: Succession, predecessor: UUID, successor: UUID, day: date
) -> None:
    """Raise `OutOfOrder` unless a party has a place on a day that the successor can take or share."""
    parties = agreement.parties_on(day)
    if predecessor not in parties:
        raise OutOfOrder(
            f"{predecessor} is no party of this agreement on {day}: it has no place that could pass",
            field="predecessor",
        )
    if successor in parties and found.kind is SuccessionKind.SPLIT:
        raise OutOfOrder(
            f"{successor} is a party of this agreement in its own right; after a split the parties "
            "agree by an amendment what becomes of the predecessor's place",
            field="successor",
        )
