"""An agreement's life, on a page: who knew, who held which post, who met, what was owed, what was disputed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from accord.text.forms.called import Document, Names, last, words
from accord.text.forms.tables import facts, listed, table, tree


def told(known: Document, names: Names) -> str:
    """Return which party knew of which notice and of which text since when, and by what."""
    rows = [
        (_notice(notice, names), names.of(each["party"]), *_learned(each))
        for notice in known["notices"]
        for each in notice["parties"]
    ]
    rows += [
        (f"text of {each['text_of']}", names.of(each["party"]), each["on"], each["how"])
        for each in known["texts"]
    ]
    return table(("Of what", "Party", "Knows since", "How"), rows)


def _notice(notice: Document, names: Names) -> str:
    given = f"{words(notice['kind'])}, given on {notice['given_on']}"
    back = ", taken back since" if notice.get("withdrawn") else ""
    return f"notice {notice['notice']} of {names.of(notice['party'])}: {given}{back}"


def _learned(party: Document) -> tuple[str, str]:
    """Return since when a party is shown to know of a notice, and by what; the record may show nothing."""
    how = "; ".join(
        " ".join(filter(None, (words(each["how"]), words(each.get("means", "")), each["on"])))
        for each in party["told"]
    )
    return party.get("knows_since", ""), how or "the record does not show it"


def posts(roles: Iterable[Document], names: Names) -> str:
    """Return who held each post, and who acted in it."""
    return "".join(
        _post(each, names) for each in sorted(roles, key=lambda role: str(role["title"]))
    )


def _post(role: Document, names: Names) -> str:
    rows = (
        (
            names.of(each["holder"]),
            names.of(each["party"]),
            each["effective_from"],
            _last(each),
            names.authority(each.get("authority", "")),
            "acting" if block == "actings" else words(each.get("ended_by", "")),
        )
        for block in ("assignments", "actings")
        for each in role.get(block, ())
    )
    head = ("Holder", "Of", "From", "Up to and including", "By authority of", "Note")
    held = table(head, rows) or '<p class="note">Nobody was appointed to it.</p>'
    return f"<h3>{escape(role['title'])}</h3>{held}"


def _last(entry: Document) -> str:
    """Return the last day, if there is an end; who was taken back from the first day on held it on none."""
    if "effective_to" not in entry:
        return ""
    return (
        "on no day"
        if entry["effective_to"] <= entry["effective_from"]
        else last(entry["effective_to"])
    )


def meetings(found: Iterable[Document], names: Names) -> str:
    """Return each meeting: when and where, its agenda, who was there, and its minutes."""
    return "".join(_meeting(each, names) for each in found)


def _meeting(meeting: Document, names: Names) -> str:
    rows = (
        (names.post(each["seat"]), names.of(each.get("holder", "")), words(each["status"]))
        for each in meeting.get("attendance", ())
    )
    title = f"<h3>{escape(names.body(meeting['body']))}, {words(meeting['starts'])}</h3>"
    besides = {
        name: each for name, each in meeting.items() if name not in ("attendance", "starts", "body")
    }
    return title + facts(besides, names) + table(("Seat", "Held by", "Was"), rows)


def obligations(found: Iterable[Document], names: Names) -> str:
    """Return what was owed by whom to which day, and what became of it, in the order of the days."""
    due = sorted(found, key=lambda each: (each["due_on"], names.of(each["party"])))
    rows = (
        (
            each["due_on"],
            names.of(each["party"]),
            _owed(each, names),
            words(each["status"]) + (", overdue" if each.get("overdue") else ""),
            "; ".join(_step(step) for step in each["course"]),
        )
        for each in due
    )
    return table(("Due on", "Owed by", "What", "State", "What happened"), rows)


def _owed(each: Document, names: Names) -> str:
    amount = " ".join(filter(None, (each.get("amount", ""), each.get("unit", ""))))
    clause = (
        f"clause {names.clauses.get(each['clause'], each['clause'])}" if "clause" in each else ""
    )
    return ", ".join(filter(None, (each["title"], amount, clause)))


def _step(step: Document) -> str:
    amount = f" ({step['amount']})" if "amount" in step else ""
    return f"{words(step['status'])}{amount} since {step['since']}"


def disputes(found: Iterable[Document], names: Names) -> str:
    """Return each dispute: between whom, about what, and its course."""
    return "".join(
        f"<h3>{escape(str(each.get('title', 'Dispute')))}</h3>{tree(_without(each), names)}"
        for each in found
    )


def _without(dispute: Document) -> Document:
    skipped = ("title", "links", "id", "agreement", "version", "updated_at", "zone")
    return {name: each for name, each in dispute.items() if name not in skipped}


def otherwise(items: Iterable[Document], names: Names) -> str:
    """Return what later entries changed for what was certified, signed, adopted or appointed, and what was done."""
    return listed(
        names.sentence(f"“{names.of(each['subject'])}”: {known_since(each)}") for each in items
    )


def known_since(item: Document) -> str:
    """Return what an impact item says, and how far it has come; of one that fell away only that."""
    told = item.get("in_words", "The basis is again what it was taken to be.")
    more = [words(item["outcome"])] if "outcome" in item else []
    return f"{told} ({', '.join([words(item['status']), *more])})"
