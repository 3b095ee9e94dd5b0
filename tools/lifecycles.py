"""Draw the lifecycles from the code: `python -m tools.lifecycles` (`--check` compares)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import accord.wiring  # noqa: F401 - loads every event
from accord.aggregates.lifecycle import BEGINNING, Lifecycle, Step
from accord.aggregates.lives import LIVES
from accord.events import EVENT_TYPES
from tools.reference import complaint

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "lifecycles.md"
_HEAD = """# Lifecycles

Written from the code by `python -m tools.lifecycles`. Each arrow is an event, or a day or an instant that
comes; what depends on the calendar is computed from dates, no event marks it. What leads to one stage from
many is said below its drawing, which could not be read otherwise; the table has every way. Then come the
events after which a thing stands where it stood. Random walks in `tests/lives/` hold that no accepted
sequence of commands takes another way, and stories that each of these ways can be taken.
"""


MANY = 5
"""From so many stages on a way to one stage is told and not drawn."""


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
    yield from _told(life)
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
    if still := _staying(life):
        yield f"These leave it where it stands: {', '.join(f'`{kind}`' for kind in still)}.\n"


def _staying(life: Lifecycle) -> list[str]:
    """Return the events of a life that lead from no stage to another, in the order of the code."""
    moving = {step.by.TYPE for step in life.steps if step.by}
    return [kind for kind in EVENT_TYPES if _of(kind, life) and kind not in moving]


def _of(kind: str, life: Lifecycle) -> bool:
    return kind.partition(".")[0] == life.name


def _listed(stages: Iterable[str]) -> str:
    return ", ".join(f"`{stage}`" for stage in sorted(stages))


def _arrows(life: Lifecycle) -> Iterator[str]:
    told = {step for steps in _from_many(life) for step in steps}
    for (before, after), together in _together(life):
        if not (steps := [step for step in together if step not in told]):
            continue
        words = ", ".join(_word(step) for step in steps)
        yield f"{before or '[*]'} --> {after}: {words}"
    yield from (f"{stage} --> [*]" for stage in sorted(life.ends))


def _told(life: Lifecycle) -> Iterator[str]:
    """Tell what leads to a stage from many, which is not drawn."""
    if not (ways := _from_many(life)):
        return
    yield "From many stages, and therefore not drawn:\n"
    ways.sort(key=_ends_of)
    for (after, befores), same in groupby(ways, key=_ends_of):
        by = " or ".join(_word(steps[0]) for steps in same)
        yield f"- {by} → `{after}`, from {', '.join(f'`{before}`' for before in befores)}"
    yield ""


def _ends_of(steps: Sequence[Step]) -> tuple[str, tuple[str, ...]]:
    return steps[0].after, tuple(step.before for step in steps)


def _from_many(life: Lifecycle) -> list[list[Step]]:
    """Return the ways to one stage, by one event or by time, that lead there from many stages."""
    order = _order(life)
    steps = sorted(life.steps, key=lambda s: (order[s.after], _word(s), order[s.before]))
    found = [list(same) for _, same in groupby(steps, key=lambda s: (s.after, s.by))]
    return [same for same in found if len(same) >= MANY]


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
