"""/v1/parties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields, validate

from accord.aggregates.party import Identifier, PartyKind, SuccessionKind
from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import Day, Flag, Line, Strict, Text
from accord.http.moments import ClocksIn
from accord.http.queries import ListIn, listing, one, page_of, question
from accord.projections.parties import derived, parties

blueprint = Blueprint("parties", __name__, url_prefix="/v1", description="Who can be bound")
PARTY = Resource(
    parties, out.Party(), derived, within=("addresses", "activity", "named_by", "identified_by")
)


class IdentifierIn(Strict):
    """The name of a party in another register."""

    scheme = Line(required=True, most=32, metadata={"description": "a code, as GB-COH or LEI"})
    value = Line(required=True, most=100)


class PartyIn(Circumstances):
    """A party to be registered."""

    kind = fields.Enum(PartyKind, by_value=True, required=True)
    name = Line(required=True)
    identifiers = fields.List(fields.Nested(IdentifierIn), validate=validate.Length(max=20))


class RenameIn(Circumstances):
    """Another name."""

    name = Line(required=True)
    effective_from = Day(
        metadata={"description": "first day of the name; today, or earlier where that is meant"}
    )


def _number(what: str) -> fields.Integer:
    return fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1, 2**31 - 1),
        metadata={"description": f"which {what} of the party"},
    )


class OneIdentifierIn(Circumstances):
    """One more identifier."""

    scheme = Line(required=True, most=32, metadata={"description": "a code, as GB-COH or LEI"})
    value = Line(required=True, most=100)


class WithdrawnIdentifierIn(Circumstances):
    """Which identifier is in use no longer, and from when."""

    number = _number("identifier")
    effective_from = Day(
        metadata={
            "description": "up to but without this day: the first without it; by default today"
        }
    )


class MemberIn(Circumstances):
    """Who belongs to the party, and from when."""

    person = fields.UUID(required=True, metadata={"description": "the person's subject id"})
    effective_from = Day(metadata={"description": "first day; by default today"})


class EndOfMembershipIn(Circumstances):
    """Which membership ends, and on which first day without it."""

    membership = _number("membership")
    effective_to = Day(
        metadata={
            "description": "up to but without this day: the first without it; by default today"
        }
    )


class NoticesAddressIn(Circumstances):
    """Where notices reach the party."""

    address = Text(
        required=True,
        most=1000,
        metadata={"description": "as on a letter; kept apart, so that it can be erased"},
    )
    email = Line(most=254, metadata={"description": "kept apart, so that it can be erased"})
    effective_from = Day(metadata={"description": "first day; by default today"})


class PartyActingIn(Circumstances):
    """From when the party takes on nothing new, or acts again; `reason` says why."""

    effective_from = Day(metadata={"description": "first day; by default today"})


class SuccessionIn(Circumstances):
    """Who stands where the party stood; `authority` cites the deed, `reason` says why."""

    kind = fields.Enum(SuccessionKind, by_value=True, required=True)
    successors = fields.List(
        fields.UUID(),
        required=True,
        validate=validate.Length(1, 50),
        metadata={"description": "one party for a merger, two or more for a split"},
    )
    lives_on = Flag(
        metadata={"description": "that the party lives on, and only a part of it split off"}
    )
    effective_from = Day(metadata={"description": "first day; by default today"})


class PartiesQuery(ListIn):
    """Which parties."""

    kind = fields.Enum(PartyKind, by_value=True)


@command(blueprint, "/parties", PartyIn, PARTY)
def register_party(accord: Accord, body: dict[str, Any]) -> UUID:
    """Register a party."""
    identifiers = tuple(Identifier(**entry) for entry in body.get("identifiers", ()))
    id_ = accord.unit.record.outside.new_id()
    return accord.register_party(
        id_, kind=body["kind"], name=body["name"], identifiers=identifiers
    ).id


@command(blueprint, "/parties/<uuid:id>/names", RenameIn, PARTY, match=True)
def rename_party(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Give a party another name from a day on."""
    return accord.rename_party(id, **body).id


@command(blueprint, "/parties/<uuid:id>/identifiers", OneIdentifierIn, PARTY)
def add_identifier(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Add an identifier under which a party is known elsewhere; an LEI is checked by its check digits."""
    return accord.add_identifier(id, identifier=Identifier(**body)).id


@command(
    blueprint,
    "/parties/<uuid:id>/identifier-withdrawals",
    WithdrawnIdentifierIn,
    PARTY,
    match=True,
)
def withdraw_identifier(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Withdraw an identifier that is in use no longer; it stays reserved for the party."""
    return accord.withdraw_identifier(id, **body).id


@command(blueprint, "/parties/<uuid:id>/members", MemberIn, PARTY)
def record_member(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record that a person belongs to a party; from the first one on, only members are appointed for it."""
    return accord.record_member(id, **body).id


@command(blueprint, "/parties/<uuid:id>/membership-endings", EndOfMembershipIn, PARTY, match=True)
def end_membership(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """End the membership of a person in a party."""
    return accord.end_membership(id, **body).id


@command(blueprint, "/parties/<uuid:id>/notices-addresses", NoticesAddressIn, PARTY, match=True)
def set_notices_address(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Say where notices reach a party from a day on."""
    return accord.set_notices_address(id, **body).id


@command(blueprint, "/parties/<uuid:id>/deactivations", PartyActingIn, PARTY, match=True)
def deactivate_party(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let a party take on nothing new: no draft names it, it signs nothing. What binds it goes on."""
    return accord.deactivate_party(id, **body).id


@command(blueprint, "/parties/<uuid:id>/reactivations", PartyActingIn, PARTY, match=True)
def reactivate_party(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Let a deactivated party act again."""
    return accord.reactivate_party(id, **body).id


@command(blueprint, "/parties/<uuid:id>/successions", SuccessionIn, PARTY, match=True)
def record_succession(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record that a party merged or split; each agreement then says who takes its place in it."""
    body["successors"] = tuple(body["successors"])
    return accord.record_succession(id, **body).id


@question(blueprint, "/parties", "listParties", PartiesQuery(), page_of(out.Party))
def list_parties(query: dict[str, Any]) -> Response:
    """List parties, in the order in which they were registered."""
    kind = query.get("kind")
    where = [] if kind is None else [lambda _: parties.table.c.kind == kind]
    return listing(PARTY, query, *where)


@question(blueprint, "/parties/<uuid:id>", "showParty", ClocksIn(), out.Party(), 304, 404)
def show_party(_query: dict[str, Any], id: UUID) -> Response:
    """Show one party, as it stands on a day."""
    return one(PARTY, id)
