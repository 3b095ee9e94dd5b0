"""…/authority, …/provenance and /v1/findings: on what acts rest, who said so, and what rests on nothing."""

from __future__ import annotations

from itertools import islice
from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from marshmallow import Schema, fields

from accord.http.api import Blueprint
from accord.http.clocks import day, reading
from accord.http.fields import FIRST_WITHOUT, Key
from accord.http.moments import Answer, ClocksIn
from accord.http.queries import ListIn, answer, decode_cursor, no_cursor, page_of, paged, question
from accord.http.representations.errata import CorrectedWordsOut
from accord.projections.agreements import agreements
from accord.projections.amendments import amendments
from accord.projections.decisions import decisions
from accord.projections.grounds import acts_of, findings, provenance
from accord.projections.roles import roles
from accord.projections.views import Model
from accord.rules import Position

blueprint = Blueprint("grounds", __name__, url_prefix="/v1", description="On what acts rest")


class LinkOut(Schema):
    """A link of a chain of authority: what bears an act, or why nothing does."""

    rests_on = fields.String(
        required=True, metadata={"description": "the kind of what it rests on"}
    )
    sound = fields.Boolean(
        required=True, metadata={"description": "whether it holds, as is now known"}
    )
    sentence = fields.String(required=True)
    code = fields.String(metadata={"description": "why it does not hold"})
    day = fields.Date()
    cited = fields.String()
    post = fields.String()
    holder = fields.UUID()
    role = fields.UUID()
    effective_from = fields.Date()
    effective_to = fields.Date(metadata=FIRST_WITHOUT)
    decision = fields.UUID()
    agreement = fields.UUID()
    mandate = fields.String()
    body = fields.String()
    stage = fields.String()
    verdict = fields.String()
    certified_at = fields.AwareDateTime()
    then = fields.List(
        fields.Nested(lambda: LinkOut()),  # noqa: PLW0108 - not defined yet
        metadata={"description": "what that rests on itself"},
    )


class ActOut(Schema):
    """An act, and what it rests on."""

    act = fields.String(required=True)
    day = fields.Date(required=True)
    rests_on = fields.List(fields.Nested(LinkOut), required=True)
    party = fields.UUID()
    signatory = fields.UUID()
    decision = fields.UUID()
    number = fields.Integer()
    holder = fields.UUID()
    seat = fields.String()
    position = fields.Enum(Position, by_value=True)
    mover = fields.String()


class AuthorityOut(Answer):
    """The acts that made a thing what it is, each with its chain of authority."""

    id = fields.UUID(required=True)
    acts = fields.List(fields.Nested(ActOut), required=True)


class FindingOut(Schema):
    """An act that rests on something which does not bear it, as is now known."""

    code = fields.String(required=True)
    sentence = fields.String(required=True)
    act = fields.String(required=True)
    day = fields.Date(required=True)
    kind = fields.String(required=True, metadata={"description": "of what it is an act"})
    subject = fields.UUID(required=True)
    agreement = fields.UUID(required=True)
    post = fields.String(
        metadata={"description": "in which nobody, or another one, had the mandate"}
    )
    holder = fields.UUID(metadata={"description": "the person who had no mandate, by subject id"})
    links = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class FindingsQuery(ListIn):
    """Of which agreement."""

    agreement = fields.UUID()


class ProvenanceQuery(ClocksIn):
    """Of which clause, on which day."""

    clause = Key(metadata={"description": "of one clause alone"})


