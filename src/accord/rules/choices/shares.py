"""Equal shares: each ballot may spend as much as any other, and pays for what it supports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from accord.rules.choices.electorate import Electorate
from accord.rules.choices.findings import Step
from accord.rules.choices.method import ChoiceMethod
from accord.rules.choices.ties import Tie, TieBreak

Backers = tuple[tuple[int, int], ...]
"""The ballots that support an option, by number, each with what it gave it."""


@dataclass(slots=True)
class Run:
    """One run of equal shares: what is bought, in its order, and what each ballot still has.

    Ballots that have paid alike share a purse: `purses` tells what a ballot of weight 1 has
    left in each, `holds` which purse a ballot has.
    """

    costs: Mapping[str, Fraction]
    purses: list[Fraction]
    holds: list[int]
    funded: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    @property
    def undecided(self) -> bool:
        """Whether the run ended with a tie that nothing breaks."""
        return any(tie.undecided for tie in self.ties)


@dataclass(frozen=True, slots=True)
class Shares:
    """Who supports what, and what each ballot weighs in units.

    What is least is the payment for a point (or a vote); or, `per_option`, for that and a unit of
    what the option costs.
    """

    backers: Mapping[str, Backers]
    weights: tuple[int, ...]
    unit: int
    costs: Mapping[str, Fraction]
    per_option: bool

    @classmethod
    def of(
        cls, method: ChoiceMethod, electorate: Electorate, costs: Mapping[str, Fraction]
    ) -> Shares:
        """Note for each option which ballots support it; points of 0 are no support."""
        backers: dict[str, list[tuple[int, int]]] = {option: [] for option in costs}
        for number, option, given in electorate.gifts(method.form.kind):
            if option in backers and given:
                backers[option].append((number, given))
        weights = tuple(weight for _, weight in electorate.ballots)
        listed = {option: tuple(each) for option, each in backers.items()}
        per_option = method.spending is not None and method.spending.satisfaction == "cost"
        return cls(listed, weights, electorate.unit, costs, per_option)

    def run(self, each: Fraction, breaks: TieBreak) -> Run:
        """Buy while something can be paid for, the least payment first.

        `each` is what a ballot of weight 1 may spend.
        """
        run = Run(self.costs, [each], [0] * len(self.weights))
        least = dict.fromkeys(self.costs, Fraction())
        while not run.undecided:
            prices = self._cheapest(run, least)
            if not prices:
                break
            self._buy_of(run, prices, breaks, least)
        if least_left := tuple(sorted(set(self.costs) - set(run.funded))):
            run.steps.append(Step(did="unaffordable", options=least_left))
        return run

    def _cheapest(
        self,
        run: Run,
        least: dict[str, Fraction],
    ) -> dict[str, Fraction]:
        """Return the options with the least payment, each with what is paid for a point of it.

        Payments only rise while purses are emptied; `least` keeps what each was when last looked
        at, and an option whose last payment is more than the best is not looked at again.
        """
        best: Fraction | None = None
        prices: dict[str, Fraction] = {}
        for option in sorted(least, key=lambda each: (least[each], each)):
            if best is not None and least[option] > best:
                break
            price = self._price(run, option)
            if price is None:
                del least[option]
                continue
            rate = price / self.costs[option] if self.per_option else price
            least[option] = rate
            if best is None or rate < best:
                best, prices = rate, {}
            if rate == best:
                prices[option] = price
        return prices

    def _price(self, run: Run, option: str) -> Fraction | None:
        """Return the payment for a point with which all supporters together pay the cost."""
        like: Counter[tuple[int, int]] = Counter()
        for number, given in self.backers[option]:
            like[run.holds[number], given] += self.weights[number]
        rows = sorted((run.purses[p] / given, given, n) for (p, given), n in like.items())
        owed, points = self.costs[option] * self.unit, sum(given * n for _, given, n in rows)
        for until, given, n in rows:
            if owed <= until * points:
                return owed / points
            owed -= until * given * n
            points -= given * n
        return None

    def _buy_of(
        self,
        run: Run,
        prices: dict[str, Fraction],
        breaks: TieBreak,
        least: dict[str, Fraction],
    ) -> None:
        """Buy of the options with the least payment those that would be bought in any order."""
        bought = tuple(sorted(prices)) if len(prices) == 1 else self._settled(run, prices)
        if not bought:
            order = breaks.order(prices)
            undecided = order[0] if len(order[0]) > 1 else ()
            tie = Tie("money", len(run.funded) + 1, 1, tuple(sorted(prices)), order, undecided)
            run.ties.append(tie)
            bought = () if undecided else order[0]
        for option in bought:
            self._buy(run, option, prices[option], least.pop(option))

    def _settled(self, run: Run, prices: dict[str, Fraction]) -> tuple[str, ...]:
        """Return the options whose every supporter can pay for all of these that it supports."""
        due: dict[int, Fraction] = {}
        for number, payment in self._due(run, prices):
            due[number] = due.get(number, Fraction()) + payment
        short = {number for number, owed in due.items() if owed > run.purses[run.holds[number]]}
        return tuple(
            option
            for option in sorted(prices)
            if not any(number in short for number, _ in self.backers[option])
        )

    def _due(self, run: Run, prices: dict[str, Fraction]) -> Iterator[tuple[int, Fraction]]:
        for option, price in prices.items():
            for number, given in self.backers[option]:
                yield number, min(run.purses[run.holds[number]], price * given)

    def _buy(self, run: Run, option: str, price: Fraction, rate: Fraction) -> None:
        after: dict[tuple[int, int], int] = {}
        for number, given in self.backers[option]:
            key = (run.holds[number], given)
            if key not in after:
                after[key] = len(run.purses)
                run.purses.append(max(Fraction(), run.purses[key[0]] - price * given))
            run.holds[number] = after[key]
        run.funded.append(option)
        step = Step(did="funded", options=(option,), numerator=self.costs[option], at=rate)
        run.steps.append(step)
