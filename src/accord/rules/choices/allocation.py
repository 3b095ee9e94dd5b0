"""A budget given to options that cost something: greedily, or in equal shares of the ballots."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from fractions import Fraction

from accord.rules.choices.electorate import Electorate
from accord.rules.choices.findings import Found, Step
from accord.rules.choices.method import ChoiceMethod
from accord.rules.choices.options import Option
from accord.rules.choices.parts import Spending
from accord.rules.choices.shares import Run, Shares
from accord.rules.choices.sums import add_up, by_sum, sift, values
from accord.rules.choices.ties import Tie, TieBreak, Tiers

NOTHING = Spending(rule="greedy", budget=Fraction())
"""What a method spends that has no budget."""

MOST_RAISES = 1000
"""How often add1 raises what each ballot may spend, at most: a step can be chosen far too small."""


@dataclass(slots=True)
class Purse:
    """What is left of the budget, and what was bought; `stops` at what cannot be afforded."""

    left: Fraction
    costs: dict[str, Fraction]
    breaks: TieBreak
    stops: bool = False
    ended: bool = False
    funded: list[str] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def spend(self, tiers: Tiers) -> None:
        """Fund the options that can be afforded, tier by tier."""
        for tier in tiers:
            if not self.ended:
                self._tier(tier)

    def _tier(self, tier: tuple[str, ...]) -> None:
        if self._afford(tier):
            return
        dear = tuple(option for option in tier if self.costs[option] > self.left)
        if self.stops and len(dear) == len(tier):
            self.ended = True
            self.steps.append(Step(did="stopped", options=tier, base=self.left))
            return
        if dear and not self.stops:
            self.steps.append(Step(did="unaffordable", options=dear, base=self.left))
        able = tier if self.stops else tuple(option for option in tier if option not in dear)
        if able and not self._afford(able):
            self._contest(able)

    def _afford(self, options: tuple[str, ...]) -> bool:
        """Fund all of these if they can be afforded together, so that no order can matter."""
        if sum((self.costs[option] for option in options), Fraction()) > self.left:
            return False
        for option in options:
            step = Step(did="funded", options=(option,), numerator=self.costs[option])
            self.steps.append(replace(step, base=self.left))
            self.left -= self.costs[option]
            self.funded.append(option)
        return True

    def _contest(self, options: tuple[str, ...]) -> None:
        order = self.breaks.order(options)
        self.ended = len(order) == 1
        undecided = options if self.ended else ()
        self.ties.append(Tie("money", len(self.funded) + 1, 1, options, order, undecided))
        if not self.ended:
            self.spend(order)


def count_allocation(
    method: ChoiceMethod, options: Collection[Option], electorate: Electorate, breaks: TieBreak
) -> Found:
    """Fund options as the method spends, of those that have what is needed."""
    spending = method.spending or NOTHING
    sums = add_up(method.form.kind, options, electorate)
    left_out, able = sift(method, sums, electorate.cast)
    steps = (Step(did="counted", base=electorate.cast, values=values(sums)), *left_out)
    costs = {option.id: Fraction(option.cost or 0) for option in options}
    purse = Purse(spending.budget, costs, replace(breaks, costs=costs))
    if spending.rule == "equal_shares":
        _buy_shares(method, purse, electorate, able)
    purse.stops = spending.rule == "greedy_no_skip"
    if spending.rule != "equal_shares" or spending.completion == "greedy":
        purse.spend(by_sum({option: sums[option] for option in able if option not in purse.funded}))
    return Found(chosen=tuple(purse.funded), ties=tuple(purse.ties), steps=(*steps, *purse.steps))


def _buy_shares(
    method: ChoiceMethod, purse: Purse, electorate: Electorate, able: Collection[str]
) -> None:
    """Buy in equal shares, with what each ballot may spend raised as long as it is affordable."""
    spending = method.spending or NOTHING
    shares = Shares.of(method, electorate, {option: purse.costs[option] for option in able})
    each = spending.budget / electorate.cast if able else Fraction()
    run, raises = shares.run(each, purse.breaks), 0
    while spending.completion == "add1" and raises < MOST_RAISES and not _complete(run, purse):
        more = each + spending.step * (raises + 1)
        raised = shares.run(more, purse.breaks)
        if _spent(raised, purse) > purse.left:
            break
        run, raises = raised, raises + 1
    if raises:
        raised_to = each + spending.step * raises
        purse.steps.append(Step(did="raised", numerator=raised_to, base=each))
    purse.steps.extend(run.steps)
    purse.ties.extend(run.ties)
    purse.funded.extend(run.funded)
    purse.left -= _spent(run, purse)
    purse.ended = run.undecided


def _spent(run: Run, purse: Purse) -> Fraction:
    return sum((purse.costs[option] for option in run.funded), Fraction())


def _complete(run: Run, purse: Purse) -> bool:
    """Tell whether nothing more can be bought: nothing is affordable, or a tie is in the way."""
    left = purse.left - _spent(run, purse)
    return run.undecided or all(
        option in run.funded or cost > left for option, cost in run.costs.items()
    )
