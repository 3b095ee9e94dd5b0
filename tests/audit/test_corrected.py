"""A record with corrected errors verifies, whole and in part; the entry that was wrong is still in it."""

from __future__ import annotations

from uuid import UUID

from tests.audit.evidence import LOG, entries_of, exported, of_type, signing, verified
from tests.http.cases.corrections import correction

from accord.audit.bundle import Scope
from accord.projections import rebuild


def test_a_corrected_record_verifies_and_its_read_models_are_built_again(at, tmp_path):
    p = at("obliged")
    own = f"/obligations/{p.obligation}"
    wrong = p.read(own).json["title"]
    facts = correction("title", "Report of the year")
    p.secretary.done(f"{own}/corrections", facts, match=p.read(own))
    shown, told = p.read(own).json, p.read(f"{own}/history").json

    with signing(p, tmp_path) as house:
        for scope in (LOG, Scope("agreement", UUID(p.agreement))):
            report = verified(exported(house, tmp_path / f"{scope.kind}.zip", scope))
            assert report.wrong == report.missing == []
        entries = entries_of(house)
        rebuild(house.record)
    assert wrong.encode() in entries[of_type(entries, "obligation.scheduled/1")]
    assert p.read(own).json == shown
    assert p.read(f"{own}/history").json == told
