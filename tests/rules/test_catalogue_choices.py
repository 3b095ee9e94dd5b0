"""Every method of the catalogue chooses as it says, on ballots on which something hangs, and never otherwise."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.rules.test_catalogue import WHOLE, each_key_once

from accord.errors import Malformed
from accord.rules import Verdict, catalogue
from accord.rules.catalogue import Case, CatalogueEntry, find, rule_from
from accord.rules.choices.grammar import KINDS

ENTRIES = [entry for entry in WHOLE if entry.rule.choice is not None]
EACH = pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e.id}.v{e.version}")
CASES = [(entry, case) for entry in ENTRIES for case in (entry.example, *entry.vectors)]
EVERY = pytest.mark.parametrize(
    ("entry", "case"), CASES, ids=lambda x: x.id if isinstance(x, CatalogueEntry) else x.why[:40]
)


@EVERY
def test_the_example_and_every_vector_come_out_as_the_entry_says(entry, case):
    found = case.tried(entry.rule)

    assert (found.verdict, found.explanation.chosen) == (case.verdict, case.chosen), found.in_words


@EVERY
def test_neither_the_order_of_options_nor_that_of_ballots_makes_a_difference(entry, case):
    roll: dict[str, Any] = dict(case.roll)
    for name in ("options", "ballots"):
        roll[name] = roll[name][::-1]

    found = Case(roll, case.verdict, case.why, case.chosen).tried(entry.rule)
    assert (found.verdict, found.explanation.chosen) == (case.verdict, case.chosen)


@EACH
def test_it_is_tried_where_it_decides_where_it_is_tied_and_where_nothing_is_chosen(entry):
    verdicts = {case.verdict for case in (entry.example, *entry.vectors)}

    assert verdicts >= {Verdict.CARRIED, Verdict.LOST, Verdict.TIED}
    method = entry.rule.choice
    assert (Verdict.INQUORATE in verdicts) is bool(method.quorum or method.turnout)


@EACH
def test_a_tie_is_also_decided_by_what_the_method_names(entry):
    decided = {
        word
        for case in entry.vectors
        if case.verdict is Verdict.CARRIED
        for word in case.roll.get("context", {})
    }
    assert decided == {*entry.rule.choice.ties} & {"lot", "casting_vote"}


@EACH
def test_blank_ballots_are_tried(entry):
    assert any(ballot["choice"] == [] for case in entry.vectors for ballot in case.roll["ballots"])


@EACH
def test_an_officer_is_told_what_blank_ballots_absence_recusal_and_a_tie_do(entry):
    for word in ("blank", "absen", "recus", "tied"):
        assert word in entry.says.lower(), word
    assert entry.says.endswith(".")
    assert not re.search(r"\d%|\bper cent\b", entry.says)


@EACH
def test_the_reasons_are_sentences_and_every_vector_tells_other_ballots(entry):
    assert entry.example.why.endswith(".")
    assert not any(vector.why.endswith(".") for vector in entry.vectors)
    told = [json.dumps(dict(case.roll), sort_keys=True) for case in (entry.example, *entry.vectors)]
    assert len(set(told)) == len(told)


@EACH
def test_an_entry_is_written_again_as_it_stands_in_its_file(entry):
    file = Path(catalogue.__file__).parent / f"{entry.id}.v{entry.version}.json"
    written = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=each_key_once)

    assert entry.to_data() == written


def test_every_kind_is_there():
    found = {entry.rule.choice.kind for entry in ENTRIES}

    assert found == {*KINDS}


def test_a_method_is_taken_by_its_name():
    assert rule_from({"catalogue": "plurality"}) == find("plurality").rule


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"chosen": "ada"}, "/example/chosen must be a list of options"),
        ({"chosen": [1]}, "/example/chosen must be a list of options"),
        ({"roll": []}, "/example/roll must be an object"),
        ({"verdict": "perhaps"}, "/example/verdict must be one of"),
        ({"why": ""}, "/example/why must be a text"),
        ({"more": 1}, "/example/more is not known here"),
    ],
)
def test_a_case_is_read_strictly(wrong, words):
    data = find("plurality").to_data()
    with pytest.raises(Malformed, match=re.escape(words)):
        CatalogueEntry.from_data(data | {"example": data["example"] | wrong})


def test_the_citation_of_a_method_is_left_to_the_agreement():
    data = find("plurality").to_data()
    data["rule"]["choice"]["citation"] = "Clause 4"
    with pytest.raises(Malformed, match="left to the agreement"):
        CatalogueEntry.from_data(data)
