"""/v1/decisions/{id}/standing: how a vote stands while it is open."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from marshmallow import Schema, fields

from accord import canonical
from accord.aggregates.agreement import Agreement
from accord.aggregates.decision import Decision
from accord.aggregates.decision.standing import standing_of
from accord.http.api import Blueprint
from accord.http.commands import house
from accord.http.fields import Strict
from accord.http.queries import answer, question
from accord.projections.decisions import decisions
from accord.rules import Position, Verdict
from accord.rules.certainty import Needed, Pivotal, Standing, standing_in_words
from accord.rules.exact import exact

blueprint = Blueprint(
    "standing", __name__, url_prefix="/v1", description="How a vote stands before it closes"
)


class NeededOut(Schema):
    """A condition that is not met as the seats stand, and how much more would meet it."""

    pointer = fields.String(
        required=True, metadata={"description": "which condition of the rule, as a JSON pointer"}
    )
    of = fields.List(fields.Enum(Position, by_value=True), required=True)
    class_ = fields.String(data_key="class")
    measure = fields.String(required=True)
    more = fields.String(
        metadata={"description": "absent where no further vote in favour can meet it"}
    )
    beyond = fields.Boolean(
        required=True, metadata={"description": "that it takes more than `more`, not just as much"}
    )
    open = fields.String(
        required=True, metadata={"description": "what the seats weigh that have not answered"}
    )
    can_be_met = fields.Boolean(
        required=True, metadata={"description": "whether those seats can meet it, all in favour"}
    )


class ChangeOut(Schema):
    """What would come out if the seat stood elsewhere."""

    position = fields.Enum(Position, by_value=True, required=True)
    verdict = fields.Enum(Verdict, by_value=True, required=True)


class PivotalOut(Schema):
    """A seat that alone would change what comes out."""

    seat = fields.String(required=True)
    changes = fields.List(fields.Nested(ChangeOut), required=True)


class StandingOut(Schema):
    """How a vote stands."""

    decision = fields.UUID(required=True)
    certain = fields.Boolean(
        required=True,
        metadata={"description": "that no ballot and no casting vote can change the verdict"},
    )
    possible = fields.List(
        fields.Enum(Verdict, by_value=True),
        required=True,
        metadata={"description": "the verdicts that can still come out"},
    )
    exact = fields.Boolean(
        required=True,
        metadata={
            "description": "that each of these can; false where the roll is so large that they are bounds"
        },
    )
    verdict = fields.Enum(
        Verdict, by_value=True, required=True, metadata={"description": "if voting closed now"}
    )
    tied = fields.Boolean(required=True)
    explanation = fields.Dict(required=True, metadata={"description": "of `verdict`"})
    seats = fields.Integer(required=True)
    open = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "the seats that can still answer, or change their ballot"},
    )
    needed = fields.List(fields.Nested(NeededOut), required=True)
    pivotal = fields.List(
        fields.Nested(PivotalOut),
        required=True,
        metadata={"description": "which seats alone would change the verdict"},
    )
    in_words = fields.String(required=True, metadata={"description": "all this, to be read out"})


@question(
    blueprint,
    "/decisions/<uuid:id>/standing",
    "showStanding",
    Strict(),
    StandingOut(),
    304,
    404,
    409,
)
def show_standing(_query: dict[str, Any], id: UUID) -> Response:
    """Show how the vote stands while it is taken: what would come out now, what still can, and on whom it hangs."""
    with house().engine.connect() as conn:
        decisions.read(conn, id)
    found = house().record.read(Decision, id)
    instrument = house().record.read(Agreement, found.agreement or id)
    stands = standing_of(found, house().record.outside.now(), agreement=instrument)
    return answer(msgspec.json.encode({"decision": str(id), **_shown(stands)}), "application/json")


def _shown(stands: Standing) -> dict[str, Any]:
    return {
        "certain": stands.certain,
        "possible": list(stands.possible),
        "exact": stands.exact,
        "verdict": stands.now.verdict,
        "tied": stands.now.tied,
        "explanation": canonical.plain(stands.now.explanation.to_data()),
        "seats": stands.seats,
        "open": list(stands.open),
        "needed": [_needed(entry) for entry in stands.needed],
        "pivotal": [_pivotal(entry) for entry in stands.pivotal],
        "in_words": standing_in_words(stands),
    }


def _needed(entry: Needed) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "pointer": entry.pointer,
        "of": list(entry.of),
        "measure": entry.measure,
        "beyond": entry.beyond,
        "open": exact(entry.open),
        "can_be_met": entry.can_be_met,
    }
    shown |= {} if entry.cls is None else {"class": entry.cls}
    return shown | ({} if entry.more is None else {"more": exact(entry.more)})


def _pivotal(entry: Pivotal) -> dict[str, Any]:
    changes = [{"position": position, "verdict": verdict} for position, verdict in entry.changes]
    return {"seat": entry.seat, "changes": changes}
