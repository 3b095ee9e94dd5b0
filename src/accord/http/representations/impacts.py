"""What comes back for an impact item: what it is about, which seats, and what would have come of the vote."""

from __future__ import annotations

from marshmallow import Schema, fields

from accord.aggregates.impact import ImpactKind, Outcome, Status
from accord.http.representations.common import MeasureOut, Representation
from accord.rules import Verdict


def _said(description: str) -> dict[str, str]:
    return {"description": description}


class CountOut(Schema):
    """What was certified, and what would have come of the vote on the mandates as they are known now."""

    certified = fields.Enum(Verdict, by_value=True, required=True)
    verdict = fields.Enum(
        Verdict,
        by_value=True,
        metadata=_said("left out where nobody can tell: the vote was secret"),
    )
    margin = fields.String(metadata=_said("exact, of the test on which carrying turns"))
    margin_without = fields.String()
    would_change = fields.Boolean(metadata=_said("left out where nobody can tell"))


class CountsAsOut(Schema):
    """How a seat counts: its class, and what it weighs; each left out where it has none."""

    cls = fields.String(data_key="class")
    measures = fields.List(fields.Nested(MeasureOut))


class SeatConcernedOut(Schema):
    """A seat whose mandate on the day is another than its roll says, or that counts otherwise."""

    seat = fields.String(required=True)
    holder = fields.UUID(metadata=_said("on the roll; left out where it was taken to be vacant"))
    party = fields.UUID()
    mandate = fields.UUID(metadata=_said("who had it, by what is known now; left out: nobody"))
    mandate_party = fields.UUID()
    casting_vote = fields.Boolean(metadata=_said("that a casting vote was given without a mandate"))
    counts = fields.Nested(
        CountsAsOut, metadata=_said("how it counts by the terms known now, where that is otherwise")
    )


class CauseOut(Schema):
    """The entry that changed the basis: a version of a stream."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    kind = fields.String(required=True)
    recorded_at = fields.String(required=True)


class ImpactShort(Schema):
    """An impact item, as it is shown beside its subject."""

    id = fields.UUID(required=True)
    status = fields.Enum(Status, by_value=True, required=True)
    in_words = fields.String()
    count = fields.Nested(CountOut)
    link = fields.String(required=True)


class Impact(Representation):
    """What later facts changed for something that was certified before."""

    agreement = fields.UUID(required=True)
    kind = fields.Enum(ImpactKind, by_value=True, required=True)
    subject = fields.UUID(required=True)
    concerns_on = fields.Date(required=True, metadata=_said("the day whose mandates count"))
    voting = fields.Integer(metadata=_said("the how manieth on the decision"))
    status = fields.Enum(Status, by_value=True, required=True)
    seats = fields.List(fields.Nested(SeatConcernedOut), required=True)
    count = fields.Nested(CountOut)
    in_words = fields.String(metadata=_said("left out once it fell away"))
    causes = fields.List(fields.Nested(CauseOut), required=True)
    outcome = fields.Enum(Outcome, by_value=True)
    reason = fields.String(metadata=_said("left out where it is withheld or erased"))
    decision = fields.UUID(metadata=_said("by which the subject was undone"))
    settled_at = fields.String()
    settled_by = fields.UUID()
