"""Plurality, approval, score and dots: what the ballots give each option, added up."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from accord.rules.choices.cap import Room
from accord.rules.choices.electorate import Electorate
from accord.rules.choices.findings import Found, Step, Values
from accord.rules.choices.method import ChoiceMethod
from accord.rules.choices.options import Option
from accord.rules.choices.seating import Seating
from accord.rules.choices.ties import TieBreak, Tiers, tiered


def count_sums(
    method: ChoiceMethod, options: Collection[Option], electorate: Electorate, breaks: TieBreak
) -> Found:
    """Give the seats to the options with the largest sums, of those that have what is needed."""
    sums = add_up(method.form.kind, options, electorate)
    left_out, able = sift(method, sums, electorate.cast)
    seating = Seating(method.seats, Room(method.cap, {o.id: o.group for o in options}), breaks)
    seating.fill(by_sum({option: sums[option] for option in able}))
    counted = Step(did="counted", base=electorate.cast, values=values(sums))
    return Found(
        chosen=tuple(seating.elected),
        ties=tuple(seating.ties),
        steps=(counted, *left_out, *seated(seating, sums)),
    )


def add_up(form: str, options: Collection[Option], electorate: Electorate) -> dict[str, Fraction]:
    """Return what the ballots give each option, an option that is not named 0."""
    units = dict.fromkeys((option.id for option in options), 0)
    weights = [weight for _, weight in electorate.ballots]
    for number, option, given in electorate.gifts(form):
        units[option] += weights[number] * given
    return {option: electorate.value(n) for option, n in units.items()}


def sift(
    method: ChoiceMethod, sums: dict[str, Fraction], cast: Fraction
) -> tuple[tuple[Step, ...], tuple[str, ...]]:
    """Leave out what is not above the default option, what has nothing, and what lacks the least."""
    tests = [(option, _left_out(method, option, sums, cast)) for option in sorted(sums)]
    able = tuple(name for name, step in tests if step is None and name != method.default)
    return tuple(step for _, step in tests if step is not None), able


def _left_out(
    method: ChoiceMethod, option: str, sums: dict[str, Fraction], cast: Fraction
) -> Step | None:
    if option == method.default:
        return None
    had, least = sums[option], method.least
    if method.default is not None and had <= sums[method.default]:
        return _short("below_default", option, had, sums[method.default])
    if had <= 0:
        return _short("no_support", option, had, Fraction())
    if least is None or least.met(had, cast):
        return None
    did = "below_least" if least.op == ">=" else "not_above_least"
    return _short(did, option, had, least.needed(cast))


def by_sum(sums: dict[str, Fraction]) -> Tiers:
    """Put options in the order of their sums, the largest first."""
    return tiered(sums, lambda option: (-sums[option],))


def values(numbers: dict[str, Fraction]) -> Values:
    """Return options with their numbers, in the order of their ids."""
    return tuple(sorted(numbers.items()))


def seated(seating: Seating, had: dict[str, Fraction]) -> tuple[Step, ...]:
    """Tell who was elected, one after the other, and who was passed over for the limit."""
    elected = [
        Step(did="elected", options=(each,), numerator=had.get(each)) for each in seating.elected
    ]
    capped = tuple(sorted(seating.capped))
    return (*elected, *([Step(did="capped", options=capped)] if capped else []))


def _short(did: str, option: str, had: Fraction, needed: Fraction) -> Step:
    return Step(did=did, options=(option,), numerator=had, needed=needed)
