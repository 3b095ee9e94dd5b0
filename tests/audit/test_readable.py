"""What people read of a bundle says what the entries say, hides nothing and runs nothing."""

from __future__ import annotations

import csv
import io
import json
from uuid import UUID

import pytest
from tests.audit.evidence import exported, repacked, signing, verified
from tests.http.office import Office, client_of

from accord.audit.bundle import EVENTS, REPORT, Scope
from accord.audit.findings import Check, Outcome
from accord.audit.packing import opened
from accord.audit.readable import NOT_CHECKED, row
from accord.store.seen import Sight

LAST = ("events.csv", "report.html", "manifest.json")


def rows(bundle) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(opened(bundle).read(EVENTS).decode(), newline="")))


def test_a_part_comes_with_a_table_and_a_page(part):
    archive = opened(part)
    assert tuple(archive.names()[-3:]) == LAST
    found = rows(part)
    entries = [name for name in archive.names() if name.startswith("entries/")]
    assert [f"entries/{one['index']}.json" for one in found] == entries
    for one in found:
        entry = json.loads(archive.read(f"entries/{one['index']}.json"))
        assert (one["type"], one["stream"], one["version"], one["authority"]) == (
            entry["type"], entry["agg"], str(entry["ver"]), entry["env"]["authority"],
        )  # fmt: skip
    report = verified(part)
    assert report.outcome is Outcome.VERIFIED, str(report)
    assert NOT_CHECKED in str(report)


def test_the_whole_log_has_them_where_they_are_asked_for(at, tmp_path):
    p = at("certified")
    with signing(p, tmp_path) as house:
        plain = exported(house, tmp_path / "plain.zip")
        with_them = exported(house, tmp_path / "log.zip", readable=True)
        again = exported(house, tmp_path / "again.zip", readable=True)
    assert EVENTS not in opened(plain).names()
    assert tuple(opened(with_them).names()[-3:]) == LAST
    assert with_them.read_bytes() == again.read_bytes()
    assert verified(with_them).outcome is Outcome.VERIFIED
    assert len(rows(with_them)) == verified(plain).entries


def test_nothing_that_was_recorded_is_markup_or_a_script(at, tmp_path):
    p = at("in force")
    clerk = Office(client_of(p.house), p.secretary.key, p.secretary.principal)
    name = '<script>alert(1)</script> & "Co"'
    clerk.done("/parties", kind="business", name=name)
    p.table(title=name)
    with signing(p, tmp_path) as house:
        page = exported(house, tmp_path / "part.zip", Scope("agreement", UUID(p.agreement)))
    text = opened(page).read(REPORT).decode()
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;" in text
    assert "default-src 'none'" in text


def test_cells_with_breaks_and_quotes_are_compared_as_they_are(evidence):
    *_, entries, _ = evidence
    seen = Sight().look(entries[:1])[0]
    seen.env.authority = 'instrument:"a",\r\nb\nc'
    line = row(3, seen)
    assert next(csv.reader(io.StringIO(line.decode(), newline="")))[-1] == seen.env.authority


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.update({EVENTS: files[EVENTS].replace(b"decision.", b"decisiom.", 1)}),
        lambda files: files.update({EVENTS: files[EVENTS] + b"1,2\r\n"}),
        lambda files: files.update({EVENTS: files[EVENTS].rsplit(b"\r\n", 2)[0] + b"\r\n"}),
        lambda files: files.update({EVENTS: files[EVENTS].replace(b"index", b"Index")}),
        lambda files: files.pop(EVENTS),
        lambda files: files.pop(REPORT),
        lambda files: (files.pop(REPORT), files.pop(EVENTS)),
    ],
)
def test_a_table_that_says_something_else_is_found(part, tmp_path, change):
    report = verified(repacked(part, tmp_path / "forged.zip", change))
    assert report.of_check(Check.FILES) == "FAILED", str(report)


def test_a_page_is_not_checked_and_that_is_said(part, tmp_path):
    lie = repacked(part, tmp_path / "b.zip", lambda files: files.update({REPORT: b"<p>No</p>"}))
    report = verified(lie)
    assert report.outcome is Outcome.VERIFIED
    assert NOT_CHECKED in str(report)
