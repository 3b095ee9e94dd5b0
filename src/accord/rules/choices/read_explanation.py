"""How the explanation stored with a choice is read again, strictly, to the same values."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

from accord.errors import Malformed
from accord.rules.choices.explanation import ChoiceExplanation
from accord.rules.choices.findings import STEPS, Defeat, Step, Values
from accord.rules.choices.grammar import KINDS
from accord.rules.choices.options import option_id
from accord.rules.choices.ties import Tie, Tiers
from accord.rules.exact import read_exact
from accord.rules.explanation import Verdict
from accord.rules.reading import Fields, chosen, items, record, whole
from accord.rules.roll import measure_name

VERDICTS = (Verdict.CARRIED, Verdict.LOST, Verdict.INQUORATE, Verdict.TIED)
"""What can become of a choice."""

ABOUT = ("seat", "elimination", "money")
"""What options can be tied for."""

_NUMBERS = ("numerator", "needed", "base", "at", "lost", "exhausted")
_LISTS = ("values", "received", "defeats")
T = TypeVar("T")


def read_explanation(data: object) -> ChoiceExplanation:
    """Read what `to_data` wrote; raise `Malformed` naming the field for anything else."""
    required = ("verdict", "kind", "measure", "chosen", "seats", "cast", "blank", "roll")
    fields = record(data, "", required, ("turnout", "ties", "steps", "pairs", "paths"))
    return ChoiceExplanation(
        verdict=Verdict(chosen(fields["verdict"], VERDICTS, "/verdict")),
        kind=chosen(fields["kind"], KINDS, "/kind"),
        measure=measure_name(fields["measure"], "/measure"),
        chosen=_options(fields["chosen"], "/chosen"),
        seats=whole(fields["seats"], "/seats"),
        cast=read_exact(fields["cast"], "/cast"),
        blank=read_exact(fields["blank"], "/blank"),
        roll=read_exact(fields["roll"], "/roll"),
        turnout=_number(fields, "turnout", ""),
        ties=_each(fields, "ties", "", _tie),
        steps=_each(fields, "steps", "", _step),
        pairs=_each(fields, "pairs", "", _defeat),
        paths=_each(fields, "paths", "", _defeat),
    )


def _step(data: object, path: str) -> Step:
    fields = record(data, path, ("did", "options"), (*_NUMBERS, "margin", *_LISTS))
    numbers: dict[str, Any] = {name: _number(fields, name, path) for name in _NUMBERS}
    step = Step(
        did=chosen(fields["did"], STEPS, f"{path}/did"),
        options=_options(fields["options"], f"{path}/options"),
        values=_values(fields, "values", path),
        received=_values(fields, "received", path),
        defeats=_each(fields, "defeats", path, _defeat),
        **numbers,
    )
    if _number(fields, "margin", path) != step.margin:
        raise Malformed(f"{path}/margin is not numerator less needed", field=f"{path}/margin")
    return step


def _tie(data: object, path: str) -> Tie:
    fields = record(data, path, ("about", "place", "places", "options", "order"), ("undecided",))
    undecided = fields.get("undecided")
    return Tie(
        about=chosen(fields["about"], ABOUT, f"{path}/about"),
        place=whole(fields["place"], f"{path}/place"),
        places=whole(fields["places"], f"{path}/places"),
        options=_options(fields["options"], f"{path}/options"),
        order=_tiers(fields["order"], f"{path}/order"),
        undecided=() if undecided is None else _some(undecided, f"{path}/undecided"),
    )


def _defeat(data: object, path: str) -> Defeat:
    fields = record(data, path, ("option", "over", "votes", "against"))
    return Defeat(
        option=option_id(fields["option"], f"{path}/option"),
        over=option_id(fields["over"], f"{path}/over"),
        votes=read_exact(fields["votes"], f"{path}/votes"),
        against=read_exact(fields["against"], f"{path}/against"),
    )


def _values(fields: Fields, name: str, path: str) -> Values:
    values = _each(fields, name, path, _value)
    if [option for option, _ in values] != sorted({option for option, _ in values}):
        field = f"{path}/{name}"
        raise Malformed(f"{field} must name each option once, in the order of ids", field=field)
    return values


def _value(data: object, path: str) -> tuple[str, Fraction]:
    fields = record(data, path, ("option", "value"))
    option = option_id(fields["option"], f"{path}/option")
    return option, read_exact(fields["value"], f"{path}/value")


def _number(fields: Fields, name: str, path: str) -> Fraction | None:
    return read_exact(fields[name], f"{path}/{name}") if name in fields else None


def _tiers(data: object, path: str) -> Tiers:
    return tuple(_some(item, f"{path}/{index}") for index, item in enumerate(items(data, path)))


def _options(data: object, path: str) -> tuple[str, ...]:
    return () if data in ([], ()) else _some(data, path)


def _some(data: object, path: str) -> tuple[str, ...]:
    return tuple(option_id(item, f"{path}/{i}") for i, item in enumerate(items(data, path)))


def _each(fields: Fields, name: str, path: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    """Read a list that is left out where it is empty."""
    if name not in fields:
        return ()
    field = f"{path}/{name}"
    return tuple(read(item, f"{field}/{i}") for i, item in enumerate(items(fields[name], field)))
