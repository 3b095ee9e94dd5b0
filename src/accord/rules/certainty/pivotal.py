"""Which open seats, each alone, would change the verdict if voting closed with the others as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.rules.certainty.layout import Layout, Sums
from accord.rules.certainty.reaching import minus, plus
from accord.rules.certainty.seats import Kind, OpenSeat, Place, place_of
from accord.rules.explanation import Verdict
from accord.rules.positions import Position

Change = tuple[Position, Verdict]


@dataclass(frozen=True, slots=True)
class Pivotal:
    """A seat that alone would change the verdict, and to what, by the positions that it may take."""

    seat: str
    changes: tuple[Change, ...]


def pivotal(
    layout: Layout, sums: Sums, seats: Sequence[tuple[Kind, OpenSeat]]
) -> tuple[Pivotal, ...]:
    """Return the seats that alone would change the verdict; `tied` is an equal division.

    An equal division that the rule has lost is as lost as any other: between them nothing changes.
    """
    known: dict[tuple[Kind, Place, frozenset[Position]], tuple[Change, ...]] = {}
    found = []
    for kind, seat in seats:
        if not seat.may:
            continue
        stands = place_of(seat.counted)
        key = (kind, stands, seat.may)
        if key not in known:
            known[key] = _changes(layout, sums, *key)
        if known[key]:
            found.append(Pivotal(seat.counted.seat, known[key]))
    return tuple(found)


def _changes(
    layout: Layout, sums: Sums, kind: Kind, stands: Place, options: frozenset[Position]
) -> tuple[Change, ...]:
    now, verdicts = layout.verdict(sums), dict[Sums, Verdict]()
    adds = {position: layout.adds(kind, position) for position in Position if position in options}
    for added in set(adds.values()):
        verdicts[added] = layout.verdict(plus(sums, minus(added, layout.adds(kind, stands))))
    moved = ((position, verdicts[added]) for position, added in adds.items())
    ends_now = layout.ends(now)
    return tuple(
        (position, verdict) for position, verdict in moved if layout.ends(verdict) != ends_now
    )
