"""…/corrections of a thing: what an entry of its history should have said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.aggregates.agreement import Agreement
from accord.aggregates.amendment import Amendment
from accord.aggregates.dispute import Dispute
from accord.aggregates.meeting import Meeting
from accord.aggregates.obligation import Obligation
from accord.application import Accord
from accord.events import Stream
from accord.http.agreements import AGREEMENT
from accord.http.amendments import AMENDMENT
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, Resource, command
from accord.http.disputes import DISPUTE
from accord.http.fields import ClearLine, Whole
from accord.http.meetings import MEETING
from accord.http.obligations import OBLIGATION

blueprint = Blueprint(
    "corrections", __name__, url_prefix="/v1", description="Clerical errors in the record"
)


class CorrectionIn(Circumstances):
    """Which field of which entry is wrong, and what it should have said; `reason` says how that is known."""

    version = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1, 2**31 - 1),
        metadata={"description": "of the entry, as its history has it"},
    )
    field = fields.String(
        required=True,
        validate=Whole("^[a-z_]{1,40}$", error="a field of the entry, as title"),
    )
    now = ClearLine("what it should have said", required=True)


def _of(kind: type[Stream], resource: Resource, plural: str) -> None:
    def does(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
        return accord.correct_record(kind, id, **body).id

    does.__name__ = f"correct_{kind.NAME}"
    does.__doc__ = (
        f"Correct a clerical error in the record of one of the {plural}: the error stays visible beside it. "
        "What a rule or a guard reads is not corrected so."
    )
    command(blueprint, f"/{plural}/<uuid:id>/corrections", CorrectionIn, resource, match=True)(does)


_of(Agreement, AGREEMENT, "agreements")
_of(Amendment, AMENDMENT, "amendments")
_of(Obligation, OBLIGATION, "obligations")
_of(Dispute, DISPUTE, "disputes")
_of(Meeting, MEETING, "meetings")
