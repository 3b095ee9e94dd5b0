"""How the findings stored with a verdict are read again, strictly, to the same values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from accord.errors import Malformed
from accord.rules.exact import Ratio, read_exact
from accord.rules.findings import COMPARATORS, COMPOSITIONS, DEEPEST, Composed, Counting, Finding
from accord.rules.positions import BASES
from accord.rules.reading import Fields, chosen, items, positions, record, text, truth, whole
from accord.rules.roll import measure_name

_ALWAYS = ("test", "of", "measure", "op", "numerator", "needed", "margin", "holds", "even_split")
_BESIDES: Mapping[str, tuple[str, ...]] = {
    "share": ("at", "base", "total"),
    "number": ("at",),
    "more_than": ("than",),
    "sqrt_quorum": ("at", "base", "total"),
    "fewest_holding": ("at", "total", "holding"),
}
_MAY: Mapping[str, tuple[str, ...]] = {
    "share": ("cls", "declared"),
    "number": ("cls", "declared"),
    "more_than": ("cls",),
    "sqrt_quorum": ("cls",),
    "fewest_holding": ("cls", "plus"),
}


def read_finding(data: object, path: str, depth: int = 1) -> Finding:
    """Read what `to_data` of a finding wrote; raise `Malformed` naming the field otherwise."""
    if depth > DEEPEST:
        raise Malformed(f"{path} stands more than {DEEPEST} findings deep", field=path)
    if isinstance(data, Mapping) and "compose" in data:
        return _read_composed(data, path, depth)
    if not isinstance(data, Mapping) or "test" not in data:
        raise Malformed(f"{path} must be a finding, with test or compose", field=path)
    test = chosen(data["test"], tuple(_BESIDES), f"{path}/test")
    return _read_counting(record(data, path, (*_ALWAYS, *_BESIDES[test]), _MAY[test]), path)


def _read_composed(data: object, path: str, depth: int) -> Composed:
    fields = record(data, path, ("compose", "needed", "holds", "parts"))
    listed = [] if fields["parts"] in ([], ()) else items(fields["parts"], f"{path}/parts")
    composed = Composed(
        compose=chosen(fields["compose"], COMPOSITIONS, f"{path}/compose"),
        needed=whole(fields["needed"], f"{path}/needed"),
        parts=tuple(
            read_finding(item, f"{path}/parts/{i}", depth + 1) for i, item in enumerate(listed)
        ),
    )
    if truth(fields["holds"], f"{path}/holds") != composed.holds:
        raise Malformed(f"{path}/holds does not agree with its parts", field=f"{path}/holds")
    return composed


def _read_counting(fields: Fields, path: str) -> Counting:
    counting = Counting(
        test=text(fields["test"], f"{path}/test"),
        of=positions(fields["of"], f"{path}/of"),
        measure=measure_name(fields["measure"], f"{path}/measure"),
        op=chosen(fields["op"], COMPARATORS, f"{path}/op"),
        numerator=read_exact(fields["numerator"], f"{path}/numerator"),
        needed=read_exact(fields["needed"], f"{path}/needed"),
        holds=truth(fields["holds"], f"{path}/holds"),
        even_split=truth(fields["even_split"], f"{path}/even_split"),
        at=_at(fields, path),
        base=chosen(fields["base"], tuple(BASES), f"{path}/base") if "base" in fields else None,
        total=_total(fields, path),
        than=positions(fields["than"], f"{path}/than") if "than" in fields else (),
        holding=_holding(fields, path),
        plus=whole(fields["plus"], f"{path}/plus") if "plus" in fields else 0,
        cls=text(fields["cls"], f"{path}/cls") if "cls" in fields else None,
        declared=truth(fields.get("declared", False), f"{path}/declared"),
    )
    if read_exact(fields["margin"], f"{path}/margin") != counting.margin:
        raise Malformed(f"{path}/margin is not numerator less needed", field=f"{path}/margin")
    return counting


def _at(fields: Fields, path: str) -> str | None:
    if "at" not in fields:
        return None
    read = read_exact if fields["test"] == "number" else Ratio.parse
    read(fields["at"], f"{path}/at")
    return str(fields["at"])


def _holding(fields: Fields, path: str) -> str | None:
    return measure_name(fields["holding"], f"{path}/holding") if "holding" in fields else None


def _total(fields: Fields, path: str) -> Fraction | None:
    return read_exact(fields["total"], f"{path}/total") if "total" in fields else None
