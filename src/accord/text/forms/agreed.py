"""What was agreed, on a page: parties, state and terms, bodies and their rules, the text, its amendments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from accord.text.forms.called import Document, Names, time, words
from accord.text.forms.document import Emended
from accord.text.forms.rested import rests
from accord.text.forms.tables import facts, listed, marked, paragraph, section, table, tree

_SHOWN_ELSEWHERE = {
    "parties", "clauses", "bodies", "posts", "signatories", "signatures", "amendments", "told", "links", "id",
    "text_hash", "adopted_text_hash", "terms_hash", "concluded_on", "title", "term", "effective_from",
    "effective_to", "ends_on", "stage", "version", "updated_at",
}  # fmt: skip

_HASHED = ("concluded_on", "text_hash", "corrected_text_hash", "terms_hash")


def parties(found: Document, names: Names) -> str:
    """Return who the parties are, and how far each has come in this agreement."""
    known = {party["id"]: party for party in found["parties"]}
    rows = (
        (
            names.of(entry["party"]),
            words(known[entry["party"]]["kind"]),
            ", ".join(
                f"{each['scheme']} {each['value']}"
                for each in known[entry["party"]].get("identifiers", ())
            ),
            entry.get("class", ""),
            _measures(entry),
            words(entry.get("status", "")),
        )
        for entry in found["agreement"]["parties"]
        if entry["party"] in known
    )
    return table(("Name", "Kind", "Registered as", "Class", "Weighs", "In this agreement"), rows)


def _measures(entry: Document) -> str:
    return ", ".join(f"{each['name']} {each['value']}" for each in entry.get("measures", ()))


def agreed(known: Document, names: Names) -> str:
    """Return the agreement in its main facts."""
    holds = time(known.get("effective_from", ""), known.get("effective_to", ""))
    told = {"title": known["title"], "stage": known["stage"], "in force": holds}
    told |= {name: known[name] for name in _HASHED if name in known}
    return tree({name: each for name, each in told.items() if each}, names)


def of_agreement(found: Document, names: Names) -> Iterator[str]:
    """Return the sections on what was agreed."""
    known, text = found["agreement"], found["text"]
    besides = {name: each for name, each in known.items() if name not in _SHOWN_ELSEWHERE}
    besides = {name: each for name, each in besides.items() if name not in _HASHED}
    yield section("terms", "State and terms", agreed(known, names) + facts(besides, names))
    yield section(
        "bodies",
        "Bodies, and how they decide",
        "".join(_body(each, names) for each in known.get("bodies", ())),
    )
    clauses = "".join(
        f"<h3>{escape(each['num'])} {escape(each['heading'])}</h3>"
        f'<div class="text">{escape(each["text"])}</div>'
        + "".join(paragraph(note) for note in _emended(text, each["id"]))
        for each in text["clauses"]
    )
    hashed = paragraph(f"SHA-256 of the text of this day: {text['text_hash']}")
    notes = [each["in_words"] for name in ("annulled", "doubted") for each in text.get(name, ())]
    said = "".join(paragraph(names.sentence(note)) for note in notes)
    yield section("text", f"Text of {text['at']}", hashed + said + clauses)
    yield section(
        "signatures", "Signatures", _signatures(known, names) + rests(found["authority"], names)
    )
    for each in found["amendments"]:
        yield _amendment(each, names)


def _emended(text: Document, clause: str) -> list[str]:
    return [Emended(**each).in_words for each in text["errata"] if each["clause"] == clause]


def _body(body: Document, names: Names) -> str:
    seats = (
        (each["title"], names.of(each.get("party", "")), each.get("class", ""), _measures(each))
        for each in body["seats"]
    )
    head = f"<h3>{escape(body['name'])}</h3>"
    chair = paragraph(f"Presided over by: {names.post(body['chair'])}") if "chair" in body else ""
    rules = "".join(
        f"<h4>Motions of class {escape(each['class'])}</h4>{rule(each['rule'], names)}"
        for each in body.get("rules", ())
    )
    return head + chair + table(("Seat", "Of", "Class", "Weighs"), seats) + rules


def rule(found: Document, names: Names) -> str:
    """Return a rule: its name, where it stands, and what it lays down; how a choice is counted as it is written."""
    stands = f" ({found['citation']})" if "citation" in found else ""
    told = names.rules(found)
    method = "" if told else tree({"choice": found.get("choice", {})}, names)
    return paragraph(f"{found['name']}{stands}", "rule") + listed(told) + method


def _signatures(document: Document, names: Names) -> str:
    rows = (
        (
            names.of(each["party"]),
            names.of(each["signatory"]),
            each.get("capacity") or names.post(each.get("post", "")),
            each["signed_on"],
        )
        for each in document.get("signatures", ())
    )
    return table(("For", "By", "In the capacity of", "On"), rows)


def _amendment(each: Document, names: Names) -> str:
    amendment = each["amendment"]
    body = facts(
        amendment,
        names,
        ("stage", "drafted_on", "effective_from", "decision", "modifications_hash", "annulment"),
    )
    if "redline" in each:
        body += paragraph(f"SHA-256 of the text before: {each['text_hash_before']}")
        body += paragraph(f"SHA-256 of the text after: {each['text_hash_after']}")
        body += _redline(each["redline"])
    if amendment.get("provisions"):
        body += "<h3>Changes of the terms</h3>" + tree(amendment["provisions"], names)
    body += _signatures(amendment, names) + rests(each["authority"], names)
    return section(f"amendment-{amendment['id']}", f"Amendment: {amendment['title']}", body)


def _redline(changes: Iterable[Document]) -> str:
    return "".join(_clause(change) for change in changes)


def _clause(change: Document) -> str:
    name = f"{marked(change['num'])} {marked(change['heading'])}"
    return f'<h3>{name}</h3><p class="note">{change["change"]}</p><div class="text">{marked(change["text"])}</div>'
