"""What the README, the tutorial and the how-to pages tell people to type works as it stands there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs import pages
from tests.served import accord, serving

DOCS = pages.ROOT / "docs"
ON_THE_DEMO = [pages.ROOT / "README.md", *sorted((DOCS / "how-to").glob("*.md"))]
pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A served demonstration: the two variables that it tells people to export."""
    folder = tmp_path_factory.mktemp("demonstration")
    with serving("demo", f"sqlite:///{folder}/demo.db", folder) as (_address, printed):
        yield dict(re.findall(r"export (\w+)=(\S+)", printed.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", ON_THE_DEMO, ids=lambda page: page.name)
def test_a_page_works_on_the_demonstration(page: Path, demonstration: dict[str, str]) -> None:
    pages.run(page, VERIFY_ACCORD=str(pages.ROOT / "verify_accord.py"), **demonstration)


def test_the_tutorial_works_on_an_empty_register(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/first.db"
    key = accord("keys", "create", "--database", url, "--name", "Ada", "--can", "all")
    secret = re.search(r"^key (\S+)$", key, re.MULTILINE)
    assert secret
    with serving("serve", url, tmp_path) as (address, _printed):
        pages.run(DOCS / "tutorial" / "first-partnership.md", ACCORD=address, KEY=secret[1])


def test_what_comes_back_is_compared_with_the_page() -> None:
    assert pages.matches("Lost. …\n", "Lost. 7 seats on the roll.\n")
    assert not pages.matches("Carried. …\n", "Lost. 7 seats on the roll.\n")


def test_every_link_within_the_documentation_leads_somewhere() -> None:
    for page in [*pages.ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for target in re.findall(
            r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")
        ):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
