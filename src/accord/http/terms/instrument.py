"""How the agreement as a document is sent: its clauses, words, subjects, annexes and languages."""

from __future__ import annotations

from marshmallow import fields, validate

from accord.aggregates.agreement.terms.instrument import Subject
from accord.http.fields import Flag, Key, Line, Strict, Text, Whole
from accord.http.terms.kinds import clause, days, line, named, sha256, words


class ClauseIn(Strict):
    """A clause; `text` is kept byte for byte, separators included."""

    id = Key(required=True)
    num = Line(least=0, most=40)
    heading = Line(least=0)
    text = Text(required=True, most=60_000)


class DefinitionIn(Strict):
    """What a word means in this agreement."""

    term = line("the word", 200, required=True)
    meaning = words("what it means", 4000, required=True)
    clause = clause()


class TopicIn(Strict):
    """Which clauses speak of a subject."""

    subject = fields.Enum(Subject, by_value=True, required=True)
    clauses = fields.List(
        named("a clause of the draft"), required=True, validate=validate.Length(1, 500)
    )


class DisputeStageIn(Strict):
    """One stage of settling a dispute, in the order in which they are sent."""

    key = Key(required=True)
    title = line("what happens at this stage", required=True)
    forum = line("before whom", required=True)
    days = days("within how many days", 1, required=True)
    clause = clause()


class AnnexIn(Strict):
    """A document that belongs to the agreement, by its hash."""

    key = Key(required=True)
    title = line("what it is", required=True)
    sha256 = sha256("of the document", required=True)
    media_type = fields.String(
        validate=Whole("^[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}$", error="as application/pdf")
    )


class LanguageIn(Strict):
    """A language in which the agreement is written."""

    tag = fields.String(
        required=True,
        validate=Whole(
            "^[a-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}$", error="a language tag, as en or fr-CA"
        ),
        metadata={"description": "BCP 47"},
    )
    authentic = Flag(metadata={"description": "that the text in this language binds"})
    sha256 = sha256("of the text in this language")
