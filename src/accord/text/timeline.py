"""The consolidated text on a day: the adopted text folded with the amendments in force by then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accord.text.clauses import Clause
from accord.text.modifications import Modification, consolidate


@dataclass(frozen=True, slots=True)
class Incorporated:
    """An amendment that belongs to the agreement: in force from a day, the `seq`-th adopted.

    `provisions` names what else it changes beside the text, by kind and key.
    """

    effective_from: date
    seq: int
    modifications: tuple[Modification, ...]
    provisions: frozenset[tuple[str, str]] = frozenset()


def text_on(
    adopted: Iterable[Clause], amendments: Iterable[Incorporated], day: date
) -> tuple[Clause, ...]:
    """Return the text in force on `day`, amendments in order of effect, then of adoption."""
    due = sorted(
        (a for a in amendments if a.effective_from <= day), key=lambda a: (a.effective_from, a.seq)
    )
    return consolidate(adopted, (change for amendment in due for change in amendment.modifications))
