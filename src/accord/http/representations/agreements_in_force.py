"""What comes back of an agreement's life in force: notices, departures, suspensions, renewals, its end."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.agreement.events import ServedBy
from accord.aggregates.agreement.terms import Ground, NoticeKind
from accord.http.fields import FIRST_WITHOUT


def _said(description: str) -> dict[str, str]:
    return {"description": description}


class NoticeGivenOut(Schema):
    """A notice that a party gave."""

    notice = fields.Integer(required=True, metadata=_said("its number in this agreement"))
    party = fields.UUID(required=True, metadata=_said("who gave it"))
    stands_for = fields.UUID(metadata=_said("who stands in its place on the day, if another"))
    kind = fields.Enum(NoticeKind, by_value=True, required=True)
    given_on = fields.Date(required=True)
    effective_from = fields.Date(required=True, metadata=_said("from when it has its effect"))
    against = fields.UUID(metadata=_said("the party in breach"))
    statement = fields.String(metadata=_said("left out where it is withheld or erased"))
    withdrawn = fields.Boolean(required=True)


class ToldOut(Schema):
    """How a party came to know."""

    how = fields.String(required=True, metadata={"enum": ["served", "acknowledged", "read"]})
    party = fields.UUID(required=True)
    on = fields.Date(required=True)
    notice = fields.Integer()
    means = fields.Enum(ServedBy, by_value=True)
    signatory = fields.UUID(metadata={"description": "who said so for the party"})
    post = fields.String()
    text_hash = fields.String()
    text_of = fields.Date(metadata={"description": "the day of the text"})
    evidence = fields.List(fields.String(), metadata={"description": "SHA-256 of what proves it"})
    recorded_at = fields.AwareDateTime(required=True)
    position = fields.Integer(required=True, metadata={"description": "of its entry"})


class Departure(Schema):
    """A party that left, or was expelled."""

    party = fields.UUID(required=True)
    how = fields.String(required=True, metadata={"enum": ["withdrew", "expelled"]})
    effective_from = fields.Date(required=True, metadata=_said("the first day without it"))
    notice = fields.Integer(metadata=_said("the notice on which it withdrew"))
    signatory = fields.UUID(metadata=_said("who signed the withdrawal for it"))
    decision = fields.UUID(metadata=_said("by which it was expelled, unless all others assented"))


class AgreementSuspensionOut(Schema):
    """A suspension; neither clauses nor a party named, of the whole agreement."""

    suspension = fields.Integer(required=True, metadata=_said("its number in this agreement"))
    clauses = fields.List(fields.String())
    party = fields.UUID()
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(metadata=FIRST_WITHOUT)
    decision = fields.UUID(metadata=_said("on which it rests, unless all assented"))


class SuspendedOut(Schema):
    """What is suspended on the day."""

    whole = fields.Boolean()
    clauses = fields.List(fields.String())
    parties = fields.List(fields.UUID())


class RenewalOut(Schema):
    """A renewal by an act of the parties."""

    renewal = fields.Integer(required=True, metadata=_said("the how many-th it is"))
    effective_from = fields.Date(metadata=_said("from when the renewed term runs"))
    effective_to = fields.Date(
        required=True, metadata=_said("the new end: up to but without this day")
    )
    decision = fields.UUID(metadata=_said("on which it rests, unless all assented"))


class Termination(Schema):
    """On which ground, and by what, the agreement was terminated."""

    ground = fields.Enum(Ground, by_value=True, required=True)
    decision = fields.UUID()
    notice = fields.Integer(metadata=_said("the notice that had to run before"))
    party = fields.UUID(
        metadata=_said("who had given it, where its notice alone ends the agreement")
    )


class CloseOut(Schema):
    """The winding up of the agreement."""

    started_from = fields.Date(required=True)
    parties = fields.Integer(metadata=_said("how many are left, where they are too few"))
    closed_from = fields.Date()
    final_report = fields.String(metadata=_said("its SHA-256"))


class Supersession(Schema):
    """Which agreement takes its place."""

    by = fields.UUID(required=True)
    effective_from = fields.Date(required=True)
    decision = fields.UUID()
    undone = fields.Boolean(
        metadata=_said("that the other is void ab initio, so that it never took its place")
    )


class Voidance(Schema):
    """That the agreement is void."""

    ab_initio = fields.Boolean(required=True, metadata=_said("from its conclusion"))
    effective_from = fields.Date()
    decision = fields.UUID(
        metadata=_said("without one, by an authority outside or the assent of each party")
    )
    assented = fields.Boolean(metadata=_said("that each party assented to it"))
