"""How parties, posts and signatories are sent, and for how long and beside what a post is held."""

from __future__ import annotations

from marshmallow import fields, validate

from accord.http.fields import ClearLine, Flag, Key, Strict
from accord.http.terms.kinds import clause, line, months, named, number, weights, words


class PartyTermsIn(Strict):
    """A party, with its class and weights."""

    party = fields.UUID(required=True)
    class_ = Key(data_key="class")
    measures = weights()
    powers = words("by which legal basis it enters")
    area = line("where it acts")


class PostIn(Strict):
    """A post without a seat."""

    post = Key(required=True)
    title = ClearLine("as an officer would call it", required=True)
    party = fields.UUID()


class SignatoryIn(Strict):
    """The post whose holder signs for a party."""

    party = fields.UUID(required=True)
    post = Key(required=True)


class TenureIn(Strict):
    """How long a post is held."""

    post = Key(required=True)
    months = months("how long one term lasts")
    terms = number("terms in succession, at most", 1, 100)
    lapse_after = number("votes missed in succession after which the post can lapse", 1, 1000)
    rotation = Flag(
        metadata={"description": "that no party holds the post twice in succession"},
    )
    clause = clause()


class IncompatibilityIn(Strict):
    """Posts of which nobody may hold two at the same time."""

    key = Key(required=True)
    posts = fields.List(
        named("a post of the draft"), required=True, validate=validate.Length(2, 500)
    )
    clause = clause()
