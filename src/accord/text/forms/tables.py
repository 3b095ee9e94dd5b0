"""The parts of which a page of facts is made: sections, tables, lists, and facts within facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from accord.text.comparing import Op
from accord.text.forms.called import Names, last

_UNSAID = {"links", "id", "agreement", "version", "updated_at", "zone", "key", "told"}
"""What is the same throughout, stands in the title, or is of use to machines alone."""
_LAST_DAYS = {"effective_to": "up to and including", "ends_on": "up to and including"}
_LABELS = {
    "effective_from": "holds from",
    "text_hash": "SHA-256 of the text as adopted",
    "terms_hash": "SHA-256 of the terms as adopted",
    "rule_hash": "SHA-256 of the rule",
    "sha256": "SHA-256",
    "deadline": "deadline for signing",
    "op": "act",
}
_TAGS = {Op.SAME: "", Op.INSERTED: "ins", Op.DELETED: "del"}


def section(id_: str, title: str, body: str) -> str:
    """Return a section with its heading; one without anything says so."""
    told = body or paragraph("None.")
    return (
        f'<section class="part" id="{escape(id_)}">\n<h2>{escape(title)}</h2>\n{told}\n</section>\n'
    )


def paragraph(words: str, class_: str = "note") -> str:
    """Return words as a paragraph."""
    return f'<p class="{escape(class_)}">{escape(words)}</p>'


def listed(sentences: Iterable[str]) -> str:
    """Return sentences as a list, nothing where there is none."""
    told = "".join(f"<li>{escape(each)}</li>" for each in sentences)
    return f"<ul>{told}</ul>" if told else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows of words as a table, nothing where there is none."""
    told = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows
    )
    named = "".join(f"<th>{escape(name)}</th>" for name in head)
    return f"<table><thead><tr>{named}</tr></thead><tbody>\n{told}</tbody></table>" if told else ""


def facts(found: Mapping[str, Any], names: Names, only: Sequence[str] | None = None) -> str:
    """Return what is said under some names, or under all that say something to a reader, as a list of terms."""
    wanted = found if only is None else only
    return tree({name: found[name] for name in wanted if name in found}, names)


def tree(value: object, names: Names, under: str = "") -> str:
    """Return facts within facts as lists within lists, in words."""
    if isinstance(value, Mapping):
        told = "".join(
            _term(str(name), each, names) for name, each in value.items() if name not in _UNSAID
        )
        return f"<dl>{told}</dl>" if told else ""
    if isinstance(value, list | tuple):
        told = "".join(f"<li>{tree(each, names, under)}</li>" for each in value)
        return f"<ul>{told}</ul>" if told else "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return escape(names.value(under, str(value)))


def _term(name: str, value: object, names: Names) -> str:
    if name in _LAST_DAYS and isinstance(value, str):
        return f"<dt>{_LAST_DAYS[name]}</dt><dd>{escape(last(value))}</dd>"
    label = _LABELS.get(name, name.replace("_", " "))
    return f"<dt>{escape(label)}</dt><dd>{tree(value, names, name)}</dd>"


def marked(pieces: Iterable[Mapping[str, str]]) -> str:
    """Return the pieces of a redline, with what was struck out and what was put in."""
    return "".join(_tagged(_TAGS[Op(piece["op"])], escape(piece["text"])) for piece in pieces)


def _tagged(tag: str, words: str) -> str:
    return f"<{tag}>{words}</{tag}>" if tag else words
