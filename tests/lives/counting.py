"""Count a vote again from the record alone, without asking the decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from accord.aggregates.decision import Decision
from accord.aggregates.decision import discussing_events as d
from accord.aggregates.decision import events as e
from accord.aggregates.decision import objecting_events as o
from accord.aggregates.decision import representing_events as r
from accord.aggregates.decision import sealed_events as s
from accord.aggregates.decision.declaring_events import DeclarationMade
from accord.events import Event, Recorded
from accord.rules import Counted, Position, Rule, evaluate

History = Sequence[Recorded[Event]]
_AGAIN = (e.RollSeatsFrozen, e.DecisionReconsidered)


def stands_once(state: Decision, history: History) -> None:
    """Hold that every seat of the roll stands at exactly one position, and that all were tallied."""
    recused = {seat for seat in state.interests if state.is_recused(seat)}
    silent = recused | {seat.seat for seat in state.roll.values() if seat.holder is None}
    answered = {*state.ballots, *state.sealed.voted}
    assert not silent & answered, "a seat that takes no part has a ballot"
    assert answered <= set(state.roll)
    assert not (state.ballots and state.sealed.secret), "a secret vote has a ballot with its seat"
    found = Counter(seat.position for seat in state.counted())
    sealed = 0 if state.closed else len(state.sealed.voted)
    assert found.total() + sealed == len(state.roll)
    if state.closed:
        (*_, closed) = [at.event for at in history if isinstance(at.event, e.VotingClosed)]
        assert {entry.position: entry.seats for entry in closed.tally} == found


def counted_again(state: Decision, history: History) -> None:
    """Hold that what is certified follows from the frozen roll, the ballots and the pinned rule."""
    opened = [n for n, at in enumerate(history) if isinstance(at.event, e.VotingOpened)]
    if state.verdict is None or not opened:
        return
    rule = history[opened[-1]].event.rule  # type: ignore[attr-defined]
    casting = None
    for at in history[opened[-1] :]:
        if isinstance(at.event, e.CastingVoteGiven):
            casting = at.event.position
        elif isinstance(at.event, e.DecisionCertified):
            causes = _causes(history[: opened[-1] + 1])
            outcome = evaluate(
                rule,
                list(_seats(history, opened)),
                casting,
                second=e.VotingCause.SECOND_VOTE in causes,
                second_call=e.VotingCause.SECOND_CALL in causes,
            )
            assert (at.event.verdict, at.event.explanation) == (
                outcome.verdict,
                outcome.explanation,
            )
            assert state.verdict is outcome.verdict


def _causes(history: History) -> set[e.VotingCause | None]:
    """Why it was voted on again since the motion was tabled, or last reconsidered."""
    called: set[e.VotingCause | None] = set()
    for at in history:
        if isinstance(at.event, e.DecisionReconsidered):
            called = set()
        elif isinstance(at.event, e.VotingOpened):
            called.add(at.event.cause)
    return called


def _seats(history: History, opened: Sequence[int]) -> list[Counted]:
    """The seats of the last roll, each where the record last says that it stands; secret ballots without one."""
    since = opened[-2] if len(opened) > 1 else 0
    recused = _recused(history)
    rule = history[opened[-1]].event.rule  # type: ignore[attr-defined]
    own, others = _given(history[opened[-1] :])
    given = others | own
    voted, unsealed = _sealed(history[opened[-1] :])
    given |= dict.fromkeys(_objecting(rule, history), Position.AGAINST)
    rolls = [
        at.event for at in history[since : opened[-1]] if isinstance(at.event, e.RollSeatsFrozen)
    ]
    seats = [seat for roll in rolls for seat in roll.seats]
    there = {seat.seat for seat in seats if seat.holder is not None} - recused
    paired = _paired(history, there - voted, given) if not _in_secret(history, opened) else {}
    given |= paired
    answered = {*paired, *others} - {*own}
    named = [
        Counted(
            _position(seat, recused, given, rule.silence),
            seat.cls,
            seat.measures,
            seat.seat,
            seat.seat in answered,
            seat.seat in _declared(history[opened[-1] :]),
        )
        for seat in seats
        if seat.seat not in voted
    ]
    return named + unsealed


def _recused(history: History) -> set[str]:
    """The seats that the chair ruled to take no part, and whose interest was not lifted since."""
    recused: set[str] = set()
    for at in history:
        if isinstance(at.event, e.InterestRuled) and at.event.ruling is e.Ruling.RECUSE:
            recused.add(at.event.seat)
        elif isinstance(at.event, e.InterestLifted):
            recused.discard(at.event.seat)
    return recused


def _in_secret(history: History, opened: Sequence[int]) -> bool:
    """Whether the last vote was by secret ballot."""
    return bool(history[opened[-1]].event.secret)  # type: ignore[attr-defined]


def _given(history: History) -> tuple[dict[str, Position], dict[str, Position]]:
    """The ballots that seats gave themselves, and those that others gave for them."""
    own: dict[str, Position] = {}
    others: dict[str, Position] = {}
    for at in history:
        match at.event:
            case e.BallotCast() | e.BallotRecorded() | d.BallotReplaced():
                own[at.event.seat] = at.event.position
            case r.ProxyBallotCast():
                others[at.event.seat] = at.event.position
            case r.ProxyRevoked():
                others.pop(at.event.seat, None)
            case r.BallotsDelegated():
                delegated = {each.seat: each.position for each in at.event.ballots}
                others |= delegated
                for seat in delegated:  # it was recorded as absent, if at all
                    own.pop(seat, None)
    return own, others


def _declared(history: History) -> set[str]:
    """The seats that abstain by declaration, and gave no other ballot since."""
    declared: set[str] = set()
    for at in history:
        match at.event:
            case DeclarationMade():
                declared.add(at.event.seat)
            case e.BallotCast() | e.BallotRecorded() | d.BallotReplaced():
                declared.discard(at.event.seat)
    return declared


def _paired(history: History, there: set[str], given: dict[str, Position]) -> dict[str, Position]:
    """The seats that abstain since both of a pair take part, and neither gave a ballot."""
    pairs: set[frozenset[str]] = set()
    for at in history:
        if isinstance(at.event, r.SeatsPaired):
            pairs.add(frozenset({at.event.seat, at.event.other}))
        elif isinstance(at.event, r.PairDissolved):
            pairs.discard(frozenset({at.event.seat, at.event.other}))
    silent = {seat for seat in there if given.get(seat, Position.ABSENT) is Position.ABSENT}
    return {seat: Position.ABSTAIN for pair in pairs if pair <= silent for seat in pair}


def _sealed(history: History) -> tuple[set[str], list[Counted]]:
    """Who voted by secret ballot, and what all of them cast."""
    voted = {at.event.seat for at in history if isinstance(at.event, s.VoterMarked)}
    boxes = [at.event for at in history if isinstance(at.event, s.SealedBallotsOpened)]
    counts = [count for box in boxes for count in box.ballots]
    return voted, [
        Counted(count.position, count.cls, count.measures)
        for count in counts
        for _ in range(count.ballots)
    ]


def _objecting(rule: Rule, history: History) -> set[str]:
    """The seats whose objections stand, by what the record last says of each."""
    last: dict[int, str] = {}
    seats: dict[int, str] = {}
    for at in history:
        match at.event:
            case o.ObjectionRaised():
                seats[at.event.number], last[at.event.number] = at.event.seat, "raised"
            case o.ObjectionRuled():
                last[at.event.number] = at.event.ruling
            case o.ObjectionWithdrawn():
                last[at.event.number] = "withdrawn"
            case o.ObjectionSettled():
                last[at.event.number] = at.event.outcome
    standing = {"raised": ("raised", "admitted", "sustained"), "sustained": ("sustained",)}
    return {seats[n] for n, word in last.items() if word in standing.get(rule.objections, ())}


def _position(
    seat: e.RollSeat, recused: set[str], given: dict[str, Position], silence: Position
) -> Position:
    if seat.seat in recused:
        return Position.RECUSED
    if seat.holder is None:
        return Position.VACANT
    found = given.get(seat.seat, Position.ABSENT)
    return silence if found is Position.ABSENT else found


def verdicts_stand(history: History) -> None:
    """Hold that a certified verdict goes only by a reconsideration or another voting."""
    state, verdict = Decision(history[0].agg), None
    for at in history:
        state.apply(at)
        assert verdict is None or state.verdict is verdict or isinstance(at.event, _AGAIN)
        verdict = state.verdict
