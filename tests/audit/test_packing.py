"""A container that was made for the purpose costs the auditor nothing, and is no bundle."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from contextlib import closing

import pytest
from tests.audit.evidence import repacked, verified

from accord.audit import packing
from accord.audit.bundle import MANIFEST, Listed, NotABundle, Scope
from accord.audit.findings import Check, Outcome
from accord.audit.packing import MOST, Writer, opened


def failed(bundle, *said: str) -> None:
    report = verified(bundle)
    assert report.outcome is Outcome.FAILED
    assert report.of_check(Check.FILES) == "FAILED"
    assert any(word in str(report) for word in said), str(report)


def packed(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    writer = Writer(out)
    for name, data in files:
        writer.add(name, data)
    writer.finish("accord.example", 1, Scope(), disclosures=False)
    return out.getvalue()


def test_a_file_that_comes_in_pieces_is_packed_as_one_that_is_there(tmp_path):
    whole, pieces = io.BytesIO(), io.BytesIO()
    for out in (whole, pieces):
        writer = Writer(out)
        if out is whole:
            writer.add("disclosures.jsonl", b"one\ntwo\n")
        else:
            writer.add_pieces("disclosures.jsonl", iter([b"one\n", b"two\n"]))
        writer.finish("accord.example", 1, Scope(), disclosures=True)
    assert whole.getvalue() == pieces.getvalue()
    (tmp_path / "b.zip").write_bytes(pieces.getvalue())
    archive = opened(tmp_path / "b.zip")
    first, last = archive.files()
    assert first == Listed("disclosures.jsonl", 8, hashlib.sha256(b"one\ntwo\n").hexdigest())
    assert (last.name, list(archive.lines(first.name))) == (MANIFEST, [b"one\n", b"two\n"])


def test_a_file_that_is_longer_than_it_can_be_is_not_read(evidence, tmp_path):
    log, *_ = evidence

    def blow_up(files):
        files["checkpoint"] = bytes(MOST + 1)

    failed(repacked(log, tmp_path / "b.zip", blow_up), "at most")


def test_a_list_of_files_that_is_longer_than_its_files_make_it_is_not_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as out:
        out.writestr(packing._plainly(MANIFEST), b" " * 5000)
    failed(tmp_path / "b.zip", "at most")


def test_a_file_that_says_it_is_longer_than_the_container_is_found_out(tmp_path):
    data = bytearray(packed(("checkpoint", b"x" * 100)))
    for found in (data.index(b"PK\x03\x04") + 18, data.index(b"PK\x01\x02") + 20):
        data[found : found + 8] = struct.pack("<II", 2**31, 2**31)
    (tmp_path / "b.zip").write_bytes(data)
    failed(tmp_path / "b.zip", "is not what its container says", "not packed as accord packs one")
    with pytest.raises(NotABundle):
        opened(tmp_path / "b.zip").read("checkpoint", 2**40)


def test_files_that_share_their_bytes_are_found_out(tmp_path):
    """Many names for one long file would have it read many times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in ("a", "b", MANIFEST):
            made.writestr(packing._plainly(name), b"{}")
        made.infolist()[1].header_offset = made.infolist()[0].header_offset
    (tmp_path / "b.zip").write_bytes(out.getvalue())
    with pytest.raises(NotABundle, match="not packed as accord packs one"):
        list(opened(tmp_path / "b.zip").files())


def test_a_line_without_an_end_is_not_read_on_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "MOST", 1000)
    (tmp_path / "b.zip").write_bytes(packed(("disclosures.jsonl", b"x" * 2000)))
    (tmp_path / "disclosures.jsonl").write_bytes(b"x" * 2000)
    for place in (tmp_path / "b.zip", tmp_path):
        with (
            closing(opened(place)) as archive,
            pytest.raises(NotABundle, match="more than 1000 bytes"),
        ):
            list(archive.lines("disclosures.jsonl"))


def test_a_container_is_let_go_of_while_its_lines_are_still_being_read(tmp_path):
    (tmp_path / "b.zip").write_bytes(packed(("disclosures.jsonl", b"one\ntwo\n")))
    (tmp_path / "disclosures.jsonl").write_bytes(b"one\ntwo\n")
    for place in (tmp_path / "b.zip", tmp_path):
        with closing(opened(place)) as archive:
            lines = archive.lines("disclosures.jsonl")
            assert next(lines) == b"one\n"
        with pytest.raises(ValueError, match="closed"):
            next(lines)


def test_the_files_of_a_packed_bundle_are_listed_in_their_order(evidence, tmp_path):
    log, *_ = evidence
    archive = opened(log)
    names = archive.names()
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as out:
        for name in [*reversed(names[:-1]), names[-1]]:
            out.writestr(packing._plainly(name), archive.read(name))
    failed(tmp_path / "b.zip", "not those that it lists")
