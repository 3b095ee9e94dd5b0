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
_WHY = "no place in it passes to a successor"


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
    split it cannot: which of the parts bears what is agreed between all, by an amendment.
    """
    agreement.must_be(act.day(agreement.zone), BINDING, _WHY)
    recorded = _recorded(predecessor, successor)
    from_ = effective(act, effective_from, agreement.zone)
    if from_ < recorded.from_:
        raise Refused(
            f"party {predecessor.id} is succeeded from {recorded.from_}; its place cannot pass "
            f"before, from {from_}",
            field="effective_from",
        )
    agreement.must_be(from_, BINDING, _WHY)
    _can_take(agreement, recorded, predecessor.id, successor, from_)
    return PlaceSucceeded(predecessor=predecessor.id, successor=successor, effective_from=from_)


def _recorded(predecessor: Party, successor: UUID) -> Succession:
    found = predecessor.succession
    if found is None or successor not in found.successors:
        raise Refused(
            f"the register does not record that party {successor} succeeds party {predecessor.id}; "
            "record that succession first",
            field="successor",
        )
    return found


def _can_take(
    agreement: Agreement, recorded: Succession, predecessor: UUID, successor: UUID, day: date
) -> None:
    parties = agreement.parties_on(day)
    if predecessor not in parties:
        raise OutOfOrder(
            f"{predecessor} is no party of this agreement on {day}: it has no place that could pass",
            field="predecessor",
        )
    if successor in parties and recorded.kind is SuccessionKind.SPLIT:
        raise OutOfOrder(
            f"{successor} is a party of this agreement in its own right; after a split the parties "
            "agree by an amendment what becomes of the predecessor's place",
            field="successor",
        )
