"""The composition limit: how many of those elected may belong to one group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from accord.errors import Malformed
from accord.rules.choices.options import LONGEST_ID
from accord.rules.exact import Ratio
from accord.rules.reading import items, record, share, text, whole


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `n` seats for one group, or the share `at` of the `of` seats of the whole body.

    A share is never rounded up: of 13 seats a third is four. `sitting` are the seats that groups
    hold already and keep; they count, and those elected may take only what is left.
    """

    n: int | None = None
    at: Ratio | None = None
    of: int = 0
    sitting: tuple[tuple[str, int], ...] = ()

    @property
    def most(self) -> int:
        """How many seats a group may have, those it holds already included."""
        return self.at.p * self.of // self.at.q if self.at is not None else self.n or 0

    def to_data(self) -> dict[str, object]:
        """Return the limit as canonical JSON values; what is absent is omitted."""
        data: dict[str, object] = (
            {"n": self.n} if self.at is None else {"at": str(self.at), "of": self.of}
        )
        held = [{"group": group, "seats": seats} for group, seats in self.sitting]
        return data | ({"sitting": held} if held else {})


@dataclass(frozen=True, slots=True)
class Room:
    """How many more each group may have; what belongs to no group is not limited."""

    cap: Cap | None
    groups: Mapping[str, str]
    taken: dict[str, int] = field(default_factory=dict)

    def take(self, option: str) -> None:
        """Count one seat for the group of `option`."""
        group = self.groups[option]
        self.taken[group] = self.taken.get(group, 0) + 1

    def left(self, option: str) -> int | None:
        """Return how many seats the group of `option` may still have; None where all."""
        group = self.groups[option]
        if self.cap is None or not group:
            return None
        held = sum(seats for name, seats in self.cap.sitting if name == group)
        return max(0, self.cap.most - held - self.taken.get(group, 0))

    def full(self, options: Iterable[str]) -> tuple[str, ...]:
        """Return those of the options whose group may have no further seat."""
        return tuple(sorted(option for option in options if self.left(option) == 0))


def read_cap(data: object, path: str, seats: int) -> Cap:
    """Read a limit for a body of which `seats` are elected; raise `Malformed` naming the field."""
    fields = record(data, path, (), ("n", "at", "of", "sitting"))
    sitting = _sitting(fields["sitting"], f"{path}/sitting") if "sitting" in fields else ()
    if ("n" in fields) == ("at" in fields) or ("n" in fields and "of" in fields):
        raise Malformed(f"{path} must have n, or at with of, and not both", field=path)
    if "n" in fields:
        return Cap(n=whole(fields["n"], f"{path}/n"), sitting=sitting)
    of = whole(fields.get("of", seats), f"{path}/of")
    if of < seats:
        reason = f"{path}/of is {of}, and {seats} seats are to be filled; it counts these as well"
        raise Malformed(reason, field=f"{path}/of")
    return Cap(at=share(fields["at"], f"{path}/at"), of=of, sitting=sitting)


def _sitting(data: object, path: str) -> tuple[tuple[str, int], ...]:
    held = tuple(
        sorted(_held(item, f"{path}/{index}") for index, item in enumerate(items(data, path)))
    )
    if len({group for group, _ in held}) < len(held):
        raise Malformed(f"{path} names a group twice", field=path)
    return held


def _held(data: object, path: str) -> tuple[str, int]:
    fields = record(data, path, ("group", "seats"))
    group = text(fields["group"], f"{path}/group", LONGEST_ID)
    return group, whole(fields["seats"], f"{path}/seats")
