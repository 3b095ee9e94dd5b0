"""Proxies: for one decision a seat lets another one cast its ballot, freely or as instructed."""

from __future__ import annotations

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.answering import is_vacant, must_hold_now
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.noticing import orders_of
from accord.aggregates.decision.objections import no_vote_against
from accord.aggregates.decision.seats import may_answer, takes_part
from accord.aggregates.decision.sitting import at_an_instant
from accord.aggregates.decision.standing import CASTABLE
from accord.aggregates.decision.timing import cited
from accord.aggregates.role.memory import Role
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act
from accord.rules import Position

_STAGES = (Stage.TABLED, Stage.VOTING)


def give_proxy(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    seat: str,
    role: Role,
    to: str,
    proxy: Role,
    instructed: Position | None = None,
) -> r.ProxyGiven:
    """Let another seat of the body cast the ballot of a seat, until the vote is closed.

    `role` is the post of the seat that gives the proxy, `proxy` that of the seat that it is given to.
    """
    decision.next_act(act, _STAGES, "a proxy is given before the vote is over")
    _for_and_against(decision)
    if seat == to:
        raise Refused(
            f"seat {seat} would be its own proxy; a proxy is given to another seat of the body",
            field="to",
        )
    must_hold_now(decision, act, agreement, (seat, role), "give its proxy")
    _can_carry(decision, act, agreement, to, proxy)
    _not_yet(decision, seat)
    _no_chain(decision, seat, to)
    _within_the_orders(decision, act, agreement, to)
    if instructed is not None:
        _must_be_castable(decision, instructed, "instructed")
    return r.ProxyGiven(seat=seat, to=to, instructed=instructed)


def _for_and_against(decision: Decision) -> None:
    if decision.choices.options:
        raise OutOfOrder(
            "the body chooses among options, and there each seat chooses for itself: no proxy is given"
        )
    if decision.sealed.secret:
        raise OutOfOrder("in a secret vote each holder votes: what a proxy cast would be known")


def _can_carry(decision: Decision, act: Act, agreement: Agreement, to: str, proxy: Role) -> None:
    """Raise a refusal unless the seat that is to be the proxy takes part itself."""
    if is_vacant(decision, act, agreement, (to, proxy), "to"):
        raise Refused(f"seat {to} is vacant: nobody could cast the ballot for it", field="to")
    if decision.is_recused(to):
        raise Refused(
            f"seat {to} is recused from this decision, and carries no proxy in it", field="to"
        )


def _not_yet(decision: Decision, seat: str) -> None:
    given = decision.representation.proxies.get(seat)
    if given is not None:
        raise OutOfOrder(
            f"seat {seat} has given its proxy to seat {given.to} already; revoke that one first",
            seat=seat,
            to=given.to,
        )
    if seat in decision.ballots:
        raise OutOfOrder(f"the ballot of seat {seat} is already given", seat=seat)
    if (other := decision.representation.pairs.get(seat)) is not None:
        raise OutOfOrder(
            f"seat {seat} is paired with seat {other}: both abstain, and none needs a proxy; dissolve the pair "
            "first",
            seat=seat,
            other=other,
        )


def _no_chain(decision: Decision, seat: str, to: str) -> None:
    onward = decision.representation.proxies.get(to)
    if onward is not None:
        raise Refused(
            f"seat {to} has given its own proxy to seat {onward.to}, and a proxy is not passed on; give it to "
            "a seat that votes itself",
            field="to",
        )
    if carried := decision.representation.carried_by(seat):
        raise Refused(
            f"seat {seat} carries the proxy of seat {carried[0]}, and a proxy is not passed on; who carries one "
            "votes itself",
            field="seat",
            carries=carried,
        )


def _within_the_orders(decision: Decision, act: Act, agreement: Agreement, to: str) -> None:
    orders = orders_of(decision, agreement, act.day(agreement.zone))
    carried = decision.representation.carried_by(to)
    if not orders.proxies:
        raise Refused(f"{cited(orders)} know no proxy: each seat votes itself", field="to")
    if len(carried) >= orders.proxies:
        most = "one other seat" if orders.proxies == 1 else f"{orders.proxies} other seats"
        raise Refused(
            f"seat {to} carries {' and '.join(carried)} already, and under {cited(orders)} a seat is the proxy of "
            f"at most {most}",
            field="to",
            carries=carried,
        )


def _still_carried(decision: Decision, act: Act, agreement: Agreement, seat: str, to: str) -> None:
    orders = orders_of(decision, agreement, act.day(agreement.zone))
    carried = decision.representation.carried_by(to)
    if carried.index(seat) >= orders.proxies:
        most = f"carries {orders.proxies} at most" if orders.proxies else "carries none any more"
        raise Refused(
            f"under {cited(orders)} of this day a seat {most}, those that were given first: seat {seat} votes "
            "itself",
            field="seat",
            carries=carried,
        )


def _must_be_castable(decision: Decision, position: Position, field: str) -> None:
    if position not in CASTABLE:
        raise Refused("a ballot is cast for, against or abstain", field=field)
    no_vote_against(decision.rule, position, field)


def revoke_proxy(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str, role: Role
) -> r.ProxyRevoked:
    """Take a proxy back before the vote is closed, and with it the ballot that was cast by it."""
    decision.next_act(act, _STAGES, "a proxy is revoked before the vote is over")
    must_hold_now(decision, act, agreement, (seat, role), "give its proxy")
    given = decision.representation.proxies.get(seat)
    if given is None:
        raise OutOfOrder(f"seat {seat} has given no proxy", seat=seat)
    by_proxy = decision.representation.answered.get(seat) is e.Answered.PROXY
    was = decision.ballots[seat] if by_proxy else None
    return r.ProxyRevoked(seat=seat, to=given.to, was=was)


def cast_proxy_ballot(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    seat: str,
    position: Position | None = None,
) -> r.ProxyBallotCast:
    """Cast the ballot of a seat by its proxy; without a position it is the one that was instructed.

    Where the standing orders of the day let a seat carry fewer than it was given, it carries the first.
    """
    at_an_instant(act)
    may_answer(decision, act, seat)
    given = decision.representation.proxies.get(seat)
    if given is None:
        raise NotEntitled(f"seat {seat} has given no proxy for this decision", seat=seat)
    carrier = decision.seat(given.to)
    if carrier.holder is None or carrier.holder != act.speaker:
        raise NotEntitled(
            f"seat {seat} gave its proxy to seat {given.to}: only its holder can cast the ballot",
            seat=seat,
            to=given.to,
        )
    takes_part(decision, given.to)
    _still_carried(decision, act, agreement, seat, given.to)
    found = position or given.instructed
    if found is None:
        raise Refused("the proxy is free: say the position of the ballot", field="position")
    if given.instructed not in (None, found):
        raise Refused(
            f"the proxy of seat {seat} is instructed: its ballot is cast {given.instructed}, and not {found}",
            field="position",
            instructed=given.instructed,
        )
    _must_be_castable(decision, found, "position")
    return r.ProxyBallotCast(seat=seat, by=given.to, position=found)
