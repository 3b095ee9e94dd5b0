"""Who is on the roll of a vote, and which seats of the body are left off it, for which reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Seat, StandingOrders
from accord.aggregates.decision import events as e
from accord.aggregates.decision.memory import Decision, Seated
from accord.aggregates.decision.motion import body_of
from accord.aggregates.pieces import pieces
from accord.errors import OutOfOrder
from accord.events import Event


def left_off(
    decision: Decision,
    agreement: Agreement,
    day: date,
    *,
    seated: Mapping[str, Seated],
    lapsed: Mapping[str, Sequence[UUID]],
) -> dict[str, e.SeatLeftOff]:
    """Return the seats of the body that have no place on the roll of a vote on a motion, each with its reason.

    Of a seat that is kept for nobody, the party is that of its holder. Where several reasons hold, the first of
    these is recorded: its party is none, is suspended, or opted out, its vote lapsed.
    """
    terms = agreement.terms_on(day)
    out = terms.opted_out(decision.body, decision.cls, decision.matter)
    orders, found = terms.orders(decision.body), {}
    for seat in body_of(agreement, decision.body, day).seats:
        who = seated.get(seat.post)
        party = who.party if who else seat.party
        if (reason := _of_its_party(seat, agreement, day)) is not None:
            found[seat.post] = e.SeatLeftOff(seat=seat.post, reason=reason, party=seat.party)
        elif party is not None and party in out:
            found[seat.post] = e.SeatLeftOff(
                seat=seat.post,
                reason=e.LeftOff.OPTED_OUT,
                party=party,
                opt_out=out[party].key,
                clause=out[party].clause,
            )
        elif seat.post in lapsed:
            found[seat.post] = _lapsed(seat, party, lapsed[seat.post], orders)
    return found


def _of_its_party(seat: Seat, agreement: Agreement, day: date) -> e.LeftOff | None:
    if seat.party is None or seat.party in agreement.acting_on(day):
        return None
    still = seat.party in agreement.parties_on(day)
    return e.LeftOff.SUSPENDED if still else e.LeftOff.NO_PARTY


def _lapsed(
    seat: Seat, party: UUID | None, votes: Sequence[UUID], orders: StandingOrders
) -> e.SeatLeftOff:
    return e.SeatLeftOff(
        seat=seat.post,
        reason=e.LeftOff.LAPSED,
        party=party,
        votes=tuple(votes),
        clause=orders.clause,
    )


def not_bound(decision: Decision, agreement: Agreement, day: date) -> tuple[UUID, ...]:
    """Return the parties of a day that opted out of decisions such as this, also those without a seat."""
    out = agreement.terms_on(day).opted_out(decision.body, decision.cls, decision.matter)
    return tuple(party for party in agreement.parties_on(day) if party in out)


def roll_of(
    decision: Decision,
    agreement: Agreement,
    day: date,
    *,
    seated: Mapping[str, Seated],
    lapsed: Mapping[str, Sequence[UUID]],
) -> tuple[list[e.RollSeat], list[e.SeatLeftOff]]:
    """Return the roll and what is left off it; raise `OutOfOrder` where nobody could vote.

    `seated` has the holder of every post that is filled on the day, `lapsed` the seats that lost their
    vote, each with the votes that it missed.
    """
    off = left_off(decision, agreement, day, seated=seated, lapsed=lapsed)
    body = body_of(agreement, decision.body, day)
    orders = agreement.terms_on(day).orders(decision.body)
    on = (seat for seat in body.seats if seat.post not in off)
    roll = [_seat(seat, seated.get(seat.post), orders) for seat in on]
    if all(seat.holder is None for seat in roll):
        besides = f", but for {len(off)} that are left off the roll" if off else ""
        raise OutOfOrder(f"every seat of body {body.id} is vacant on {day}{besides}")
    return roll, list(off.values())


def _seat(seat: Seat, seated: Seated | None, orders: StandingOrders) -> e.RollSeat:
    return e.RollSeat(
        seat=seat.post,
        party=seated.party if seated else seat.party,
        holder=seated.holder if seated else None,
        cls=seat.cls,
        measures=seat.measures,
        alternate=seated.alternate if seated and orders.alternates else None,
    )


def in_pieces(roll: Sequence[e.RollSeat], off: Sequence[e.SeatLeftOff]) -> Iterator[Event]:
    """Yield the roll and what is left off it, in pieces."""
    yield from (e.RollSeatsFrozen(seats=seats) for seats in pieces(roll))
    yield from (e.SeatsLeftOff(seats=seats) for seats in pieces(off))
