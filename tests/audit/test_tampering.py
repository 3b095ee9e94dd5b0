"""Whatever is changed in what an auditor was handed is found, and by the check that is there for it."""

from __future__ import annotations

import json
import zipfile

import pytest
from tests.audit.evidence import (
    KEY,
    OTHER,
    changed,
    of_type,
    repacked,
    rewritten,
    verified,
)

from accord.audit.findings import Check, Outcome
from accord.audit.packing import opened
from accord.audit.trust import parsed
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.note import sign
from accord.ledger.tiles import bundle as packed
from accord.ledger.tiles import unbundle

ENTRIES = "tile/entries/000.p/{}"


def failed(report) -> set[str]:
    assert report.outcome is Outcome.FAILED, str(report)
    return {found.check.value for found in report.wrong}


# --- Who changes files, and lists them anew ---------------------------------------------------


def bundled(change):
    """Change the list of entries in a bundle of the whole log."""

    def apply(files):
        name = next(name for name in files if name.startswith("tile/entries/"))
        entries = list(unbundle(files[name]))
        files[name] = packed(change(entries) or entries)

    return apply


def edited(entries):
    at = of_type(entries, "agreement.drafted/1")
    entries[at] = entries[at].replace(b"River partnership", b"Riven partnership")


def uncanonical(entries):
    entries[3] = entries[3].replace(b"{", b"{ ", 1)


def unknown_type(entries):
    entries[3] = entries[3].replace(b'"type":"', b'"type":"x', 1)


def swapped(entries):
    entries[10], entries[11] = entries[11], entries[10]


def dropped(entries):
    del entries[-1]


def inserted(entries):
    entries.insert(5, entries[5])


def no_tail(entries):
    return entries[:20]


def other_tile(files):
    name = next(name for name in files if name.startswith("tile/0/"))
    files[name] = files[name][:-1] + bytes([files[name][-1] ^ 1])


def with_root(files):
    state, _ = parsed(files["checkpoint"])
    forged = Checkpoint(state.origin, state.size, bytes(32))
    files["checkpoint"] = str(sign(forged.body, [KEY])).encode()


def unsigned_change(files):
    files["checkpoint"] = files["checkpoint"].replace(b"\n", b"\n", 1)
    head, _, tail = files["checkpoint"].decode().partition("\n\n")
    origin, size, root = head.split("\n")
    other = ("B" if root[0] == "A" else "A") + root[1:]
    files["checkpoint"] = f"{origin}\n{size}\n{other}\n\n{tail}".encode()


def by_another(files):
    state, _ = parsed(files["checkpoint"])
    files["checkpoint"] = str(sign(state.body, [OTHER])).encode()


def of_another_register(files):
    files["checkpoint"] = files["checkpoint"].replace(b"accord.example", b"other.example", 1)


def no_note(files):
    files["checkpoint"] = b"all is well\n"


def disclosures(change):
    def apply(files):
        lines = [json.loads(line) for line in files["disclosures.jsonl"].splitlines()]
        change(lines)
        written = (json.dumps(one, separators=(",", ":"), sort_keys=True) for one in lines)
        files["disclosures.jsonl"] = "".join(f"{line}\n" for line in written).encode()

    return apply


def other_text(lines):
    lines[0]["text"] = lines[0]["text"][:-4] + "AAAA"


def other_digest(lines):
    lines[0]["digest"] = "A" * 43


def other_entry(lines):
    lines[0]["index"] = 1


def other_name(lines):
    lines[0]["name"] = "reason"


def no_line(files):
    files["disclosures.jsonl"] = b"{}\n"


