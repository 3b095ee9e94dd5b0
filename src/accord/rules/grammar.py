"""How the test of a rule is read from data: strictly, and saying at which field it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accord.errors import Malformed
from accord.rules.algebra import All, Any_, AtLeast, ForEachClass, Test
from accord.rules.comparisons import MoreThan, Number, Share, SqrtQuorum
from accord.rules.fewest import OPS as FEWEST_OPS
from accord.rules.fewest import FewestHolding
from accord.rules.findings import COMPARATORS, DEEPEST
from accord.rules.positions import BASES, Position
from accord.rules.reading import (
    chosen,
    factor,
    items,
    number,
    positions,
    record,
    share,
    text,
    truth,
    whole,
)
from accord.rules.roll import COUNT, measure_name

_KINDS = ("test", "all", "any", "at_least", "for_each")


def parse_test(data: object, path: str, depth: int = 1, *, by_class: bool = False) -> Test:
    """Read a test or a composition; raise `Malformed` naming the field and what would be right.

    Tests: `{"test": "share", of, base, op, at}`, `{"test": "number", of, op, n}` and
    `{"test": "more_than", of, than}`, each with `measure` ("count" if absent), and
    `{"test": "sqrt_quorum", of, k, base}` and `{"test": "fewest_holding", of, op, at, measure}` (with `plus`, or
    0); all may have `where: {"cls": ...}`.
    A share or a number of `["abstain"]` may have `declared: true`: it counts those alone that declared it.
    Compositions: `{"all": [...]}`, `{"any": [...]}`, `{"at_least": k, "of_tests": [...]}`,
    `{"for_each": "cls", "test": {...}}`. `by_class` tells that this stands inside a for_each,
    where the class is given already.
    """
    if depth > DEEPEST:
        raise Malformed(f"{path} stands more than {DEEPEST} tests deep", field=path)
    if not isinstance(data, Mapping) or not any(kind in data for kind in _KINDS):
        raise Malformed(f"{path} must be an object with one of: {', '.join(_KINDS)}", field=path)
    if "for_each" in data:
        return _for_each(data, path, depth, by_class=by_class)
    if "test" in data:
        return _leaf(data, path, by_class=by_class)
    return _composition(data, path, depth, by_class=by_class)


def _composition(data: Mapping[str, object], path: str, depth: int, *, by_class: bool) -> Test:
    def parts(key: str) -> tuple[Test, ...]:
        listed = enumerate(items(data[key], f"{path}/{key}"))
        return tuple(
            parse_test(item, f"{path}/{key}/{index}", depth + 1, by_class=by_class)
            for index, item in listed
        )

    if "at_least" in data:
        record(data, path, ("at_least", "of_tests"))
        return _at_least(data["at_least"], parts("of_tests"), f"{path}/at_least")
    kind = "all" if "all" in data else "any"
    record(data, path, (kind,))
    return All(parts(kind)) if kind == "all" else Any_(parts(kind))


def _at_least(k: object, parts: tuple[Test, ...], path: str) -> AtLeast:
    least = whole(k, path)
    if least > len(parts):
        raise Malformed(
            f"{path} asks for {least} of {len(parts)} tests, which can never hold", field=path
        )
    return AtLeast(least, parts)


def _for_each(data: Mapping[str, object], path: str, depth: int, *, by_class: bool) -> ForEachClass:
    fields = record(data, path, ("for_each", "test"))
    chosen(fields["for_each"], ("cls",), f"{path}/for_each")
    if by_class:
        raise Malformed(f"{path} stands inside another for_each, which gives the class", field=path)
    return ForEachClass(parse_test(fields["test"], f"{path}/test", depth + 1, by_class=True))


def _leaf(data: Mapping[str, object], path: str, *, by_class: bool) -> Test:
    kind = chosen(data["test"], tuple(_LEAVES), f"{path}/test")
    test = _LEAVES[kind](data, path)
    if by_class and "where" in data:
        raise Malformed(
            f"{path}/where stands inside for_each, which gives the class", field=f"{path}/where"
        )
    return test


def _share(data: object, path: str) -> Share:
    fields = record(data, path, ("test", "of", "base", "op", "at"), _BESIDES)
    return Share(
        of=positions(fields["of"], f"{path}/of"),
        base=chosen(fields["base"], tuple(BASES), f"{path}/base"),
        op=chosen(fields["op"], COMPARATORS, f"{path}/op"),
        at=share(fields["at"], f"{path}/at"),
        measure=_measure(fields, path),
        where=_where(fields, path),
        declared=_declared(fields, path),
    )


def _number(data: object, path: str) -> Number:
    fields = record(data, path, ("test", "of", "op", "n"), _BESIDES)
    return Number(
        of=positions(fields["of"], f"{path}/of"),
        op=chosen(fields["op"], COMPARATORS, f"{path}/op"),
        n=number(fields["n"], f"{path}/n"),
        measure=_measure(fields, path),
        where=_where(fields, path),
        declared=_declared(fields, path),
    )


def _more_than(data: object, path: str) -> MoreThan:
    fields = record(data, path, ("test", "of", "than"), ("measure", "where"))
    return MoreThan(
        of=positions(fields["of"], f"{path}/of"),
        than=positions(fields["than"], f"{path}/than"),
        measure=_measure(fields, path),
        where=_where(fields, path),
    )


def _sqrt_quorum(data: object, path: str) -> SqrtQuorum:
    fields = record(data, path, ("test", "of", "k", "base"), ("where",))
    return SqrtQuorum(
        of=positions(fields["of"], f"{path}/of"),
        k=factor(fields["k"], f"{path}/k"),
        base=chosen(fields["base"], tuple(BASES), f"{path}/base"),
        where=_where(fields, path),
    )


def _fewest_holding(data: object, path: str) -> FewestHolding:
    fields = record(data, path, ("test", "of", "op", "at", "measure"), ("plus", "where"))
    at = share(fields["at"], f"{path}/at")
    if at.value == 1:
        reason = f"{path}/at must be less than 1: no seats hold more than all"
        raise Malformed(reason, field=f"{path}/at")
    return FewestHolding(
        of=positions(fields["of"], f"{path}/of"),
        op=chosen(fields["op"], FEWEST_OPS, f"{path}/op"),
        at=at,
        measure=measure_name(fields["measure"], f"{path}/measure"),
        plus=whole(fields["plus"], f"{path}/plus") if "plus" in fields else 0,
        where=_where(fields, path),
    )


def _measure(fields: Mapping[str, object], path: str) -> str:
    return measure_name(fields.get("measure", COUNT), f"{path}/measure")


def _where(fields: Mapping[str, object], path: str) -> str | None:
    if "where" not in fields:
        return None
    if not isinstance(fields["where"], Mapping):
        reason = f'{path}/where must be an object such as {{"cls": "funder"}}'
        raise Malformed(reason, field=f"{path}/where")
    return text(record(fields["where"], f"{path}/where", ("cls",))["cls"], f"{path}/where/cls", 100)


_BESIDES = ("measure", "where", "declared")


def _declared(fields: Mapping[str, object], path: str) -> bool:
    """Return whether those alone count that declared it; raise `Malformed` where others than abstentions would."""
    if not truth(fields.get("declared", False), f"{path}/declared"):
        return False
    if fields["of"] != [Position.ABSTAIN]:
        raise Malformed(
            f'{path}/declared goes with "of": ["abstain"]: those who abstain declare it',
            field=f"{path}/declared",
        )
    return True


_LEAVES: Mapping[str, Callable[[object, str], Test]] = {
    "share": _share,
    "number": _number,
    "more_than": _more_than,
    "sqrt_quorum": _sqrt_quorum,
    "fewest_holding": _fewest_holding,
}
