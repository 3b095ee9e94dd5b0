"""Where words stand that are said to be a slip: in which wording of a clause, and once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accord.aggregates.agreement.memory import Agreement
from accord.errors import NotFound, Refused
from accord.text import ADOPTED, Incorporated, Part, Wording, excerpt, in_force, wordings

_SHOWN = 300


def slip(
    agreement: Agreement,
    incorporated: Sequence[Incorporated],
    *,
    clause: str,
    part: Part,
    was: str,
    text_of: date | None,
) -> Wording:
    """Return the wording of a clause in which these words stand, once: that of a day, or the only one."""
    adopted = agreement.terms.clauses
    known = wordings(adopted, incorporated, clause, part)
    if not known:
        raise _no_clause(clause)
    if text_of is None:
        found = _only_one(known, part, was)
    else:
        on_day = in_force(adopted, incorporated, clause, part, text_of)
        if on_day is None:
            raise NotFound(f"the text of {text_of} has no clause {clause}", field="text_of")
        found = on_day
    _stands_once(found, clause, part, was)
    return found


def _no_clause(clause: str) -> NotFound:
    return NotFound(
        f"the agreement has no clause {clause}; an erratum corrects the heading or the text of a clause, and what "
        "its terms say (parties, posts, rules, days, amounts) is changed by an amendment",
        field="clause",
        clause=clause,
    )


def _only_one(known: Sequence[Wording], part: Part, was: str) -> Wording:
    found = [wording for wording in known if was in wording.words]
    if len(found) > 1:
        raise Refused(
            f"{excerpt(was)} stands in more than one wording of this {part}: {' and '.join(map(_called, found))}; "
            "say with text_of the day whose text is meant",
            field="text_of",
            wordings=[each.since.isoformat() if each.since else "adopted" for each in found],
        )
    return found[0] if found else known[-1]


def _called(wording: Wording) -> str:
    if wording.seq == ADOPTED:
        return "that of the adopted text"
    return f"that of the amendment in force from {wording.since}"


def _stands_once(found: Wording, clause: str, part: Part, was: str) -> None:
    times = found.words.count(was)
    if times == 1:
        return
    how = "does not stand" if not times else f"stands {times} times"
    raise Refused(
        f"{excerpt(was)} {how} in the {part} of clause {clause}, which says: {excerpt(found.words, _SHOWN)}; send "
        "just the words that stand there, with enough around them that they stand there once",
        field="was",
        stands=found.words,
    )
