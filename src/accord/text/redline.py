"""A redline: how one text of an agreement came from another, clause by clause and then word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.text.clauses import Clause
from accord.text.comparing import Op, Patience, Pieces, compare, in_order


class Change(StrEnum):
    """What became of a clause; one that only moved is unchanged and says so."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    INSERTED = "inserted"
    REPEALED = "repealed"


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseChange:
    """A clause in both texts: its number, heading and text in pieces, and whether it stands elsewhere now.

    `moved_from` is the id of the clause that it followed before, "" where it was the first; None where it
    did not move.
    """

    id: str
    change: Change
    num: Pieces
    heading: Pieces
    text: Pieces
    moved_from: str | None = None

    @property
    def renumbered(self) -> bool:
        """Whether a clause that stands in both texts has another number."""
        both = self.change in (Change.UNCHANGED, Change.CHANGED)
        return both and any(piece.op is not Op.SAME for piece in self.num)


def redline(before: Sequence[Clause], after: Sequence[Clause]) -> tuple[ClauseChange, ...]:
    """Return every clause of both texts, in the order of the later one; clauses are joined by their ids.

    A repealed clause stands behind the one that it followed. Of clauses in another order, as few as possible
    are told to have moved.
    """
    old, patience = {clause.id: clause for clause in before}, Patience()
    moved = _moved(before, after)
    return tuple(
        _change(old.get(clause.id), clause, patience, moved.get(clause.id))
        if there
        else _change(clause, None, patience)
        for clause, there in _together(before, after)
    )


def _together(before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[tuple[Clause, bool]]:
    """Return all clauses in order, each with whether it stands in the later text."""
    kept = {clause.id for clause in after}
    gone: dict[str, list[Clause]] = {}
    behind = ""
    for clause in before:
        if clause.id in kept:
            behind = clause.id
        else:
            gone.setdefault(behind, []).append(clause)
    yield from ((clause, False) for clause in gone.get("", ()))
    for clause in after:
        yield clause, True
        yield from ((lost, False) for lost in gone.get(clause.id, ()))


def _moved(before: Iterable[Clause], after: Iterable[Clause]) -> dict[str, str]:
    """Return, by id, the clause that each one that moved stood behind."""
    old, new = [clause.id for clause in before], [clause.id for clause in after]
    moved = (set(old) & set(new)) - in_order(old, new)
    return {id_: behind for behind, id_ in zip(["", *old], old, strict=False) if id_ in moved}


def _change(
    was: Clause | None, now: Clause | None, patience: Patience, moved_from: str | None = None
) -> ClauseChange:
    either = now or was
    assert either is not None  # noqa: S101 - a clause of one of the two texts
    num, heading, text = (
        compare(getattr(was, part, ""), getattr(now, part, ""), patience)
        for part in ("num", "heading", "text")
    )
    return ClauseChange(
        id=either.id,
        change=_kind(was, now),
        num=num,
        heading=heading,
        text=text,
        moved_from=moved_from,
    )


def _kind(was: Clause | None, now: Clause | None) -> Change:
    if was is None:
        return Change.INSERTED
    if now is None:
        return Change.REPEALED
    return Change.UNCHANGED if was == now else Change.CHANGED
