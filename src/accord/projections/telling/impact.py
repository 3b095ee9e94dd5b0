"""Impact items, told: which seat had no mandate, and what would have come of the vote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accord.aggregates.impact import ImpactKind, Outcome
from accord.aggregates.impact import events as e
from accord.aggregates.impact.events import Fell
from accord.projections.telling.words import Names, listed, short_id, tells, titled

_NAMED = 12
_FROZEN = "This was entered while the vote was not certified yet: its roll was fixed at the opening, and stays."
_UNDONE = {
    Outcome.ACCEPTED: "accepted: the result stands as it was certified, and what follows was accepted",
    Outcome.NO_ACTION: "settled: nothing is done about it",
    Outcome.ANNULLED: "settled: the amendment was annulled, and took back what it did",
}


@tells(e.ImpactOpened)
def opened(event: e.ImpactOpened, names: Names) -> str:
    """The basis was another."""
    return (
        f"What was recorded as {_cause(event)} changed the basis of {_subject(event, names)}: "
        f"{what_it_says(event)}"
    )


@tells(e.ImpactReassessed)
def reassessed(event: e.ImpactReassessed, _names: Names) -> str:
    """Other seats are concerned."""
    return (
        f"By what was recorded as {_cause(event)} the item was weighed anew: "
        f"{in_a_sentence(event.seats, event.count)}"
    )


@tells(e.ImpactFellAway)
def fell_away(event: e.ImpactFellAway, _names: Names) -> str:
    """It is as it was taken to be."""
    return f"By what was recorded as {_cause(event)} the basis is again what it was taken to be; the item fell away."


@tells(e.ImpactSettled)
def settled(event: e.ImpactSettled, names: Names) -> str:
    """Somebody answered for it."""
    if event.decision is not None:
        return f"The item was settled: what it is about was reopened by decision {titled(event.decision, names)}."
    return f"The item was {_UNDONE.get(event.outcome, 'settled')}."


def what_it_says(event: e.ImpactOpened) -> str:
    """Say in one sentence what is the matter."""
    match event.kind:
        case ImpactKind.AMENDMENT if event.fell is not Fell.ANNULLED:
            return (
                f"The decision on which it was adopted was {event.fell} with effect from {event.concerns_on}; "
                "it keeps its effect up to then."
            )
        case ImpactKind.AMENDMENT:
            return f"The decision on which it was adopted, with effect from {event.concerns_on}, was annulled."
        case ImpactKind.APPOINTMENT:
            (seat,) = event.seats
            return f"The decision cited by the appointment to post {seat.seat} from {event.concerns_on} was annulled."
        case ImpactKind.SIGNATURE:
            (seat,) = event.seats
            what = "another had it" if seat.mandate else "nobody had it"
            return f"Who signed from post {seat.seat} on {event.concerns_on} had no mandate on that day; {what}."
    found = in_a_sentence(event.seats, event.count, event.concerns_on)
    return f"{found} {_FROZEN}" if event.meanwhile else found


def in_a_sentence(
    seats: Sequence[e.SeatConcerned], count: e.Counterfactual | None, day: date | str | None = None
) -> str:
    """Say which seats had no mandate, or a mandate that nobody knew of, and what would have come of the vote."""
    on = f" on {day}" if day else " on the day"
    parts = [_of(seat, on) for seat in seats[:_NAMED]]
    more = len(seats) - _NAMED
    named = listed(parts + ([f"{more} more"] if more > 0 else []))
    words = named[:1].upper() + named[1:]
    return f"{words}; {_result(seats, count)}." if count else f"{words}."


def _of(seat: e.SeatConcerned, on: str) -> str:
    if seat.counts is None:
        return _mandate(seat, on)
    counts = f"counts{on}, by the terms as known now, {_as(seat.counts)}"
    if seat.as_it_seemed and not seat.casting_vote:
        return f"seat {seat.seat} {counts}"
    return f"{_mandate(seat, on)}, and it {counts}"


def _as(counts: e.CountsAs) -> str:
    """Say how a seat counts: in which class, with which weights."""
    parts = [f"in the class {counts.cls}"] if counts.cls else []
    parts += [f"with {measure.name} {measure.value:f}" for measure in counts.measures]
    return listed(parts) or "in no class, with no weight of its own"


def _mandate(seat: e.SeatConcerned, on: str) -> str:
    if seat.holder is None:
        return f"seat {seat.seat} was taken to be vacant{on}, and was held"
    if seat.casting_vote:
        return f"who gave the casting vote from {seat.seat} had no mandate{on}"
    if seat.mandate is None:
        return f"seat {seat.seat} had no mandate{on}"
    return f"who sat in seat {seat.seat} had no mandate{on}, and another had it"


def _result(seats: Sequence[e.SeatConcerned], count: e.Counterfactual) -> str:
    if count.verdict is None:
        return "the vote was secret, and nobody can tell what would have come of it"
    counted = (
        "without it"
        if len(seats) == 1 and seats[0].mandate is None and seats[0].counts is None
        else "on the terms as known now"
        if any(seat.counts for seat in seats)
        else "on the mandates as known now"
    )
    margins = ""
    if count.margin and count.margin != count.margin_without:
        margins = f", margin {count.margin} -> {count.margin_without}"
    if not count.would_change:
        return f"{counted} the motion is still {count.certified}{margins}"
    if count.verdict is count.certified:
        return f"{counted} others would be chosen"
    return (
        f"{counted} the result would change: {count.verdict} instead of {count.certified}{margins}"
    )


def _cause(event: e.ImpactOpened | e.ImpactReassessed | e.ImpactFellAway) -> str:
    return f"entry {event.cause_version} of {short_id(event.cause)}"


def _subject(event: e.ImpactOpened, names: Names) -> str:
    kind = {
        ImpactKind.SIGNATURE: "a signature under",
        ImpactKind.APPOINTMENT: "an appointment to post",
    }
    return f"{kind.get(event.kind, str(event.kind))} {titled(event.subject, names)}"
