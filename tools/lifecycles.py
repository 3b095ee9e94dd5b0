"""Draw the lifecycles from the code: `python -m tools.lifecycles` (`--check` compares)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from accord.aggregates.lifecycle import BEGINNING, Lifecycle, Step
from accord.aggregates.lives import LIVES
from tools.reference import complaint

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "lifecycles.md"
_HEAD = """# Lifecycles

Written from the code by `python -m tools.lifecycles`. Each arrow is an event, or a day or an instant that
comes; what depends on the calendar is computed from dates, no event marks it. An event that leads from a
stage to the same stage is no arrow. Random walks in `tests/lives/` hold that no accepted sequence of
commands takes another way, and stories that each of these ways can be taken.
"""


def main(arguments: Sequence[str]) -> str | None:
    """Write the page; with `--check` return a complaint where the page is not what it should be."""
    if "--check" in arguments:
        return complaint(PAGE, written(), "lifecycles")
    PAGE.write_text(written(), encoding="utf-8")
    return None


def written() -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *(line for life in LIVES for line in _life(life))])


def _life(life: Lifecycle) -> Iterator[str]:
    yield f"## {life.name.capitalize()}\n"
    yield "```mermaid\nstateDiagram-v2"
    yield from (f"    {line}" for line in _arrows(life))
    yield "```\n"
    ends, over = _listed(life.ends), _listed(life.over)
    yield (
        f"Ends: {ends}.\n"
        if ends
        else "It has no end of its own: from each stage something leads.\n"
    )
    if over:
        yield (
            f"It has ended, too, once it is one of: {over}. What still leads on from there winds up what has "
            "ended, or declares that it never was.\n"
        )
    yield "| from | to | by |\n|---|---|---|"
    yield from _rows(life)
    yield ""


def _listed(stages: Iterable[str]) -> str:
    return ", ".join(f"`{stage}`" for stage in sorted(stages))


def _arrows(life: Lifecycle) -> Iterator[str]:
    for (before, after), steps in _together(life):
        words = ", ".join(_word(step) for step in steps)
        yield f"{before or '[*]'} --> {after}: {words}"
    yield from (f"{stage} --> [*]" for stage in sorted(life.ends))


def _rows(life: Lifecycle) -> Iterator[str]:
    for (before, after), steps in _together(life):
        by = ", ".join(
            f"`{step.by.TYPE}`" if step.by else "the day or instant comes" for step in steps
        )
        yield f"| {f'`{before}`' if before else 'nothing'} | `{after}` | {by} |"


def _together(life: Lifecycle) -> Iterator[tuple[tuple[str, str], list[Step]]]:
    order = _order(life)
    steps = sorted(
        life.steps, key=lambda s: (order[s.before], order[s.after], s.by.TYPE if s.by else "")
    )
    for stages, same in groupby(steps, key=lambda s: (s.before, s.after)):
        yield stages, list(same)


def _order(life: Lifecycle) -> dict[str, int]:
    """Stages in the order in which a life can first reach them."""
    found = [BEGINNING]
    for stage in found:
        found += sorted({s.after for s in life.steps if s.before == stage} - set(found))
    return {stage: place for place, stage in enumerate(found)}


def _word(step: Step) -> str:
    if step.by is None:
        return "time"
    return step.by.TYPE.partition(".")[2].partition("/")[0].replace("_", " ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
