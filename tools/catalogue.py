"""Write the page of the catalogue of rules from its entries: `python -m tools.catalogue` (`--check` compares)."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from accord.rules.catalogue import Case, CatalogueEntry, entries
from tools.reference import complaint

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "catalogue.md"
_HEAD = """# The catalogue of rules

Written from the entries by `python -m tools.catalogue`. Each rule has a name by which a draft, a revision or an
amendment can take it, as `{"catalogue": "two_thirds_cast"}`; what is recorded is the whole rule. A rule that stands
here never changes: what should be otherwise is another version, and agreements keep the one they took.

A citation says where an institution lays the rule down. It is a pointer and not advice: what binds you is your own
agreement. `GET /v1/rules/{id}` has each rule as data ([what that means](rules.md)) with the rolls on which it is
tried, at its bounds and beside them, each as it can be sent to `POST /v1/rules/evaluation`. What the words mean:
[abstention, absence, recusal](../explanation/abstention-absence-recusal.md).
"""

_MISSING = """## What is not here, and why

- **Another number of a class that blocks** than the four of `four_fifths_without_class_block`: write the number of
  your own agreement into its last test.
- **Bloc STAR**, by which PEP 13 elects its Steering Council since 10 December 2024: points, then a run-off of two for
  each seat. There is no method of this kind.
- **More than `consent`.** That an objection is reasoned, is ruled out, met by an amendment, or withdrawn is not
  counted: it is done, and recorded, before the vote is closed (`objections` in [the rules](rules.md)).
"""


def main(arguments: Sequence[str]) -> str | None:
    """Write the page; with `--check` return a complaint where the page is not what it should be."""
    if "--check" in arguments:
        return complaint(PAGE, written(), "catalogue")
    PAGE.write_text(written(), encoding="utf-8")
    return None


def written() -> str:
    """Return the whole page."""
    told = (line for entry in entries() for line in _told(entry))
    return "\n".join([_HEAD, *_overview(), *told, _MISSING])


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
    yield f"> {entry.example.tried(entry.rule).in_words}\n"


def _roll(example: Case) -> str:
    sent: Mapping[str, Any] = example.roll
    if example.chosen is not None:
        return _ballots(sent)
    told = "; ".join(map(_alike, sent["seats"]))
    given = sent.get("context", {}).get("casting_vote")
    return told if given is None else f"{told}; casting vote {given}"


def _ballots(sent: Mapping[str, Any]) -> str:
    """Tell ballots that are alike once: "2 for `a` before `b`", say."""
    told = [f"{each.get('n', 1)} {_paper(each['choice'])}" for each in sent["ballots"]]
    costs = [each for each in sent["options"] if "cost" in each]
    priced = ", ".join(f"{each['option']} costs {each['cost']}" for each in costs)
    return "; ".join([*told, *([priced] if priced else [])])


def _paper(choice: list[Any]) -> str:
    if not choice:
        return "blank"
    if isinstance(choice[0], list):
        return "for " + " before ".join(" and ".join(tier) for tier in choice)
    if isinstance(choice[0], dict):
        return "giving " + ", ".join(f"{each['option']} {each['points']}" for each in choice)
    return f"for {' and '.join(choice)}"


def _alike(seats: dict[str, Any]) -> str:
    many, cls = seats.get("n", 1), f" {seats['cls']}" if "cls" in seats else ""
    known = ("position", "n", "cls", "declared")
    weights = ", ".join(f"{name} {seats[name]}" for name in seats if name not in known)
    each = f" ({weights}{' each' if many > 1 else ''})" if weights else ""
    by = " by declaration" if seats.get("declared") else ""
    return f"{many}{cls} {seats['position'].replace('_', ' ')}{by}{each}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
