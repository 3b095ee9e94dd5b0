"""How a vote stands before it closes: what would come out now, what still can, and what that hangs on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from accord.rules.certainty.bounds import possible, prospects
from accord.rules.certainty.layout import Layout
from accord.rules.certainty.needed import Needed, needed
from accord.rules.certainty.pivotal import Pivotal, pivotal
from accord.rules.certainty.reaching import reached
from accord.rules.certainty.seats import Alike, Kind, OpenSeat, alike, place_of, pooled
from accord.rules.explanation import Verdict
from accord.rules.rule import Rule
from accord.rules.verdict import Outcome, evaluate

MOST_STEPS = 20_000
"""How many sums are gone through before bounds alone must do: a few hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a vote stands.

    `now` is what would come out with no further ballot. `possible` are the verdicts that can still come
    out, a casting vote included; with `exact` each of them can, without it none beside them can.
    """

    now: Outcome
    possible: tuple[Verdict, ...]
    exact: bool
    seats: int
    open: tuple[str, ...]
    needed: tuple[Needed, ...]
    pivotal: tuple[Pivotal, ...]

    @property
    def certain(self) -> bool:
        """Whether no further ballot, and no casting vote, can change the verdict."""
        return len(self.possible) == 1


def standing(rule: Rule, seats: Sequence[OpenSeat]) -> Standing:
    """Say how a vote stands; raise `Refused` where the rule cannot be applied to the roll."""
    now = evaluate(rule, [seat.counted for seat in seats])
    layout, kinds = laid_out(rule, seats)
    sums = layout.sums(Counter((kind, place_of(seat.counted)) for kind, seat in kinds))
    verdicts, exact = _possible(layout, kinds)
    return Standing(
        now=now,
        possible=verdicts,
        exact=exact,
        seats=len(seats),
        open=tuple(seat.counted.seat for seat in seats if seat.may),
        needed=needed(layout, sums, kinds),
        pivotal=pivotal(layout, sums, kinds),
    )


def is_certain(rule: Rule, seats: Sequence[OpenSeat]) -> bool:
    """Tell whether no further ballot, and no casting vote, can change the verdict."""
    return len(possible_verdicts(rule, seats)) == 1


def possible_verdicts(rule: Rule, seats: Sequence[OpenSeat]) -> tuple[Verdict, ...]:
    """Return every verdict that can still come out, and perhaps more, but never too few."""
    return _possible(*laid_out(rule, seats))[0]


def laid_out(rule: Rule, seats: Sequence[OpenSeat]) -> tuple[Layout, list[tuple[Kind, OpenSeat]]]:
    """Return the rule laid out for a roll, and what it sees of each seat."""
    layout = Layout.of(rule, [seat.counted for seat in seats])
    return layout, [(layout.kind(seat.counted), seat) for seat in seats]


def _possible(
    layout: Layout, seats: Sequence[tuple[Kind, OpenSeat]]
) -> tuple[tuple[Verdict, ...], bool]:
    groups = alike((kind, seat.options) for kind, seat in seats)
    ruled = _ended(layout, possible(layout, prospects(layout, pooled(groups))))
    if len(ruled) == 1:
        return ruled, True
    found = reached(layout, _open_last(groups), MOST_STEPS)
    if found is None:
        return ruled, False
    return _ended(layout, frozenset(map(layout.verdict, found))), True


def _open_last(groups: list[Alike]) -> list[Alike]:
    """Put the seats that stand where they do first: they cost one step each."""
    return sorted(groups, key=lambda group: len(group.options))


def _ended(layout: Layout, verdicts: frozenset[Verdict]) -> tuple[Verdict, ...]:
    ends = {end for verdict in verdicts for end in layout.ends(verdict)}
    return tuple(verdict for verdict in Verdict if verdict in ends)
