"""A board that chooses among options: what is to be built at the river, by approval."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from accord.aggregates.agreement import Agreement, ClassRule
from accord.aggregates.decision import Decision
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.aggregates.decision.choosing import certify_choice
from accord.rules import Rule
from accord.rules.choices import Ballot, Paper
from tests import partnership as p
from tests.story import an_act, standing

METHOD = {"id": "approval", "name": "Approval", "kind": "approval", "ties": ["casting_vote", "lot"]}


def rule(**method: Any) -> Rule:
    data = {"id": "choosing", "name": "One of several, by approval", "choice": METHOD | method}
    return Rule.from_data(data)


APPROVAL = rule()
RANKED = rule(kind="schulze", id="schulze")
TURNOUT = rule(turnout={"at": "1/2"})
BOARD = replace(p.BOARD, rules=(*p.BOARD.rules, ClassRule(cls="works", rule=APPROVAL)))
OPTIONS = tuple(
    c.MotionOption(id=id, title=title)
    for id, title in (("weir", "A weir"), ("ferry", "A ferry"), ("mill", "A mill"))
)
PUT = c.OptionsPut(options=OPTIONS)
LOT = c.LotDrawn(order=("mill", "ferry", "weir"))


def agreement(chosen: Rule = APPROVAL, **more: Any) -> Agreement:
    works = ClassRule(cls="works", rule=chosen)
    board = replace(p.BOARD, rules=(*p.BOARD.rules, works))
    return p.agreement(*p.in_force(bodies=(board,), **more))


def cast(**chosen: Ballot) -> list[c.ChoiceCast]:
    """`cast(city_1=("weir",))`: what seat city-1 chose."""
    return [
        c.ChoiceCast(seat=seat.replace("_", "-"), choice=Paper(ballot))
        for seat, ballot in chosen.items()
    ]


WON = cast(city_1=("weir",), city_2=("ferry", "weir"), trust_1=(), trust_2=("mill",))
TIED = cast(city_1=("weir",), city_2=("ferry",), trust_1=("ferry",), trust_2=("weir",))


def tabled() -> list[Any]:
    return [p.tabled("works"), PUT]


def voting(
    *later: Any, chosen: Rule = APPROVAL, roll: tuple[e.RollSeat, ...] = p.ROLL
) -> list[Any]:
    return [*tabled(), *p.frozen(roll, chosen), *later]


def closed(ballots: list[c.ChoiceCast], *later: Any, chosen: Rule = APPROVAL) -> list[Any]:
    return [*voting(*ballots, chosen=chosen), e.VotingClosed(tally=(), tied=False), *later]


def certified(history: list[Any]) -> c.ChoiceCertified:
    return certify_choice(standing(Decision, *history), an_act(), as_it_stands=True)
