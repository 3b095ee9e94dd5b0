"""/v1/decisions: a vote by secret ballot."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from accord.aggregates.decision import PaperCount
from accord.aggregates.decision.sealing import SEALABLE
from accord.application import Accord
from accord.http.api import Blueprint
from accord.http.commands import Circumstances, command
from accord.http.decisions import DECISION
from accord.http.fields import Key, Strict
from accord.http.rules import Choice, Stand

blueprint = Blueprint("secret ballots", __name__, url_prefix="/v1", description="Secret ballots")


class SealedBallotIn(Circumstances):
    """The ballot of a seat; what it says is kept nowhere with the seat."""

    seat = Key(required=True)
    position = Stand(*SEALABLE)
    choice = Choice()


class VotersIn(Circumstances):
    """The seats that put a paper ballot into the urn."""

    seats = fields.List(Key(), required=True, validate=validate.Length(1, 20_000))


class PaperCountIn(Strict):
    """How many paper ballots were found for a position, or with a choice."""

    position = Stand(*SEALABLE)
    choice = Choice()
    ballots = fields.Integer(required=True, strict=True, validate=validate.Range(1, 20_000))
    like = Key(
        metadata={
            "description": "a seat that counts like those whose ballots these are, where the rule tells seats "
            "apart by class or weight"
        }
    )


class SecretCountIn(Circumstances):
    """What was found in the urn."""

    counts = fields.List(
        fields.Nested(PaperCountIn), required=True, validate=validate.Length(1, 20_000)
    )


@command(
    blueprint,
    "/decisions/<uuid:id>/sealed-ballots",
    SealedBallotIn,
    DECISION,
    sealed=("position", "choice"),
)
def cast_sealed_ballot(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Cast the ballot of the seat that you hold, in a vote by secret ballot.

    That the seat voted is recorded, and what it cast is not. A repeated request acts once, also where
    it names another position: the first ballot stands.
    """
    return accord.cast_sealed_ballot(id, **body).id


@command(blueprint, "/decisions/<uuid:id>/voters", VotersIn, DECISION)
def record_voters(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Record which seats voted on paper in a vote by secret ballot, all or none of them."""
    return accord.record_voters(id, **body).id


@command(
    blueprint, "/decisions/<uuid:id>/secret-count", SecretCountIn, DECISION, sealed=("counts",)
)
def record_secret_count(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Put the paper ballots that were counted into the sealed box: as many as seats voted on paper.

    A repeated request acts once, also where it counts otherwise: the first count stands.
    """
    counts = [PaperCount(**{"position": None, **entry}) for entry in body["counts"]]
    return accord.record_secret_count(id, counts=counts).id
