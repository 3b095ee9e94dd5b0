"""How a vote stands while it is open: which seats can still answer, and whether that can change the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from accord import canonical
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision.events import VotingCause
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.noticing import orders_of
from accord.errors import OutOfOrder
from accord.rules import Counted, Position, Rule
from accord.rules.certainty import OpenSeat, Standing, possible_verdicts, standing
from accord.rules.words import listed

CASTABLE = (Position.FOR, Position.AGAINST, Position.ABSTAIN)
RECORDABLE = (*CASTABLE, Position.NOT_VOTING, Position.INVALID, Position.ABSENT)


def standing_of(decision: Decision, at: datetime, *, agreement: Agreement) -> Standing:
    """Say how the vote stands at an instant; raise `OutOfOrder` where none is being taken."""
    decision.must_be(
        at, (Stage.VOTING, Stage.AWAITING_CLOSURE), "there is no vote that stands open"
    )
    if decision.rule is None:
        raise OutOfOrder("no rule is pinned before voting opens")
    if decision.sealed.secret:
        raise OutOfOrder(
            "this vote is by secret ballot: before its box is opened, nobody knows how it stands"
        )
    if decision.rule.choice is not None:
        raise _among_options(decision)
    return standing(_of_this_vote(decision, decision.rule), open_seats(decision, at, agreement))


def _among_options(decision: Decision) -> OutOfOrder:
    """Say why nothing is told of how a choice stands, and what is certain of it all the same.

    What one ballot more can do depends on all that it says, and the ways grow faster than anybody can go through:
    bounds that hold for each method would be a second count, which nobody could check against the first.
    """
    waiting = [seat.seat for seat in decision.roll.values() if decision.is_silent(seat)]
    certain = (
        f"{len(waiting)} of {len(decision.roll)} seats have not answered, and each may be the one that matters"
        if waiting
        else "every seat has answered, so that nothing can change any more: close it, and it is told what is chosen"
    )
    return OutOfOrder(
        "among options a ballot can change who is chosen in more ways than can be gone through, so that nothing is "
        f"said of what is needed, or on which seats it hangs, before the vote is closed; {certain}",
        waiting=waiting[:20],
    )


def _of_this_vote(decision: Decision, rule: Rule) -> Rule:
    """Return the rule as this voting is counted: an equal division again is lost, a second call has its quorum."""
    rule = rule.called_again if VotingCause.SECOND_CALL in decision.causes else rule
    second = VotingCause.SECOND_VOTE in decision.causes and rule.tie == "second_vote"
    return replace(rule, tie="lost") if second else rule


def open_seats(decision: Decision, at: datetime, agreement: Agreement) -> list[OpenSeat]:
    """Return the roll, each seat with the positions that it can still take while voting is open.

    A seat that has answered can change its ballot where the standing orders let ballots be replaced,
    and object under a rule by which seats object. One for which its alternate or another seat answered can
    still answer itself; for one that has not, another may, or it may be paired.
    """
    counted = list(decision.counted())
    if decision.stage(at) is not Stage.VOTING:
        return [OpenSeat(seat) for seat in counted]
    orders = orders_of(decision, agreement, at.astimezone(ZoneInfo(agreement.zone)).date())
    again = CASTABLE if orders.replaceable_ballots else ()
    return [
        OpenSeat(
            seat, may, _others(decision, seat, orders), orders.declarations and _declares(seat, may)
        )
        for seat in counted
        for may in [_may(decision, seat, again)]
    ]


def _others(decision: Decision, seat: Counted, orders: StandingOrders) -> frozenset[Position]:
    """Return the positions at which another seat may answer for this one."""
    given = seat.seat in decision.ballots and not seat.represented
    if seat.position in (Position.RECUSED, Position.VACANT) or given:
        return frozenset()
    known = decision.representation
    if orders.proxies or orders.delegations or known.proxies:
        return frozenset(CASTABLE)
    paired = orders.pairs or known.offers or known.pairs
    return frozenset({Position.ABSTAIN}) if paired else frozenset()


def _declares(seat: Counted, may: frozenset[Position]) -> bool:
    """Return whether a seat can still abstain by declaration: it abstains itself, or can."""
    itself = seat.position is Position.ABSTAIN and not seat.represented
    return itself or Position.ABSTAIN in may


def _may(decision: Decision, seat: Counted, again: Iterable[Position]) -> frozenset[Position]:
    rule = decision.rule
    if seat.position in (Position.RECUSED, Position.VACANT) or rule is None:
        return frozenset()
    silent = decision.is_silent(decision.roll[seat.seat])
    objects = {Position.AGAINST} if rule.objections else set[Position]()
    if rule.objections and seat.position is Position.AGAINST:  # it can be withdrawn
        objects.update(RECORDABLE)
    answers = RECORDABLE if silent or seat.seat in decision.representation.answered else again
    may = objects.union(answers)
    return frozenset(rule.silence if each is Position.ABSENT else each for each in may)


def still_open(decision: Decision, rule: Rule, seats: list[OpenSeat]) -> None:
    """Raise `OutOfOrder` while a seat has not answered and the verdict is not certain."""
    waiting = [seat.seat for seat in decision.roll.values() if decision.is_silent(seat)]
    if not waiting:
        return
    verdicts = possible_verdicts(_of_this_vote(decision, rule), seats)
    if len(verdicts) > 1:
        closes = canonical.instant(decision.closes) if decision.closes else ""
        until = f"up to but without {closes}" if closes else "until it is closed"
        raise OutOfOrder(
            f"voting is open {until}, and {len(waiting)} of {len(seats)} seats can still answer: "
            f"the motion can still be {listed(list(verdicts), 'or')}",
            waiting=waiting[:20],
            possible=list(verdicts),
        )
