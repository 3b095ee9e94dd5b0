"""The list of commands says what the API says, and says so when it does not."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT
from tools.commands import PAGE, commands, described, main, written
from tools.reference import complaint


def test_the_committed_list_is_what_the_api_says():
    assert main(["--check"]) is None


def test_every_command_stands_in_it_once():
    api = described()
    posts = [path.removeprefix("/v1") for path, _ in commands(api)]
    page = written(api)

    assert [path for path in posts if page.count(f"| `{path}`") != 1] == []


def test_a_list_that_says_something_else_is_complained_about(tmp_path):
    stale = tmp_path / PAGE.name
    stale.write_text("nothing", encoding="utf-8")

    assert "commands.md" in str(complaint(stale, written(described())))


def test_every_command_stands_where_an_officer_looks_for_it():
    page = (ROOT / "docs" / "how-to" / "record-what-happened.md").read_text("utf-8")
    posts = {path for path, _ in commands(described())}
    named = set(re.findall(r"`(?:/|…/)(?:[^`]*/)?([a-z-]+)`", page))

    assert {path for path in posts if path.rpartition("/")[2] not in named} == set()
    assert {f"/v1{path}" for path in re.findall(r"`(/[a-z]+/[^`]+)`", page)} <= posts


def test_the_readme_says_what_can_have_happened_to_each_kind_of_thing():
    readme = (ROOT / "README.md").read_text("utf-8")
    _, _, table = readme.partition("| of | what can have happened |")
    told = re.findall(r"^\| (\w+) \|", table.partition("\n\n")[0], re.MULTILINE)

    assert sorted(told) == sorted({path.split("/")[2] for path, _ in commands(described())})
