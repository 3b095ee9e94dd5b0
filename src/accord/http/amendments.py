"""/v1/amendments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import ValidationError, fields, validate, validates_schema

from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import ClearLine, Day, Key, Line, Strict, Text
from accord.http.queries import AtIn, PageIn, listing, one, page_of, question, under_agreement
from accord.projections.amendments import amendments, derived
from accord.text import Clause, Insert, Modification, Repeal, Substitute

blueprint = Blueprint("amendments", __name__, url_prefix="/v1", description="What changes")
AMENDMENT = Resource(amendments, out.Amendment(), derived)


class ModificationIn(Strict):
    """What to do to one clause: substitute it, insert it (after, before, or at the end), repeal it."""

    op = fields.String(required=True, validate=validate.OneOf(["substitute", "insert", "repeal"]))
    clause = Key(required=True)
    num = Line(least=0, most=40)
    heading = Line(least=0)
    text = Text(most=60_000)
    after = Key()
    before = Key()

    @validates_schema(skip_on_field_errors=True)
    def fits(self, data: dict[str, Any], **_: Any) -> None:  # noqa: ANN401 - marshmallow's signature
        """Refuse fields that the operation does not know, and a new text that is missing."""
        op = data["op"]
        unknown = data.keys() - _FIELDS[op]
        if unknown:
            raise ValidationError(
                {name: [f"to {op} a clause knows no such field"] for name in unknown}
            )
        if op != "repeal" and "text" not in data:
            raise ValidationError({"text": [f"to {op} a clause needs its text"]})


_CLAUSE = {"op", "clause", "num", "heading", "text"}
_FIELDS = {
    "substitute": _CLAUSE,
    "insert": _CLAUSE | {"after", "before"},
    "repeal": {"op", "clause"},
}


class AmendmentIn(Circumstances):
    """A change to an agreement in force."""

    agreement = fields.UUID(required=True)
    title = ClearLine(required=True)
    modifications = fields.List(
        fields.Nested(ModificationIn), required=True, validate=validate.Length(1, 900)
    )


class MotionToAmendIn(Circumstances):
    """The motion to adopt it; body and class follow from the agreement's procedure."""

    text = Text(most=30_000)
    background = Text(most=20_000)


class AdoptionIn(Circumstances):
    """From when it is in force."""

    effective_from = Day()


class AmendmentsQuery(PageIn):
    """Which amendments."""

    agreement = fields.UUID()


def _modification(sent: dict[str, Any]) -> Modification:
    if sent["op"] == "repeal":
        return Repeal(sent["clause"])
    clause = Clause(
        id=sent["clause"],
        num=sent.get("num", ""),
        heading=sent.get("heading", ""),
        text=sent["text"],
    )
    if sent["op"] == "substitute":
        return Substitute(clause)
    return Insert(clause, after=sent.get("after"), before=sent.get("before"))


@command(blueprint, "/amendments", AmendmentIn, AMENDMENT)
def draft_amendment(accord: Accord, body: dict[str, Any]) -> UUID:
    """Draft an amendment, clause by clause."""
    modifications = [_modification(entry) for entry in body.pop("modifications")]
    id_ = accord.unit.record.outside.new_id()
    return accord.draft_amendment(id_, modifications=modifications, **body).id


@command(blueprint, "/amendments/<uuid:id>/decision", MotionToAmendIn, AMENDMENT, match=True)
def put_to_decision(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Table the motion to adopt the amendment."""
    return accord.put_to_decision(id, decision=accord.unit.record.outside.new_id(), **body).id


@command(blueprint, "/amendments/<uuid:id>/adoption", AdoptionIn, AMENDMENT, match=True)
def adopt_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Adopt the amendment, its motion being certified carried, and incorporate it in the agreement."""
    return accord.adopt_amendment(id, **body).id


@question(blueprint, "/amendments", "listAmendments", AmendmentsQuery(), page_of(out.Amendment))
def list_amendments(query: dict[str, Any]) -> Response:
    """List amendments, in the order in which they were drafted."""
    agreement = query.get("agreement")
    where = [] if agreement is None else [lambda _: amendments.table.c.agreement == agreement]
    return listing(AMENDMENT, query, *where)


@question(
    blueprint,
    "/agreements/<uuid:id>/amendments",
    "listAmendmentsOfAgreement",
    PageIn(),
    page_of(out.Amendment),
    404,
)
def list_amendments_of_agreement(query: dict[str, Any], id: UUID) -> Response:
    """List the amendments of one agreement."""
    return listing(AMENDMENT, query, under_agreement(amendments, id))


@question(blueprint, "/amendments/<uuid:id>", "showAmendment", AtIn(), out.Amendment(), 304, 404)
def show_amendment(query: dict[str, Any], id: UUID) -> Response:
    """Show one amendment."""
    return one(AMENDMENT, id, query.get("at"))
