"""Successions, told: who stands in whose place in an agreement."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.projections.telling.words import Names, days, listed, tells
from accord.rules import Measure


@tells(e.PlaceSucceeded)
def succeeded(event: e.PlaceSucceeded, names: Names) -> str:
    """A successor stands in a party's place."""
    since = days(event.effective_from, None, "at once")
    return (
        f"In the agreement, {names(event.successor)} stands in the place of "
        f"{names(event.predecessor)} {since}."
    )


@tells(e.PlaceDivided)
def divided(event: e.PlaceDivided, names: Names) -> str:
    """A successor has a share of a party's place."""
    since = days(event.effective_from, None, "at once")
    in_class = f" in the class {event.cls}" if event.cls else ""
    share = f": {_weighing(event.measures)}" if event.measures else ""
    left = f", which leaves to that place {_weighing(event.left)}" if event.left else ""
    return (
        f"In the agreement, {names(event.successor)} is a party{in_class} {since}, with a share of the place "
        f"of {names(event.predecessor)}{share}{left}. Its signatory post is {event.post}."
    )


def _weighing(measures: tuple[Measure, ...]) -> str:
    return listed([f"{measure.name} {measure.value:f}" for measure in measures])
