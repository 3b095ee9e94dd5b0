"""How several successors of a party that split take their shares of its place, and how it lives on beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accord.aggregates.agreement.acceding import post_is_free
from accord.aggregates.agreement.events import PlaceDivided
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.succession import BINDING, WHY, can_take, passes_from, recorded
from accord.aggregates.party import Party, SuccessionKind
from accord.errors import Refused
from accord.events import Act
from accord.rules import Measure


def divide(
    agreement: Agreement,
    act: Act,
    *,
    predecessor: Party,
    successor: Party,
    post: str,
    title: str,
    cls: str = "",
    measures: tuple[Measure, ...] = (),
    effective_from: date | None = None,
) -> PlaceDivided:
    """Let a successor of a party that split be one of its own, with a share of the place, from a day on.

    Its measures come out of those of the place, so that nobody else weighs more or less than before. Without
    a class it is in that of the place. The last successor takes what is left, where the party is no more.
    """
    agreement.must_be(act.day(agreement.zone), BINDING, WHY)
    found = recorded(predecessor, successor.id)
    if found.kind is not SuccessionKind.SPLIT:
        raise Refused(
            f"party {predecessor.id} merged, so that its whole place passes; only that of a party that "
            "split is divided",
            field="successor",
        )
    from_ = passes_from(agreement, act, found, predecessor.id, effective_from)
    can_take(agreement, found, predecessor.id, successor.id, from_)
    terms = agreement.terms_on(from_)
    place = terms.party(predecessor.id)
    post_is_free(terms, successor.id, post)
    return PlaceDivided(
        predecessor=predecessor.id,
        successor=successor.id,
        cls=cls or (place.cls if place else ""),
        measures=measures,
        left=_left(place.measures if place else (), measures),
        post=post,
        title=title,
        effective_from=from_,
    )


def _left(whole: tuple[Measure, ...], share: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Return what is left of the measures of a place; raise `Refused` unless each is divided."""
    taken = {measure.name: measure.value for measure in share}
    if len(taken) != len(share) or taken.keys() != {measure.name for measure in whole}:
        names = ", ".join(measure.name for measure in whole) or "no measure at all"
        raise Refused(
            f"say of each measure of the place once how much of it the successor has: it has {names}",
            field="measures",
        )
    for measure in whole:
        if not Decimal(0) < taken[measure.name] <= measure.value:
            raise Refused(
                f"the place has {measure.name} {measure.value:f}; the successor has more than nothing of it, "
                f"and not {taken[measure.name]:f}",
                field="measures",
            )
    return tuple(Measure(m.name, m.value - taken[m.name]) for m in whole)
