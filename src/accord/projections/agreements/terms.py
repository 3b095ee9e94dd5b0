"""What do the terms say on a day, each provision as the API shows it?"""

from __future__ import annotations

from typing import Any

from accord import canonical
from accord.aggregates.agreement.terms import BLOCKS, BodyRule, Provision
from accord.projections.agreements.places import leave, take_place
from accord.projections.documents import put
from accord.projections.views import Document


def entry_of(value: object) -> Any:  # noqa: ANN401 - any JSON
    """Return a provision as the API shows it: `cls` is called class there."""
    return _renamed(canonical.plain(value))


def _renamed(plain: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(plain, list):
        return [_renamed(item) for item in plain]
    if isinstance(plain, dict):
        return {"class" if key == "cls" else key: _renamed(item) for key, item in plain.items()}
    return plain


def place(document: Document, name: str, entry: Document) -> None:
    """Say a provision in a document of the terms, under the name it has in `Provided`."""
    match name:
        case "body":
            put(document["bodies"], "id", {"seats": [], "rules": [], **entry})
        case "succession":
            take_place(document, entry)
        case "division":
            leave(document, entry)
        case "seats":
            body_of(document, entry["body"])["seats"] += entry["seats"]
        case "rule":
            rules = body_of(document, entry["body"])["rules"]
            put(rules, "class", {key: entry[key] for key in ("class", "rule", "rule_hash")})
        case _ if Provision(name) in BLOCKS:
            block, key = BLOCKS[Provision(name)]
            put(document.setdefault(block, []), key, entry)
        case _:
            document[name] = entry


def remove(document: Document, kind: str, key: str) -> None:
    """Take a provision out of a document of the terms."""
    if Provision(kind) not in BLOCKS:
        document.pop(kind, None)
        return
    block, named = BLOCKS[Provision(kind)]
    document[block] = [entry for entry in document.get(block, []) if entry[named] != key]


def body_of(document: Document, id_: str) -> Document:
    """Return the body of a document of the terms."""
    found: Document = next(body for body in document["bodies"] if body["id"] == id_)
    return found


def given(value: object) -> Document:
    """Return the entry of one provision that an event gives."""
    entry: Document = entry_of(value)
    if isinstance(value, BodyRule):
        entry |= {"rule": value.rule.to_data(), "rule_hash": value.rule.hash}
    return entry


def terms_on(document: Document, day: str) -> Document:
    """Return the blocks of the terms that have changed by a day, as they read on it; None, if gone."""
    due = [dated for dated in document.get("dated", []) if _holds(dated, day)]
    if not due:
        return {}
    terms = _copied({key: value for key, value in document.items() if key != "dated"})
    for dated in sorted(due, key=lambda dated: dated["effective_from"]):
        if _of_one_that_left(terms, dated):
            continue
        if "entry" in dated:
            place(terms, dated["name"], _copied(dated["entry"]))
        else:
            remove(terms, dated["name"], dated["key"])
    gone = {key: None for key in document if key not in terms and key != "dated"}
    return {key: value for key, value in terms.items() if value != document.get(key)} | gone


def _holds(dated: Document, day: str) -> bool:
    """Whether what was said from a day on holds on another, and was not annulled by then."""
    return bool(dated["effective_from"] <= day < dated.get("annulled_from", "~"))


def _of_one_that_left(terms: Document, dated: Document) -> bool:
    """Whether an amendment says something of a party that is none any longer."""
    if not dated.get("amends") or dated["name"] != Provision.PARTY:
        return False
    return all(entry["party"] != dated["entry"]["party"] for entry in terms["parties"])


def _copied(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value