FILES = [
    (bundled(edited), "V6"),
    (bundled(uncanonical), "V5"),
    (bundled(unknown_type), "V5"),
    (bundled(swapped), "V6"),
    (bundled(dropped), "V6"),
    (bundled(inserted), "V8"),
    (bundled(no_tail), "V6"),
    (other_tile, "V6"),
    (with_root, "V6"),
    (unsigned_change, "V2"),
    (by_another, "V2"),
    (of_another_register, "V2"),
    (no_note, "V2"),
    (disclosures(other_text), "V11"),
    (disclosures(other_digest), "V11"),
    (disclosures(other_entry), "V11"),
    (disclosures(other_name), "V11"),
    (no_line, "V1"),
    (lambda files: files.update({"tile/9/000": b"x"}), "V1"),
    (lambda files: files.pop("disclosures.jsonl"), "V1"),
    (lambda files: files.pop("checkpoint"), "V1"),
    (lambda files: files.update({"checkpoints/7": files["checkpoint"]}), "V1"),
    (lambda files: files.update({"checkpoints/x": files["checkpoint"]}), "V2"),
]


@pytest.mark.parametrize(("change", "code"), FILES, ids=range(len(FILES)))
def test_a_change_of_the_files_is_found(evidence, tmp_path, change, code):
    log, *_ = evidence
    assert code in failed(verified(repacked(log, tmp_path / "forged.zip", change)))


# --- A part of the log ------------------------------------------------------------------------


def entry(at=0):
    return lambda files: sorted(name for name in files if name.startswith("entries/"))[at]


def other_entry_file(files):
    name = entry(5)(files)
    files[name] = files[name].replace(b"2026", b"2025", 1)


def entry_with_the_proof_of_another(files):
    first, second = entry(5)(files), entry(6)(files)
    files[first] = files[second]


def moved_proofs(files):
    proofs = sorted(name for name in files if name.startswith("proofs/"))
    files[proofs[3]], files[proofs[4]] = files[proofs[4]], files[proofs[3]]


def without_one(files):
    name = next(n for n, data in files.items() if b'"type":"decision.ballot_recorded/1"' in data)
    index = name.removeprefix("entries/").removesuffix(".json")
    del files[name], files[f"proofs/{index}.tlog-proof"]


def no_proof(files):
    del files[next(name for name in files if name.startswith("proofs/"))]


def other_steps(files):
    name = next(name for name in files if name.startswith("consistency/"))
    files[name] = files[name].replace(files[name][:4], b"AAAA", 1)


def forked_before(files):
    name = next(name for name in files if name.startswith("checkpoints/"))
    state, _ = parsed(files[name])
    forged = Checkpoint(state.origin, state.size, b"\x07" * 32)
    files[name] = str(sign(forged.body, [KEY])).encode()


def without_what_it_is_of(files):
    for name, data in list(files.items()):
        if name.startswith("entries/") and b'"type":"agreement.' in data:
            index = name.removeprefix("entries/").removesuffix(".json")
            del files[name], files[f"proofs/{index}.tlog-proof"]


PARTS = [
    (other_entry_file, "V6"),
    (entry_with_the_proof_of_another, "V6"),
    (moved_proofs, "V6"),
    (without_one, "V8"),
    (no_proof, "V1"),
    (other_steps, "V7"),
    (forked_before, "V7"),
    (without_what_it_is_of, "V1"),
    (with_root, "V6"),
    (by_another, "V2"),
]


def test_the_part_itself_is_sound(part):
    report = verified(part)
    assert report.outcome is Outcome.VERIFIED, str(report)
    assert report.of_check(Check.GROWTH) == "ok"


@pytest.mark.parametrize(("change", "code"), PARTS, ids=range(len(PARTS)))
def test_a_change_in_a_part_is_found(part, tmp_path, change, code):
    assert code in failed(verified(repacked(part, tmp_path / "forged.zip", change)))


# --- Who has the database and the key of the log ----------------------------------------------


def other_ballot(entries):
    at = of_type(entries, "decision.ballot_recorded/1")
    entries[at] = entries[at].replace(b'"position":"for"', b'"position":"against"')


def other_verdict(entries):
    at = of_type(entries, "decision.certified/1")
    entries[at] = changed(entries[at], verdict="lost")


def other_reasons(entries):
    at = of_type(entries, "decision.certified/1")
    reasons = json.loads(entries[at])["data"]["explanation"]
    reasons["verdict"] = "lost"
    entries[at] = changed(entries[at], explanation=reasons)


