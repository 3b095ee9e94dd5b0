"""A bundle is verified without the register; the same record makes the same bytes; what is not there is said."""

from __future__ import annotations

import json
import zipfile
from uuid import UUID

import pytest
from click.testing import CliRunner
from tests.audit.evidence import KEY, NOBODY, OTHER, exported, named, signing, verified
from tests.ledger.keys import signer
from tests.projections.test_rebuild import long_story
from tests.publishing.conftest import rotate

from accord.audit.bundle import MANIFEST, NotABundle, Scope
from accord.audit.findings import Check, Outcome
from accord.audit.packing import opened
from accord.audit.trust import parsed
from accord.cli import main
from accord.errors import NotFound
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.merkle import root_at
from accord.store.tree import nodes

CHECKED = ("V1", "V2", "V5", "V6", "V8", "V10", "V11")


def results(report) -> dict[str, str]:
    return {check.value: report.of_check(check) for check in Check}


@pytest.fixture
def lived(at, tmp_path):
    """A long life, whose log was signed in the middle and at the end."""
    p = at("opened")
    with signing(p, tmp_path):
        pass
    long_story(p)
    with signing(p, tmp_path) as house:
        yield p, house


def test_a_whole_log_is_verified_from_its_bundle_alone(lived, tmp_path):
    _, house = lived
    report = verified(exported(house, tmp_path / "log.zip"))

    assert report.outcome is Outcome.VERIFIED, str(report)
    assert {code for code, result in results(report).items() if result == "ok"} >= {*CHECKED, "V7"}
    assert report.entries == report.size == house.record.last_position()
    assert set(report.fields) == {"disclosed"}


@pytest.mark.parametrize("kind", ["agreement", "decision"])
def test_a_part_of_the_log_is_verified_from_its_bundle_alone(lived, tmp_path, kind):
    p, house = lived
    scope = Scope(kind, UUID(getattr(p, kind)))
    report = verified(exported(house, tmp_path / "part.zip", scope))

    assert report.outcome is Outcome.VERIFIED, str(report)
    assert {code for code, result in results(report).items() if result == "ok"} >= set(CHECKED)
    assert 0 < report.entries < report.size


def test_bundles_are_verified_on_each_database(anywhere, tmp_path):
    p = anywhere("certified")
    with signing(p, tmp_path) as house:
        for scope in (
            Scope(),
            Scope("agreement", UUID(p.agreement)),
            Scope("decision", UUID(p.decision)),
        ):
            report = verified(exported(house, tmp_path / f"{scope.kind}.zip", scope))
            assert report.outcome is Outcome.VERIFIED, str(report)


def test_the_same_record_makes_the_same_bytes(lived, tmp_path):
    p, house = lived
    for scope in (Scope(), Scope("agreement", UUID(p.agreement))):
        first, second = (exported(house, tmp_path / f"{n}.zip", scope) for n in "12")
        assert first.read_bytes() == second.read_bytes()


def test_a_bundle_may_be_unpacked(lived, tmp_path):
    _, house = lived
    with zipfile.ZipFile(exported(house, tmp_path / "log.zip")) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert verified(tmp_path / "unpacked").outcome is Outcome.VERIFIED
    (tmp_path / "unpacked" / "note.txt").write_text("by the way")
    assert results(verified(tmp_path / "unpacked"))["V1"] == "FAILED"


def test_without_disclosures_the_texts_are_withheld_and_nothing_else_changes(lived, tmp_path):
    _, house = lived
    report = verified(exported(house, tmp_path / "log.zip", disclosures=False))

    assert report.outcome is Outcome.VERIFIED, str(report)
    assert set(report.fields) == {"withheld"}


def test_the_names_of_who_may_act_do_not_leave_with_a_part_of_the_log(at, tmp_path):
    p = at("certified")
    with signing(p, tmp_path) as house:
        named(house)
        part = exported(house, tmp_path / "part.zip", Scope("decision", UUID(p.decision)))
        assert dict(verified(part).fields) == {"withheld": 1}
        assert dict(verified(exported(house, tmp_path / "log.zip")).fields) == {"disclosed": 1}


def test_a_disclosure_that_is_gone_without_a_word_leaves_the_verification_incomplete(at, tmp_path):
    p = at("registered")
    with signing(p, tmp_path) as house:
        named(house)
        with house.engine.begin() as conn:
            conn.exec_driver_sql("DELETE FROM disclosure")
        report = verified(exported(house, tmp_path / "log.zip"))
    assert report.outcome is Outcome.INCOMPLETE
    assert results(report)["V11"] == "incomplete"
    assert report.fields["missing"]


