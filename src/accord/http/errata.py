"""/v1/agreements/{id}/errata: a slip of words is named, parties answer, the agreed text is corrected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from marshmallow import fields, validate

from accord.application import Accord
from accord.http.agreements import AGREEMENT
from accord.http.api import Blueprint
from accord.http.clocks import day, reading
from accord.http.commands import Circumstances, command
from accord.http.fields import Day, Key, Text
from accord.http.moments import Answer, ClocksIn
from accord.http.queries import answer, question
from accord.http.representations.errata import ErratumOut
from accord.projections.agreements import agreements, errata_on
from accord.text import Part

blueprint = Blueprint(
    "errata", __name__, url_prefix="/v1", description="Slips of words in the text"
)
_LONGEST = 10_000
_PART = (
    "only the heading or the text of a clause is corrected: write heading or text; what else the agreement says "
    "is changed by an amendment"
)


class ErratumIn(Circumstances):
    """Which words are a slip, and what should stand there; `reason` says how that is known."""

    clause = Key(required=True)
    part = fields.Enum(
        Part,
        by_value=True,
        load_default=Part.TEXT,
        error_messages={"unknown": _PART},
        metadata={"description": "what else the agreement says is changed by an amendment"},
    )
    was = Text(
        required=True,
        most=_LONGEST,
        metadata={
            "description": "just the words that stand there, so many that they stand there once"
        },
    )
    now = Text(
        required=True, least=0, most=_LONGEST, metadata={"description": "what should stand there"}
    )
    objections_until = Day(
        required=True,
        metadata={
            "description": "the last day on which a party can object; a week from now at least"
        },
    )
    text_of = Day(
        metadata={
            "description": "a day with the wording that is meant, where several have these words"
        }
    )


class ErratumNumberIn(Circumstances):
    """Which erratum."""

    erratum = fields.Integer(
        strict=True,
        required=True,
        validate=validate.Range(1, 2**31 - 1),
        metadata={"description": "the number of the erratum"},
    )


class ErratumAnswerIn(ErratumNumberIn):
    """Which party answers."""

    party = fields.UUID(required=True)


@command(blueprint, "/agreements/<uuid:id>/errata", ErratumIn, AGREEMENT)
def propose_erratum(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Name a slip of words in the agreed text, and until when the parties can object to its correction."""
    return accord.propose_erratum(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/erratum-assents", ErratumAnswerIn, AGREEMENT)
def assent_to_erratum(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Assent to an erratum for a party; once every party has, the text can be corrected at once."""
    return accord.assent_to_erratum(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/erratum-objections", ErratumAnswerIn, AGREEMENT)
def object_to_erratum(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Object to an erratum for a party, with reasons: the words stay."""
    return accord.object_to_erratum(id, **body).id


@command(blueprint, "/agreements/<uuid:id>/erratum-withdrawals", ErratumNumberIn, AGREEMENT)
def withdraw_erratum(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Take an erratum back, as who proposed it."""
    return accord.withdraw_erratum(id, **body).id


@command(
    blueprint, "/agreements/<uuid:id>/text-corrections", ErratumNumberIn, AGREEMENT, match=True
)
def correct_text(accord: Accord, body: dict[str, Any], *, id: UUID) -> UUID:
    """Correct the words from the beginning on, once no party can object any more or every party has assented."""
    return accord.correct_text(id, **body).id


class ErrataOut(Answer):
    """The errata of an agreement, as they stand on the day."""

    agreement = fields.UUID(required=True)
    errata = fields.List(fields.Nested(ErratumOut), required=True)


@question(
    blueprint, "/agreements/<uuid:id>/errata", "listErrata", ClocksIn(), ErrataOut(), 304, 404
)
def list_errata(_query: dict[str, Any], id: UUID) -> Response:
    """List the slips of words that were named in an agreement, what the parties said, and what was corrected."""
    with reading() as conn:
        document = agreements.read(conn, id)
        found = errata_on(document, day(document["zone"]))
    return answer(msgspec.json.encode({"agreement": str(id), "errata": found}), "application/json")
