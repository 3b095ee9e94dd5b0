"""Amendments, told: what is to change in the text, and whether it was adopted."""

from __future__ import annotations

from accord.aggregates.amendment import (
    AmendmentAdopted,
    AmendmentDrafted,
    InsertionDrafted,
    PutToDecision,
    RepealDrafted,
    SubstitutionDrafted,
)
from accord.projections.telling.words import Names, days, number, short_id, tells


@tells(AmendmentDrafted)
def drafted(event: AmendmentDrafted, _names: Names) -> str:
    """A change was drafted."""
    base = (
        number(event.base, "amendment") + " incorporated" if event.base else "no amendment so far"
    )
    return f"The amendment “{event.title}” was drafted, on the text with {base}."


@tells(SubstitutionDrafted)
def substitution_drafted(event: SubstitutionDrafted, _names: Names) -> str:
    """A clause is to be replaced."""
    return f"Clause {event.clause} is to be replaced."


@tells(InsertionDrafted)
def insertion_drafted(event: InsertionDrafted, _names: Names) -> str:
    """A clause is to be added."""
    where = "at the end"
    if event.after is not None:
        where = f"after clause {event.after}"
    elif event.before is not None:
        where = f"before clause {event.before}"
    return f"Clause {event.clause} is to be inserted {where}."


@tells(RepealDrafted)
def repeal_drafted(event: RepealDrafted, _names: Names) -> str:
    """A clause is to go."""
    return f"Clause {event.clause} is to be repealed."


@tells(PutToDecision)
def put_to_decision(event: PutToDecision, _names: Names) -> str:
    """A motion to adopt was tabled."""
    return f"The amendment was put to decision {short_id(event.decision)}."


@tells(AmendmentAdopted)
def adopted(event: AmendmentAdopted, _names: Names) -> str:
    """The amendment was adopted."""
    since = days(event.effective_from, event.effective_to, "at once")
    return (
        f"The amendment was adopted by decision {short_id(event.decision)}, as number "
        f"{event.adoption_seq}, in force {since}."
    )
