"""What is wrong with what was sent is said in accord's words: no sentence of a library comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import isclass
from typing import Any

import pytest
from marshmallow import Schema, fields, validate
from tests.http.refusing import assert_refused

from accord.http.wording import Spoken

IDENTIFIER = {"scheme": "GB-COH", "value": "1"}
BLANKS = ["", " ", "\n\n", "\t \n", "\u00a0", "\u200b\n", "\u3164"]


def library_sentences() -> set[str]:
    """Every sentence that the library has for a field, a validator or an object."""
    found = set(Schema._default_error_messages.values())
    for kind in vars(fields).values():
        if isclass(kind) and issubclass(kind, fields.Field):
            found.update(kind.default_error_messages.values())
    for kind in vars(validate).values():
        if isclass(kind) and issubclass(kind, validate.Validator):
            said = {**vars(kind)}
            found.update(
                words
                for name, words in said.items()
                if name.startswith(("message_", "default_message")) and isinstance(words, str)
            )
    return found


THEIRS = library_sentences()
_KNOWN = [re.compile(re.sub(r"\\{.*?\\}", ".*", re.escape(words))) for words in THEIRS]


def is_theirs(sentence: str) -> bool:
    return any(known.fullmatch(sentence) for known in _KNOWN)


def asked_for(at: Any) -> dict[str, Schema]:
    """Every schema by which some request is read."""
    app = at("opened").client.application
    found: dict[str, Schema] = {}
    for view in app.view_functions.values():
        told = getattr(view, "_apidoc", {}).get("arguments", {})
        for parameter in told.get("parameters", []):
            if isinstance(schema := parameter.get("schema"), Schema):
                found[type(schema).__name__] = schema
    return found


def parts(schema: Schema, seen: set[type[Schema]]) -> Iterator[tuple[Schema, fields.Field[Any]]]:
    """Each field of an object, and of all that stands within."""
    if type(schema) in seen:
        return
    seen.add(type(schema))
    for field in schema.fields.values():
        yield from within(schema, field, seen)


def within(
    schema: Schema, field: fields.Field[Any], seen: set[type[Schema]]
) -> Iterator[tuple[Schema, fields.Field[Any]]]:
    yield schema, field
    if isinstance(field, fields.Nested):
        yield from parts(field.schema, seen)
    for name in ("inner", "key_field", "value_field"):
        if isinstance(part := getattr(field, name, None), fields.Field):
            yield from within(schema, part, seen)


def sentences(field: fields.Field[Any]) -> Iterator[str]:
    """What is said where a value is none, or the wrong one."""
    yield from field.error_messages.values()
    for validator in field.validators:
        if getattr(validator, "error", None):
            yield validator.error
        elif isinstance(validator, validate.Length | validate.Range):
            names = ("message_min", "message_max", "message_all", "message_equal")
            yield from (getattr(validator, name) for name in names if hasattr(validator, name))
        else:
            yield getattr(validator, "default_message", "")


def test_no_field_of_a_request_says_a_sentence_of_the_library(at):
    schemas = asked_for(at)
    assert len(schemas) > 100
    seen: set[type[Schema]] = set()
    for schema in schemas.values():
        assert isinstance(schema, Spoken), schema
        for owner, field in parts(schema, seen):
            assert isinstance(owner, Spoken), owner
            theirs = [words for words in sentences(field) if words in THEIRS or is_theirs(words)]
            assert theirs == [], (owner, field.name, theirs)
        assert not [words for words in schema.error_messages.values() if words in THEIRS]


@pytest.mark.parametrize("value", [None, 7, {}, [], "x", True, 1.5, [1], [{}], {"a": 1}])
def test_whatever_is_sent_no_sentence_of_the_library_comes_out(at, value):
    p = at("in force")
    sent = dict.fromkeys(p.terms(), value)
    for path in ("/agreements", "/agreements/lint", f"{p.path}/assents", "/decisions"):
        answer = p.secretary.post(path, sent)
        for error in answer.json.get("errors", []):
            assert not is_theirs(error["detail"]), error


@pytest.mark.parametrize(
    ("facts", "pointer", "words"),
    [
        ({}, "/name", "this is missing; it has to be given"),
        ({"name": None}, "/name", "null says nothing here; give a value"),
        ({"name": 7}, "/name", "this is no text; write it as a JSON string"),
        ({"name": "x" * 301}, "/name", "write from 1 to 300 characters"),
        ({"kind": "club"}, "/kind", "this is not known here; write one of: public_agency, "),
        ({"identifiers": {}}, "/identifiers", "this is no list; write it as a JSON array"),
        ({"identifiers": [1]}, "/identifiers/0", "this must be a JSON object"),
        ({"identifiers": [IDENTIFIER] * 21}, "/identifiers", "write 20 entries or fewer"),
        ({"on_behalf_of": "city"}, "/on_behalf_of", "this is no id; write it as it was given"),
        ({"retroactive": "yes"}, "/retroactive", "this is either true or false"),
        ({"colour": "red"}, "/colour", "this field is not known here"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_would_be_right(at, facts, pointer, words):
    answer = at("opened").secretary.post("/parties", {"kind": "business", **facts})
    found = {error["pointer"]: error["detail"] for error in answer.json["errors"]}
    assert answer.status_code == 400
    assert found[pointer].startswith(words), found


@pytest.mark.parametrize("number", ["1", 0, None, 10**30])
def test_a_number_is_written_as_one(at, number):
    p = at("in force")
    path = f"/roles/{p.roles['chair']}/resignations"
    (error,) = p.secretary.post(path, assignment=number).json["errors"]
    assert error["detail"].startswith(
        ("this is no whole number", "write a number from 1 to", "null says nothing")
    )


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
def test_words_that_say_nothing_are_refused(at, blank):
    p = at("in force")
    facts = {"agreement": p.agreement, "body": "board", "class": "ordinary", "title": "x"}
    answer = p.secretary.post("/decisions", facts, text=blank)
    words = "nothing that can be seen; write words" if blank else "characters"
    assert_refused(answer, 400, words, "/text")
    answer = p.secretary.post("/decisions", facts, text="x", reason=blank)
    assert_refused(answer, 400, words, "/reason")
