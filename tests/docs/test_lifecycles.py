"""The page of lifecycles says what the tables in the code say, and says so when it does not."""

from __future__ import annotations

from tools.lifecycles import PAGE, main, written
from tools.reference import complaint

from accord.aggregates.lives import LIVES


def test_the_committed_page_is_what_the_code_says():
    assert main(["--check"]) is None


def test_every_life_is_drawn_with_every_stage():
    page = written()

    for life in LIVES:
        chapter = page.partition(f"## {life.name.capitalize()}\n")[2].partition("\n## ")[0]
        assert [stage for stage in sorted(life.stages) if f"| `{stage}` |" not in chapter] == []


def test_a_page_that_says_something_else_is_complained_about(tmp_path):
    stale = tmp_path / PAGE.name
    stale.write_text("nothing", encoding="utf-8")

    assert "python -m tools.lifecycles" in str(complaint(stale, written(), "lifecycles"))
