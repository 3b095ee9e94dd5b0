"""Voting: the frozen roll and the pinned rule, the ballots, and the close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from accord import canonical
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Body, Seat
from accord.aggregates.decision import events as e
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.memory import Decision, Seated, Stage
from accord.aggregates.decision.motion import body_of, in_session
from accord.aggregates.decision.noticing import must_be_ready, orders_of
from accord.aggregates.decision.sealed import unnamed
from accord.aggregates.decision.sealing import Slot, smallest_group, too_few, unseal
from accord.aggregates.decision.seats import CASTABLE, may_answer, named_once
from accord.aggregates.decision.sitting import at_an_instant, cause_of_another
from accord.aggregates.pieces import pieces
from accord.errors import NotEntitled, OutOfOrder, Refused
from accord.events import Act, Event
from accord.rules import Position, Rule, evaluate

RECORDABLE = (*CASTABLE, Position.NOT_VOTING, Position.INVALID, Position.ABSENT)


def open_voting(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    seated: Mapping[str, Seated],
    closes: datetime,
) -> tuple[Event, ...]:
    """Freeze the roll as it stands on the day, pin the rule, and open the vote until `closes`.

    `seated` has the holder of every post that is filled on the day of opening. Seats kept for a party
    that is suspended on it, or none of the agreement any more, are not on the roll. A motion on which
    the seats were equally divided, or too few took part, is voted on again.
    """
    at_an_instant(act)
    cause, day = cause_of_another(decision), act.day(agreement.zone)
    stages = (Stage.CLOSED, Stage.CERTIFIED) if cause else (Stage.TABLED,)
    decision.next_act(act, stages, "voting cannot be opened")
    in_session(agreement, day, decision.matter, "voting cannot be opened")
    must_be_ready(decision, act, agreement)
    _no_open_interest(decision)
    if closes <= act.moment:
        raise Refused(
            f"voting would close at {canonical.instant(closes)}, before it opens", field="closes"
        )
    body = body_of(agreement, decision.body, day)
    rule = body.rule_for(decision.cls)
    if rule is None:
        raise OutOfOrder(f"body {body.id} no longer has a rule for class {decision.cls}")
    roll = _roll(agreement, body, seated, day)
    smallest = smallest_group(orders_of(decision, agreement, day), decision, rule, roll)
    chair = seated.get(body.chair) if body.chair else None
    opened = replace(
        _opened(act.moment, closes, roll, rule, (body.chair, chair)),
        voting=decision.voting + 1,
        cause=cause,
        secret=smallest > 0,
        smallest_secret=smallest,
    )
    return (*(e.RollSeatsFrozen(seats=seats) for seats in pieces(roll)), opened)


def _no_open_interest(decision: Decision) -> None:
    for seat, ruling in decision.interests.items():
        if ruling is None:
            raise OutOfOrder(
                f"the interest of seat {seat} must be ruled on before voting opens", seat=seat
            )


def _roll(
    agreement: Agreement, body: Body, seated: Mapping[str, Seated], day: date
) -> list[e.RollSeat]:
    acting = (None, *agreement.acting_on(day))
    roll = [_seat(seat, seated.get(seat.post)) for seat in body.seats if seat.party in acting]
    if all(seat.holder is None for seat in roll):
        raise OutOfOrder(f"every seat of body {body.id} is vacant on {day}")
    return roll


def _seat(seat: Seat, seated: Seated | None) -> e.RollSeat:
    return e.RollSeat(
        seat=seat.post,
        party=seated.party if seated else seat.party,
        holder=seated.holder if seated else None,
        cls=seat.cls,
        measures=seat.measures,
    )


def _opened(
    opens: datetime,
    closes: datetime,
    roll: Sequence[e.RollSeat],
    rule: Rule,
    chair: tuple[str | None, Seated | None],
) -> e.VotingOpened:
    post, seated = chair
    return e.VotingOpened(
        opens=opens,
        closes=closes,
        seats=len(roll),
        roll_hash=roll_hash(roll),
        rule=rule,
        rule_hash=rule.hash,
        chair=post,
        chair_holder=seated.holder if seated else None,
    )


def roll_hash(roll: Iterable[e.RollSeat]) -> str:
    """Return the hex SHA-256 of the frozen seats, in order, in canonical JSON."""
    return canonical.sha256([canonical.plain(seat) for seat in roll])


@dataclass(frozen=True, slots=True)
class Answer:
    """What was heard or read of one seat."""

    seat: str
    position: Position


def cast_ballot(decision: Decision, act: Act, *, seat: str, position: Position) -> e.BallotCast:
    """Cast the ballot of a seat; only its holder on the frozen roll can, once, while voting is open."""
    on_roll = may_answer(decision, act, seat)
    if on_roll.holder != act.speaker:
        raise NotEntitled(f"only the holder of seat {seat} can cast its ballot", seat=seat)
    if position not in CASTABLE:
        raise Refused(
            f"a ballot is cast for, against or abstain; {position.replace('_', ' ')} is not cast but found",
            field="position",
        )
    _not_instead_of_objecting(decision, position)
    return e.BallotCast(seat=seat, position=position)


def record_ballots(
    decision: Decision, act: Act, *, answers: Sequence[Answer]
) -> tuple[e.BallotRecorded, ...]:
    """Record what was heard or read of several seats, all or none of them."""
    at_an_instant(act)
    if not answers:
        raise Refused("there is nothing to record: no ballot was given", field="ballots")
    named_once((answer.seat for answer in answers), "ballots")
    return tuple(_recorded(decision, act, answer) for answer in answers)


def _recorded(decision: Decision, act: Act, answer: Answer) -> e.BallotRecorded:
    may_answer(decision, act, answer.seat)
    if answer.position not in RECORDABLE:
        raise Refused(
            f"{answer.position} follows from the roll and the chair's rulings; it is not recorded as a ballot",
            field="position",
            seat=answer.seat,
        )
    _not_instead_of_objecting(decision, answer.position)
    return e.BallotRecorded(seat=answer.seat, position=answer.position)


def _not_instead_of_objecting(decision: Decision, position: Position) -> None:
    if position is Position.AGAINST and decision.rule is not None and decision.rule.objections:
        raise Refused(
            "under the rule of this decision nobody votes against: who cannot consent raises an objection, "
            "with reasons",
            field="position",
        )


def close_voting(
    decision: Decision, act: Act, *, box: Mapping[Slot, int] | None = None
) -> tuple[Event, ...]:
    """Close the vote at its time, or earlier once every seat that can answer has answered.

    That a seat was absent is known when the time is over, not before. `box` is what the box of a secret
    vote holds; where it would show what single seats cast it is not opened, and nothing is decided.
    """
    stages = (Stage.VOTING, Stage.AWAITING_CLOSURE)
    decision.next_act(act, stages, "voting cannot be closed")
    _objections_settled(decision)
    _all_answered(decision, act)
    if not decision.sealed.secret:
        return (_closed(decision, ()),)
    opened = unseal(decision, box or {})
    if too_few(decision):
        return (s.SecretVoteVoided(ballots=len(decision.sealed.voted)),)
    found = (s.SealedBallotsOpened(ballots=piece) for piece in pieces(opened))
    return (*found, _closed(decision, opened))


def _all_answered(decision: Decision, act: Act) -> None:
    waiting = [seat.seat for seat in decision.roll.values() if decision.is_silent(seat)]
    if waiting and decision.stage(act.moment) is Stage.VOTING:
        raise OutOfOrder(
            f"voting is open until {canonical.instant(decision.closes or act.moment)}, and "
            f"{len(waiting)} of {len(decision.roll)} seats can still answer",
            waiting=waiting[:20],
        )


def _closed(decision: Decision, opened: Sequence[s.SealedCount]) -> e.VotingClosed:
    counted = [*decision.counted(), *(seat for count in opened for seat in unnamed(count))]
    found = Counter(seat.position for seat in counted)
    tally = tuple(e.PositionCount(position=p, seats=found[p]) for p in Position if found[p])
    return e.VotingClosed(tally=tally, tied=evaluate(_pinned(decision), counted).tied)


def _objections_settled(decision: Decision) -> None:
    if unsettled := list(decision.objections.unsettled(decision.rule)):
        number = unsettled[0]
        raise OutOfOrder(
            f"objection {number} is {decision.objections.numbered(number).status}: before the vote is closed it "
            "is ruled out or admitted, and what is admitted is withdrawn, met by an amendment, sustained or "
            "overruled",
            unsettled=unsettled,
        )


def _pinned(decision: Decision) -> Rule:
    if decision.rule is None:
        raise OutOfOrder("no rule is pinned before voting opens")
    return decision.rule
