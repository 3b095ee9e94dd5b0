"""Every consolidated text of a real document equals the real one, byte for byte."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from tests.real.pep13 import PEP13, amend, found_council, modifications, sections, versions
from tests.real.register import register

pytestmark = pytest.mark.skipif(
    not PEP13.exists(), reason="the document's history is not here: ../shared/data/pep13 is absent"
)


def test_all_versions_come_out_byte_for_byte(database_url, tmp_path, capsys):
    history = versions()
    with register(database_url, tmp_path) as caller:
        began = time.perf_counter()
        agreement = found_council(caller, history[0])

        def text_on(day):
            return caller.get(f"/agreements/{agreement}/text?format=plain&at={day}").text

        texts = [text_on(history[0].day)]
        for old, new in pairwise(history):
            amend(caller, agreement, old, new)
            texts.append(text_on(new.day))
        took = time.perf_counter() - began
        looked_back = {v.day: text_on(v.day) for v in history}
        told = caller.get(f"/agreements/{agreement}/history?limit=200&order=newest").json["items"]

    with capsys.disabled():
        kind = database_url.partition(":")[0]
        print(f"\nPEP 13 on {kind}: {len(texts)} versions in {took:.1f} s through HTTP")
    assert texts == [v.text for v in history]
    assert len(texts) == 31
    assert looked_back == {v.day: v.text for v in history}  # of several on one day, the last
    assert "incorporated" in told[0]["sentence"]


def test_the_sections_of_a_version_are_amended_into_those_of_the_next():
    history = versions()

    changes = [modifications(sections(a.text), sections(b.text)) for a, b in pairwise(history)]

    assert all(changes)
    assert {change["op"] for each in changes for change in each} == {"substitute", "insert"}
