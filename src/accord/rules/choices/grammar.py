"""How a choice method is read from data: strictly, and saying at which field it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from accord.errors import Malformed
from accord.rules.choices.ballots import MOST_POINTS, Form
from accord.rules.choices.bounds import read_least, read_quorum
from accord.rules.choices.cap import read_cap
from accord.rules.choices.options import option_id
from accord.rules.choices.parts import Ratios, Spending
from accord.rules.choices.ties import COSTS, ROUNDS, SUMS
from accord.rules.exact import Ratio
from accord.rules.reading import (
    Fields,
    chosen,
    factor,
    items,
    number,
    record,
    rule_id,
    text,
    whole,
)
from accord.rules.roll import COUNT, measure_name

_ALWAYS = ("id", "name", "kind")
_BESIDES = ("version", "citation", "measure", "ties", "declared_order", "turnout")
_SUMS = ("seats", "cap", "default", "least")
KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "plurality": ((), _SUMS),
    "approval": ((), (*_SUMS, "most")),
    "score": (("min", "max"), _SUMS),
    "dots": (("total",), (*_SUMS, "each")),
    "schulze": ((), ("seats", "cap", "default", "ratio", "quorum", "unranked")),
    "irv": ((), ("default",)),
    "stv": (("seats",), ("cap", "quota")),
    "allocation": (("spending", "ballot"), ("least",)),
}
MOST_BY_TRANSFER = 10
"""Seats that can be filled by transfer: with each, exact numbers get longer, beyond any entry."""

QUOTAS = ("droop", "hagenbach_bischoff", "hare")
UNRANKED = ("last", "no_opinion")
SPENDING = ("greedy", "greedy_no_skip", "equal_shares")
_OF_SHARES = ("satisfaction", "completion")
_FORMS = {"approval": "approval", "score": "score", "dots": "dots"}


def keys_of(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys that a method of a kind must have, and those that it may have besides."""
    required, optional = KINDS[kind]
    return (*_ALWAYS, *required), (*_BESIDES, *optional)


def method_fields(data: object) -> dict[str, Any]:
    """Read the fields of a method; raise `Malformed` naming, as a JSON pointer, what is wrong."""
    kind = chosen(data.get("kind") if isinstance(data, Mapping) else None, KINDS, "/kind")
    fields = record(data, "", *keys_of(kind))
    read: dict[str, Any] = {
        "id": rule_id(fields["id"]),
        "name": text(fields["name"], "/name"),
        "kind": kind,
        "form": _form(fields, kind),
        "version": whole(fields.get("version", 1), "/version"),
        "measure": measure_name(fields.get("measure", COUNT), "/measure"),
        "seats": whole(fields.get("seats", 1), "/seats"),
    }
    read |= _parts(fields, kind, read["measure"], read["seats"])
    _consistent(read)
    return read


def _parts(fields: Fields, kind: str, measure: str, seats: int) -> dict[str, Any]:
    """Read what may be left out, each by its own reader."""
    readers: Mapping[str, Callable[[object, str], object]] = {
        "citation": text,
        "ties": lambda data, path: _ties(data, path, kind),
        "declared_order": _order,
        "turnout": lambda data, path: read_quorum(data, path, measure),
        "cap": lambda data, path: read_cap(data, path, seats),
        "default": option_id,
        "least": read_least,
        "ratio": _ratios,
        "quorum": lambda data, path: read_quorum(data, path, measure),
        "unranked": lambda data, path: chosen(data, UNRANKED, path),
        "quota": lambda data, path: chosen(data, QUOTAS, path),
        "spending": _spending,
    }
    names = {"ratio": "ratios", "quota": "stv_quota"}
    return {
        names.get(name, name): read(fields[name], f"/{name}")
        for name, read in readers.items()
        if name in fields
    }


def _form(fields: Fields, kind: str) -> Form:
    if kind in ("irv", "stv", "schulze"):
        return Form(kind="ranking" if kind == "schulze" else "strict")
    if kind == "plurality":
        return Form(kind="one")
    if kind != "allocation":
        return _paper(fields, kind, "")
    return _nested(fields["ballot"], "/ballot")


def _nested(data: object, path: str) -> Form:
    form = data.get("form") if isinstance(data, Mapping) else None
    kind = chosen(form, _FORMS, f"{path}/form")
    bounds = {
        "approval": ((), ("most",)),
        "score": (("min", "max"), ()),
        "dots": (("total",), ("each",)),
    }
    required, optional = bounds[kind]
    found = _paper(record(data, path, ("form", *required), optional), kind, path)
    if found.low < 0:
        raise Malformed(f"{path}/min must not be below 0: no ballot pays less", field=f"{path}/min")
    return found


