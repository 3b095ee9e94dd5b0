"""/v1/amendments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.clocks import moment, reading
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import ClearLine, Day, Flag, Text, Whole
from accord.http.modifications import ChangesIn, changes
from accord.http.moments import ClocksIn
from accord.http.queries import (
    ListIn,
    json_response,
    listing,
    one,
    page_of,
    question,
    under_agreement,
)
from accord.projections.amendments import amendments, stage_on
from accord.projections.emended import derived

blueprint = Blueprint("amendments", __name__, url_prefix="/v1", description="What changes")
AMENDMENT = Resource(
    amendments,
    out.Amendment(),
    derived,
    within=("reached", "touches", "drafted_for", "beside", "emended"),
)


class AmendmentIn(ChangesIn):
    """A change to an agreement in force: of its text, of its terms, or of both."""

    agreement = fields.UUID(required=True)
    title = ClearLine(required=True)
    effective_from = Day(metadata={"description": "from when it is to hold; it must fit that day"})
    minor = Flag(
        metadata={
            "description": "ask for the procedure of minor amendments, where nothing material is touched"
        }
    )
    replaces = fields.UUID(
        metadata={"description": "the amendment in whose place it comes, which is then superseded"}
    )


class RebaseIn(ChangesIn):
    """The change, drafted again on the agreement as it stands now; without one, in the same words."""

    effective_from = Day(metadata={"description": "from when it is to hold; by default as it was"})


class MotionToAmendIn(Circumstances):
    """The motion to adopt it; body and class follow from the agreement's procedure."""

    text = Text(most=30_000)
    background = Text(most=20_000)


class AdoptionIn(Circumstances):
    """From when it is in force."""

    effective_from = Day()


class AnnulmentIn(Circumstances):
    """On which days it is without effect, and why: `reason` is required."""

    ab_initio = Flag(
        required=True,
        metadata={"description": "as if it had never been in effect; else from a day on"},
    )
    effective_from = Day(
        metadata={"description": "the first day without it, by default today; not with `ab_initio`"}
    )


class AmendmentOpeningIn(Circumstances):
    """From when it is to hold, and until when to sign."""

    effective_from = Day(metadata={"description": "by default the day of the last signature"})
    deadline = Day(metadata={"description": "the last day for signatures"})


class AmendmentSignatureIn(Circumstances):
    """A signature; the signatory is who calls, or who asserts it where somebody else records it."""

    party = fields.UUID(required=True)
    modifications_hash = fields.String(
        required=True,
        validate=Whole(
            "^[0-9a-f]{64}$", error="the SHA-256 of what the amendment changes, in lower-case hex"
        ),
        metadata={"description": "of the changes you read"},
    )
    capacity = ClearLine("in which capacity, as Chief Executive", required=True)


class RefusalToSignIn(Circumstances):
    """Which party does not sign."""

    party = fields.UUID(required=True)


class AmendmentsQuery(ListIn):
    """Which amendments."""

    agreement = fields.UUID()


@command(blueprint, "/amendments", AmendmentIn, AMENDMENT)
def draft_amendment(accord: Accord, body: dict[str, Any]) -> UUID:
    """Draft an amendment, clause by clause and provision by provision."""
    id_ = accord.unit.record.outside.new_id()
    return accord.draft_amendment(id_, **changes(body)).id


@command(blueprint, "/amendments/<uuid:id>/rebases", RebaseIn, AMENDMENT, match=True)
def rebase_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Draft an amendment again, on the agreement as it was amended meanwhile."""
    return accord.rebase_amendment(id, **changes(body)).id


@command(blueprint, "/amendments/<uuid:id>/decision", MotionToAmendIn, AMENDMENT, match=True)
def put_to_decision(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Table the motion to adopt the amendment."""
    return accord.put_to_decision(id, decision=accord.unit.record.outside.new_id(), **body).id


@command(blueprint, "/amendments/<uuid:id>/adoption", AdoptionIn, AMENDMENT, match=True)
def adopt_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Adopt the amendment, its motion being carried or each party having assented, and incorporate it."""
    return accord.adopt_amendment(id, **body).id


@command(blueprint, "/amendments/<uuid:id>/annulment", AnnulmentIn, AMENDMENT, match=True)
def annul_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Annul an adopted amendment: text and terms are again what they are without it."""
    return accord.annul_amendment(id, **body).id


@command(
    blueprint, "/amendments/<uuid:id>/signature-opening", AmendmentOpeningIn, AMENDMENT, match=True
)
def open_amendment_for_signature(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Open a carried amendment for signature, where the agreement has the parties sign it."""
    return accord.open_amendment_for_signature(id, **body).id


@command(blueprint, "/amendments/<uuid:id>/signatures", AmendmentSignatureIn, AMENDMENT)
def sign_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Sign an amendment for a party; the last signature adopts and incorporates it."""
    return accord.sign_amendment(id, **body).id


@command(
    blueprint, "/amendments/<uuid:id>/signature-refusals", RefusalToSignIn, AMENDMENT, match=True
)
def decline_to_sign_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Decline to sign an amendment for a party; with that it lapses."""
    return accord.decline_to_sign_amendment(id, **body).id


@command(blueprint, "/amendments/<uuid:id>/withdrawal", Circumstances, AMENDMENT, match=True)
def withdraw_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Withdraw an amendment before the vote on it opens, as the one who drafted it."""
    return accord.withdraw_amendment(id).id


@command(blueprint, "/amendments/<uuid:id>/lapse", Circumstances, AMENDMENT, match=True)
def lapse_amendment(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:  # noqa: ARG001
    """Record that an amendment lapsed: the agreement ended, or the time for signing is over."""
    return accord.lapse_amendment(id).id


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
    ListIn(),
    page_of(out.Amendment),
    404,
)
def list_amendments_of_agreement(query: dict[str, Any], id: UUID) -> Response:
    """List the amendments of one agreement."""
    return listing(AMENDMENT, query, under_agreement(amendments, id))


@question(
    blueprint, "/amendments/<uuid:id>", "showAmendment", ClocksIn(), out.Amendment(), 304, 404
)
def show_amendment(_query: dict[str, Any], id: UUID) -> Response:
    """Show one amendment."""
    return one(AMENDMENT, id)


@question(
    blueprint, "/amendments/<uuid:id>/conflicts", "showConflicts", ClocksIn(), out.Conflicts(), 404
)
def show_conflicts(query: dict[str, Any], id: UUID) -> Response:  # noqa: ARG001
    """Show which other amendments touch the same clause or provision, in the order of these."""
    now = moment()
    with reading() as conn:
        found = amendments.read(conn, id)["conflicts"]
        others = {e["amendment"]: amendments.read(conn, UUID(e["amendment"])) for e in found}
    items = [
        entry
        | {"title": others[entry["amendment"]]["title"]}
        | {"stage": stage_on(others[entry["amendment"]], now)}
        for entry in sorted(found, key=lambda entry: sorted(entry.items()))
    ]
    return json_response({"amendment": str(id), "items": items})
