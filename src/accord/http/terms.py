"""How the terms of an agreement are sent: parties, clauses, bodies with seats and rules, term."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from accord.aggregates.agreement import (
    Body,
    ClassRule,
    PartyTerms,
    Post,
    Procedure,
    Seat,
    Signatory,
    Term,
)
from accord.aggregates.matters import Matter
from accord.http.commands import Circumstances
from accord.http.fields import ClearLine, Day, Key, Line, MeasureIn, Strict, Text, measures
from accord.http.rules import RuleDocument
from accord.text import Clause

MOST_SEATS = 20_000


class PartyTermsIn(Strict):
    """A party, with its class and weights."""

    party = fields.UUID(required=True)
    class_ = Key(data_key="class")
    measures = fields.List(fields.Nested(MeasureIn), validate=validate.Length(max=20))


class ClauseIn(Strict):
    """A clause; `text` is kept byte for byte, separators included."""

    id = Key(required=True)
    num = Line(least=0, most=40)
    heading = Line(least=0)
    text = Text(required=True, most=60_000)


class SeatIn(Strict):
    """A seat of a body: a post with a vote."""

    post = Key(required=True)
    title = ClearLine("as an officer would call it", required=True)
    party = fields.UUID(metadata={"description": "only this party's people can hold it"})
    class_ = Key(data_key="class")
    measures = fields.List(fields.Nested(MeasureIn), validate=validate.Length(max=20))


class ClassRuleIn(Strict):
    """How a body decides motions of one class."""

    class_ = Key(data_key="class", required=True)
    rule = RuleDocument(required=True)


class BodyIn(Strict):
    """A body with its seats and rules."""

    id = Key(required=True)
    name = Line(required=True)
    chair = Key(metadata={"description": "the post that presides, with or without a seat"})
    seats = fields.List(
        fields.Nested(SeatIn), required=True, validate=validate.Length(1, MOST_SEATS)
    )
    rules = fields.List(fields.Nested(ClassRuleIn), required=True, validate=validate.Length(1, 50))


class PostIn(Strict):
    """A post without a seat."""

    post = Key(required=True)
    title = ClearLine("as an officer would call it", required=True)
    party = fields.UUID()


class SignatoryIn(Strict):
    """The post whose holder signs for a party."""

    party = fields.UUID(required=True)
    post = Key(required=True)


class ProcedureIn(Strict):
    """Which body decides a matter, by its rule for which class."""

    matter = fields.Enum(
        Matter, by_value=True, required=True, validate=validate.NoneOf([Matter.GENERAL])
    )
    body = Key(required=True)
    class_ = Key(data_key="class", required=True)


class TermIn(Strict):
    """From when to when, half-open; without a start, from the conclusion on."""

    starts_on = Day()
    ends_on = Day()


class TermsIn(Circumstances):
    """What a draft says, block by block."""

    title = ClearLine()
    parties = fields.List(fields.Nested(PartyTermsIn), validate=validate.Length(max=500))
    clauses = fields.List(fields.Nested(ClauseIn), validate=validate.Length(max=900))
    bodies = fields.List(fields.Nested(BodyIn), validate=validate.Length(max=50))
    posts = fields.List(fields.Nested(PostIn), validate=validate.Length(max=1000))
    signatories = fields.List(fields.Nested(SignatoryIn), validate=validate.Length(max=500))
    procedures = fields.List(fields.Nested(ProcedureIn), validate=validate.Length(max=10))
    term = fields.Nested(TermIn)


class DraftIn(TermsIn):
    """A draft to begin with."""

    title = ClearLine(required=True)
    zone = Line(
        required=True,
        most=60,
        metadata={"description": "IANA time zone, as Europe/London, or UTC; fixed for ever"},
    )
    parties = fields.List(
        fields.Nested(PartyTermsIn), required=True, validate=validate.Length(max=500)
    )


def blocks(body: dict[str, Any]) -> dict[str, Any]:
    """Return the blocks that were sent, as the terms of an agreement have them."""
    readers = {
        "parties": lambda p: PartyTerms(
            party=p["party"], cls=p.get("class_", ""), measures=measures(p.get("measures"))
        ),
        "clauses": lambda c: Clause(**c),
        "bodies": _body,
        "posts": lambda p: Post(**p),
        "signatories": lambda s: Signatory(**s),
        "procedures": lambda p: Procedure(matter=p["matter"], body=p["body"], cls=p["class_"]),
    }
    found = {name: tuple(map(read, body[name])) for name, read in readers.items() if name in body}
    found |= {name: body[name] for name in ("title", "zone") if name in body}
    return found | ({"term": Term(**body["term"])} if "term" in body else {})


def _body(sent: dict[str, Any]) -> Body:
    return Body(
        id=sent["id"],
        name=sent["name"],
        chair=sent.get("chair"),
        seats=tuple(map(_seat, sent["seats"])),
        rules=tuple(ClassRule(cls=r["class_"], rule=r["rule"]) for r in sent["rules"]),
    )


def _seat(sent: dict[str, Any]) -> Seat:
    return Seat(
        post=sent["post"],
        title=sent["title"],
        party=sent.get("party"),
        cls=sent.get("class_", ""),
        measures=measures(sent.get("measures")),
    )