class ResolutionOut(Schema):
    """A decision, the rule by which it was counted, and the ballots."""

    decision = fields.UUID(required=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    verdict = fields.String()
    certified_at = fields.AwareDateTime()
    in_words = fields.String()
    rule = fields.Dict(metadata={"description": "its id, version and hash"})
    ballots = fields.List(fields.Dict(), metadata={"description": "as …/ballots lists them"})


class StepOut(Schema):
    """Something that made a clause what it is."""

    op = fields.String(
        required=True,
        metadata={
            "enum": ["adopted", "substitute", "insert", "repeal", "renumber", "move", "annulled"]
        },
    )
    effective_from = fields.Date()
    amendment = fields.UUID()
    title = fields.String()
    decided = fields.Nested(ResolutionOut)
    rests_on = fields.List(fields.Nested(LinkOut))
    signed = fields.List(fields.Nested(ActOut))
    errata = fields.List(
        fields.Nested(CorrectedWordsOut),
        metadata={"description": "what errata have put right since in these words, from then on"},
    )
    in_words = fields.String(metadata={"description": "why what an amendment said went back"})
    authority = fields.String(metadata={"description": "by which an amendment was annulled"})
    decision = fields.UUID(metadata={"description": "on which it was adopted, and which fell"})


class ClauseOriginOut(Schema):
    """A clause, and the steps that made it what it is, the first one first."""

    id = fields.String(required=True)
    num = fields.String(required=True)
    heading = fields.String(required=True)
    steps = fields.List(fields.Nested(StepOut), required=True)


class ProvenanceOut(Answer):
    """Who said so: for each clause of the text of a day, how it came to say what it says."""

    agreement = fields.UUID(required=True)
    at = fields.Date(required=True)
    clauses = fields.List(fields.Nested(ClauseOriginOut), required=True)


def _authority_of(model: Model, operation: str) -> None:
    def view(query: dict[str, Any], id: UUID) -> Response:  # noqa: ARG001
        with reading() as conn:
            found = acts_of(conn, model, id)
        return answer(msgspec.json.encode({"id": str(id), "acts": found}), "application/json")

    view.__name__ = operation
    view.__doc__ = (
        f"Show on what the acts rest that made one of the {model.name} what it is, link by link."
    )
    rule = f"/{model.name}/<uuid:id>/authority"
    question(blueprint, rule, operation, ClocksIn(), AuthorityOut(), 304, 404)(view)


_authority_of(agreements, "showAgreementAuthority")
_authority_of(roles, "showRoleAuthority")
_authority_of(decisions, "showDecisionAuthority")
_authority_of(amendments, "showAmendmentAuthority")


@question(
    blueprint,
    "/agreements/<uuid:id>/provenance",
    "showProvenance",
    ProvenanceQuery(),
    ProvenanceOut(),
    304,
    404,
)
def show_provenance(query: dict[str, Any], id: UUID) -> Response:
    """Show for each clause who said so: adopted text or amendment, decision, rule, ballots, signatures, mandates."""
    with reading() as conn:
        on = day(agreements.read(conn, id)["zone"])
        found = provenance(conn, id, on, query.get("clause"))
    body = {"agreement": str(id), "at": on.isoformat(), "clauses": found}
    return answer(msgspec.json.encode(body), "application/json")


@question(blueprint, "/findings", "listFindings", FindingsQuery(), page_of(FindingOut))
def list_findings(query: dict[str, Any]) -> Response:
    """List acts that were outside a mandate, also by what the register has learned since."""
    agreement, skip = _place(decode_cursor(query.get("cursor")))
    with reading() as conn:
        if asked := query.get("agreement"):
            agreements.read(conn, asked)
        found = islice(findings(conn, asked, agreement), skip, skip + query["limit"] + 1)
        items = list(found)
    first = str(agreement) if agreement else ""

    def beyond(last: dict[str, Any]) -> str:
        of_it = sum(item["agreement"] == last["agreement"] for item in items[: query["limit"]])
        before = skip if first in ("", last["agreement"]) and first == last["agreement"] else 0
        return f"{last['agreement']}.{before + of_it}"

    return paged(items, query, beyond)


def _place(cursor: str | None) -> tuple[UUID | None, int]:
    """Return in which agreement to go on, and behind how many of its findings."""
    if cursor is None:
        return None, 0
    agreement, _, skip = cursor.partition(".")
    try:
        return UUID(agreement), int(skip)
    except ValueError:
        raise no_cursor() from None
