"""The parts of which a page of facts is made: sections, tables, lists, and facts within facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from accord.text.comparing import Op

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


def facts(found: Mapping[str, Any], names: Sequence[str] | None = None) -> str:
    """Return what is said under some names, or under all but the links, as a list of terms."""
    wanted = [name for name in found if name != "links"] if names is None else names
    return tree({name: found[name] for name in wanted if name in found})


def tree(value: object) -> str:
    """Return facts within facts as lists within lists."""
    if isinstance(value, Mapping):
        told = "".join(
            f"<dt>{escape(str(name).replace('_', ' '))}</dt><dd>{tree(each)}</dd>"
            for name, each in value.items()
        )
        return f"<dl>{told}</dl>" if told else ""
    if isinstance(value, list | tuple):
        told = "".join(f"<li>{tree(each)}</li>" for each in value)
        return f"<ul>{told}</ul>" if told else ""
    return escape(
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )


def marked(pieces: Iterable[Mapping[str, str]]) -> str:
    """Return the pieces of a redline, with what was struck out and what was put in."""
    return "".join(_tagged(_TAGS[Op(piece["op"])], escape(piece["text"])) for piece in pieces)


def _tagged(tag: str, words: str) -> str:
    return f"<{tag}>{words}</{tag}>" if tag else words
