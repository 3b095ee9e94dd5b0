"""Budgets: accord beside pabutools, by one and the same lot."""

from __future__ import annotations

from collections.abc import Callable
from random import Random  # noqa: TID251 - draws elections, the same ones for the same seed
from typing import Any

from pabutools import fractions
from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule
from tests.compare import drawing, ours
from tests.compare.told import Told


class Budget:
    """One budget drawn by lot, as both read it."""

    def __init__(self, lot: Random) -> None:
        self.among = drawing.names(lot)
        self.costs = drawing.costs(lot, self.among)
        self.money = lot.randint(3, 20)
        self.ballots = [drawing.approvals(lot, self.among) for _ in range(lot.randint(1, 9))]
        self.order = lot.sample(self.among, len(self.among))

    @property
    def supported(self) -> frozenset[str]:
        return frozenset(option for ballot in self.ballots for option in ballot)

    def ours(self, rule: str, **more: Any) -> frozenset[str]:
        how = ours.spending(rule, self.money, ["lot"], **more)
        papers = [list(each) for each in self.ballots]
        return frozenset(ours.counted(how, self.among, papers, self.order, self.costs).chosen)

    def theirs(self, rule: Callable[..., Any], **more: Any) -> frozenset[str]:
        projects = {option: Project(option, self.costs[option]) for option in self.among}
        instance = Instance(projects.values(), budget_limit=self.money)
        papers = [ApprovalBallot([projects[o] for o in each]) for each in self.ballots]
        profile = ApprovalProfile(papers, instance=instance)
        found = rule(instance, profile, tie_breaking=self._lot(), **more)
        return frozenset(project.name for project in found)

    def _lot(self) -> TieBreakingRule:
        place = {option: place for place, option in enumerate(self.order)}
        return TieBreakingRule(lambda _instance, _profile, project: place[project.name])


def greedy(lot: Random) -> Told:
    """Most approvals first, what is too dear being skipped."""
    budget = Budget(lot)
    theirs = budget.theirs(greedy_utilitarian_welfare, sat_class=Cost_Sat)
    why = "what nobody approves is not funded here; theirs spends what is left on it"
    found = budget.ours("greedy")
    return Told(found, theirs, {why: found == theirs & budget.supported})


def in_floats(told: Callable[[Random], Told]) -> Callable[[Random], Told]:
    """The same where pabutools is told to count in floating point; as it comes it counts in fractions."""

    def with_floats(lot: Random) -> Told:
        fractions.FRACTION = fractions.FLOAT_FRAC
        try:
            found = told(lot)
        finally:
            fractions.FRACTION = fractions.GMPY_FRAC
        why = "theirs rounds here, on purpose: it takes equal prices for unequal, or what is just enough for too little"
        return Told(found.ours, found.theirs, {why: True})

    return with_floats


def equal_shares(satisfaction: str, sat_class: type, **completion: Any) -> Callable[[Random], Told]:
    def told(lot: Random) -> Told:
        budget = Budget(lot)
        more = {"voter_budget_increment": 1} if completion else {}
        theirs = budget.theirs(method_of_equal_shares, sat_class=sat_class, **more)
        return Told(budget.ours("equal_shares", satisfaction=satisfaction, **completion), theirs)

    return told


ALL: dict[str, Callable[[Random], Told]] = {
    "greedy, the dear skipped": greedy,
    "equal shares by votes": equal_shares("votes", Cardinality_Sat),
    "equal shares by cost": equal_shares("cost", Cost_Sat),
    "equal shares by votes, add1": equal_shares("votes", Cardinality_Sat, completion="add1"),
    "equal shares by cost, add1": equal_shares("cost", Cost_Sat, completion="add1"),
    "equal shares by votes, in floating point": in_floats(equal_shares("votes", Cardinality_Sat)),
    "equal shares by cost, in floating point": in_floats(equal_shares("cost", Cost_Sat)),
}
