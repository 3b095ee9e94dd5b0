"""What happened, on a page: every entry with both its clocks and who recorded it, and where it is proved."""

from __future__ import annotations

from collections.abc import Iterable

from accord.text.forms.called import Document, Names, last, words
from accord.text.forms.tables import paragraph, table


def history(items: Iterable[Document], names: Names, own: str) -> str:
    """Return every entry in order: when it was recorded and by whom, when it happened, for which days it holds."""
    rows = (
        (
            str(item["position"]),
            words(item["recorded_at"]),
            _who(item, names),
            words(item.get("occurred_on") or item.get("occurred_at", "")) or "when it was recorded",
            _holds(item),
            _what(item, names, own),
            names.authority(item["authority"]),
        )
        for item in items
    )
    head = (
        "Entry",
        "Recorded at",
        "Recorded by",
        "Happened",
        "Holds",
        "What happened",
        "By authority of",
    )
    return table(head, rows)


def _who(item: Document, names: Names) -> str:
    """Say who recorded an entry, for whom, and whose act it was where that is another person's."""
    whose = names.of(item["on_behalf_of"]["id"])
    told = f"{names.of(item['recorded_by'])}, for {whose}"
    asserted = item.get("asserted_by")
    return f"{told}; as said by {names.of(asserted)}" if asserted else told


def _holds(item: Document) -> str:
    until = f"up to and including {last(item['effective_to'])}" if "effective_to" in item else ""
    return " ".join(filter(None, (item.get("effective_from", ""), until)))


def _what(item: Document, names: Names, own: str) -> str:
    """Say what happened, and to what unless that is what the file is about."""
    about = _about(item, names, own)
    late = " (entered late)" if item.get("retroactive") else ""
    reason = f" Reason: {item['reason']}" if item.get("reason") else ""
    corrected = "".join(
        f" Corrected by entry {each['position']}: {each['sentence']}{_now(each)}"
        for each in item.get("corrections", ())
    )
    return about + names.sentence(item["sentence"]) + late + reason + names.sentence(corrected)


def _now(corrected: Document) -> str:
    """Say what a disclosed text should have been, as long as it is not erased."""
    return f" It should be “{corrected['now']}”." if "now" in corrected else ""


def _about(item: Document, names: Names, own: str) -> str:
    of = "" if item["id"] == own else names.things.get(item["id"], "")
    return f"{of}: " if of and of not in item["sentence"] else ""


def exceptions(items: Iterable[Document], names: Names, own: str) -> str:
    """Return what was out of the ordinary, and why."""
    rows = (
        (
            str(item["position"]),
            _about(item, names, own) + names.sentence(item["sentence"]),
            words(why["code"]),
            names.sentence(why["why"]),
        )
        for item in items
        for why in item["exceptions"]
    )
    return table(("Entry", "What happened", "Kind", "Why it is shown"), rows)


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def proved(record: Document) -> str:
    """Say up to which entry this knows, and where that is signed and proved."""
    return paragraph(
        f"This page tells {_entries(len(record['entries']))} of the record, which it knows up to and including entry "
        f"{record['position']}. How far the record has come is signed at {record['checkpoint']}; "
        f"{record['receipts']} proves that an entry stands in it, where the index is its position less one."
    )
