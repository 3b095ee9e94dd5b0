"""Single and several seats by transfer: who has too few passes ballots on, who has too many, too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from accord.rules.choices.cap import Room
from accord.rules.choices.electorate import Electorate
from accord.rules.choices.findings import Found, Step
from accord.rules.choices.method import ChoiceMethod
from accord.rules.choices.options import Option
from accord.rules.choices.piles import Piles, fewest
from accord.rules.choices.seating import Seating
from accord.rules.choices.sums import by_sum, values
from accord.rules.choices.ties import Tie, TieBreak


@dataclass(slots=True)
class Transfer:
    """A count under way: ballots in piles, seats being filled, and what was done so far."""

    piles: Piles
    seating: Seating
    surplus: dict[str, Fraction] = field(default_factory=dict)
    rounds: list[dict[str, Fraction]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def stuck(self) -> bool:
        """Whether the count cannot go on because of a tie."""
        return self.seating.undecided

    def found(self, default: str | None = None) -> Found:
        """Return what was found; where the default option won, nothing is chosen."""
        chosen = tuple(each for each in self.seating.elected if each != default)
        return Found(chosen=chosen, ties=tuple(self.seating.ties), steps=tuple(self.steps))

    def count(self, needed: Fraction | None = None) -> dict[str, Fraction]:
        """Count what each option has now, and note it as a step."""
        tallies = self.piles.tallies()
        base = sum(tallies.values(), Fraction())
        step = Step(
            did="counted",
            base=base,
            needed=base / 2 if needed is None else needed,
            exhausted=self.piles.exhausted,
            values=values(tallies),
        )
        self.rounds.append(tallies)
        self.steps.append(step)
        return tallies

    def elect(self, tallies: dict[str, Fraction], needed: Fraction) -> None:
        """Give seats to the options in `tallies`, those with most first; note their surplus."""
        before = len(self.seating.elected)
        self.seating.fill(by_sum(tallies), self.rounds[:-1])
        for option in self.seating.elected[before:]:
            had = tallies[option]
            step = Step(did="elected", options=(option,), numerator=had, needed=needed)
            self.steps.append(step)
            self.piles.hopeful.discard(option)
            if had > needed:
                self.surplus[option] = had

    def pass_surplus(self, needed: Fraction) -> None:
        """Pass the largest surplus on; equal ones at once, so that no order can matter."""
        most = max(self.surplus.values())
        of = tuple(sorted(option for option, had in self.surplus.items() if had == most))
        for option in of:
            del self.surplus[option]
        self._out("transferred", of, (most - needed) / most)

    def eliminate(self, tallies: dict[str, Fraction], needed: Fraction | None = None) -> None:
        """Eliminate the option with the fewest: or those that would go in any order, at once."""
        tiers = fewest(tallies)
        last = tiers[0]
        if len(last) == 1 or self._go_in_any_order(last, tallies, needed):
            self._out("eliminated", last)
            return
        order = self.seating.breaks.order(last, self.rounds[:-1])
        undecided = order[-1] if len(order[-1]) > 1 else ()
        self.seating.ties.append(Tie("elimination", len(self.rounds), 1, last, order, undecided))
        if not undecided:
            self._out("eliminated", order[-1])

    def _go_in_any_order(
        self, last: tuple[str, ...], tallies: dict[str, Fraction], needed: Fraction | None
    ) -> bool:
        """Tell whether all of `last` would be eliminated, whichever of them went first.

        They have nothing; or together less than any other, too little to bring one to a quota.
        """
        together = sum((tallies[option] for option in last), Fraction())
        others = [had for option, had in tallies.items() if option not in last]
        if not together or len(others) < self.seating.left:
            return not together
        short = needed is None or max(others) + together < needed
        return together < min(others) and short

    def cap(self) -> bool:
        """Take out those whose group has all its seats; tell whether there were any."""
        full = self.seating.room.full(self.piles.hopeful)
        if full:
            self.seating.capped.extend(full)
            self._out("capped", full)
        return bool(full)

    def _out(self, did: str, options: tuple[str, ...], part: Fraction = Fraction(1)) -> None:
        at, lost = (part if did == "transferred" else None), self.piles.pass_on(options, part)
        self.steps.append(Step(did=did, options=options, at=at, lost=lost))


def count_irv(
    method: ChoiceMethod, options: Collection[Option], electorate: Electorate, breaks: TieBreak
) -> Found:
    """Eliminate until one option has more than half of the ballots that still stand for any."""
    count = _begin(method, options, electorate, breaks)
    while count.piles.hopeful and count.seating.left and not count.stuck:
        tallies = count.count()
        half = sum(tallies.values(), Fraction()) / 2
        winners = {option: had for option, had in tallies.items() if had > half}
        if winners:
            count.elect(winners, half)
        else:
            count.eliminate(tallies)
    return count.found(method.default)


def count_stv(
    method: ChoiceMethod, options: Collection[Option], electorate: Electorate, breaks: TieBreak
) -> Found:
    """Elect whoever reaches the quota; pass surpluses on, else eliminate, until seats are filled."""
    count = _begin(method, options, electorate, breaks)
    needed = quota(method, electorate.cast) if electorate.cast else Fraction()
    while needed and count.seating.left and count.piles.hopeful and not count.stuck:
        if not count.cap():
            _round(method, count, needed)
    return count.found()


def quota(method: ChoiceMethod, cast: Fraction) -> Fraction:
    """Return the quota of ballots that are not blank: exact, and rounded down for Droop alone."""
    if method.stv_quota == "hare":
        return cast / method.seats
    share = cast / (method.seats + 1)
    return Fraction(floor(share) + 1) if method.stv_quota == "droop" else share


def _begin(
    method: ChoiceMethod, options: Collection[Option], electorate: Electorate, breaks: TieBreak
) -> Transfer:
    groups = {option.id: option.group for option in options}
    seating = Seating(method.seats, Room(method.cap, groups), breaks)
    return Transfer(Piles.of(groups, electorate), seating)


def _round(method: ChoiceMethod, count: Transfer, needed: Fraction) -> None:
    tallies = count.count(needed)
    over = method.stv_quota == "hagenbach_bischoff"
    reached = {o: had for o, had in tallies.items() if had > needed or (had == needed and not over)}
    some = {option: had for option, had in tallies.items() if had}
    if reached:
        count.elect(reached, needed)
        if count.seating.left and not count.stuck and not count.cap() and count.surplus:
            count.pass_surplus(needed)
    elif count.surplus:
        count.pass_surplus(needed)
    elif len(some) < len(tallies):
        count.eliminate(tallies)
    elif len(some) <= count.seating.left:
        count.elect(some, needed)
        count.piles.hopeful.clear()
    else:
        count.eliminate(tallies, needed)
