"""/v1/roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Response
from marshmallow import fields, validate

from accord.application import Accord
from accord.http import representations as out
from accord.http.api import Blueprint
from accord.http.clocks import asked_day, each_in_its_zone, moment
from accord.http.commands import Circumstances, Resource, command
from accord.http.fields import FIRST_WITHOUT, Day, Key
from accord.http.moments import ClocksIn, Moment
from accord.http.queries import ListIn, listing, one, page_of, question, under_agreement
from accord.projections.roles import derived, held_by, roles

blueprint = Blueprint("roles", __name__, url_prefix="/v1", description="Who holds which post when")
ROLE = Resource(roles, out.Role(), derived, within=("reached", "beside"))


class PostToFillIn(Circumstances):
    """Which post of which agreement."""

    agreement = fields.UUID(required=True)
    post = Key(required=True)


class AssignmentIn(Circumstances):
    """Whom to appoint, from and until when; `authority` cites the appointing authority."""

    holder = fields.UUID(required=True, metadata={"description": "the person's subject id"})
    party = fields.UUID(required=True, metadata={"description": "the party whose person that is"})
    effective_from = Day(metadata={"description": "first day; by default the day of the act"})
    effective_to = Day(
        metadata={"description": "up to but without this day: the first without the post"}
    )


class OneAssignmentIn(Circumstances):
    """Which assignment of the post."""

    assignment = fields.Integer(required=True, strict=True, validate=validate.Range(1, 2**31 - 1))


class AcceptanceIn(OneAssignmentIn):
    """Which appointment is accepted."""

    effective_from = Day(
        metadata={"description": "first day on which it holds; by default that of the appointment"}
    )


class ExtensionIn(OneAssignmentIn):
    """Which assignment goes on, and until when; `authority` cites the authority for it."""

    effective_to = Day(
        required=True,
        metadata={"description": "up to but without this day: the first without the post"},
    )


class EndIn(OneAssignmentIn):
    """Which assignment ends, and on which first day without it."""

    effective_to = Day(metadata=FIRST_WITHOUT)


class RolesQuery(ListIn):
    """Which roles."""

    agreement = fields.UUID()
    post = Key()
    party = fields.UUID(metadata={"description": "whose people hold it, or act in it"})
    holder = fields.UUID(metadata={"description": "the subject id of who holds it, or acts in it"})
    at = Moment(
        "when `holder` or `party` holds it, by default any day; what is shown is as of then, by default now"
    )


@command(blueprint, "/roles", PostToFillIn, ROLE)
def create_post(accord: Accord, body: dict[str, Any]) -> UUID:
    """Create a post that an agreement constitutes, so that it can be filled."""
    return accord.create_post(**body).id


@command(blueprint, "/roles/<uuid:id>/assignments", AssignmentIn, ROLE)
def assign_role(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Appoint a person to a post."""
    return accord.assign_role(id, **body).id


@command(blueprint, "/roles/<uuid:id>/acceptances", AcceptanceIn, ROLE)
def accept_role(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Accept an appointment."""
    return accord.accept_role(id, **body).id


@command(blueprint, "/roles/<uuid:id>/declinations", OneAssignmentIn, ROLE)
def decline_role(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Decline an appointment."""
    return accord.decline_role(id, **body).id


@command(blueprint, "/roles/<uuid:id>/extensions", ExtensionIn, ROLE, match=True)
def extend_term(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Extend the term of a holder."""
    return accord.extend_term(id, **body).id


@command(blueprint, "/roles/<uuid:id>/resignations", EndIn, ROLE)
def resign(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Resign from a post."""
    return accord.resign(id, **body).id


@command(blueprint, "/roles/<uuid:id>/revocations", EndIn, ROLE, match=True)
def revoke_role(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Remove the holder of a post."""
    return accord.revoke_role(id, **body).id


@command(blueprint, "/roles/<uuid:id>/vacancies", EndIn, ROLE, match=True)
def vacate_role(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record that the post fell vacant without an act of its holder, as by death; `reason` says why."""
    return accord.vacate_role(id, **body).id


@question(blueprint, "/roles", "listRoles", RolesQuery(), page_of(out.Role))
def list_roles(query: dict[str, Any]) -> Response:
    """List posts and their holders."""
    columns = roles.table.c
    named = [columns[name] == query[name] for name in ("agreement", "post") if name in query]
    where: list[Callable[[sa.Connection], sa.ColumnElement[bool]]] = [
        lambda _: sa.and_(sa.true(), *named)
    ]
    if "holder" in query or "party" in query:
        where.append(lambda conn: each_in_its_zone(columns.agreement, _held(conn, query))(conn))
    return listing(ROLE, query, *where)


def _held(conn: sa.Connection, query: dict[str, Any]) -> Callable[[str], sa.ColumnElement[bool]]:
    holder, party = query.get("holder"), query.get("party")
    return lambda zone: held_by(conn, holder, party, asked_day(zone), moment(zone))


@question(
    blueprint,
    "/agreements/<uuid:id>/roles",
    "listRolesOfAgreement",
    ListIn(),
    page_of(out.Role),
    404,
)
def list_roles_of_agreement(query: dict[str, Any], id: UUID) -> Response:
    """List the posts of one agreement."""
    return listing(ROLE, query, under_agreement(roles, id))


@question(blueprint, "/roles/<uuid:id>", "showRole", ClocksIn(), out.Role(), 304, 404)
def show_role(_query: dict[str, Any], id: UUID) -> Response:
    """Show one post, and who holds it on a day."""
    return one(ROLE, id)
