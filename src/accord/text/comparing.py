"""What two wordings have in common: word by word, and never longer than a reader would wait."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, groupby

from rapidfuzz.distance import LCSseq

MOST_WORK = 1_000_000_000
"""Pairs of words to look at in one comparison: two texts of about 30,000 words without one in common."""

_WORDS = re.compile(r"^\s+|\S+\s*")
_PARAGRAPHS = re.compile(r"[^\n]*\n+|[^\n]+")


class Op(StrEnum):
    """What became of a piece of a wording."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and what became of them."""

    op: Op
    text: str


Pieces = tuple[Piece, ...]


@dataclass(slots=True)
class Patience:
    """How much work is left for the comparisons of one redline."""

    left: int = MOST_WORK

    def for_(self, before: Sequence[object], after: Sequence[object]) -> bool:
        """Tell whether two sequences can be compared with what is left, and spend it."""
        work = len(before) * len(after)
        if work > self.left:
            return False
        self.left -= work
        return True


def compare(before: str, after: str, patience: Patience | None = None) -> Pieces:
    """Return what both wordings have, in order, and what only one of them has.

    Compared by words; by paragraphs, or not at all, where there are more than patience is left for.
    The pieces that are not inserted make up `before`, those that are not deleted make up `after`.
    """
    if before == after:
        return _pieces([(before, before)])
    patience = patience or Patience()
    for unit in (_WORDS, _PARAGRAPHS):
        old, new = unit.findall(before), unit.findall(after)
        first, last = _ends(old, new)
        if patience.for_(old[first : len(old) - last], new[first : len(new) - last]):
            return _pieces(_compared(old, new))
    return _pieces([(before, after)])


def in_order(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the largest set of names that stand in the same order in both."""
    numbers = {name: number for number, name in enumerate(before)}
    found = LCSseq.opcodes(list(range(len(before))), [numbers.get(name, -2) for name in after])
    return {name for op in found if op.tag == "equal" for name in before[op.src_start : op.src_end]}


@dataclass(frozen=True, slots=True)
class _Run:
    """What stands from one place to another in both wordings, which is `common` to them or not."""

    common: bool
    old: tuple[int, int]
    new: tuple[int, int]

    def and_(self, other: _Run) -> _Run:
        """Return what reaches from here to the end of a later run, and is not common."""
        return _Run(common=False, old=(self.old[0], other.old[1]), new=(self.new[0], other.new[1]))


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many units both have in common at the beginning, and then at the end."""
    first = _common(old, new)
    return first, _common(old[first:][::-1], new[first:][::-1])


def _common(old: Iterable[str], new: Iterable[str]) -> int:
    count = 0
    for was, now in zip(old, new, strict=False):
        if was != now:
            break
        count += 1
    return count


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Return what stood before and what stands after, in turns: the same twice where it is common."""
    lengths = list(accumulate(map(len, old), initial=0)), list(accumulate(map(len, new), initial=0))
    for run in _readable(_runs(old, new), *lengths):
        yield "".join(old[slice(*run.old)]), "".join(new[slice(*run.new)])


def _runs(old: list[str], new: list[str]) -> Iterator[_Run]:
    """Return what is common and what is not, in turns."""
    # Numbers for words: the library compares the hashes of what it is given.
    numbers: dict[str, int] = {}
    a, b = ([numbers.setdefault(word, len(numbers)) for word in words] for words in (old, new))
    for common, together in groupby(LCSseq.opcodes(a, b), key=lambda op: op.tag == "equal"):
        ops = list(together)
        first, last = ops[0], ops[-1]
        yield _Run(
            common=common,
            old=(first.src_start, last.src_end),
            new=(first.dest_start, last.dest_end),
        )


def _readable(runs: Iterable[_Run], old: list[int], new: list[int]) -> list[_Run]:
    """Give up what is common only by chance: no more letters than the changes on either side of it."""

    def letters(run: _Run) -> int:
        return max(old[run.old[1]] - old[run.old[0]], new[run.new[1]] - new[run.new[0]])

    found: list[_Run] = []
    for run in runs:
        found.append(run)
        while len(found) >= _AROUND and not found[-1].common:
            left, common, right = found[-_AROUND:]
            if letters(common) > min(letters(left), letters(right)):
                break
            found[-_AROUND:] = [left.and_(right)]
    return found


_AROUND = 3


def _pieces(runs: Iterable[tuple[str, str]]) -> Pieces:
    found = []
    for was, now in runs:
        if was == now:
            found.append(Piece(Op.SAME, was))
        else:
            found += [Piece(Op.DELETED, was), Piece(Op.INSERTED, now)]
    return tuple(piece for piece in found if piece.text)
