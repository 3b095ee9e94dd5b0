"""The page of lifecycles says what the tables in the code say, and says so when it does not."""

from __future__ import annotations

from tools.lifecycles import PAGE, main, written
from tools.reference import complaint

from accord.aggregates.lives import LIVES
from accord.events import EVENT_TYPES


def test_the_committed_page_is_what_the_code_says():
    assert main(["--check"]) is None


def test_every_life_is_drawn_with_every_stage():
    page = written()

    for life in LIVES:
        chapter = page.partition(f"## {life.name.capitalize()}\n")[2].partition("\n## ")[0]
        assert [stage for stage in sorted(life.stages) if f"| `{stage}` |" not in chapter] == []


def test_every_event_of_a_life_stands_in_its_chapter():
    page, names = written(), {life.name for life in LIVES}

    for kind in EVENT_TYPES:
        name = kind.partition(".")[0]
        chapter = page.partition(f"## {name.capitalize()}\n")[2].partition("\n## ")[0]
        assert name not in names or f"`{kind}`" in chapter, kind


def test_every_way_is_drawn_or_told_to_lead_there_from_many_stages():
    for life, chapter in zip(LIVES, written().split("\n## ")[1:], strict=True):
        drawn, told = chapter.partition("```\n")[0], chapter.partition("not drawn:\n")[2]
        arrows = {tuple(line.split(":")[0].split()) for line in drawn.splitlines() if "-->" in line}
        lines = [line for line in told.splitlines() if line.startswith("- ")]
        for step in life.steps:
            arrow = (step.before or "[*]", "-->", step.after)
            many = [x for x in lines if f"→ `{step.after}`" in x and f"`{step.before}`" in x]
            assert arrow in arrows or many, step


def test_a_page_that_says_something_else_is_complained_about(tmp_path):
    stale = tmp_path / PAGE.name
    stale.write_text("nothing", encoding="utf-8")

    assert "python -m tools.lifecycles" in str(complaint(stale, written(), "lifecycles"))
