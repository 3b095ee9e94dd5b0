"""Compares elections drawn by lot with what other programs make of them: `make compare`, or with a number of each.

Exits with 1 where a difference is one that nothing here explains.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Callable
from random import Random  # noqa: TID251 - draws elections, the same ones for the same seed

from tests.compare import budgets, rankings
from tests.compare.told import Told

EACH = 3000


def main(each: int) -> int:
    """Print a line for each method, and one for each reason why some differ."""
    unexplained = 0
    for library, methods in (("pref-voting", rankings.ALL), ("pabutools", budgets.ALL)):
        for name, draw in methods.items():
            same, why = compared(name, draw, each)
            print(f"{library}: {name}: {same} of {each} are the same")
            for reason, number in why.most_common():
                print(f"    {number}: {reason or 'NOT EXPLAINED'}")
            unexplained += why[""]
    return 1 if unexplained else 0


def compared(name: str, draw: Callable[[Random], Told], each: int) -> tuple[int, Counter[str]]:
    same, why = 0, Counter[str]()
    for number in range(each):
        told = draw(Random(f"{name} {number}"))
        if told.same:
            same += 1
            continue
        why[told.why or ""] += 1
        if told.why is None and why[""] <= 3:
            print(f"    {name} {number}: {told.ours} here, {told.theirs} there", file=sys.stderr)
    return same, why


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EACH))