def other_roll(entries):
    at = of_type(entries, "decision.roll_seats_frozen/1")
    seats = json.loads(entries[at])["data"]["seats"]
    seats[0].pop("holder")
    entries[at] = changed(entries[at], seats=seats)


def other_rule(entries):
    at = of_type(entries, "decision.voting_opened/1")
    entries[at] = entries[at].replace(b'"at":"1/2"', b'"at":"1/3"')


def other_tally(entries):
    at = of_type(entries, "decision.voting_closed/1")
    tally = json.loads(entries[at])["data"]["tally"]
    tally[0]["seats"] += 1
    entries[at] = changed(entries[at], tally=tally)


def other_text_of_the_agreement(entries):
    at = of_type(entries, "agreement.clause_drafted/1")
    entries[at] = changed(entries[at], text="To keep the river for the city.\n")


def backdated(entries):
    at = of_type(entries, "decision.certified/1")
    entries[at] = changed(entries[at], recorded_at="2026-01-01T00:00:00.000000Z")


def left_out(entries):
    del entries[of_type(entries, "decision.ballot_recorded/1")]


def not_from_the_beginning(entries):
    return entries[1:]


def of_another_name(entries):
    entries[0] = changed(entries[0], origin="other.example")


REWRITTEN = [
    (other_ballot, "V10"),
    (other_verdict, "V10"),
    (other_reasons, "V10"),
    (other_roll, "V10"),
    (other_rule, "V10"),
    (other_tally, "V10"),
    (other_text_of_the_agreement, "V10"),
    (backdated, "V8"),
    (left_out, "V8"),
    (not_from_the_beginning, "V8"),
    (of_another_name, "V2"),
]


@pytest.mark.parametrize(
    ("change", "code"), REWRITTEN, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_history_that_was_rewritten_and_signed_contradicts_itself(
    evidence, tmp_path, change, code
):
    *_, entries, _newest = evidence
    forged = list(entries)
    forged = change(forged) or forged
    assert code in failed(verified(rewritten(forged, tmp_path / "forged.zip")))


def test_a_history_that_was_rewritten_without_a_contradiction_is_not_that_of_an_earlier_checkpoint(
    evidence, tmp_path
):
    """What only somebody else's memory can show: a title was changed, and everything signed anew."""
    *_, entries, newest = evidence
    forged = list(entries)
    at = of_type(forged, "decision.motion_tabled/1")
    forged[at] = changed(forged[at], title="Another title")
    bundle = rewritten(forged, tmp_path / "forged.zip")
    kept, _ = parsed(newest.note.encode())

    assert verified(bundle).outcome is Outcome.VERIFIED
    assert failed(verified(bundle, kept)) == {"V7"}


def test_a_log_that_was_cut_off_is_shorter_than_an_earlier_checkpoint(evidence, tmp_path):
    *_, entries, newest = evidence
    kept, _ = parsed(newest.note.encode())
    assert failed(verified(rewritten(entries[:-5], tmp_path / "cut.zip"), kept)) == {"V7"}


def test_what_was_rewritten_without_the_key_is_signed_by_nobody(evidence, tmp_path):
    *_, entries, _newest = evidence
    stranger = rewritten(entries, tmp_path / "forged.zip", key=OTHER)
    assert "V2" in failed(verified(stranger))


# --- The container ----------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["end", "start", "comment", "time"])
def test_nothing_can_be_hidden_in_the_container(evidence, tmp_path, place):
    log, *_ = evidence
    data, forged = log.read_bytes(), tmp_path / "forged.zip"
    if place == "time":
        archive = opened(log)
        with zipfile.ZipFile(forged, "w") as out:
            for name in archive.names():
                out.writestr(name, archive.read(name))
    else:
        hidden = {"end": data + b"x", "start": b"x" + data, "comment": data[:-2] + b"\x01\x00x"}
        forged.write_bytes(hidden[place])
    assert failed(verified(forged)) == {"V1"}
