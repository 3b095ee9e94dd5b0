"""A dossier as a page that needs nothing else and prints well, also where it is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from accord.text.forms.decided import decision, rests
from accord.text.forms.html import page
from accord.text.forms.tables import facts, listed, marked, paragraph, section, table

Document = Mapping[str, Any]


def dossier_html(found: Document) -> str:
    """Return the dossier as a page: what was agreed and decided, on what it rests, where it is proved."""
    record = found["record"]
    about = [
        f"Dossier of {found['kind']} {found['id']}",
        f"as of {found['at']}",
        f"the record up to entry {record['position']} of {record['recorded_at']}",
    ]
    names = {party["id"]: party.get("name") or party["id"] for party in found["parties"]}
    return page(found["title"], about, _sections(found, names), "en")


def _sections(found: Document, names: Mapping[str, str]) -> Iterator[str]:
    if "text" not in found:
        whose = found["agreement"]
        yield section("agreement", "Agreement", facts(whose, ("title", "id", "stage", "text_hash")))
    yield section("parties", "Parties", _parties(found))
    if "text" in found:
        yield from _agreement(found, names)
    for each in found["decisions"]:
        yield decision(each, names)
    for name in ("meetings", "obligations", "disputes"):
        if entries := found.get(name):
            yield section(name, name.capitalize(), "".join(facts(each) for each in entries))
    yield section("findings", "Findings", listed(each["sentence"] for each in found["findings"]))
    yield section("exceptions", "Out of the ordinary", _exceptions(found["exceptions"]))
    yield section("history", "What happened", _history(found["history"]))
    yield section("record", "Where it is proved", _record(found["record"]))


def _parties(found: Document) -> str:
    since = {entry["party"]: entry.get("status", "") for entry in found["agreement"]["parties"]}
    rows = (
        (party.get("name") or "", party["kind"], party["id"], since.get(party["id"], ""))
        for party in found["parties"]
    )
    return table(("Name", "Kind", "Id", "In this agreement"), rows)


def _agreement(found: Document, names: Mapping[str, str]) -> Iterator[str]:
    known = found["agreement"]
    skipped = (
        "parties",
        "clauses",
        "bodies",
        "signatures",
        "amendments",
        "told",
        "links",
        "id",
        "title",
    )
    yield section(
        "terms", "State and terms", facts({k: v for k, v in known.items() if k not in skipped})
    )
    yield section("bodies", "Bodies", "".join(facts(body) for body in known.get("bodies", ())))
    text = found["text"]
    clauses = "".join(
        f"<h3>{escape(each['num'])} {escape(each['heading'])}</h3>"
        f'<div class="text">{escape(each["text"])}</div>'
        for each in text["clauses"]
    )
    notes = [each["in_words"] for name in ("annulled", "doubted") for each in text.get(name, ())]
    said = paragraph(f"SHA-256 {text['text_hash']}") + "".join(map(paragraph, notes))
    yield section("text", f"Text of {text['at']}", said + clauses)
    yield section("signatures", "Signatures", _signatures(known, names) + rests(found["authority"]))
    for each in found["amendments"]:
        yield _amendment(each, names)
    yield section("knowledge", "Who was told what", _told(found, names))
    yield section(
        "roles", "Posts, and who held them", "".join(_role(each, names) for each in found["roles"])
    )


def _told(found: Document, names: Mapping[str, str]) -> str:
    known = found["knowledge"]
    rows = [
        (f"notice {notice['notice']}", names.get(each["party"], each["party"]), *_learned(each))
        for notice in known["notices"]
        for each in notice["parties"]
    ]
    rows += [
        (
            f"text of {each['text_of']}",
            names.get(each["party"], each["party"]),
            each["on"],
            each["how"],
        )
        for each in known["texts"]
    ]
    return table(("Of what", "Party", "Knows since", "How"), rows)


def _learned(party: Document) -> tuple[str, str]:
    """Return since when a party is shown to know of a notice, and by what; the record may show nothing."""
    how = "; ".join(
        " ".join(filter(None, (told["how"], told.get("means"), told["on"])))
        for told in party["told"]
    )
    return party.get("knows_since", ""), how or "the record does not show it"


def _signatures(document: Document, names: Mapping[str, str]) -> str:
    rows = (
        (
            names.get(each["party"], each["party"]),
            each["signatory"],
            each.get("capacity", each.get("post", "")),
            each["signed_on"],
        )
        for each in document.get("signatures", ())
    )
    return table(("For", "By", "In the capacity of", "On"), rows)


def _amendment(each: Document, names: Mapping[str, str]) -> str:
    amendment = each["amendment"]
    keys = ("id", "stage", "effective_from", "decision", "modifications_hash")
    body = facts(amendment, keys) + facts(amendment.get("annulment", {}))
    if "redline" in each:
        body += paragraph(f"from SHA-256 {each['text_hash_before']} to {each['text_hash_after']}")
        body += "".join(_clause(change) for change in each["redline"])
    body += _signatures(amendment, names) + rests(each["authority"])
    return section(f"amendment-{amendment['id']}", f"Amendment: {amendment['title']}", body)


def _clause(change: Document) -> str:
    name = f"{marked(change['num'])} {marked(change['heading'])}"
    return f'<h3>{name}</h3><p class="note">{change["change"]}</p><div class="text">{marked(change["text"])}</div>'


def _role(role: Document, names: Mapping[str, str]) -> str:
    rows = (
        (
            each["holder"],
            names.get(each["party"], each["party"]),
            each["effective_from"],
            each.get("effective_to", ""),
            each.get("authority", ""),
        )
        for block in ("assignments", "actings")
        for each in role.get(block, ())
    )
    title = f"<h3>{escape(role['title'])} ({escape(role['post'])})</h3>"
    return title + table(("Holder", "Of", "From", "No longer from", "By authority of"), rows)


def _exceptions(items: Iterable[Document]) -> str:
    rows = (
        (str(item["position"]), item["sentence"], why["code"], why["why"])
        for item in items
        for why in item["exceptions"]
    )
    return table(("Entry", "What happened", "Code", "Why"), rows)


def _history(items: Iterable[Document]) -> str:
    rows = (
        (
            str(item["position"]),
            item["recorded_at"],
            item.get("occurred_on") or item.get("occurred_at", ""),
            item.get("effective_from", ""),
            item["sentence"],
            item["authority"],
        )
        for item in items
    )
    return table(
        ("Entry", "Recorded at", "Occurred", "Holds from", "What happened", "Authority"), rows
    )


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _record(record: Document) -> str:
    return paragraph(
        f"This page tells {_entries(len(record['entries']))} of the record, which it knows up to entry "
        f"{record['position']}. How far the record has come is signed at {record['checkpoint']}; "
        f"{record['receipts']} proves that an entry stands in it, where the index is its position less one."
    )
