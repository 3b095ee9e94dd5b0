"""Who stands where a party stood, once it has merged into another or split into several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.effect import effective
from accord.aggregates.party.events import PartySucceeded, SuccessionBegun, SuccessionKind
from accord.aggregates.party.memory import Party
from accord.errors import OutOfOrder, Refused
from accord.events import Act

FEWEST_OF_A_SPLIT = 2


def record_succession(
    party: Party,
    act: Act,
    *,
    kind: SuccessionKind,
    successors: Sequence[Party],
    zone: str,
    lives_on: bool = False,
    effective_from: date | None = None,
) -> PartySucceeded:
    """Let others stand where the party stood from a day on: one by merger, several by a split.

    Where the party itself `lives_on`, one successor or more have split off from it.
    """
    party.exists()
    if party.succession is not None:
        raise OutOfOrder(f"the party is succeeded from {party.succession.from_} already")
    if not act.reason:
        raise Refused("a succession is recorded with its reason", field="reason")
    ids = tuple(successor.id for successor in successors)
    _check_number(kind, ids, lives_on=lives_on)
    if party.id in ids:
        itself = ids.index(party.id)
        raise Refused("a party does not succeed itself", field=f"successors/{itself}")
    from_ = effective(act, effective_from, zone)
    for successor in successors:
        successor.must_act(from_, "it cannot succeed another")
    return PartySucceeded(kind=kind, successors=ids, lives_on=lives_on, effective_from=from_)


def _check_number(kind: SuccessionKind, ids: tuple[UUID, ...], *, lives_on: bool) -> None:
    if lives_on and kind is SuccessionKind.MERGED:
        raise Refused(
            "a party that merges does not live on; of one from which a part splits off, say split",
            field="lives_on",
        )
    for index, successor in enumerate(ids):
        if successor in ids[:index]:
            raise Refused("each successor is named once", field=f"successors/{index}")
    if kind is SuccessionKind.MERGED and len(ids) != 1:
        raise Refused(
            f"a party that merges has exactly one successor, and {len(ids)} are named",
            field="successors",
        )
    if kind is SuccessionKind.SPLIT and len(ids) + lives_on < FEWEST_OF_A_SPLIT:
        raise Refused(
            f"a party that splits has two successors or more, and {len(ids)} is named; where it lives on "
            "and only a part of it split off, say lives_on",
            field="successors",
        )


def begin_succession(predecessor: Party, succeeded: PartySucceeded) -> SuccessionBegun:
    """Return what each successor remembers of it."""
    return SuccessionBegun(
        kind=succeeded.kind,
        predecessor=predecessor.id,
        effective_from=succeeded.effective_from,
    )
