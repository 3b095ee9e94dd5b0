"""The page on the evidence names every key that is written for an auditor."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord import canonical
from accord.audit import certificate
from accord.audit.bundle import Listed, Manifest, Scope
from accord.audit.disclosed import line
from accord.audit.findings import Check, Report
from accord.store.disclosures import Disclosure

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "evidence.md").read_text("utf-8")
NAMED = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", PAGE))))


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from keys(item)
    if isinstance(value, list):
        for item in value:
            yield from keys(item)


def a_manifest() -> object:
    listed = (Listed("checkpoint", 1, "00"),)
    scope = Scope("decision", certificate.REGISTER)
    return canonical.decode(Manifest("accord.example", 1, scope, True, listed).encode())


def a_report() -> object:
    report = Report("bundle")
    report.fail(Check.FILES, "checkpoint", "it is another")
    return json.loads(json.dumps(report.to_data()))


def a_certificate() -> dict[str, object]:
    written = inspect.getsource(certificate)
    found = re.findall(r'"(\w+)": ', written) + re.findall(r'told_\["(\w+)"\]', written)
    assert {"entries", "seat", "by_declaration", "in_words"} <= set(found)
    return dict.fromkeys(found)


@pytest.mark.parametrize(
    "written",
    [
        a_manifest(),
        a_report(),
        a_certificate(),
        canonical.decode(line(1, Disclosure("d", "n", "t")).rstrip()),
    ],
    ids=["manifest", "report", "certificate", "disclosure"],
)
def test_each_key_that_is_written_is_on_the_page(written):
    assert set(keys(written)) - NAMED == set()


@pytest.mark.parametrize("check", Check)
def test_each_check_is_on_the_page(check):
    assert re.search(rf"^\| (V\d+, )*{check}\b", PAGE, re.MULTILINE)
