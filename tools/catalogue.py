"""Write the page of the catalogue of rules from its entries: `python -m tools.catalogue` (`--check` compares)."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from accord.rules import Explanation, evaluate, in_words
from accord.rules.catalogue import Alike, Case, CatalogueEntry, entries
from tools.reference import complaint

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "catalogue.md"
_HEAD = """# The catalogue of rules

Written from the entries by `python -m tools.catalogue`. Each rule has a name by which a draft, a revision or an
amendment can take it, as `{"catalogue": "two_thirds_cast"}`; what is recorded is the whole rule. A rule that stands
here never changes: what should be otherwise is another version, and agreements keep the one they took.

A citation says where an institution lays the rule down. It is a pointer and not advice: what binds you is your own
agreement. `GET /v1/rules/{id}` has each rule as data ([what that means](rules.md)) with the rolls on which it is
tried, at its bounds and beside them. What the words mean: [abstention, absence,
recusal](../explanation/abstention-absence-recusal.md).
"""


def main(arguments: Sequence[str]) -> str | None:
    """Write the page; with `--check` return a complaint where the page is not what it should be."""
    if "--check" in arguments:
        return complaint(PAGE, written(), "catalogue")
    PAGE.write_text(written(), encoding="utf-8")
    return None


def written() -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *_overview(), *(line for entry in entries() for line in _told(entry))])


def _overview() -> Iterator[str]:
    yield "| rule | what it asks for | used for |\n|---|---|---|"
    for entry in entries():
        yield f"| [`{entry.id}`](#{entry.id}) | {entry.name} | {'; '.join(entry.used_for)} |"
    yield ""


def _told(entry: CatalogueEntry) -> Iterator[str]:
    yield f"## {entry.id}\n"
    yield f"**{entry.name}** (version {entry.version})\n"
    yield f"{entry.says}\n"
    yield f"- Laid down in: {entry.citation}."
    yield f"- Used for: {'; '.join(entry.used_for)}."
    yield f"- For example: {_roll(entry.example)}: **{entry.example.verdict}**. {entry.example.why}\n"
    yield f"> {in_words(_judged(entry))}\n"


def _judged(entry: CatalogueEntry) -> Explanation:
    example = entry.example
    return evaluate(entry.rule, example.counted(), example.casting_vote).explanation


def _roll(example: Case) -> str:
    told = "; ".join(map(_alike, example.roll))
    given = example.casting_vote
    return told if given is None else f"{told}; casting vote {given.value}"


def _alike(alike: Alike) -> str:
    cls = f" {alike.cls}" if alike.cls else ""
    weights = ", ".join(f"{m.name} {m.value:f}" for m in alike.measures)
    each = f" ({weights}{' each' if alike.seats > 1 else ''})" if weights else ""
    by = " by declaration" if alike.declared else ""
    return f"{alike.seats}{cls} {alike.position.value.replace('_', ' ')}{by}{each}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
