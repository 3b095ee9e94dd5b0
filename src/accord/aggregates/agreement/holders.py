"""Which seats of a body nobody can hold: those kept for who is no party, and those beyond its limits."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import floor

from accord.aggregates.agreement.terms import Body, Terms


def never_held(terms: Terms, body: Body) -> frozenset[str]:
    """Return the seats that are kept for who is no party of the agreement."""
    parties = {entry.party for entry in terms.parties}
    return frozenset(
        seat.post for seat in body.seats if seat.party is not None and seat.party not in parties
    )


def most_held(terms: Terms, body: Body) -> int:
    """Return how many seats can be held at most, by parties as many as there are and within the limits."""
    size = len(body.seats)
    limits = [
        entry.at_most if entry.at_most is not None else floor(Fraction(entry.share) * size)
        for entry in terms.composition_limits
        if entry.body == body.id and (entry.at_most is not None or entry.share)
    ]
    each = max(0, min([*limits, size]))
    kept = Counter(seat.party for seat in body.seats if seat.party is not None)
    parties = [entry.party for entry in terms.parties]
    held = sum(min(each, kept[party]) for party in parties)
    room = sum(each - min(each, kept[party]) for party in parties)
    free = sum(seat.party is None for seat in body.seats)
    return held + min(free, room)
