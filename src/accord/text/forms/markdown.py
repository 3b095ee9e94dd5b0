"""The consolidated text in Markdown, as the clauses have it."""

from __future__ import annotations

from accord.text.forms.document import Consolidated, name_of


def markdown(text: Consolidated) -> str:
    """Return the title and each clause under its number and heading; the wording is not escaped."""
    parts = [f"# {text.title}", *(f"> {note}" for note in text.notes)]
    for clause in text.clauses:
        off = " (suspended)" if clause.id in text.suspended else ""
        parts.append(f"## {name_of(clause)}{off}\n\n{clause.text.strip()}")
        parts += [f"*{each.in_words}*" for each in text.errata_in(clause.id)]
    return "\n\n".join(parts) + "\n"
