"""Every rule of the catalogue counts as it says, at its bounds and beside them, and never otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.golden_write import RULES, lost_rules, released_rules
from tests.vectors import KNOWN, NEEDS_VECTORS, roll_of

from accord.errors import NotFound
from accord.rules import Composed, Counting, Position, Verdict, catalogue
from accord.rules.catalogue import Case, CatalogueEntry, entries, find, versions
from accord.rules.findings import Finding
from accord.rules.trying import tried

WHOLE = [entry for newest in entries() for entry in versions(newest.id)]
ENTRIES = [entry for entry in WHOLE if entry.rule.choice is None]
"""Those for and against; the methods of choosing among options have tests of their own."""
EACH = pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e.id}.v{e.version}")
CASES = [(entry, case) for entry in ENTRIES for case in (entry.example, *entry.vectors)]
RENAMED = {
    "simple_majority_casting": "simple_majority_casting_vote",
    "majority_of_component_members": "absolute_majority",
    "k8s_routine": "kubernetes_majority",
    "k8s_meeting_vote": "kubernetes_meeting_vote",
    "k8s_no_confidence": "kubernetes_no_confidence",
    "pep13": "pep13_council",
    "pep13_eject": "pep13_ejection",
    "two_thirds_all_voting_members": "openjs_overrule",
    "unanimity_abstention_allowed": "eu_unanimity",
    "weighted_85": "imf_85_percent",
    "apache_code": "apache_code_change",
    "concurrent_two_thirds_by_class": "global_fund_two_thirds_by_group",
    "rescind_ronr_no_notice": "ronr_rescind_without_notice",
    "optimistic": "snapshot_optimistic",
    "gitvote_66_67": "gitvote_two_thirds",
    "debian_quorum": "debian_general_resolution",
    "debian_3to1": "debian_3_to_1",
    "la_senate_13_87": "louisiana_senate_committee",
    "quorum_quarter": "uk_principal_council",
    "paris_55_55": "paris_entry_into_force",
}
"""What the conformance vectors call otherwise."""


def judged(entry: CatalogueEntry, case: Case):
    return case.tried(entry.rule).explanation


def casting_vote(case: Case) -> str | None:
    context: Any = case.roll.get("context", {})
    return context.get("casting_vote")


def seats(case: Case) -> list[dict[str, Any]]:
    listed: Any = case.roll["seats"]
    return listed


def countings(finding: Finding | None) -> Iterator[Counting]:
    if isinstance(finding, Counting):
        yield finding
    elif isinstance(finding, Composed):
        for part in finding.parts:
            yield from countings(part)


def by_test(entry: CatalogueEntry) -> dict[object, list[Counting]]:
    """What each test of the rule found in each vector; for_each is one test for every class."""
    found: dict[object, list[Counting]] = {}
    everywhere = "for_each" in json.dumps(entry.rule.to_data())
    for vector in entry.vectors:
        explained = judged(entry, vector)
        for part in (explained.quorum, explained.veto, explained.pass_):
            for one in countings(part):
                scope = "" if everywhere else one.cls
                key = (one.test, one.of, one.measure, one.op, one.base, one.at, one.than, scope)
                found.setdefault(key, []).append(one)
    return found


# --- Each entry ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "case"), CASES, ids=lambda x: x.id if isinstance(x, CatalogueEntry) else x.why[:40]
)
def test_the_example_and_every_vector_come_out_as_the_entry_says(entry, case):
    found = case.tried(entry.rule)

    assert found.verdict is case.verdict, found.in_words
    assert found.in_words.lower().startswith(case.verdict.value)


@EACH
def test_every_bound_is_tried_exactly_at_it_just_below_and_just_above(entry):
    for test, found in by_test(entry).items():
        margins = {one.margin for one in found}
        near = [m for m in margins if found[0].measure != "count" or abs(m) <= 1]
        nothing_below = all(one.needed == 0 for one in found)
        nothing_above = found[0].test == "share" and found[0].at == "1"

        assert Fraction() in margins, test
        assert nothing_below or any(m < 0 for m in near), test
        assert nothing_above or any(m > 0 for m in near), test


@EACH
def test_every_position_is_tried(entry):
    tried = {seat["position"] for vector in entry.vectors for seat in seats(vector)}

    assert tried == {each.value for each in Position}


@EACH
def test_every_part_of_the_rule_decides_in_some_vector(entry):
    verdicts = {vector.verdict for vector in (*entry.vectors, entry.example)}

    assert {Verdict.CARRIED, Verdict.LOST} <= verdicts
    assert (Verdict.INQUORATE in verdicts) is (entry.rule.quorum is not None)
    assert (Verdict.VETOED in verdicts) is (entry.rule.veto is not None)
    assert (Verdict.TIED in verdicts) is (entry.rule.tie == "second_vote")


@EACH
def test_a_tie_is_as_the_entry_says(entry):
    divided = [vector for vector in entry.vectors if judged(entry, vector).tied]
    given = {(casting_vote(vector), vector.verdict) for vector in divided}

    if entry.rule.tie == "casting_vote":
        assert given >= {("for", Verdict.CARRIED), (None, Verdict.LOST)}
        assert "the casting vote of the person presiding decides" in entry.says
    elif entry.rule.tie == "second_vote":
        assert "An equal division is tied: a second vote is taken" in entry.says
    else:
        assert {vector.verdict for vector in divided} <= {Verdict.LOST}


@EACH
def test_every_vector_tells_another_roll(entry):
    told = [
        json.dumps(case.to_data() | {"why": ""}, sort_keys=True)
        for case in (entry.example, *entry.vectors)
    ]

    assert len(set(told)) == len(told)


@EACH
def test_an_officer_is_told_what_abstention_absence_recusal_and_an_equal_division_do(entry):
    for word in ("abst", "absen", "recus", "equal"):
        assert word in entry.says.lower(), word
    assert entry.says.endswith((".", ".)"))
    assert 2 <= len(re.findall(r"[.)](?: |$)", entry.says)) <= 6
    assert not re.search(r"\d%|\bper cent\b", entry.says)


@EACH
def test_the_example_and_its_reasons_are_sentences(entry):
    assert entry.example.why[0].isupper() or entry.example.why[0].isdigit()
    assert entry.example.why.endswith(".")
    for vector in entry.vectors:
        assert not vector.why.endswith(".")


@EACH
def test_an_entry_is_written_again_as_it_stands_in_its_file(entry):
    file = Path(catalogue.__file__).parent / f"{entry.id}.v{entry.version}.json"
    written = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=each_key_once)

    assert entry.to_data() == written


def each_key_once(pairs):
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


# --- The whole -------------------------------------------------------------------------------


def test_versions_of_a_rule_are_numbered_without_gaps():
    for newest in entries():
        numbers = [entry.version for entry in versions(newest.id)]
        assert numbers == list(range(1, newest.version + 1))


def test_the_list_is_in_order_and_names_each_rule_once():
    ids = [entry.id for entry in entries()]

    assert all(before < after for before, after in pairwise(ids))
    assert len({entry.name for entry in entries()}) == len(ids)


def test_an_unknown_rule_is_refused_naming_those_like_it():
    with pytest.raises(NotFound, match="no rule called two_third_cast; near it: two_thirds_cast"):
        find("two_third_cast")
    with pytest.raises(NotFound, match=r"no rule called zzz$"):
        find("zzz")


def test_an_unknown_version_is_refused_naming_those_there_are():
    assert find("two_thirds_cast", 1) is find("two_thirds_cast")
    with pytest.raises(NotFound, match="no version 7 of two_thirds_cast; there are: 1"):
        find("two_thirds_cast", 7)


@NEEDS_VECTORS
def test_every_conformance_vector_gives_its_verdict_by_the_catalogue():
    told = {rule["id"] for rule in KNOWN["rules"]}
    assert {RENAMED.get(id, id) for id in told} <= {entry.id for entry in entries()}
    assert set(RENAMED) <= told
    for vector in KNOWN["vectors"]:
        entry = find(RENAMED.get(vector["rule"], vector["rule"]), 1)
        assert tried(entry.rule, roll_of(vector)).verdict == vector["expected"], vector["why"]


# --- What is released ------------------------------------------------------------------------


def test_no_released_rule_has_changed_or_vanished():
    assert lost_rules(RULES) == [], (
        "these rules are released, and agreements rest on them: put them back as they were, and "
        "write what should be otherwise as a new version beside them (<id>.v2.json)"
    )


def test_every_rule_is_released():
    assert RULES.read_text(encoding="utf-8") == released_rules(), (
        "a rule of the catalogue is not released yet: python -m tests.golden_write"
    )


def test_a_rule_that_was_released_is_never_lost(tmp_path):
    released = tmp_path / "rules.txt"
    gone, changed = "gone_rule 1 00\n", f"two_thirds_cast 1 {'0' * 64}\n"
    released.write_text(released_rules() + gone + changed, encoding="utf-8")

    assert lost_rules(released) == [gone.strip(), changed.strip()]
