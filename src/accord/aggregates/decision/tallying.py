"""Closing a vote and telling its tally: at its time, or earlier where no ballot changes what comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from accord import canonical
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision import events as e
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.delegated import Following, delegated
from accord.aggregates.decision.memory import Decision, Stage
from accord.aggregates.decision.recusing import interests_ruled
from accord.aggregates.decision.sealed import unnamed
from accord.aggregates.decision.sealing import Slot, too_few, unseal
from accord.aggregates.decision.standing import open_seats, still_open
from accord.aggregates.decision.supposing import supposing
from accord.aggregates.pieces import pieces
from accord.errors import OutOfOrder
from accord.events import Act, Event
from accord.rules import Counted, Position, Rule, Verdict


def close_voting(
    decision: Decision,
    act: Act,
    *,
    agreement: Agreement,
    box: Mapping[Slot, int] | None = None,
    following: Following | None = None,
) -> tuple[Event, ...]:
    """Close the vote at its time, or earlier once no ballot that can still be given changes the verdict.

    That a seat was absent is known when the time is over, not before. `box` is what the box of a secret
    vote holds; where it would show what single seats cast it is not opened, and nothing is decided.
    `following` says which seats that gave no ballot take that of which others.
    """
    stages = (Stage.VOTING, Stage.AWAITING_CLOSURE)
    decision.next_act(act, stages, "voting cannot be closed")
    _objections_settled(decision)
    interests_ruled(decision, "before voting closes")
    rule = _pinned(decision)
    if decision.sealed.secret:
        return _closed_secret(decision, act, rule, box or {})
    if rule.choice is not None:
        return (_closed_choice(decision, act),)
    if decision.stage(act.moment) is Stage.VOTING:
        still_open(decision, rule, open_seats(decision, act.moment, agreement))
    found = delegated(decision, following or Following())
    return (*found, _closed(supposing(decision, found), rule))


def tallied(decision: Decision) -> e.VotingClosed:
    """Tell the tally once more of a vote whose ballots are all on the record, as it was told at its close."""
    rule = _pinned(decision)
    if rule.choice is None:
        return _closed(decision, rule)
    return (
        _choice_tallied(decision, (), ()) if decision.sealed.secret else _choices_tallied(decision)
    )


def _closed(decision: Decision, rule: Rule, opened: Sequence[Counted] = ()) -> e.VotingClosed:
    found = Counter(seat.position for seat in [*decision.counted(), *opened])
    tally = tuple(e.PositionCount(position=p, seats=found[p]) for p in Position if found[p])
    return e.VotingClosed(tally=tally, tied=decision.outcome(rule, opened).tied)


def _closed_secret(
    decision: Decision, act: Act, rule: Rule, box: Mapping[Slot, int]
) -> tuple[Event, ...]:
    """Open the box and close the vote; earlier only once all have voted, since nobody knows how it stands."""
    _all_answered(decision, act, "before its box is opened nobody knows how a secret vote stands")
    chosen, found = unseal(decision, box)
    if too_few(decision):
        return (s.SecretVoteVoided(ballots=len(decision.sealed.voted)),)
    opened = [seat for count in found for seat in unnamed(count)]
    choices = (s.SealedChoicesOpened(ballots=piece) for piece in pieces(chosen))
    shown = (s.SealedBallotsOpened(ballots=piece) for piece in pieces(found))
    if rule.choice is not None:
        return (*choices, *shown, _choice_tallied(decision, chosen, opened))
    return (*shown, _closed(decision, rule, opened))


def _choice_tallied(
    decision: Decision, chosen: Sequence[s.SealedChoice], spoilt: Sequence[Counted]
) -> e.VotingClosed:
    found = Counter(seat.position for seat in [*decision.counted(), *spoilt])
    chose = Counter[bool]()
    for each in [*decision.sealed.chosen, *chosen]:
        chose[bool(each.option)] += each.ballots
    found[Position.ABSTAIN] += chose[False]
    tally = tuple(e.PositionCount(position=p, seats=found[p]) for p in Position if found[p])
    tied = decision.chosen(opened=chosen).verdict is Verdict.TIED
    return e.VotingClosed(tally=tally, tied=tied, chose=chose[True])


def _all_answered(decision: Decision, act: Act, why: str) -> None:
    waiting = [seat.seat for seat in decision.roll.values() if decision.is_silent(seat)]
    if waiting and decision.stage(act.moment) is Stage.VOTING:
        raise OutOfOrder(
            f"voting is open up to but without {canonical.instant(decision.closes or act.moment)}, and "
            f"{len(waiting)} of {len(decision.roll)} seats can still answer: {why}; it is closed before its time "
            "once all have",
            waiting=waiting[:20],
        )


def _closed_choice(decision: Decision, act: Act) -> e.VotingClosed:
    """Close a vote among options, before its time once every seat that takes part has answered."""
    _all_answered(decision, act, "among options every ballot can count")
    return _choices_tallied(decision)


def _choices_tallied(decision: Decision) -> e.VotingClosed:
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
