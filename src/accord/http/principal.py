"""/v1/principal: who the caller is, and what it may do."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from accord.aggregates.register import REGISTER, Capability, Register
from accord.errors import NotEntitled
from accord.http.api import Blueprint
from accord.http.auth import principal
from accord.http.commands import house
from accord.http.fields import Strict
from accord.http.queries import json_response, question

blueprint = Blueprint("principal", __name__, url_prefix="/v1", description="Who calls")


class PrincipalOut(Schema):
    """A principal of the register, and its mandate."""

    id = fields.UUID(
        required=True, metadata={"description": "to be appointed with, as `holder` of a post"}
    )
    on_behalf_of = fields.UUID(
        required=True, metadata={"description": f"the party, or {REGISTER}: the register's office"}
    )
    capabilities = fields.List(fields.Enum(Capability, by_value=True), required=True)


@question(blueprint, "/principal", "showPrincipal", Strict(), PrincipalOut(), 403)
def show_principal(_query: dict[str, Any]) -> Response:
    """Show the principal that this key stands for, for whom it acts, and what it may do."""
    mandate = house().record.read(Register, REGISTER).mandates.get(principal())
    if mandate is None:
        raise NotEntitled("this principal has no mandate in this register")
    shown = {
        "id": str(principal()),
        "on_behalf_of": str(mandate.on_behalf_of),
        "capabilities": sorted(mandate.capabilities),
    }
    return json_response(shown)
