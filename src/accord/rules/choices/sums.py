"""Plurality, approval, score and dots: what the ballots give each option, added up."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from accord.rules.choices.cap import Room
from accord.rules.choices.electorate import Electorate
from accord.rules.choices.findings import Found, Step, Values
from accord.rules.choices.method import Method
from accord.rules.choices.options import Option
from accord.rules.choices.seating import Seating
from accord.rules.choices.ties import TieBreak, Tiers, tiered


def count_sums(
    method: Method, options: Collection[Option], electorate: Electorate, breaks: TieBreak
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
    method: Method, sums: dict[str, Fraction], cast: Fraction
) -> tuple[tuple[Step, ...], tuple[str, ...]]:
    """Leave out what is not above the default option, or above 0, or has not the least needed."""
    floor = Fraction() if method.default is None else max(Fraction(), sums[method.default])
    steps: list[Step] = []
    able: list[str] = []
    for option in sorted(sums):
        had = sums[option]
        if option == method.default:
            continue
        if had <= floor and (had or floor):
            steps.append(_below("below_default", option, had, floor))
        elif method.least is not None and not method.least.met(had, cast):
            steps.append(_below("below_least", option, had, method.least.needed(cast)))
        elif had:
            able.append(option)
    return tuple(steps), tuple(able)


def by_sum(sums: dict[str, Fraction]) -> Tiers:
    """Put options in the order of their sums, the largest first."""
    return tiered(sums, lambda option: (-sums[option],))


def values(numbers: dict[str, Fraction]) -> Values:
    """Return options with their numbers, in the order of their ids."""
    return tuple(sorted(numbers.items()))


def seated(seating: Seating, had: dict[str, Fraction]) -> tuple[Step, ...]:
    """Tell who was elected, one after the other, and who was passed over for the limit."""
    elected = [
        Step(did="elected", options=(each,), numerator=had[each]) for each in seating.elected
    ]
    capped = tuple(sorted(seating.capped))
    return (*elected, *([Step(did="capped", options=capped)] if capped else []))


def _below(did: str, option: str, had: Fraction, needed: Fraction) -> Step:
    return Step(did=did, options=(option,), numerator=had, needed=needed)
