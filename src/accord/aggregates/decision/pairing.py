"""Pairs: two seats agree that both abstain in a decision; a ballot of one of them breaks the pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision import events as e
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision.answering import is_vacant, must_hold_now
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.noticing import orders_of
from accord.aggregates.decision.timing import cited
from accord.aggregates.role.memory import Role
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event
from accord.rules import Position

_STAGES = (Stage.TABLED, Stage.VOTING)


def pair_seats(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    seat: str,
    role: Role,
    other: str,
    its: Role,
) -> r.PairOffered | r.SeatsPaired:
    """Offer another seat that both abstain, or agree to what it offered: nobody is paired without their word.

    `role` is the post of the seat for which this is said, `its` that of the other one.
    """
    decision.next_act(act, _STAGES, "seats are paired before the vote is over")
    _for_and_against(decision, act, agreement)
    orders = orders_of(decision, agreement, act.day(agreement.zone))
    if not orders.pairs:
        raise Refused(f"{cited(orders)} know no pairs: each seat votes itself", field="other")
    if seat == other:
        raise Refused("a pair is two seats; name the other one", field="other")
    must_hold_now(decision, act, agreement, (seat, role), "pair it")
    _takes_part(decision, act, agreement, other, its)
    for each in (seat, other):
        _is_free(decision, each)
    offers = decision.representation.offers
    if offers.get(other) == seat:
        return r.SeatsPaired(seat=seat, other=other)
    if seat in offers:
        raise OutOfOrder(
            f"seat {seat} offered a pair to seat {offers[seat]} already; take that back first",
            seat=seat,
            other=offers[seat],
        )
    return r.PairOffered(seat=seat, other=other)


def _for_and_against(decision: Decision, act: Act, agreement: Agreement) -> None:
    if decision.choices.options:
        raise OutOfOrder("the body chooses among options, and there no two seats are opposed")
    if decision.sealed.secret:
        raise OutOfOrder("in a secret vote no seats are paired: where they stand would be known")
    rule = body_of(agreement, decision.body, act.day(agreement.zone)).rule_for(decision.cls)
    if rule is not None and rule.objections:
        raise OutOfOrder(
            f"by rule {rule.id} seats object instead of voting against: no two of them vote each other down"
        )


def _takes_part(decision: Decision, act: Act, agreement: Agreement, other: str, its: Role) -> None:
    if is_vacant(decision, act, agreement, (other, its), "other"):
        raise Refused(f"seat {other} is vacant, and has no ballot to hold back", field="other")
    if decision.is_recused(other):
        raise Refused(
            f"seat {other} is recused from this decision, and has no ballot to hold back",
            field="other",
        )


def _is_free(decision: Decision, seat: str) -> None:
    known = decision.representation
    if seat in known.pairs:
        raise OutOfOrder(f"seat {seat} is paired with seat {known.pairs[seat]} already", seat=seat)
    if decision.ballots.get(seat, Position.ABSENT) is not Position.ABSENT:
        raise OutOfOrder(f"the ballot of seat {seat} is already given", seat=seat)
    if seat in known.proxies:
        raise OutOfOrder(
            f"seat {seat} has given its proxy to seat {known.proxies[seat].to}: one who is to abstain has no "
            "ballot cast; revoke the proxy first",
            seat=seat,
        )


def dissolve_pair(
    decision: Decision, act: Act, *, agreement: Agreement, seat: str, role: Role
) -> r.PairDissolved:
    """End a pair, or take back its offer, before the vote is closed; each of the two can, for both."""
    decision.next_act(act, _STAGES, "a pair is dissolved before the vote is over")
    must_hold_now(decision, act, agreement, (seat, role), "dissolve its pair")
    known = decision.representation
    other = known.pairs.get(seat) or known.offers.get(seat)
    if other is None:
        raise OutOfOrder(f"seat {seat} is in no pair, and has offered none", seat=seat)
    return r.PairDissolved(seat=seat, other=other)


def broken_by(decision: Decision, given: Iterable[Event]) -> Iterator[r.PairDissolved]:
    """Return the pairs that are broken by ballots, each once; that a seat was absent breaks none."""
    broken = set[str]()
    for each in given:
        if not isinstance(each, e.BallotCast | e.BallotRecorded):
            continue
        other = decision.representation.pairs.get(each.seat)
        if other is None or each.position is Position.ABSENT or each.seat in broken:
            continue
        broken.update((each.seat, other))
        yield r.PairDissolved(seat=each.seat, other=other, by_ballot=True)
