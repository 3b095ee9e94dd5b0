"""A record with errata verifies; a correction that says another hash than its words come to does not."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from tests import partnership as p
from tests.aggregates.test_agreement_errata import (
    ASSENTED,
    BY_USE,
    CORRECTED,
    INCORPORATED,
    PROPOSED,
    X,
)
from tests.audit.evidence import LOG, exported, signing, verified
from tests.http.cases.errata import corrected
from tests.http.test_errata import adopted, money, put_right
from tests.living import living
from tests.story import recorded

from accord.aggregates.amendment import AmendmentDrafted, SubstitutionDrafted
from accord.aggregates.amendment.events import AmendmentAdoptedByAssent
from accord.audit.bundle import Scope
from accord.audit.findings import Check, Report
from accord.audit.performing import replay
from accord.projections import rebuild
from accord.text import Substitute, modifications_hash

HASH = modifications_hash([Substitute(BY_USE)])
AMENDED = [
    AmendmentDrafted(agreement=p.AGREEMENT, title="Costs by use"),
    SubstitutionDrafted(clause="money", num="3", heading="Money", text=BY_USE.text),
    AmendmentAdoptedByAssent(
        effective_from=INCORPORATED.effective_from, adoption_seq=1, modifications_hash=HASH
    ),
]


def test_a_record_with_errata_verifies_and_its_read_models_are_built_again(at, tmp_path):
    made = at("in force", corrected)
    adopted(made)
    put_right(made, "The city", "The City")
    shown = [money(made, f"?at={day}") for day in ("2026-05-04", "2026-06-01")]

    with signing(made, tmp_path) as house:
        for scope in (LOG, Scope("agreement", UUID(made.agreement))):
            report = verified(exported(house, tmp_path / f"{scope.kind}.zip", scope))
            assert report.wrong == report.missing == []
        rebuild(house.record)
    assert [money(made, f"?at={day}") for day in ("2026-05-04", "2026-06-01")] == shown


def wrong_in(agreement, amendment=()):
    report = Report("a story")
    replay(report, [recorded(p.AGREEMENT, [agreement]), recorded(X, [amendment])])
    return [(found.check, found.sentence) for found in report.wrong]


def test_the_corrected_text_is_hashed_again():
    assert wrong_in(living(PROPOSED, ASSENTED, CORRECTED)) == []
    forged = replace(PROPOSED, now="as the city says")
    ((check, sentence),) = wrong_in(living(forged, ASSENTED, CORRECTED))
    assert check is Check.REPLAY
    assert sentence.startswith("corrected hash was recorded as")


@pytest.mark.parametrize("now", ["in equal parts", "as the city says"])
def test_the_corrected_amendment_is_hashed_again(now):
    said = replace(PROPOSED, now=now, amendment=X)
    right = Substitute(replace(BY_USE, text="3. Costs follow in equal parts the use.\n"))
    done = replace(CORRECTED, corrected_hash=modifications_hash([right]))
    incorporated = replace(INCORPORATED, modifications_hash=HASH)
    found = wrong_in(living(incorporated, said, ASSENTED, done), AMENDED)
    expected = "what an erratum put right in it has another hash than was recorded"
    assert [sentence for _, sentence in found] == ([] if now == "in equal parts" else [expected])
