"""Choices among options, told: what can be chosen, who chose what, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from accord.aggregates.decision import choosing_events as c
from accord.projections.telling.decision import from_when
from accord.projections.telling.words import (
    Names,
    Titles,
    listed,
    number,
    option,
    tells,
    tells_of_options,
)
from accord.rules.choices import Paper, choice_in_words

_NAMED = 12


@tells(c.OptionsPut)
def options_put(event: c.OptionsPut, _names: Names) -> str:
    """Options were put."""
    named = [f"“{each.title}” ({each.id})" for each in event.options[:_NAMED]]
    if more := len(event.options) - len(named):
        named.append(f"{more} more")
    return f"There are {number(len(event.options), 'option')} to choose among: {listed(named)}."


@tells(c.OptionNominated)
def option_nominated(event: c.OptionNominated, _names: Names) -> str:
    """An option was nominated."""
    return f"Seat {event.seat} nominated “{event.option.title}” ({event.option.id})."


@tells_of_options(c.NominationSeconded)
def nomination_seconded(event: c.NominationSeconded, _names: Names, titles: Titles) -> str:
    """A nomination was seconded."""
    return f"Seat {event.seat} seconded the nomination of {option(event.option, titles)}."


@tells_of_options(c.NominationLapsed)
def nomination_lapsed(event: c.NominationLapsed, _names: Names, titles: Titles) -> str:
    """A nomination came to nothing."""
    named = option(event.option, titles)
    return f"The nomination of {named} lapsed, since too few seats had seconded it."


@tells_of_options(c.OptionWithdrawn)
def option_withdrawn(event: c.OptionWithdrawn, _names: Names, titles: Titles) -> str:
    """An option was withdrawn."""
    return f"Seat {event.seat} withdrew the option {option(event.option, titles)}."


@tells_of_options(c.ChoiceCast)
def choice_cast(event: c.ChoiceCast, _names: Names, titles: Titles) -> str:
    """A seat chose."""
    ballot = _told(event.choice, titles)
    return f"Seat {event.seat} cast its ballot among the options: {ballot}."


@tells_of_options(c.ChoiceRecorded)
def choice_recorded(event: c.ChoiceRecorded, _names: Names, titles: Titles) -> str:
    """What a seat chose was recorded for it."""
    ballot = _told(event.choice, titles)
    return f"It was recorded how seat {event.seat} chose among the options: {ballot}."


def _told(paper: Paper, titles: Titles) -> str:
    """Tell a ballot: places in order, options approved, or points."""
    marks = [_mark(mark, titles) for mark in paper.ballot]
    return ", ".join(marks) or "a blank ballot"


def _mark(mark: object, titles: Titles) -> str:
    if not isinstance(mark, tuple):
        return option(str(mark), titles)
    id, *rest = mark
    if rest and isinstance(rest[0], int):
        return f"{option(id, titles)} {rest[0]}"
    return " = ".join(option(each, titles) for each in mark)


def _in_order(options: Iterable[str], titles: Titles) -> str:
    return ", ".join(option(id, titles) for id in options)


@tells_of_options(c.CastingChoiceGiven)
def casting_choice_given(event: c.CastingChoiceGiven, _names: Names, titles: Titles) -> str:
    """A tie was decided."""
    return f"The one who presides gave the casting vote: {_in_order(event.options, titles)}."


@tells_of_options(c.LotDrawn)
def lot_drawn(event: c.LotDrawn, _names: Names, titles: Titles) -> str:
    """Lots were drawn."""
    order = _in_order(event.order, titles)
    return f"Options being tied, lots were drawn, in this order: {order}."


@tells_of_options(c.ChoiceRecountCertified)
def choice_recount_certified(event: c.ChoiceRecountCertified, _names: Names, titles: Titles) -> str:
    """It was counted again."""
    words = choice_in_words(event.explanation, titles)
    before = _in_order(event.was_chosen, titles) or "nothing chosen"
    same = "as before" if event.same else f"and not, as certified before, {event.was}: {before}"
    return (
        f"Counted again by {event.evaluator}, it comes out {same} (recount {event.number}): "
        f"{words[0].lower()}{words[1:]}"
    )


@tells_of_options(c.ChoiceCertified)
def choice_certified(event: c.ChoiceCertified, names: Names, titles: Titles) -> str:
    """What is chosen stands."""
    words = choice_in_words(event.explanation, titles)
    return f"The result was certified: {words[0].lower()}{words[1:]}{from_when(event, names)}"
