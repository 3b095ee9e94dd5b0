"""The page of the catalogue says what its entries say, and says so when it does not."""

from __future__ import annotations

import re

from tools.catalogue import PAGE, main, written
from tools.reference import complaint

from accord.rules.catalogue import entries


def test_the_committed_page_is_what_the_entries_say():
    assert main(["--check"]) is None


def test_every_rule_stands_there_in_words_with_its_citation_its_use_and_an_example():
    page = written()

    for entry in entries():
        chapter = page.partition(f"\n## {entry.id}\n")[2].partition("\n## ")[0]
        for said in (entry.name, entry.says, entry.citation, *entry.used_for, entry.example.why):
            assert said in chapter, entry.id
        assert f"**{entry.example.verdict}**" in chapter
        assert f"\n> {entry.example.verdict.value.capitalize()}" in chapter


def test_every_rule_is_linked_from_the_overview():
    page = written()

    linked = set(re.findall(r"\]\(#(\w+)\)", page))
    assert linked == set(re.findall(r"^## (\w+)$", page, re.MULTILINE))


def test_a_page_that_says_something_else_is_complained_about(tmp_path):
    stale = tmp_path / PAGE.name
    stale.write_text("nothing", encoding="utf-8")

    assert "python -m tools.catalogue" in str(complaint(stale, written(), "catalogue"))
