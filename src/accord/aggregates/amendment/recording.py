"""Each change of an amendment as an entry of its own, and read from it again."""

from __future__ import annotations

from accord.aggregates.agreement.terms import Provision
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.changes import ProvisionChange
from accord.events import Event
from accord.text import Clause, Insert, Modification, Move, Renumber, Repeal, Substitute

Modified = (
    m.SubstitutionDrafted
    | m.InsertionDrafted
    | m.RepealDrafted
    | m.RenumberingDrafted
    | m.MoveDrafted
)


def modification_of(event: Modified) -> Modification:
    """Return the modification that an event drafted."""
    match event:
        case m.RepealDrafted():
            return Repeal(event.clause)
        case m.RenumberingDrafted():
            return Renumber(event.clause, event.num, event.heading)
        case m.MoveDrafted():
            return Move(event.clause, event.after, event.before, event.first)
    clause = Clause(id=event.clause, num=event.num, heading=event.heading, text=event.text)
    if isinstance(event, m.SubstitutionDrafted):
        return Substitute(clause)
    return Insert(clause, after=event.after, before=event.before)


def provision_of(event: m.ProvisionDrafted | m.ProvisionStrikeDrafted) -> ProvisionChange:
    """Return the change of a provision that an event drafted."""
    if isinstance(event, m.ProvisionStrikeDrafted):
        return ProvisionChange(str(event.provision), key=event.key)
    return ProvisionChange(*event.given)


def drafted(change: Modification | ProvisionChange) -> Event:
    """Return the event that drafts a change."""
    match change:
        case ProvisionChange(value=None):
            return m.ProvisionStrikeDrafted(provision=Provision(change.kind), key=change.key)
        case ProvisionChange():
            return m.ProvisionDrafted(**{change.kind: change.value})
        case Repeal():
            return m.RepealDrafted(clause=change.id)
        case Renumber():
            return m.RenumberingDrafted(clause=change.id, num=change.num, heading=change.heading)
        case Move():
            return m.MoveDrafted(
                clause=change.id, after=change.after, before=change.before, first=change.first
            )
    return _with_text(change)


def _with_text(change: Substitute | Insert) -> Event:
    clause = change.clause
    if isinstance(change, Substitute):
        return m.SubstitutionDrafted(
            clause=clause.id, num=clause.num, heading=clause.heading, text=clause.text
        )
    return m.InsertionDrafted(
        clause=clause.id,
        num=clause.num,
        heading=clause.heading,
        text=clause.text,
        after=change.after,
        before=change.before,
    )
