"""What an agreement took back is what was annulled of its amendment, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from tests import partnership as p
from tests.aggregates.amending import drafted
from tests.audit.evidence import LOG, exported, signing, verified
from tests.http.cases.amendments_signed import fell
from tests.story import recorded

from accord.aggregates.agreement import events as a
from accord.aggregates.amendment import events as m
from accord.audit.bundle import Scope
from accord.audit.findings import Check, Report
from accord.audit.performing import Performance
from accord.text import Repeal, modifications_hash

HASH = modifications_hash([Repeal("money")])
JUNE = date(2026, 6, 1)
GONE = m.AmendmentAnnulled(ab_initio=True, fallen=p.DECISION)
BACK = a.AmendmentAnnulled(amendment=p.AMENDMENT, ab_initio=True, fallen=p.DECISION)


def performed(of_the_amendment: list, of_the_agreement: list) -> Report:
    """What re-performing both streams comes to."""
    said = {"effective_from": p.STARTS, "adoption_seq": 1, "modifications_hash": HASH}
    adopted = m.AmendmentAdopted(decision=p.DECISION, **said)
    taken_in = a.AmendmentIncorporated(amendment=p.AMENDMENT, **said)
    report = Report("a register")
    performance = Performance(report)
    text = [*drafted(Repeal("money")), adopted, *of_the_amendment]
    performance.perform(recorded(p.AMENDMENT, text))
    performance.perform(recorded(p.AGREEMENT, p.in_force(taken_in, *of_the_agreement)))
    performance.compare_amendments()
    return report


def test_what_was_annulled_was_taken_back():
    later = {"ab_initio": False, "effective_from": JUNE}
    for gone, back in ((GONE, BACK), (replace(GONE, **later), replace(BACK, **later))):
        assert performed([gone], [back]).wrong == performed([], []).wrong == []


@pytest.mark.parametrize(
    ("gone", "back"),
    [([GONE], []), ([], [BACK]), ([GONE], [replace(BACK, ab_initio=False, effective_from=JUNE)])],
)
def test_what_is_said_otherwise_of_one_of_them_is_found(gone, back):
    (found,) = performed(gone, back).wrong

    assert found.check is Check.REPLAY
    assert "what the agreement took back is not what was annulled" in found.sentence


def test_a_record_in_which_an_amendment_was_annulled_verifies_whole_and_in_part(at, tmp_path):
    p_ = at("governed", fell)
    own = f"/amendments/{p_.amendment}"
    said = {"ab_initio": True, "reason": "The club was not heard."}
    p_.secretary.done(f"{own}/annulment", said, match=p_.read(own))

    with signing(p_, tmp_path) as house:
        for scope in (LOG, Scope("agreement", UUID(p_.agreement))):
            report = verified(exported(house, tmp_path / f"{scope.kind}.zip", scope))
            assert report.wrong == report.missing == []
