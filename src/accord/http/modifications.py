"""How it is sent what an amendment changes: clause by clause, provision by provision."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from accord.aggregates.agreement.terms import Provision
from accord.http.commands import Circumstances
from accord.http.fields import Flag, Key, Line, Strict, Text
from accord.http.terms import TermsIn, blocks
from accord.text import Clause, Insert, Modification, Move, Renumber, Repeal, Substitute

_CLAUSE = {"op", "clause", "num", "heading", "text"}
_FIELDS = {
    "substitute": _CLAUSE,
    "insert": _CLAUSE | {"after", "before"},
    "repeal": {"op", "clause"},
    "renumber": {"op", "clause", "num", "heading"},
    "move": {"op", "clause", "after", "before", "first"},
}


class ModificationIn(Strict):
    """What to do to one clause: substitute, insert, repeal or renumber it, or move it elsewhere.

    It is inserted or moved after or before another clause, else to the end (or with `first` to the
    beginning). To renumber it gives it another number or heading; its id and text stay.
    """

    op = fields.String(required=True, validate=validate.OneOf(list(_FIELDS)))
    clause = Key(required=True)
    num = Line(least=0, most=40)
    heading = Line(least=0)
    text = Text(most=60_000)
    after = Key()
    before = Key()
    first = Flag(metadata={"description": "move it to the beginning"})

    @validates_schema(skip_on_field_errors=True)
    def fits(self, data: dict[str, Any], **_: Any) -> None:  # noqa: ANN401 - marshmallow's signature
        """Refuse fields that the operation does not know, and a new text that is missing."""
        op = data["op"]
        unknown = data.keys() - _FIELDS[op]
        if unknown:
            raise ValidationError(
                {name: [f"to {op} a clause knows no such field"] for name in unknown}
            )
        if op in ("substitute", "insert") and "text" not in data:
            raise ValidationError({"text": [f"to {op} a clause needs its text"]})


class StrikeIn(Strict):
    """A provision to take out, by its kind and what names it; one that stands once has no key."""

    provision = fields.Enum(Provision, by_value=True, required=True)
    key = Line(least=0, most=300)


_NOT_A_PROVISION = {*Circumstances._declared_fields, "title", "zone", "clauses"}  # noqa: SLF001
ProvisionsIn = Strict.from_dict(
    {
        name: field
        for name, field in TermsIn._declared_fields.items()  # noqa: SLF001
        if name not in _NOT_A_PROVISION
    },
    name="ProvisionsIn",
)
"""The blocks of the terms, as in a draft: each provision that is sent is said, or said anew."""


class ChangesIn(Circumstances):
    """What is to change."""

    modifications = fields.List(
        fields.Nested(ModificationIn),
        validate=validate.Length(max=900),
        metadata={"description": "of the text, in order"},
    )
    terms = fields.Nested(
        ProvisionsIn,
        metadata={
            "description": "provisions to say, or to say anew; those that are not sent stay as they are"
        },
    )
    strike = fields.List(
        fields.Nested(StrikeIn),
        validate=validate.Length(max=900),
        metadata={"description": "provisions to take out, before those in `terms` are said"},
    )


def changes(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body of a request with its changes as the commands on amendments have them."""
    found = dict(body)
    if "modifications" in body:
        found["modifications"] = [_modification(entry) for entry in body["modifications"]]
    if "terms" in body:
        found["terms"] = blocks(body["terms"])
    if "strike" in body:
        found["strike"] = [(entry["provision"], entry.get("key", "")) for entry in body["strike"]]
    return found


def _modification(sent: dict[str, Any]) -> Modification:
    match sent["op"]:
        case "repeal":
            return Repeal(sent["clause"])
        case "renumber":
            return Renumber(sent["clause"], sent.get("num"), sent.get("heading"))
        case "move":
            first = sent.get("first", False)
            return Move(sent["clause"], sent.get("after"), sent.get("before"), first)
    clause = Clause(
        id=sent["clause"],
        num=sent.get("num", ""),
        heading=sent.get("heading", ""),
        text=sent["text"],
    )
    if sent["op"] == "substitute":
        return Substitute(clause)
    return Insert(clause, after=sent.get("after"), before=sent.get("before"))
