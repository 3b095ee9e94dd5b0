"""List every command of the API from its own description: `python -m tools.commands` (`--check` compares)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from accord.http import create_app
from accord.wiring import build
from tools.reference import complaint

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "commands.md"
_HEAD = """# Commands

Written from the code by `python -m tools.commands`. Each is a fact that is posted to its address under
`/v1`, with an `Idempotency-Key`; those marked with ⟳ also need `If-Match` with the `ETag` that was read.
What is sent and what comes back is described by `/openapi.json`; what is recorded, by [events](events.md).
"""


def main(arguments: Sequence[str]) -> str | None:
    """Write the page; with `--check` return a complaint where the page is not what it should be."""
    page = written(described())
    if "--check" in arguments:
        return complaint(PAGE, page, "commands")
    PAGE.write_text(page, encoding="utf-8")
    return None


def described() -> dict[str, Any]:
    """Return the OpenAPI document of the API."""
    with tempfile.TemporaryDirectory() as folder:
        house = build(f"sqlite:///{folder}/empty.db")
        found: dict[str, Any] = create_app(house).test_client().get("/openapi.json").json
        house.close()
    return found


def written(api: dict[str, Any]) -> str:
    """Return the whole page."""
    by_tag = groupby(sorted(commands(api), key=_tag), key=_tag)
    return "\n".join([_HEAD, *(line for tag, found in by_tag for line in _chapter(tag, found))])


def commands(api: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return what records something, by address; a question that is put by POST creates nothing."""
    posts = ((path, item["post"]) for path, item in api["paths"].items() if "post" in item)
    return [(path, operation) for path, operation in posts if "201" in operation["responses"]]


def _tag(found: tuple[str, dict[str, Any]]) -> str:
    return str(found[1]["tags"][0])


def _chapter(tag: str, found: Iterator[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    yield f"## {tag.capitalize()}\n"
    yield "| address | what it does |\n|---|---|"
    for path, operation in found:
        yield f"| `{path.removeprefix('/v1')}`{_match(operation)} | {operation['summary']} |"
    yield ""


def _match(operation: dict[str, Any]) -> str:
    return (
        " ⟳"
        if any(p.get("name") == "If-Match" and p["required"] for p in operation["parameters"])
        else ""
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
