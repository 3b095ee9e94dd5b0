"""The consolidated text, and a redline, as pages that need nothing else and print well."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape

from accord.text.comparing import Op, Pieces
from accord.text.forms.document import Consolidated, Emended, name_of
from accord.text.redline import Change, ClauseChange

_STYLE = """
body { font: 1rem/1.5 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.note { font: .85rem/1.4 sans-serif; color: #555; }
table { border-collapse: collapse; width: 100%; font: .8rem/1.4 sans-serif; margin: .5rem 0; }
th, td { border: 1px solid #ccc; padding: .2rem .4rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 10rem 1fr; font: .8rem/1.4 sans-serif; margin: 0; }
h4 { margin: 1rem 0 0; } .verdict, .in_words, .rule { margin: .5rem 0; } .rule { font-style: italic; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; min-width: 0; } ul { padding-left: 1.2rem; }
ins { background: #d9f2d9; } del { background: #f8d7da; }
#history table { font-size: .7rem; } #history td:nth-child(6) { min-width: 12rem; }
@page { margin: 18mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); } }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid-page; }
  section.part { break-inside: auto; } tr, dt, dd, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
  thead { display: table-header-group; } }
"""
_TAGS = {Op.SAME: "", Op.INSERTED: "ins", Op.DELETED: "del"}


def html(text: Consolidated) -> str:
    """Return the text as a page; every clause is a section that can be linked to by its id."""
    sections = (
        _section(
            clause.id,
            escape(name_of(clause)),
            escape(clause.text),
            _notes_on(text, clause.id),
        )
        for clause in text.clauses
    )
    about = [f"As of {text.when}", *([f"as known {text.known}"] if text.known else [])]
    about += [f"SHA-256 of the text of this day: {text.hash}", *_amended(text), *text.notes]
    return page(text.title, about, sections, text.language)


def redline_html(
    title: str,
    about: Iterable[str],
    changes: Iterable[ClauseChange],
    errata: Collection[Emended] = (),
) -> str:
    """Return a redline as a page: what was struck out and put in, which clauses moved, what errata put right."""
    sections = (
        _section(
            change.id,
            " ".join(filter(None, (_marked(change.num), _marked(change.heading))))
            or escape(change.id),
            _marked(change.text),
            _notes(change) + _emended(errata, change.id),
        )
        for change in changes
    )
    return page(title, about, sections, "und")


def _notes_on(text: Consolidated, clause: str) -> list[str]:
    off = ["suspended on this day"] if clause in text.suspended else []
    return off + _emended(text.errata, clause)


def _emended(errata: Iterable[Emended], clause: str) -> list[str]:
    found = sorted((each for each in errata if each.clause == clause), key=lambda e: e.erratum)
    return [each.in_words for each in found]


def _amended(text: Consolidated) -> list[str]:
    days = ", ".join(amendment.name for amendment in text.amendments)
    return [f"with amendments in force from {days}"] if days else []


def _notes(change: ClauseChange) -> list[str]:
    notes = [] if change.change in (Change.UNCHANGED, Change.CHANGED) else [change.change.value]
    if change.moved_from is not None:
        behind = f"it stood behind {change.moved_from}" if change.moved_from else "it stood first"
        notes.append(f"moved: {behind}")
    return notes


def _marked(pieces: Pieces) -> str:
    return "".join(_tagged(_TAGS[piece.op], escape(piece.text)) for piece in pieces)


def _tagged(tag: str, words: str) -> str:
    return f"<{tag}>{words}</{tag}>" if tag else words


def _section(id_: str, name: str, words: str, notes: Iterable[str]) -> str:
    said = "".join(f'<p class="note">{escape(note)}</p>\n' for note in notes)
    return (
        f'<section id="{escape(id_)}">\n<h2>{name}</h2>\n{said}<div class="text">{words}</div>\n'
        "</section>\n"
    )


def page(title: str, about: Iterable[str], sections: Iterable[str], language: str) -> str:
    """Return sections as a page that needs nothing else."""
    said = " · ".join(escape(part) for part in about)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(title)}</h1>\n<p class="note">{said}</p>\n{"".join(sections)}'
        "</main>\n</body>\n</html>\n"
    )
