"""An example of every event of a decision: a tie of a divided board, resolved by its chair."""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.decision import events as d
from accord.aggregates.matters import Matter
from accord.events import Disclosed, Event
from accord.rules import Position, Verdict, evaluate
from tests import partnership as p


def decision_examples() -> Iterator[Event]:
    seats, voting = p.frozen(p.VACANCY, p.CHAIRED)
    yield p.tabled(
        "change",
        matter=Matter.AMENDMENT,
        amendment=p.AMENDMENT,
        background=Disclosed("Eve asked for it."),
    )
    yield d.InterestDeclared(seat="trust-1", statement=Disclosed("My brother owns the weir."))
    yield d.InterestRuled(seat="trust-1", ruling=d.Ruling.RECUSE)
    yield d.InterestLifted(seat="trust-1")
    yield seats
    yield _left_off()
    yield voting
    yield d.BallotCast(seat="city-1", position=Position.FOR)
    yield d.BallotRecorded(seat="city-2", position=Position.AGAINST)
    yield d.VotingClosed(tally=_tally(), tied=True)
    yield d.CastingVoteGiven(position=Position.FOR)
    yield _certified()


def _left_off() -> d.SeatsLeftOff:
    lapsed = d.SeatLeftOff(
        seat="trust-2",
        reason=d.LeftOff.LAPSED,
        party=p.TRUST,
        votes=(p.AMENDMENT,),
        clause="members",
    )
    out = d.SeatLeftOff(
        seat="trust-1", reason=d.LeftOff.OPTED_OUT, party=p.TRUST, opt_out="debts", clause="money"
    )
    return d.SeatsLeftOff(seats=(lapsed, out))


def _divided() -> list[Event]:
    ruled = d.InterestRuled(seat="trust-1", ruling=d.Ruling.RECUSE)
    return [
        p.tabled(),
        ruled,
        *p.frozen(p.VACANCY, p.CHAIRED),
        *p.ballots(city_1="for", city_2="against"),
    ]


def _tally() -> tuple[d.PositionCount, ...]:
    found = (Position.FOR, Position.AGAINST, Position.RECUSED, Position.VACANT)
    return tuple(d.PositionCount(position=position, seats=1) for position in found)


def _certified() -> d.DecisionCertified:
    outcome = evaluate(p.CHAIRED, list(p.decision(*_divided()).counted()), Position.FOR)
    assert outcome.verdict is Verdict.CARRIED
    return d.DecisionCertified(
        verdict=outcome.verdict,
        explanation=outcome.explanation,
        rule_id=p.CHAIRED.id,
        rule_version=p.CHAIRED.version,
        rule_hash=p.CHAIRED.hash,
    )