def _paper(fields: Fields, kind: str, path: str) -> Form:
    if kind == "approval":
        most = whole(fields["most"], f"{path}/most") if "most" in fields else None
        return Form(kind=kind, most=most)
    if kind == "dots":
        total = _points(fields["total"], f"{path}/total", 1)
        each = _points(fields.get("each", total), f"{path}/each", 1)
        return Form(kind=kind, high=min(each, total), total=total)
    low = _points(fields["min"], f"{path}/min", -MOST_POINTS)
    return Form(kind=kind, low=low, high=_points(fields["max"], f"{path}/max", low + 1))


def _points(value: object, path: str, least: int) -> int:
    points = whole(value, path, least)
    if points > MOST_POINTS:
        raise Malformed(f"{path} must be at most {MOST_POINTS}", field=path)
    return points


def _ties(data: object, path: str, kind: str) -> tuple[str, ...]:
    known = {"irv": ROUNDS, "stv": ROUNDS, "allocation": COSTS}.get(kind, SUMS)
    listed = enumerate([] if data in ([], ()) else items(data, path))
    return _once([chosen(item, known, f"{path}/{index}") for index, item in listed], path)


def _order(data: object, path: str) -> tuple[str, ...]:
    listed = enumerate(items(data, path))
    return _once([option_id(item, f"{path}/{index}") for index, item in listed], path)


def _once(words: list[str], path: str) -> tuple[str, ...]:
    if len(set(words)) < len(words):
        raise Malformed(f"{path} names something twice", field=path)
    return tuple(words)


def _ratios(data: object, path: str) -> Ratios:
    fields = record(data, path, (), ("every", "named"))
    every = factor(fields.get("every", "1"), f"{path}/every")
    listed = enumerate(items(fields["named"], f"{path}/named")) if "named" in fields else ()
    named = [_ratio(item, f"{path}/named/{index}") for index, item in listed]
    _once([option for option, _ in named], f"{path}/named")
    return Ratios(every=every, named=tuple(sorted(named, key=lambda each: each[0])))


def _ratio(data: object, path: str) -> tuple[str, Ratio]:
    fields = record(data, path, ("option", "ratio"))
    option = option_id(fields["option"], f"{path}/option")
    return option, factor(fields["ratio"], f"{path}/ratio")


def _spending(data: object, path: str) -> Spending:
    optional = ("satisfaction", "completion", "step")
    fields = record(data, path, ("rule", "budget"), optional)
    found = Spending(
        rule=chosen(fields["rule"], SPENDING, f"{path}/rule"),
        budget=_more_than_nothing(fields["budget"], f"{path}/budget"),
        satisfaction=chosen(
            fields.get("satisfaction", "votes"), ("votes", "cost"), f"{path}/satisfaction"
        ),
        completion=chosen(fields["completion"], ("add1", "greedy"), f"{path}/completion")
        if "completion" in fields
        else None,
        step=_more_than_nothing(fields.get("step", "1"), f"{path}/step"),
    )
    of_shares = found.rule == "equal_shares"
    for name in optional:
        if name in fields and not (of_shares if name != "step" else found.completion == "add1"):
            raise Malformed(
                f"{path}/{name} does not belong to {found.rule}", field=f"{path}/{name}"
            )
    return found


def _more_than_nothing(value: object, path: str) -> Fraction:
    found = number(value, path)
    if found == 0:
        raise Malformed(f"{path} must be more than 0", field=path)
    return found


def _consistent(read: Mapping[str, Any]) -> None:
    """Refuse what can be read but means nothing together."""
    if read["kind"] == "stv" and read["seats"] > MOST_BY_TRANSFER:
        reason = f"/seats is {read['seats']}; by transfer {MOST_BY_TRANSFER} can be filled at once"
        raise Malformed(reason, field="/seats")
    if ("ratios" in read or "quorum" in read) and "default" not in read:
        reason = "/default is missing; /ratio and /quorum compare each option with it"
        raise Malformed(reason, field="/default")
    if ("declared_order" in read.get("ties", ())) != ("declared_order" in read):
        reason = "/declared_order and the tie rule of that name must be given together"
        raise Malformed(reason, field="/declared_order")
    spending = read.get("spending")
    if spending and spending.satisfaction == "cost" and read["form"].kind != "approval":
        field = "/spending/satisfaction"
        raise Malformed(f"{field} is the cost only where options are approved", field=field)
