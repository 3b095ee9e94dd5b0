"""The ballots of a choice (rankings, approvals, points) and how each form is read, strictly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from accord.errors import Malformed
from accord.rules.choices.options import Option, option_id
from accord.rules.exact import exact
from accord.rules.reading import Fields, record, whole

Ranking = tuple[tuple[str, ...], ...]
"""Tiers, the most preferred first; options in one tier are preferred equally."""

Approval = tuple[str, ...]
"""The options approved."""

Points = tuple[tuple[str, int], ...]
"""Options with the points they are given."""

Ballot = Ranking | Approval | Points
"""What a seat chose, as one value: options in the order of their ids. Empty: a blank ballot."""

MOST_TOLD = 20
"""Options that a refusal lists; nobody reads more."""

MOST_POINTS = 1_000_000
"""Points that one ballot can give or hold; far more than any ballot paper asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The ballot paper: what may stand on it, and how much of it.

    `kind` is one, approval, score, dots, ranking (ties allowed) or strict (one option to a place);
    `most` bounds the options approved, `low` and `high` the points of an option, `total` all dots.
    """

    kind: str
    most: int | None = None
    low: int = 0
    high: int = MOST_POINTS
    total: int = MOST_POINTS

    def to_data(self) -> dict[str, object]:
        """Return the bounds of this form as canonical JSON values; what is absent is omitted."""
        if self.kind == "score":
            return {"min": self.low, "max": self.high}
        if self.kind == "dots":
            return {"total": self.total, "each": self.high}
        return {"most": self.most} if self.kind == "approval" and self.most is not None else {}


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot as it is recorded, which says of itself which form it has."""

    ballot: Ballot

    @classmethod
    def from_data(cls, data: object) -> Paper:
        """Read what `to_data` wrote; raise `Malformed` for what could stand on no ballot."""
        marks = [_recorded_mark(mark, f"/{index}") for index, mark in enumerate(_list(data, ""))]
        return cls(cast("Ballot", tuple(marks)))

    def to_data(self) -> list[object]:
        """Return the ballot as canonical JSON values."""
        return ballot_data(self.ballot)


def _recorded_mark(mark: object, path: str) -> object:
    if isinstance(mark, Mapping):
        fields = record(mark, path, ("option", "points"))
        return option_id(fields["option"], f"{path}/option"), whole(
            fields["points"], f"{path}/points", 0
        )
    if isinstance(mark, list):
        return tuple(option_id(name, f"{path}/{index}") for index, name in enumerate(mark))
    return option_id(mark, path)


@dataclass(frozen=True, slots=True)
class Marked:
    """A ballot as it is counted: what stands on it, and what its seat weighs."""

    ballot: Ballot
    weight: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        """Refuse a weight below nothing: no ballot counts against its own choice."""
        if self.weight < 0:
            reason = f"a ballot weighs {exact(self.weight)}; the least is 0"
            raise Malformed(reason, field="/weight")


def read_ballot_form(form: Form, options: Collection[Option], data: object, path: str) -> Ballot:
    """Read what stands on a ballot; raise `Malformed` naming the place and what would be right."""
    known = {option.id for option in options}
    return _FORMS[form.kind](form, known, _list(data, path), path)


def ballot_data(ballot: Ballot) -> list[object]:
    """Return a ballot as canonical JSON values, from which the same ballot is read."""
    return [_mark_data(mark) for mark in ballot]


def _mark_data(mark: object) -> object:
    if isinstance(mark, tuple):
        points = len(mark) > 1 and isinstance(mark[1], int)
        return {"option": mark[0], "points": mark[1]} if points else list(mark)
    return mark


def _ranking(form: Form, known: set[str], data: list[object], path: str) -> Ranking:
    seen: set[str] = set()
    tiers: list[tuple[str, ...]] = []
    for index, item in enumerate(data):
        place = f"{path}/{index}"
        tier = _list(item, place)
        if not tier or (form.kind == "strict" and len(tier) > 1):
            wanted = "one option" if form.kind == "strict" else "at least one option"
            raise Malformed(f"{place} must hold {wanted}, not {len(tier)}", field=place)
        named = [_option(name, known, seen, f"{place}/{i}") for i, name in enumerate(tier)]
        tiers.append(tuple(sorted(named)))
    return tuple(tiers)


def _approval(form: Form, known: set[str], data: list[object], path: str) -> Approval:
    seen: set[str] = set()
    named = [_option(item, known, seen, f"{path}/{index}") for index, item in enumerate(data)]
    most = 1 if form.kind == "one" else form.most
    if most is not None and len(named) > most:
        raise Malformed(f"{path} names {len(named)} options; {most} may be named", field=path)
    return tuple(sorted(named))


def _points(form: Form, known: set[str], data: list[object], path: str) -> Points:
    seen: set[str] = set()
    given = tuple(
        sorted(_given(form, known, seen, item, f"{path}/{i}") for i, item in enumerate(data))
    )
    total = sum(points for _, points in given)
    if total > form.total:
        raise Malformed(f"{path} gives {total} points; {form.total} may be given", field=path)
    return given


def _given(form: Form, known: set[str], seen: set[str], data: object, path: str) -> tuple[str, int]:
    fields: Fields = record(data, path, ("option", "points"))
    option = _option(fields["option"], known, seen, f"{path}/option")
    points = whole(fields["points"], f"{path}/points", form.low)
    if points > form.high:
        field = f"{path}/points"
        raise Malformed(f"{field} is {points}; an option may have {form.high}", field=field)
    return option, points


def _option(value: object, known: set[str], seen: set[str], path: str) -> str:
    if not isinstance(value, str) or value not in known:
        raise Malformed(f"{path} must be one of the options: {_some(known)}", field=path)
    if value in seen:
        raise Malformed(f'{path} names "{value}" a second time', field=path)
    seen.add(value)
    return value


def _some(known: set[str]) -> str:
    listed = sorted(known)
    shown = ", ".join(listed[:MOST_TOLD])
    return shown if len(listed) <= MOST_TOLD else f"{shown} and {len(listed) - MOST_TOLD} more"


def _list(value: object, path: str) -> list[object]:
    if not isinstance(value, list | tuple):
        raise Malformed(f"{path or 'the ballot'} must be a list", field=path)
    return list(value)


_FORMS: Mapping[str, Callable[[Form, set[str], list[object], str], Ballot]] = {
    "one": _approval,
    "approval": _approval,
    "score": _points,
    "dots": _points,
    "ranking": _ranking,
    "strict": _ranking,
}
