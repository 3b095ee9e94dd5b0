"""Schulze as the Debian Constitution counts (A.5): quorum, ratios, defeats, Schwartz sets."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from accord.rules.choices.cap import Room
from accord.rules.choices.electorate import Electorate
from accord.rules.choices.findings import Defeat, Found, Step
from accord.rules.choices.method import ChoiceMethod
from accord.rules.choices.options import Option
from accord.rules.choices.pairwise import Pairs, Strength, beat_paths
from accord.rules.choices.seating import Seating
from accord.rules.choices.sums import seated
from accord.rules.choices.ties import TieBreak, Tiers, tiered

Link = tuple[str, str]


def count_schulze(
    method: ChoiceMethod,
    options: Collection[Option],
    electorate: Electorate,
    breaks: TieBreak,
    roll: Fraction,
) -> Found:
    """Choose one option by A.5, or fill several seats in the order of beat paths."""
    pairs = Pairs.of([option.id for option in options], electorate, method.unranked)
    dropped = _dropped(method, pairs, roll)
    gone = {option for step in dropped for option in step.options}
    left = tuple(option for option in pairs.options if option not in gone)
    inquorate = left == (method.default,) and all(s.did == "below_quorum" for s in dropped)
    if not electorate.cast:
        return Found(pairs=pairs.rows(), steps=dropped, inquorate=inquorate)
    seating = Seating(method.seats, Room(method.cap, {o.id: o.group for o in options}), breaks)
    one = method.seats == 1 and method.cap is None
    steps, tiers = schwartz_rounds(pairs, left) if one else _ranked(pairs, left)
    seating.fill(_until(tiers, method.default))
    return Found(
        chosen=tuple(seating.elected),
        ties=tuple(seating.ties),
        steps=(*dropped, *steps, *seated(seating, {})),
        pairs=pairs.rows(),
        inquorate=inquorate,
    )


def schwartz_rounds(pairs: Pairs, left: Collection[str]) -> tuple[tuple[Step, ...], Tiers]:
    """Drop the weakest defeats within the Schwartz set until none is left there (A.5, 4 to 8)."""
    defeats = {link: pairs.strength(*link) for link in pairs.defeats(left)}
    steps: list[Step] = []
    while True:
        schwartz = _schwartz(left, defeats)
        weakest = _weakest({link: s for link, s in defeats.items() if set(link) <= schwartz})
        told = tuple(pairs.told(*link) for link in weakest)
        steps.append(Step(did="schwartz", options=tuple(sorted(schwartz)), defeats=told))
        if not weakest:
            return tuple(steps), (tuple(sorted(schwartz)),)
        defeats = {link: s for link, s in defeats.items() if link not in weakest}


def _schwartz(left: Collection[str], defeats: Collection[Link]) -> set[str]:
    """Return those who transitively defeat all by whom they are transitively defeated."""
    direct: dict[str, set[str]] = {option: set() for option in left}
    for a, b in defeats:
        direct[a].add(b)
    below = {option: _reached(option, direct) for option in left}
    return {a for a in left if all(b in below[a] for b in left if a in below[b])}


def _reached(option: str, direct: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [option]
    while ahead:
        fresh = direct[ahead.pop()] - found
        found |= fresh
        ahead.extend(fresh)
    return found


def _weakest(defeats: dict[Link, Strength]) -> tuple[Link, ...]:
    least = min(defeats.values(), default=None)
    return tuple(sorted(link for link, strength in defeats.items() if strength == least))


def _dropped(method: ChoiceMethod, pairs: Pairs, roll: Fraction) -> tuple[Step, ...]:
    """Leave out what has no quorum over the default option, then what lacks its ratio."""
    default = method.default
    if default is None:
        return ()
    compared = (pairs.told(option, default) for option in pairs.options if option != default)
    tests = [_against_default(method, told, roll) for told in compared]
    dropped = [step for step in tests if step is not None]
    return tuple(sorted(dropped, key=lambda step: (step.did != "below_quorum", step.options)))


def _against_default(method: ChoiceMethod, told: Defeat, roll: Fraction) -> Step | None:
    quorum, needed = method.quorum, method.ratios.of(told.option) * told.against
    if quorum is not None and not quorum.met(told.votes, roll):
        return _short("below_quorum", told, quorum.needed(roll))
    if told.votes < needed or told.votes <= told.against:
        return _short("below_ratio", told, needed)
    return None


def _short(did: str, told: Defeat, needed: Fraction) -> Step:
    return Step(did=did, options=(told.option,), numerator=told.votes, needed=needed)


def _ranked(pairs: Pairs, left: Collection[str]) -> tuple[tuple[Step, ...], Tiers]:
    """Put options in the order of how many others each beats along paths."""
    wins = dict.fromkeys(left, 0)
    paths = beat_paths(pairs, left)
    for (a, b), strength in paths.items():
        wins[a] += (b, a) not in paths or paths[b, a] < strength
    tiers = tiered(left, lambda option: (-wins[option],))
    steps = (Step(did="ranked", options=tier, numerator=Fraction(wins[tier[0]])) for tier in tiers)
    return tuple(steps), tiers


def _until(tiers: Tiers, default: str | None) -> Tiers:
    """Leave out the default option: it wins alone, or every option that is left beats it."""
    return tuple(tuple(each for each in tier if each != default) for tier in tiers)