def test_trust_passes_from_a_key_to_the_one_that_it_named(at, tmp_path):
    p, new = at("registered"), signer("accord.example", 2)
    with signing(p, tmp_path) as house:
        house.log.folder.add(new)
        rotate(house, new)
        house.log.current()
        bundle = exported(house, tmp_path / "log.zip")
        assert verified(bundle).outcome is Outcome.VERIFIED
        assert verified(bundle, key=new).outcome is Outcome.VERIFIED
        report = verified(bundle, key=OTHER)
    assert results(report)["V2"] == "FAILED"


def test_what_the_auditor_kept_is_held_against_the_log(lived, tmp_path):
    p, house = lived
    middle = Checkpoint("accord.example", 20, _root(house, 20))
    forked = Checkpoint("accord.example", 20, b"\x01" * 32)
    longer = Checkpoint("accord.example", 10_000, b"\x01" * 32)
    log = exported(house, tmp_path / "log.zip")
    part = exported(house, tmp_path / "part.zip", Scope("agreement", UUID(p.agreement)))

    assert verified(log, middle).outcome is Outcome.VERIFIED
    assert verified(part, middle).outcome is Outcome.INCOMPLETE
    assert "/log/consistency?from=20" in str(verified(part, middle))
    assert results(verified(log, forked))["V7"] == "FAILED"
    for bundle in (log, part):
        assert results(verified(bundle, longer))["V7"] == "FAILED"
        newest, _ = parsed(opened(bundle).read("checkpoint"))
        assert verified(bundle, newest).outcome is Outcome.VERIFIED


def _root(house, size: int) -> bytes:
    with house.engine.connect() as conn:
        return root_at(nodes(conn, size), size)


def test_nothing_is_exported_of_what_is_not_there(lived, tmp_path):
    _, house = lived
    with pytest.raises(NotFound, match="there is no decision"):
        exported(house, tmp_path / "no.zip", Scope("decision", NOBODY))


def test_a_file_that_is_no_bundle_is_said_to_be_none(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    report = verified(tmp_path / "x.zip")
    assert results(report)["V1"] == "FAILED"
    with zipfile.ZipFile(tmp_path / "y.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, b"{}")
    with pytest.raises(NotABundle, match="not compressed"):
        opened(tmp_path / "y.zip")


# --- On the command line ---------------------------------------------------------------------


def test_the_command_line_exports_and_verifies(lived, tmp_path, monkeypatch):
    p, house = lived
    monkeypatch.setenv("ACCORD_LOG_FOLDER", str(tmp_path / "log"))
    url, into = str(house.engine.url), tmp_path / "b.zip"
    runner = CliRunner()
    words = ["export", "--database", url, "--decision", p.decision, "--into", str(into)]
    done = runner.invoke(main, words)
    assert done.exit_code == 0, done.output
    assert "under the checkpoint of" in done.output
    assert runner.invoke(main, words).exit_code == 2, "it is there already"

    (tmp_path / "vkey").write_text(f"{KEY.verifier}\n")
    done = runner.invoke(main, ["verify", str(into), "--key", str(tmp_path / "vkey")])
    assert (done.exit_code, done.output.splitlines()[-1][:9]) == (0, "VERIFIED:")
    assert "no witness signs this register yet" in done.output

    done = runner.invoke(main, ["verify", str(into), "--json"])
    said = json.loads(done.output)
    assert (done.exit_code, said["outcome"]) == (3, "incomplete")
    assert said["missing"][0]["sentence"] == "you named no key of the log with --key"

    done = runner.invoke(main, ["verify", str(into), "--key", str(OTHER.verifier), "--no-replay"])
    assert done.exit_code == 1
    assert "no key that you trust has signed this" in done.output


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "nowhere.zip"],
        ["verify", "{here}", "--key", "accord.example+00000000+AAAA"],
        ["verify", "{here}", "--key", "{odd}"],
        ["verify", "{here}", "--known", "{here}"],
        ["export", "--into", "{here}"],
        ["export", "--into", "new.zip", "--agreement", str(NOBODY), "--decision", str(NOBODY)],
    ],
)
def test_a_question_that_cannot_be_understood_is_refused(words, tmp_path):
    here = tmp_path / "here"
    here.write_text("something")
    (odd := tmp_path / "odd").write_bytes(b"\xff\xfe")
    done = CliRunner().invoke(main, [word.format(here=here, odd=odd) for word in words])
    assert done.exit_code == 2, done.output


def test_nothing_is_exported_where_nobody_signs(at, tmp_path):
    p = at("registered")
    words = ["export", "--database", str(p.house.engine.url), "--into", str(tmp_path / "b.zip")]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1
    assert "accord keys init-log" in done.output
