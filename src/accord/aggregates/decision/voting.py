"""Voting: the frozen roll and the pinned rule, the ballots, and the close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from accord import canonical
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import Body
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.aggregates.decision.corresponding import may_correspond
from accord.aggregates.decision.memory import Decision, Seated, Stage
from accord.aggregates.decision.motion import body_of
from accord.aggregates.decision.noticing import must_be_ready, orders_of
from accord.aggregates.decision.objections import no_vote_against
from accord.aggregates.decision.papers import paper_of
from accord.aggregates.decision.rolling import in_pieces, left_off, not_bound, roll_of
from accord.aggregates.decision.sessions import in_session
from accord.aggregates.decision.sitting import another_voting, at_an_instant, each_once
from accord.aggregates.decision.standing import CASTABLE, RECORDABLE, open_seats, still_open
from accord.aggregates.decision.timing import lasts_as_ordered
from accord.errors import Malformed, NotEntitled, OutOfOrder, Refused
from accord.events import Act, Event
from accord.rules import Position, Rule, Verdict


def open_voting(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    seated: Mapping[str, Seated],
    closes: datetime,
    by_correspondence: bool = False,
    lapsed: Mapping[str, Sequence[UUID]] | None = None,
) -> tuple[Event, ...]:
    """Freeze the roll as it stands on the day, pin the rule, and open the vote until `closes`.

    `seated` has the holder of every post that is filled on the day of opening, `lapsed` the seats that
    lost their vote, each with the votes that it missed. A motion on which the seats were equally
    divided, or too few took part, is voted on again: once for each of these.
    """
    at_an_instant(act)
    cause, day = another_voting(decision, act, agreement), act.day(agreement.zone)
    stages = (Stage.CLOSED, Stage.CERTIFIED) if cause else (Stage.TABLED,)
    decision.next_act(act, stages, "voting cannot be opened")
    in_session(agreement, day, decision.matter, "voting cannot be opened")
    must_be_ready(decision, act, agreement, seated)
    _no_open_interest(decision)
    _closes_later(closes, act.moment)
    orders = orders_of(decision, agreement, day)
    lasts_as_ordered(orders, act.moment, closes)
    may_correspond(decision, orders, wanted=by_correspondence)
    body = body_of(agreement, decision.body, day)
    rule = _rule_of(body, decision)
    off = left_off(decision, agreement, day, seated=seated, lapsed=lapsed or {})
    roll = roll_of(body, seated, off, day)
    opened = replace(
        _opened(act.moment, closes, roll, rule, (body.chair, seated.get(body.chair or ""))),
        voting=decision.voting + 1,
        cause=cause,
        late_quorum_hours=orders.late_quorum_hours,
        by_correspondence=by_correspondence,
        not_bound=not_bound(decision, agreement, day),
    )
    return (*in_pieces(roll, off), opened)


def _rule_of(body: Body, decision: Decision) -> Rule:
    """Return the rule for the class of a motion; raise `OutOfOrder` where it does not fit the motion any more."""
    rule = body.rule_for(decision.cls)
    if rule is None:
        raise OutOfOrder(f"body {body.id} no longer has a rule for class {decision.cls}")
    if rule.choice is None and not decision.choices.options:
        return rule
    if rule.choice is None or not decision.choices.options:
        raise OutOfOrder(
            f"since the motion was tabled, the rule for class {decision.cls} was changed between choosing among "
            "options and voting for and against: put the motion anew"
        )
    try:
        rule.choice.fits(list(decision.choices.options.values()))
    except Malformed as error:
        raise OutOfOrder(f"{error.reason}: put the motion anew") from error
    return rule


def _closes_later(closes: datetime, opens: datetime) -> None:
    if closes <= opens:
        raise Refused(
            f"voting would close at {canonical.instant(closes)}, before it opens", field="closes"
        )


def _no_open_interest(decision: Decision) -> None:
    for seat, ruling in decision.interests.items():
        if ruling is None:
            raise OutOfOrder(
                f"the interest of seat {seat} must be ruled on before voting opens", seat=seat
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
    position: Position | None = None
    choice: object = None


def cast_ballot(
    decision: Decision,
    act: Act,
    *,
    seat: str,
    position: Position | None = None,
    choice: object = None,
) -> e.BallotCast | c.ChoiceCast:
    """Cast the ballot of a seat; only its holder on the frozen roll can, once, while voting is open."""
    if _may_answer(decision, act, seat).holder != act.speaker:
        raise NotEntitled(f"only the holder of seat {seat} can cast its ballot", seat=seat)
    paper = paper_of(decision, position, choice)
    if paper is not None:
        return c.ChoiceCast(seat=seat, choice=paper)
    if position is None or position not in CASTABLE:
        found = str(position).replace("_", " ")
        raise Refused(
            f"a ballot is cast for, against or abstain; {found} is not cast but found",
            field="position",
        )
    no_vote_against(decision.rule, position, "position")
    return e.BallotCast(seat=seat, position=position)


def record_ballots(
    decision: Decision, act: Act, *, answers: Sequence[Answer]
) -> tuple[e.BallotRecorded | c.ChoiceRecorded, ...]:
    """Record what was heard or read of several seats, all or none of them."""
    at_an_instant(act)
    if not answers:
        raise Refused("there is nothing to record: no ballot was given", field="ballots")
    each_once([answer.seat for answer in answers], "ballots")
    return tuple(_recorded(decision, act, answer, n) for n, answer in enumerate(answers))


def _recorded(
    decision: Decision, act: Act, answer: Answer, index: int
) -> e.BallotRecorded | c.ChoiceRecorded:
    _may_answer(decision, act, answer.seat)
    paper = paper_of(decision, answer.position, answer.choice, f"ballots/{index}/")
    if paper is not None:
        return c.ChoiceRecorded(seat=answer.seat, choice=paper)
    if answer.position is None or answer.position not in RECORDABLE:
        raise Refused(
            f"{answer.position} follows from the roll and the chair's rulings; it is not recorded as a ballot",
            field=f"ballots/{index}/position",
            seat=answer.seat,
        )
    no_vote_against(decision.rule, answer.position, f"ballots/{index}/position")
    return e.BallotRecorded(seat=answer.seat, position=answer.position)


def _may_answer(decision: Decision, act: Act, key: str) -> e.RollSeat:
    decision.must_be(act.moment, (Stage.VOTING,), "no ballot can be given")
    if decision.opens is not None and act.moment < decision.opens:
        raise OutOfOrder(f"voting opened only at {canonical.instant(decision.opens)}")
    seat = decision.seat(key)
    if decision.is_recused(key):
        raise NotEntitled(f"seat {key} is recused from this decision", seat=key)
    if seat.holder is None:
        raise NotEntitled(f"seat {key} was vacant when the roll was frozen", seat=key)
    if key in decision.ballots or key in decision.choices.given:
        raise OutOfOrder(f"the ballot of seat {key} is already given", seat=key)
    return seat


def close_voting(decision: Decision, act: Act, *, agreement: Agreement) -> e.VotingClosed:
    """Close the vote at its time, or earlier once no ballot that can still be given changes the verdict.

    That a seat was absent is known when the time is over, not before.
    """
    stages = (Stage.VOTING, Stage.AWAITING_CLOSURE)
    decision.next_act(act, stages, "voting cannot be closed")
    _objections_settled(decision)
    rule = _pinned(decision)
    if rule.choice is not None:
        return _closed_choice(decision, act)
    if decision.stage(act.moment) is Stage.VOTING:
        still_open(decision, rule, open_seats(decision, act.moment, agreement))
    found = Counter(seat.position for seat in decision.counted())
    tally = tuple(e.PositionCount(position=p, seats=found[p]) for p in Position if found[p])
    return e.VotingClosed(tally=tally, tied=decision.outcome(rule).tied)


def _closed_choice(decision: Decision, act: Act) -> e.VotingClosed:
    """Close a vote among options, before its time once every seat that takes part has answered."""
    waiting = [seat.seat for seat in decision.roll.values() if decision.is_silent(seat)]
    if waiting and decision.stage(act.moment) is Stage.VOTING:
        raise OutOfOrder(
            f"voting is open still, and {len(waiting)} of {len(decision.roll)} seats can still answer: among "
            "options, it is closed before its time once all have",
            waiting=waiting[:20],
        )
    given = decision.choices.given
    found = Counter(
        Position.ABSTAIN if seat.seat in given else decision.position(seat)
        for seat in decision.roll.values()
        if not given.get(seat.seat)
    )
    tally = tuple(e.PositionCount(position=p, seats=found[p]) for p in Position if found[p])
    tied = decision.chosen().verdict is Verdict.TIED
    return e.VotingClosed(tally=tally, tied=tied, chose=sum(1 for each in given.values() if each))


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
