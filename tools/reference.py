"""Write the reference of every event from the code: `python -m tools.reference` (`--check` compares).

What cannot be said by types comes from the golden files: one real entry, and which events carry valid time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import Any, get_type_hints

import accord.wiring  # noqa: F401 - loads every event
from accord.events import EVENT_TYPES, Circumstances, Event
from accord.rules import Explanation, Rule
from accord.rules.choices import ChoiceExplanation, Paper
from tools.entry import ENV, HEAD, VALID_TIME
from tools.shapes import is_optional, meaning, parts_of, table, word

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference" / "events.md"
GOLDEN = ROOT / "tests" / "golden"
EXAMPLE = "role-revoked-1"

_OWN_FORM: dict[type, tuple[str, str]] = {
    Rule: ("agreement-rule_drafted-1", "rule"),
    Explanation: ("decision-certified-1", "explanation"),
    ChoiceExplanation: ("decision-choice_certified-1", "explanation"),
    Paper: ("decision-choice_cast-1", "choice"),
}
"""Parts that write themselves, and where a golden file has one."""

_CHAPTERS = {
    "register": "The register",
    "party": "Parties",
    "identifier": "Identifiers",
    "agreement": "Agreements",
    "role": "Roles",
    "decision": "Decisions",
    "docket": "Dockets of bodies",
    "amendment": "Amendments",
    "meeting": "Meetings",
    "obligation": "Obligations",
    "dispute": "Disputes",
    "impact": "Impact items",
    "schedule": "Schedules of obligations",
    "correction": "Corrections of the record",
}


def main(arguments: Sequence[str]) -> str | None:
    """Write the page; with `--check` return a complaint where the page is not what it should be."""
    page = written()
    if "--check" not in arguments:
        REFERENCE.write_text(page, encoding="utf-8")
        return None
    return complaint(REFERENCE, page)


def complaint(file: Path, page: str, tool: str = "reference") -> str | None:
    """Return what is wrong with the file as it stands, None where nothing is."""
    if file.exists() and file.read_text(encoding="utf-8") == page:
        return None
    return f"{file.name} is not what the code says; run `python -m tools.{tool}`"


def written() -> str:
    """Return the whole page."""
    shipped = [kind for name, kind in EVENT_TYPES.items() if not name.startswith("test_")]
    parts = [HEAD, *_environment(), *_example(), _every_event()]
    for chapter, kinds in groupby(sorted(shipped, key=_order), key=_chapter):
        parts += [f"## {_CHAPTERS[chapter]}\n", *map(_told, kinds)]
    parts += ["## Parts of events\n", *map(_part, parts_of(shipped, _OWN_FORM))]
    return "\n".join(parts)


def _chapter(kind: type[Event]) -> str:
    return kind.TYPE.partition(".")[0]


def _order(kind: type[Event]) -> int:
    """By chapter; within one, as they are written in the code, which is the order of life."""
    return list(_CHAPTERS).index(_chapter(kind))


def _environment() -> Iterator[str]:
    yield "### What stands in `env`\n"
    hints = get_type_hints(Circumstances)
    rows = [(f.name, hints[f.name], f) for f in fields(Circumstances)]
    yield "| key | what it is | as |\n|---|---|---|"
    for name, hint, field in rows:
        required = "" if is_optional(field) else ", always"
        yield f"| `{name}` | {ENV[name]} | {word(hint)}{required} |"
    for name, what in VALID_TIME.items():
        yield f"| `{name}` | {what} | day |"
    yield ""


def _example() -> Iterator[str]:
    entry = (GOLDEN / f"{EXAMPLE}.json").read_text(encoding="utf-8")
    yield f"### An entry, byte for byte ({len(entry.encode())} bytes on one line)\n"
    yield f"```json\n{entry.strip()}\n```\n"


def _every_event() -> str:
    return (
        "### What every event may carry\n\n"
        "`reason` (text, **disclosed**): why it was done. `effective_from` and `effective_to`, which "
        "stand in `env`: each event below says whether it uses them.\n"
    )


def _told(kind: type[Event]) -> str:
    parts = [f"### `{kind.TYPE}`\n", meaning(kind), ""]
    rows = list(table(kind, but=Event))
    parts += [*rows, ""] if rows else ["It has no fields of its own.\n"]
    if times := _valid_time(kind):
        parts.append(f"In `env`: {' and '.join(f'`{name}`' for name in times)}.\n")
    return "\n".join(parts)


def _valid_time(kind: type[Event]) -> list[str]:
    stem = kind.TYPE.replace(".", "-").replace("/", "-")
    found = {name for file in GOLDEN.glob(f"{stem}*.json") for name in _golden(file.stem)["env"]}
    return [name for name in VALID_TIME if name in found]


def _golden(stem: str) -> Any:  # noqa: ANN401 - JSON is any value
    return json.loads((GOLDEN / f"{stem}.json").read_text(encoding="utf-8"))


def _part(kind: type) -> str:
    head = [f"### {kind.__name__}\n", meaning(kind), ""]
    if kind in _OWN_FORM:
        return "\n".join([*head, "For example:\n", _own_form(kind)])
    return "\n".join([*head, *table(kind), ""])


def _own_form(kind: type) -> str:
    file, field = _OWN_FORM[kind]
    found = _golden(file)["data"][field]
    return f"```json\n{json.dumps(found, indent=2, ensure_ascii=False)}\n```\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
