"""Choices among options, told: what can be chosen, who chose what, and what came of it."""

from __future__ import annotations

from accord.aggregates.decision import choosing_events as c
from accord.projections.telling.decision import from_when
from accord.projections.telling.words import Names, listed, number, tells
from accord.rules.choices import Paper, choice_in_words

_NAMED = 12


@tells(c.OptionsPut)
def options_put(event: c.OptionsPut, _names: Names) -> str:
    """Options were put."""
    named = [f"“{option.title}” ({option.id})" for option in event.options[:_NAMED]]
    if more := len(event.options) - len(named):
        named.append(f"{more} more")
    return f"There are {number(len(event.options), 'option')} to choose among: {listed(named)}."


@tells(c.ChoiceCast)
def choice_cast(event: c.ChoiceCast, _names: Names) -> str:
    """A seat chose."""
    return f"Seat {event.seat} cast its ballot among the options: {_told(event.choice)}."


@tells(c.ChoiceRecorded)
def choice_recorded(event: c.ChoiceRecorded, _names: Names) -> str:
    """What a seat chose was recorded for it."""
    return f"It was recorded how seat {event.seat} chose among the options: {_told(event.choice)}."


def _told(paper: Paper) -> str:
    """Tell a ballot: places in order, options approved, or points."""
    marks = [_mark(mark) for mark in paper.ballot]
    return ", ".join(marks) or "a blank ballot"


def _mark(mark: object) -> str:
    if not isinstance(mark, tuple):
        return str(mark)
    option, *rest = mark
    return f"{option} {rest[0]}" if rest and isinstance(rest[0], int) else " = ".join(mark)


@tells(c.CastingChoiceGiven)
def casting_choice_given(event: c.CastingChoiceGiven, _names: Names) -> str:
    """A tie was decided."""
    return f"The one who presides gave the casting vote: {', '.join(event.options)}."


@tells(c.LotDrawn)
def lot_drawn(event: c.LotDrawn, _names: Names) -> str:
    """Lots were drawn."""
    return f"Options being tied, lots were drawn, in this order: {', '.join(event.order)}."


@tells(c.ChoiceCertified)
def choice_certified(event: c.ChoiceCertified, names: Names) -> str:
    """What is chosen stands."""
    words = choice_in_words(event.explanation)
    return f"The result was certified: {words[0].lower()}{words[1:]}{from_when(event, names)}"
