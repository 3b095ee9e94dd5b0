"""Ranked ballots, approvals and points: accord beside pref-voting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from random import Random  # noqa: TID251 - draws elections, the same ones for the same seed
from typing import Any

from pref_voting.grade_methods import approval, score_voting
from pref_voting.grade_profiles import GradeProfile
from pref_voting.iterative_methods import instant_runoff_for_truncated_linear_orders as at_once
from pref_voting.iterative_methods import instant_runoff_put
from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_scottish
from pref_voting.scoring_methods import plurality
from tests.compare import drawing, ours
from tests.compare.told import Told


def profile(among: str, ballots: Sequence[drawing.Ranking]) -> Any:
    """The same ballots as pref-voting reads them; options are numbers there."""
    ranked = [
        {among.index(option): place for place, tier in enumerate(ballot) for option in tier}
        for ballot in ballots
    ]
    return ProfileWithTies(ranked, candidates=list(range(len(among))))


def named(among: str, found: Sequence[int]) -> frozenset[str]:
    return frozenset(among[each] for each in found)


def votes(lot: Random) -> range:
    return range(lot.randint(1, 12))


# --- One winner --------------------------------------------------------------------------------


def first_preferences(lot: Random) -> Told:
    among = drawing.names(lot)
    ballots = [drawing.strict(lot, among) for _ in votes(lot)]
    found = ours.counted(ours.method("plurality"), among, [list(each[0]) for each in ballots])
    theirs = named(among, plurality(profile(among, ballots)))
    return Told(ours.winners(found), theirs)


def approved(lot: Random) -> Told:
    among = drawing.names(lot)
    ballots = [drawing.approvals(lot, among) for _ in votes(lot)]
    found = ours.counted(ours.method("approval"), among, [list(each) for each in ballots])
    grades = [{among.index(o): int(o in each) for o in among} for each in ballots]
    theirs = approval(GradeProfile(grades, [0, 1], candidates=list(range(len(among)))))
    return Told(ours.winners(found), named(among, theirs))


def scored(lot: Random) -> Told:
    among = drawing.names(lot)
    ballots = [drawing.points(lot, among, 3) for _ in votes(lot)]
    how = ours.method("score", min=0, max=3)
    found = ours.counted(how, among, [ours.points(each) for each in ballots])
    grades = [{among.index(o): n for o, n in each.items()} for each in ballots]
    theirs = score_voting(GradeProfile(grades, [0, 1, 2, 3], candidates=list(range(len(among)))))
    nothing = not any(any(each.values()) for each in ballots)
    return Told(
        ours.winners(found),
        named(among, theirs),
        {"nobody gave a point: nothing is chosen here, and all are there": nothing},
    )


def schulze(draw: Callable[[Random, str], drawing.Ranking]) -> Callable[[Random], Told]:
    def told(lot: Random) -> Told:
        among = drawing.names(lot)
        ballots = [draw(lot, among) for _ in votes(lot)]
        found = ours.winners(
            ours.counted(ours.method("schulze"), among, [ours.tiers(each) for each in ballots])
        )
        theirs = profile(among, ballots)
        theirs.use_extended_strict_preference()
        by_votes = named(among, beat_path(theirs, strength_function=theirs.support))
        second = named(among, beat_path(theirs, strength_function=_both(theirs)))
        why = "of defeats by as many votes, A.5 drops that with more against it; theirs knows votes alone"
        return Told(found, by_votes, {why: found == second})

    return told


def _both(theirs: Any) -> Callable[[int, int], float]:
    """The strength of A.5 in one number: votes first, then how few are against."""
    return lambda a, b: theirs.support(a, b) * 1000 - theirs.support(b, a)


def runoff(lot: Random) -> Told:
    """In every way in which ties can be broken."""
    among = drawing.names(lot)
    ballots = [drawing.strict(lot, among) for _ in votes(lot)]
    how = ours.method("irv", ties=["lot"])
    found = ours.by_every_lot(how, among, [ours.tiers(each) for each in ballots])
    theirs = {frozenset({o}) for o in named(among, instant_runoff_put(profile(among, ballots)))}
    return Told(frozenset(found), frozenset(theirs))


def runoff_at_once(lot: Random) -> Told:
    """The other count of pref-voting: all who are last leave together."""
    among = drawing.names(lot)
    ballots = [drawing.strict(lot, among) for _ in votes(lot)]
    found = ours.counted(ours.method("irv"), among, [ours.tiers(each) for each in ballots])
    theirs = named(among, at_once(profile(among, ballots)))
    tied = any(tie.about == "elimination" for tie in found.explanation.ties)
    why = "several are last: theirs leave together, accord says that they are tied"
    return Told(ours.winners(found), theirs, {why: tied})


# --- Several seats -----------------------------------------------------------------------------


EXACT = 14
"""Decimals after which nothing is cut off that could matter among so few ballots."""
VACANT = "a seat for which nobody has a vote left stays vacant; theirs goes to whoever is left"
AT_ONCE = "equal surpluses pass on at once here; theirs go one after the other, and the stage between breaks a tie"
ROUNDS = (
    "three or more are last, and earlier stages leave two of them: accord draws lots between those, "
    "theirs among all"
)


class Lot:
    """What decides by lot in the count of pref-voting: the last in the order leaves."""

    def __init__(self, among: str, order: Sequence[str]) -> None:
        self.place = {among.index(option): place for place, option in enumerate(order)}

    def choice(self, tied: Sequence[int]) -> int:
        return max(tied, key=self.place.__getitem__)


def transferred(decimals: int) -> Callable[[Random], Told]:
    """The count of Scotland, by one and the same lot."""

    def told(lot: Random) -> Told:
        among = drawing.NAMES
        seats = lot.randint(2, 3)
        ballots = [drawing.strict(lot, among) for _ in range(lot.randint(3, 24))]
        order = lot.sample(among, len(among))
        how = ours.method("stv", seats=seats, ties=["prior_rounds", "lot"])
        papers = [ours.tiers(each) for each in ballots]
        found = ours.counted(how, among, papers, order)
        elected = frozenset(found.chosen)

        def theirs(places: int, by: Sequence[str] = order) -> frozenset[str]:
            drawn = Lot(among, by)
            voters = profile(among, ballots)
            return named(among, stv_scottish(voters, num_seats=seats, decimals=places, rng=drawn))

        others = theirs(decimals)
        if elected == others:
            return Told(elected, others)
        steps = found.explanation.steps
        known = {
            VACANT: elected < others,
            "parts of votes are cut off after five decimals there": elected == theirs(EXACT),
            AT_ONCE: any(step.did == "transferred" and len(step.options) > 1 for step in steps),
            ROUNDS: any(len(tie.options) > 2 for tie in found.explanation.ties)
            and any(elected == theirs(EXACT, by) for by in permutations(among)),
        }
        return Told(elected, others, known)

    return told


ALL = {
    "plurality, first preferences": first_preferences,
    "approval": approved,
    "score, 0 to 3": scored,
    "Schulze, whole rankings": schulze(lambda lot, among: drawing.strict(lot, among, whole=True)),
    "Schulze, ties and options left out": schulze(drawing.tiered),
    "IRV, in every way to break ties": runoff,
    "IRV, all who are last at once": runoff_at_once,
    "STV, Scotland, fourteen decimals": transferred(EXACT),
    "STV, Scotland, five decimals": transferred(5),
}
