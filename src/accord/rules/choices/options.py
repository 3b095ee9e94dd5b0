"""The options that a body chooses among, each with its group and its cost where these count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from accord.errors import Malformed
from accord.rules.exact import amount
from accord.rules.reading import items, record, text

KEY = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
"""How the id of an option, and its group, are written where a motion is put; rules may say more."""

LONGEST_ID = 100
"""Characters in the id of an option, and in the name of a group."""


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: `group` is what a cap counts by, `cost` what an allocation spends."""

    id: str
    group: str = ""
    cost: Decimal | None = None

    def to_data(self) -> dict[str, object]:
        """Return the option as canonical JSON values; what is absent is omitted."""
        group = {"group": self.group} if self.group else {}
        cost = {} if self.cost is None else {"cost": f"{self.cost:f}"}
        return {"option": self.id, **group, **cost}


def read_options(data: object, path: str) -> tuple[Option, ...]:
    """Read a list of options; raise `Malformed` naming the field that is wrong."""
    listed = items(data, path)
    options = tuple(_option(item, f"{path}/{index}") for index, item in enumerate(listed))
    seen: set[str] = set()
    for index, option in enumerate(options):
        if option.id in seen:
            field = f"{path}/{index}/option"
            raise Malformed(f'{field} names "{option.id}" a second time', field=field)
        seen.add(option.id)
    return options


def option_id(value: object, path: str) -> str:
    """Return `value` as the id of an option; raise `Malformed` if it cannot be one."""
    return text(value, path, LONGEST_ID)


def _option(data: object, path: str) -> Option:
    fields = record(data, path, ("option",), ("group", "cost"))
    return Option(
        id=option_id(fields["option"], f"{path}/option"),
        group=text(fields["group"], f"{path}/group", LONGEST_ID) if "group" in fields else "",
        cost=amount(fields["cost"], f"{path}/cost") if "cost" in fields else None,
    )
