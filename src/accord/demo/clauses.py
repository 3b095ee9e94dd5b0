"""The text of the demonstration's agreement, clause by clause, and what its amendment does to it."""

from __future__ import annotations

import re
from importlib.resources import files

from accord.text import Clause, Insert, Modification, Substitute

_CLAUSE = re.compile(r"^@(\S+)\n(?:(\d+) )?(.+)\n\n", re.MULTILINE)

AS_FIRST_DRAFTED = Clause(
    id="board",
    num="4",
    heading="The Partnership Board",
    text="4.1 The Board has seven seats, one for each party.\n\n"
    "4.2 The Council names the Chair.\n\n",
)
"""What the Citizens' Panel objected to: the draft was revised before it was adopted."""


def clauses() -> tuple[Clause, ...]:
    """Return the clauses as adopted; each text ends with the blank line that parts it from the next."""
    source = files("accord.demo").joinpath("northmere.txt").read_text(encoding="utf-8")
    _, *parts = _CLAUSE.split(source)
    return tuple(
        Clause(id=id_, num=num or "", heading=heading, text=text.strip() + "\n\n")
        for id_, num, heading, text in zip(*(parts[start::4] for start in range(4)), strict=True)
    )


def first_draft() -> tuple[Clause, ...]:
    """Return the clauses as they were before the parties commented on them."""
    return tuple(AS_FIRST_DRAFTED if c.id == "board" else c for c in clauses())


def hardship_fund() -> tuple[Modification, ...]:
    """Return the amendment of the first year: money for those who cannot wait for a warm home."""
    contributions = Clause(
        id="contributions",
        num="7",
        heading="Contributions",
        text="7.1 In each year the Council contributes £400,000 to the Fund, Brightwater Energy plc "
        "£250,000, from the second year £310,000, and the Health Trust £200,000.\n\n"
        "7.2 Harbour Housing Association contributes surveyors and access to its homes, the "
        "University of the Fells the measurement of results, and the Community parties the "
        "knowledge of who is cold and why.\n\n"
        "7.3 Nothing is spent from the Fund except under a budget decision, or under clause 7A.\n\n",
    )
    hardship = Clause(
        id="hardship",
        num="7A",
        heading="Hardship fund",
        text="7A.1 In each year from the second £60,000 of the Fund is set aside for households that have stopped "
        "heating their home because they cannot pay.\n\n"
        "7A.2 Fellside Food Bank and the Health Trust may each grant a household up to £150 from it "
        "without a decision of the Board, and report every grant, without names, at the next "
        "meeting.\n\n",
    )
    return (Substitute(contributions), Insert(hardship, after="contributions"))
