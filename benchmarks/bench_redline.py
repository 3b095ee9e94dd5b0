"""What a redline costs on three sizes and on hostile wordings, against reading the same words once."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random  # noqa: TID251 - makes up wordings
from statistics import median
from time import perf_counter_ns

from accord.text import Clause, plain_text, text_hash
from accord.text.redline import redline

ROUNDS, WORDS_IN_A_CLAUSE = 5, 300
SIZES = (300, 3_000, 30_000)


def main() -> None:
    """Print the time of each redline, and its ratio to hashing both texts."""
    print(f"{'texts':<28}{'ms':>9}{'ratio to hashing both':>24}")
    for name, before, after in cases():
        took, floor = _median(before, after)
        print(f"{name:<28}{took / 1e6:>9.1f}{took / floor:>24.1f}")


def cases() -> Iterator[tuple[str, list[Clause], list[Clause]]]:
    """Return pairs of texts: amended here and there, and such as make comparisons slow."""
    lot = Random(30)  # noqa: S311 - no secret
    for size in SIZES:
        words = [f"w{lot.randrange(3000)} " for _ in range(size)]
        amended = [word if lot.random() > 0.01 else "amended " for word in words]
        yield f"{size} words, 1 % amended", _clauses(words), _clauses(amended)
    most = SIZES[-1]
    two = [lot.choice(["a ", "b "]) for _ in range(most)]
    yield "hostile: two words at random", _one(two), _one(two[::-1])
    yield "hostile: nothing in common", _one(["a "] * most), _one(["b "] * most)
    yield "hostile: backwards", _one(words), _one(words[::-1])
    yield "hostile: five such clauses", _one(two, 5), _one(two[::-1], 5)


def _clauses(words: list[str]) -> list[Clause]:
    size = WORDS_IN_A_CLAUSE
    return [
        Clause(id=str(n), text="".join(words[n : n + size])) for n in range(0, len(words), size)
    ]


def _one(words: list[str], times: int = 1) -> list[Clause]:
    return [Clause(id=str(n), text="".join(words)) for n in range(times)]


def _median(before: list[Clause], after: list[Clause]) -> tuple[float, float]:
    took, floor = [], []
    for _ in range(ROUNDS):
        start = perf_counter_ns()
        text_hash(before), text_hash(after), plain_text(before)
        between = perf_counter_ns()
        redline(before, after)
        floor.append(between - start)
        took.append(perf_counter_ns() - between)
    return median(took), median(floor)
