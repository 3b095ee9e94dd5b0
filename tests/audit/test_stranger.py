"""`verify_accord.py` knows nothing of accord but its description, and comes to the same verdict."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random  # noqa: TID251 - draws what is changed
from uuid import UUID

import pytest
from tests.audit.evidence import (
    KEY,
    OTHER,
    exported,
    named,
    repacked,
    rewritten,
    signing,
    verified,
)
from tests.audit.test_mutations import mutated
from tests.audit.test_tampering import FILES, PARTS, REWRITTEN
from tests.ledger.keys import signer
from tests.projections.test_rebuild import long_story
from tests.publishing.conftest import rotate

from accord import canonical
from accord.audit.bundle import CHECKPOINTS, REPORT, Scope
from accord.audit.certificate import certify
from accord.audit.findings import Check
from accord.audit.single import verify_certificate, verify_receipt
from accord.audit.trust import parsed
from accord.audit.verifying import Brought
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.note import sign

FILE = Path(__file__).parents[2] / "verify_accord.py"
MUTATIONS = 600


@pytest.fixture(scope="module")
def stranger():
    spec = importlib.util.spec_from_file_location("verify_accord", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def verify(record, *known: bytes, key=KEY, entry=None):
        kept = [module.Checkpoint(note) for note in known]
        return module.verify(record, {str(key.verifier)}, kept, entry)

    return verify


def codes(report) -> set[str]:
    assert report.outcome() == 1, report.text()
    return {code for code, _ in report.wrong}


def test_it_needs_python_and_cryptography_and_nothing_else():
    tree = ast.parse(FILE.read_text("utf-8"))
    imported = {name.name for n in ast.walk(tree) if isinstance(n, ast.Import) for name in n.names}
    imported |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    roots = {name.partition(".")[0] for name in imported}
    assert roots - sys.stdlib_module_names == {"cryptography"}


def test_it_verifies_what_accord_exports(at, tmp_path, stranger):
    p, new = at("opened"), signer("accord.example", 2)
    with signing(p, tmp_path) as house:
        named(house)
    long_story(p)
    with signing(p, tmp_path) as house:
        house.log.current()
        house.log.folder.add(new)
        rotate(house, new)
        note = house.log.current().note.encode()
        for number, scope in enumerate(
            (Scope(), Scope("agreement", UUID(p.agreement)), Scope("decision", UUID(p.decision)))
        ):
            bundle = exported(house, tmp_path / f"{number}.zip", scope)
            for key in (KEY, new):
                report = stranger(bundle, note, key=key)
                assert report.outcome() == 0, report.text()
                assert {code for code, _ in report.saw.items()} >= {
                    "V1",
                    "V2",
                    "V5",
                    "V6",
                    "V7",
                    "V8",
                    "V11",
                }
            assert codes(stranger(bundle, key=OTHER)) == {"V2"}
        bare = exported(house, tmp_path / "bare.zip", disclosures=False)
        assert set(stranger(bare).fields) == {"withheld"}


def same(report, ours) -> None:
    """Whether both come to the same, and looked at as many things of each check that both know."""
    assert report.outcome() == ours.outcome, (report.text(), str(ours))
    if report.outcome() == 1:  # it stops there, and accord goes on
        assert codes(report) <= {found.check.value for found in ours.wrong}
        return
    assert {code: number for code, number in report.saw.items() if number} == {
        check.value: number
        for check, number in ours.looked_at.items()
        if number and check not in (Check.REPLAY, Check.DATABASE)
    }
    assert dict(report.fields) == dict(ours.fields)
    for check in ("V1", "V2", "V5", "V6", "V7", "V8"):
        assert report.result(check) == ours.of_check(Check(check)), check


@pytest.fixture
def kept(evidence):
    """Checkpoints that somebody may have kept: of the same size, of fewer entries, of more."""
    *_, newest = evidence
    return (
        newest.note.encode(),
        *(
            str(sign(Checkpoint(KEY.name, size, b"\x01" * 32).body, [KEY])).encode()
            for size in (newest.size, 3, newest.size + 1)
        ),
    )


def test_both_look_at_the_same_things_and_come_to_the_same(evidence, kept, tmp_path, stranger):
    log, part, *_ = evidence
    for bundle in (log, part):
        same(stranger(bundle), verified(bundle))
        newest, other, *_ = kept
        same(stranger(bundle, newest), verified(bundle, parsed(newest)[0]))
        assert stranger(bundle, other).outcome() == verified(bundle, parsed(other)[0]).outcome == 1
        with zipfile.ZipFile(bundle) as packed:
            packed.extractall(tmp_path / bundle.stem)
        same(stranger(tmp_path / bundle.stem), verified(tmp_path / bundle.stem))


def test_both_say_the_same_of_one_page_beside_each_kept_checkpoint(
    album, receipt, kept, tmp_path, stranger
):
    p = album.open("certified", tmp_path / "r.db")
    with signing(p, tmp_path / "c") as house:
        page = certify(house.record, house.log.current(), UUID(p.decision))
    p.house.close()
    proof, entry = receipt
    (tmp_path / "page").write_bytes(page)
    (tmp_path / "receipt").write_bytes(proof)
    for known in ((), *((one,) for one in kept)):
        brought = Brought((str(KEY.verifier),), tuple(parsed(one)[0] for one in known))
        same(stranger(tmp_path / "page", *known), verify_certificate(page, brought))
        ours = verify_receipt(proof, entry, brought)
        same(stranger(tmp_path / "receipt", *known, entry=entry), ours)


@pytest.mark.parametrize(("change", "code"), FILES, ids=range(len(FILES)))
def test_it_finds_what_was_changed_in_a_log(evidence, tmp_path, stranger, change, code):
    log, *_ = evidence
    assert codes(stranger(repacked(log, tmp_path / "forged.zip", change))) <= {
        code,
        "V1",
        "V2",
        "V5",
        "V6",
        "V8",
    }


@pytest.mark.parametrize(("change", "code"), PARTS, ids=range(len(PARTS)))
def test_it_finds_what_was_changed_in_a_part(part, tmp_path, stranger, change, code):
    assert codes(stranger(repacked(part, tmp_path / "forged.zip", change))) <= {
        code,
        "V1",
        "V2",
        "V6",
    }


def test_it_finds_a_history_that_was_rewritten(evidence, tmp_path, stranger):
    *_, entries, newest = evidence
    note, found = newest.note.encode(), set()
    for change, _ in REWRITTEN:
        forged = list(entries)
        forged = change(forged) or forged
        found |= codes(stranger(rewritten(forged, tmp_path / "forged.zip"), note))
    assert found == {"V1", "V7", "V8"}


def test_it_verifies_certificates_and_receipts(album, receipt, tmp_path, stranger):
    p = album.open("certified", tmp_path / "r.db")
    with signing(p, tmp_path / "c") as house:
        data = certify(house.record, house.log.current(), UUID(p.decision))
    p.house.close()
    (tmp_path / "c.json").write_bytes(data)
    assert stranger(tmp_path / "c.json").outcome() == 0
    (tmp_path / "c.json").write_bytes(
        data.replace(b'"position\\":\\"for', b'"position\\":\\"off', 1)
    )
    assert codes(stranger(tmp_path / "c.json")) == {"V6"}

    proof, entry = receipt
    (tmp_path / "receipt").write_bytes(proof)
    assert stranger(tmp_path / "receipt", entry=entry).outcome() == 0
    assert stranger(tmp_path / "receipt").outcome() == 3
    assert codes(stranger(tmp_path / "receipt", entry=entry.replace(b"2026", b"2025", 1))) == {"V6"}


def test_a_certificate_that_tells_something_else_is_found(album, tmp_path, stranger):
    p = album.open("certified", tmp_path / "r.db")
    with signing(p, tmp_path / "c") as house:
        found = json.loads(certify(house.record, house.log.current(), UUID(p.decision)))
    p.house.close()
    for lie in (
        {"verdict": "lost"},
        {"decision": str(UUID(int=7))},
        {"motion": {"title": "Pay", "text": "me"}},
    ):
        (tmp_path / "c.json").write_bytes(canonical.encode(found | lie))
        assert codes(stranger(tmp_path / "c.json")) == {"V8"}


def test_a_folder_with_something_else_than_files_is_refused(evidence, tmp_path, stranger):
    log, *_ = evidence
    with zipfile.ZipFile(log) as packed:
        packed.extractall(tmp_path / "log")
    assert stranger(tmp_path / "log").outcome() == 0
    (tmp_path / "log" / "more").symlink_to("/dev/zero")
    assert codes(stranger(tmp_path / "log")) == {"V1"}


@pytest.mark.no_cover
def test_no_mutation_goes_unnoticed(evidence, part, tmp_path, stranger):
    log, *_ = evidence
    lot, forged = Random(11), tmp_path / "forged.zip"

    def change(files):
        name = lot.choice(sorted(n for n in files if not n.startswith((CHECKPOINTS, REPORT))))
        files[name] = mutated(files[name], lot)

    for bundle in (log, part):
        data = bundle.read_bytes()
        for number in range(MUTATIONS):
            forged.write_bytes(mutated(data, lot))
            assert stranger(forged).outcome(), (bundle, number)
            if number % 4 == 0:
                assert stranger(repacked(bundle, forged, change)).outcome(), (bundle, number)


def test_it_answers_on_the_command_line(evidence, tmp_path):
    log, *_ = evidence
    (tmp_path / "vkey").write_text(f"{KEY.verifier}\n")

    def asked(*words):
        return subprocess.run(
            [sys.executable, "-I", FILE, *words], capture_output=True, text=True, check=False
        )

    done = asked(log, "--key", tmp_path / "vkey")
    assert (done.returncode, done.stdout.splitlines()[-1][:8]) == (0, "VERIFIED"), done.stderr
    done = asked(log, "--json")
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (3, "incomplete")
    (tmp_path / "odd").write_bytes(b"\xff\xfe\x00")
    for words in (
        ["nowhere"],
        [log, "--key", "x+y+z"],
        [log, "--key", tmp_path / "odd"],
        [log, "--known", log],
    ):
        assert asked(*words).returncode == 2
