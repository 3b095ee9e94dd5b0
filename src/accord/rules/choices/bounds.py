"""What must be reached: a quorum of the roll, or the least that an option needs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from accord.errors import Malformed
from accord.rules.comparisons import fewest_of_root
from accord.rules.exact import Ratio, exact
from accord.rules.reading import Fields, chosen, factor, number, record, share
from accord.rules.roll import COUNT


@dataclass(frozen=True, slots=True)
class Quorum:
    """So much of the roll: a number `n`, a share `at`, or `k` times the square root of its seats.

    Exactly one of the three is given; the root is compared by squares and never rounded.
    """

    n: Fraction | None = None
    at: Ratio | None = None
    k: Ratio | None = None

    def needed(self, roll: Fraction) -> Fraction:
        """Return what is needed; for a root the fewest seats that are enough."""
        if self.n is not None:
            return self.n
        if self.at is not None:
            return self.at.value * roll
        return Fraction(fewest_of_root(self.k or Ratio(0, 1), int(roll)))

    def met(self, value: Fraction, roll: Fraction) -> bool:
        """Tell whether `value` is enough; of an empty roll nothing is."""
        return roll > 0 and value >= self.needed(roll)

    def to_data(self) -> dict[str, object]:
        """Return the quorum as canonical JSON values."""
        if self.n is not None:
            return {"n": exact(self.n)}
        return {"at": str(self.at)} if self.at is not None else {"k": str(self.k)}


@dataclass(frozen=True, slots=True)
class Least:
    """The least an option needs: a number `n`, or a share `at` of the ballots that are not blank."""

    op: str
    n: Fraction | None = None
    at: Ratio | None = None

    def needed(self, base: Fraction) -> Fraction:
        """Return the number that the sum of an option is compared with."""
        return self.at.value * base if self.at is not None else self.n or Fraction()

    def met(self, value: Fraction, base: Fraction) -> bool:
        """Tell whether `value` is enough."""
        needed = self.needed(base)
        return value > needed or (self.op == ">=" and value == needed)

    def to_data(self) -> dict[str, object]:
        """Return the bound as canonical JSON values."""
        bound = {"n": exact(self.n)} if self.n is not None else {"at": str(self.at)}
        return {"op": self.op, **bound}


def read_quorum(data: object, path: str, measure: str) -> Quorum:
    """Read a quorum; raise `Malformed` naming the field that is wrong."""
    fields = _one_of(record(data, path, (), ("n", "at", "k")), path, ("n", "at", "k"))
    if "n" in fields:
        return Quorum(n=number(fields["n"], f"{path}/n"))
    if "at" in fields:
        return Quorum(at=share(fields["at"], f"{path}/at"))
    if measure != COUNT:
        raise Malformed(f"{path}/k is a root of seats; {measure} has none", field=f"{path}/k")
    return Quorum(k=factor(fields["k"], f"{path}/k"))


def read_least(data: object, path: str) -> Least:
    """Read the least that an option needs; raise `Malformed` naming the field that is wrong."""
    fields = _one_of(record(data, path, ("op",), ("n", "at")), path, ("n", "at"))
    op = chosen(fields["op"], (">", ">="), f"{path}/op")
    if "n" in fields:
        return Least(op, n=number(fields["n"], f"{path}/n"))
    return Least(op, at=share(fields["at"], f"{path}/at"))


def _one_of(fields: Fields, path: str, names: tuple[str, ...]) -> Fields:
    if sum(name in fields for name in names) != 1:
        raise Malformed(f"{path} must have one of: {', '.join(names)}, and one alone", field=path)
    return fields
