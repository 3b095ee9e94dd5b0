#!/usr/bin/env python3
"""Verify what accord exports, without accord: a bundle, the certificate of a decision, or a receipt.

    python3 verify_accord.py RECORD --key KEY [--known CHECKPOINT] [--entry ENTRY] [--json]

One file, written from the description in docs/reference (evidence.md, entry.md) and from nothing else. It needs
Python 3.11 and the package `cryptography`. KEY is a key of the log (`name+id+key`, or a file of such lines) that you
have from elsewhere than from whoever gave you RECORD.

Checked are V1, V2, V5, V6, V7, V8 and V11 of evidence.md. It ends with 0 where all of that holds, with 1 where
something is not what was recorded, with 2 where it was asked something else, and with 3 where something is missing.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import csv
import hashlib
import io
import json
import re
import struct
import sys
import unicodedata
import zipfile
from collections import Counter
from itertools import islice
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

REGISTER = "ac0d0000-0000-8000-8000-000000000001"
RECEIPT = b"c2sp.org/tlog-proof@v1\n"
MOST = 256 * 65_537
COLUMNS = "index,recorded_at,type,stream,version,command,recorded_by,on_behalf_of,authority"
TITLES = {
    "V1": "the files are those that are listed",
    "V2": "the checkpoint is signed by a key that you trust",
    "V3": "witnesses saw the same checkpoint",
    "V4": "others say when it was signed",
    "V5": "every entry is canonical, and is an entry",
    "V6": "the entries are those of the checkpoint",
    "V7": "the log begins with what earlier checkpoints say",
    "V8": "no entry of a stream is missing, and time runs forward",
    "V9": "commands are signed by the parties",
    "V10": "what was counted comes out the same",
    "V11": "disclosed texts are those that were recorded",
    "V12": "the database holds what the entries say",
}
NOT_HERE = {
    "V3": "not recorded yet",
    "V4": "not recorded yet",
    "V9": "not recorded yet",
    "V10": "this program counts no votes; docs/reference/rules.md says how",
    "V12": "this program reads no database",
}


UNREADABLE = (TypeError, AttributeError, KeyError, ValueError, RuntimeError, OSError, EOFError)
UNREADABLE += (struct.error, zipfile.BadZipFile, OverflowError)


class Wrong(Exception):
    """Something is not what was recorded; the code says which check found it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def must(holds: object, code: str, sentence: str) -> None:
    """Raise unless it holds."""
    if not holds:
        raise Wrong(code, sentence)


def sha256(*parts: bytes) -> bytes:
    """Hash the parts, one after another."""
    return hashlib.sha256(b"".join(parts)).digest()


def base64_of(text: str, code: str) -> bytes:
    """Read base64 in the one way that it is written."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        data = b""
    must(base64.b64encode(data).decode() == text, code, "this is not base64 as it is written")
    return data


def whole_number(text: str, code: str) -> int:
    """Read digits without leading zeros."""
    must(re.fullmatch("0|[1-9][0-9]{0,18}", text), code, f"{text!r} is no number as it is written")
    return int(text)


# --- Canonical JSON --------------------------------------------------------------------------


def canonical(data: bytes, code: str) -> dict:
    """Return the object whose canonical bytes these are."""
    try:
        value = json.loads(data.decode())
        again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        same = again.encode() == data
    except (ValueError, RecursionError):
        same, value = False, None
    must(same and isinstance(value, dict), code, "these bytes are not canonical JSON")
    fits(value, code)
    return value


def fits(value: object, code: str) -> None:
    """Raise unless a value lies within the profile."""
    if isinstance(value, dict):
        for key, item in value.items():
            must(re.fullmatch("[a-z0-9_]+", key), code, f"the key {key!r} has other letters")
            fits(item, code)
    elif isinstance(value, list):
        for item in value:
            fits(item, code)
    elif isinstance(value, str):
        must(unicodedata.is_normalized("NFC", value), code, "a text is not in form C")
    else:
        must(isinstance(value, int) and abs(value) < 2**53, code, "a float, null or large integer")


# --- Keys, notes, checkpoints ----------------------------------------------------------------


def key_of(line: str) -> tuple[str, bytes, bytes]:
    """Return name, id and the 32 bytes of a key `name+id+key`."""
    name, _, rest = line.partition("+")
    key_id, _, encoded = rest.partition("+")
    key = base64_of(encoded, "V2")
    must(len(key) == 33 and key[0] == 1, "V2", f"{line[:80]} is no Ed25519 key")
    must(
        sha256(name.encode(), b"\n", key)[:4].hex() == key_id, "V2", "the id is not that of the key"
    )
    y = int.from_bytes(key[1:], "little") & ~(1 << 255)
    p = 2**255 - 19
    eighth = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
    must(y < p and y not in {0, 1, p - 1, eighth, p - eighth}, "V2", "this key is a weak point")
    return name, bytes.fromhex(key_id), key[1:]


class Checkpoint:
    """A signed checkpoint: its text, its signatures, and what it says."""

    def __init__(self, data: bytes) -> None:
        note = data.decode("utf-8", "replace")
        text, blank, lines = note.rpartition("\n\n")
        must(blank and lines.endswith("\n"), "V2", "this is no signed note")
        self.text, self.signatures = f"{text}\n", []
        for line in lines[:-1].split("\n"):
            found = re.fullmatch(r"\u2014 ([^\s+]+) (\S+)", line)
            must(found, "V2", "this is no line of a signature")
            signed = base64_of(found[2], "V2")
            must(len(signed) > 4, "V2", "this is no line of a signature")
            self.signatures.append((found[1], signed[:4], signed[4:]))
        body = text.split("\n")
        must(len(body) == 3 and note.encode() == data, "V2", "a checkpoint has three lines")
        self.origin, self.size = body[0], whole_number(body[1], "V2")
        self.root = base64_of(body[2], "V2")
        must(len(self.root) == 32, "V2", "the root is no hash")

    def signed_by(self, keys: list[str]) -> set[str]:
        """Return which of these keys have signed; raise where a line of one of them is false."""
        found = set()
        for line in keys:
            name, key_id, key = key_of(line)
            for who, which, signature in self.signatures:
                if (who, which) != (name, key_id):
                    continue
                try:
                    Ed25519PublicKey.from_public_bytes(key).verify(signature, self.text.encode())
                except InvalidSignature:
                    raise Wrong("V2", f"a signature of {name} is false") from None
                found.add(line)
        return found


# --- The tree --------------------------------------------------------------------------------


def node(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours."""
    return sha256(b"\x01", left, right)


class Tree:
    """Grows leaf by leaf, and remembers no more than it must."""

    def __init__(self) -> None:
        self.size, self.edge = 0, []

    def append(self, leaf: bytes) -> None:
        """Add a leaf."""
        at = self.size
        while at & 1:
            leaf, at = node(self.edge.pop(), leaf), at >> 1
        self.edge.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root."""
        if not self.edge:
            return sha256()
        found = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            found = node(left, found)
        return found


def root_of_proof(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """Return the root to which an inclusion proof leads (RFC 9162, 2.1.3.2)."""
    must(0 <= index < size, "V6", f"there is no entry {index} among {size}")
    place, last, root = index, size - 1, leaf
    for step in proof:
        must(last, "V6", "the proof is too long")
        if place & 1 or place == last:
            root = node(step, root)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            root = node(root, step)
        place, last = place >> 1, last >> 1
    must(not last, "V6", "the proof is too short")
    return root


def grown(old: Checkpoint, new: Checkpoint, proof: list[bytes]) -> bool:
    """Say whether the log of one checkpoint begins with that of another (RFC 9162, 2.1.4.2)."""
    if old.size == new.size:
        return not proof and old.root == new.root
    if not 0 < old.size < new.size or not proof:
        return False
    steps = [old.root, *proof] if old.size & (old.size - 1) == 0 else proof
    place, last = old.size - 1, new.size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    then = now = steps[0]
    for step in steps[1:]:
        if not last:
            return False
        if place & 1 or place == last:
            then, now = node(step, then), node(step, now)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            now = node(now, step)
        place, last = place >> 1, last >> 1
    return not last and (then, now) == (old.root, new.root)


def path_of(level: object, number: int, width: int) -> str:
    """Return the name of a tile."""
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")


# --- Entries, in their order -----------------------------------------------------------------


class Entries:
    """What each entry says of itself, and which follows which."""

    def __init__(self, report, beside, *, only_keys=False, alone=False) -> None:  # noqa: ANN001
        self.report, self.only_keys, self.alone = report, only_keys, alone
        self.versions, self.before, self.beside, self.table = {}, None, beside, None
        self.kinds = {}
        self.keys, self.standing, self.origin = [], [], ""

    def read(self, index: int, data: bytes) -> dict:
        """Read the next entry."""
        must(len(data) <= 65_535, "V5", f"entry {index} is too large")
        entry = canonical(data, "V5")
        keys = {"v", "agg", "ver", "type", "recorded_at", "cmd", "env", "data"}
        must(set(entry) == keys and entry["v"] == "accord-entry/1", "V5", f"{index} is no entry")
        self._shape(index, entry)
        self._order(index, entry)
        self.beside.entry(index, entry)
        if self.table is not None:
            self._in_table(index, entry)
        if entry["agg"] == REGISTER:
            self._register(index, entry)
        self.report.saw["V5"] += 1
        return entry

    def _shape(self, index: int, entry: dict) -> None:
        instant = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
        texts = all(isinstance(entry[name], str) for name in ("agg", "type", "recorded_at"))
        objects = all(isinstance(entry[name], dict) for name in ("cmd", "env", "data"))
        must(
            texts and objects and type(entry["ver"]) is int, "V5", f"entry {index} has other types"
        )
        must(re.fullmatch(r"[a-z_]+\.[a-z_]+/[1-9][0-9]*", entry["type"]), "V5", "no type of event")
        must(re.fullmatch(instant, entry["recorded_at"]), "V5", "no instant")
        must(set(entry["cmd"]) == {"id"}, "V5", "no command")
        digests = entry["data"].get("_sd", ["x"])
        good = isinstance(digests, list) and digests and digests == sorted(set(map(str, digests)))
        must(good, "V5", f"the digests of entry {index} are not in order")

    def _order(self, index: int, entry: dict) -> None:
        if self.alone:
            return
        stream, version = entry["agg"], entry["ver"]
        if not (self.only_keys and stream == REGISTER):
            expected = self.versions.get(stream, 0) + 1
            must(version == expected, "V8", f"version {expected} of {stream} is missing")
        if version == 1:
            self.kinds[stream] = entry["type"].partition(".")[0]
        self.versions[stream] = version
        must((entry["type"] == "register.opened/1") == (index == 0), "V8", "a register opens once")
        now = (entry["recorded_at"], entry["cmd"]["id"])
        if self.before is not None:
            same = now[1] == self.before[1]
            fits_ = now == self.before if same else now[0] > self.before[0]
            must(fits_, "V8", f"the instant of entry {index} does not fit the one before")
        self.before = now
        self.report.saw["V8"] += 1

    def _register(self, index: int, entry: dict) -> None:
        kind, data = entry["type"], entry["data"]
        self.origin = data.get("origin", "") if kind == "register.opened/1" else self.origin
        if kind == "register.log_key_introduced/1":
            self.keys = [data.get("vkey", "")]
        elif kind == "register.log_key_rotated/1":
            self.keys = [data.get("former", ""), data.get("vkey", "")]
        elif kind == "register.log_key_revoked/1":
            self.keys = [key for key in self.keys if key != data.get("vkey")]
        if kind.startswith("register.log_key_"):
            self.standing.append((index + 1, list(self.keys)))
        self.beside.erased(data.get("digests", []))

    def _in_table(self, index: int, entry: dict) -> None:
        env, line = entry["env"], io.StringIO()
        what = [index, entry["recorded_at"], entry["type"], entry["agg"], entry["ver"]]
        who = [env[name] for name in ("recorded_by", "on_behalf_of", "authority")]
        csv.writer(line).writerow([*what, entry["cmd"]["id"], *who])
        self.same_line(line.getvalue(), f"the line of entry {index}")

    def same_line(self, wanted: str, which: str) -> None:
        """Compare the next line of events.csv; one with a break in a cell is several."""
        there = b"".join(islice(self.table, wanted.count("\n")))
        must(there == wanted.encode(), "V1", f"{which} in events.csv is not what the entries say")

    def keys_at(self, size: int) -> list[str]:
        """Return which keys sign a checkpoint of this size."""
        return next((keys for at, keys in reversed(self.standing) if at <= size), [])


class Report:
    """What was found."""

    def __init__(self) -> None:
        self.saw, self.fields = Counter(), Counter()
        self.wrong, self.missing = [], []

    def outcome(self) -> int:
        """Return the exit code."""
        return 1 if self.wrong else 3 if self.missing else 0

    def result(self, code: str) -> str:
        """Say how a check came out."""
        for found, word in ((self.wrong, "FAILED"), (self.missing, "incomplete")):
            if any(one[0] == code for one in found):
                return word
        return "ok" if self.saw[code] else "not checked"

    def data(self) -> dict:
        """Return it for a machine."""
        words = {0: "verified", 1: "failed", 3: "incomplete"}
        return {
            "outcome": words[self.outcome()],
            "checks": {code: self.result(code) for code in TITLES},
            "wrong": self.wrong,
            "missing": self.missing,
            "fields": dict(self.fields),
        }

    def text(self) -> str:
        """Write it for people."""
        lines = []
        for code, title in TITLES.items():
            number = f" ({self.saw[code]})" if self.saw[code] else ""
            lines.append(f"{code:<4}{self.result(code):<13}{title}{number}")
            lines += [f"      {NOT_HERE[code]}"] if code in NOT_HERE else []
            found = [*self.wrong, *self.missing]
            lines += [f"      {sentence}" for of, sentence in found if of == code]
        words = ", ".join(f"{number} {status}" for status, number in self.fields.items())
        said = {
            0: "VERIFIED: everything that was checked is as it was recorded.",
            1: "FAILED: this is not what was recorded.",
            3: "INCOMPLETE: nothing is wrong, but something that should be here is missing.",
        }
        return "\n".join(
            [*lines, "", f"Fields that can be erased: {words or 'none'}.", said[self.outcome()]]
        )


# --- Whose signature counts ------------------------------------------------------------------


def signatures(report: Report, entries: Entries, checkpoints: list, trusted: set[str]) -> None:
    """V2: go through the checkpoints by size, and let trust pass from key to key."""
    counts = False
    for checkpoint in checkpoints:
        standing = entries.keys_at(checkpoint.size)
        signed = checkpoint.signed_by(standing)
        must(
            signed, "V2", f"no key that signed then has signed the checkpoint of {checkpoint.size}"
        )
        must(
            checkpoint.origin == entries.origin,
            "V2",
            f"the register was opened as {entries.origin}",
        )
        counts = bool(signed & trusted)
        trusted = trusted | set(standing) if counts else trusted
        report.saw["V2"] += 1
    if not trusted:
        report.missing.append(("V2", "you named no key of the log with --key"))
    else:
        must(counts, "V2", "no key that you trust has signed the newest checkpoint")


# --- A bundle --------------------------------------------------------------------------------


class Files:
    """The files of a bundle, read as they are asked for; none is read that is longer than it can be."""

    def __init__(self, path: Path) -> None:
        self.folder, self.packed = (path, None) if path.is_dir() else (None, zipped(path))
        self.names, self.held = set(self._in_order()), contextlib.ExitStack()

    def close(self) -> None:
        """Let go of the container, and of what is still being read of it."""
        self.held.close()
        if self.packed:
            self.packed.close()

    def _in_order(self) -> list[str]:
        if self.packed:
            return self.packed.namelist()
        there = sorted(self.folder.rglob("*"))
        odd = [file for file in there if file.is_symlink() or not (file.is_file() or file.is_dir())]
        must(not odd, "V1", f"a bundle has files and folders only, and not {odd[:3]}")
        return [file.relative_to(self.folder).as_posix() for file in there if file.is_file()]

    def open(self, name: str):  # noqa: ANN201
        """Open a file."""
        must(name in self.names, "V1", f"{name} is missing")
        return self.packed.open(name) if self.packed else (self.folder / name).open("rb")

    def take(self, name: str, most: int = MOST) -> bytes:
        """Read a file that is asked for once."""
        with self.open(name) as file:
            data = file.read(most + 1)
        must(len(data) <= most, "V1", f"{name} is longer than it can be")
        self.names.discard(name)
        return data

    def lines(self, name: str):  # noqa: ANN201
        """Give the lines of a file."""
        file = self.held.enter_context(self.open(name))
        while line := file.readline(MOST + 1):
            must(len(line) <= MOST, "V1", f"a line of {name} is longer than it can be")
            yield line
        self.names.discard(name)

    def listed(self) -> list[dict]:
        """Return every file but the manifest as a manifest lists it."""
        found = []
        for name in (one for one in self._in_order() if one != "manifest.json"):
            digest, size = hashlib.sha256(), 0
            with self.open(name) as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
                    size += len(piece)
            found.append({"name": name, "bytes": size, "sha256": digest.hexdigest()})
        return found


def zipped(path: Path) -> zipfile.ZipFile:
    """Open a container, each of whose bytes has to be where accord writes it: no two files share any."""
    packed = zipfile.ZipFile(path)
    try:
        in_place(packed, path)
    except BaseException:
        packed.close()
        raise
    return packed


def in_place(packed: zipfile.ZipFile, path: Path) -> None:
    """Raise unless every byte of a container is where it would be written."""
    end = End()
    with path.open("rb") as there, zipfile.ZipFile(end, "w") as again:

        def same(wanted: bytes) -> None:
            must(there.read(len(wanted)) == wanted, "V1", "this is not packed as accord packs")

        for info in packed.infolist():
            plain = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            plain.create_system, plain.external_attr = 3, 0o100644 << 16
            plain.header_offset, plain.CRC = there.tell(), info.CRC
            plain.file_size = plain.compress_size = info.file_size
            same(plain.FileHeader(zip64=info.file_size * 1.05 > zipfile.ZIP64_LIMIT))
            there.seek(info.file_size, 1)
            again.infolist().append(plain)
        end.start = again.start_dir = there.tell()
        again.close()
        same(end.getvalue())
        must(not there.read(1), "V1", "there is something behind the end of this bundle")
    must(len(set(packed.namelist())) == len(packed.namelist()), "V1", "a file is there twice")


class End(io.BytesIO):
    """What is written behind the last file, as if all files had been written before."""

    start = 0

    def tell(self) -> int:
        """Say where the next byte goes."""
        return self.start + super().tell()

    def seek(self, at: int, whence: int = 0) -> int:
        """Go to where the files end."""
        return self.start + super().seek(at - self.start, whence)


def bundle(report: Report, files: Files, trusted: set[str], known: list[Checkpoint]) -> None:
    """Check a bundle."""
    take = files.take
    most = 1000 + sum(6 * len(name) + 200 for name in files.names)
    manifest = canonical(take("manifest.json", most), "V1")
    names = {"v", "origin", "size", "scope", "disclosures", "files"}
    must(set(manifest) == names and manifest["v"] == "accord-bundle/1", "V1", "another manifest")
    listed, said = files.listed(), manifest["files"]
    if files.folder:
        by_name = lambda one: str(one.get("name")) if isinstance(one, dict) else ""  # noqa: E731
        said, listed = sorted(said, key=by_name), sorted(listed, key=by_name)
    must(said == listed, "V1", "the files are not those listed")
    report.saw["V1"] += len(listed)
    newest = Checkpoint(take("checkpoint"))
    must(
        (newest.origin, newest.size) == (manifest["origin"], manifest["size"]), "V1", "another size"
    )
    sizes = sorted(
        whole_number(name.removeprefix("checkpoints/"), "V1")
        for name in files.names
        if name.startswith("checkpoints/")
    )
    earlier = [Checkpoint(take(f"checkpoints/{size}")) for size in sizes]
    ordered = [one.size for one in earlier] == sizes and all(size < newest.size for size in sizes)
    must(ordered, "V1", "an earlier checkpoint is not of the size that its name says")
    opened = files.lines("disclosures.jsonl") if manifest["disclosures"] else None
    scope = manifest["scope"]
    entries = Entries(report, Beside(report, opened, whole_log=scope == {"kind": "log"}))
    people = {"events.csv", "report.html"} & files.names
    needed = scope != {"kind": "log"} or people
    must(not needed or len(people) == 2, "V1", "events.csv and report.html come together")
    if people:
        entries.table = files.lines("events.csv")
        entries.same_line(f"{COLUMNS}\r\n", "the heading")
        files.names.discard("report.html")  # It is there to be read, and proves nothing.
    read = whole if scope == {"kind": "log"} else part
    read(report, entries, take, files, newest, earlier, known)
    held = read is whole or entries.kinds.get(scope.get("id")) == scope.get("kind")
    must(held, "V1", "what this part says that it is of is not in it")
    signatures(report, entries, [*earlier, newest], trusted)
    entries.beside.end()
    over = None if entries.table is None else next(entries.table, None)
    must(over is None, "V1", "events.csv has more lines than there are entries")
    some = sorted(files.names)[:5]
    must(not files.names, "V1", f"nothing says what these files are for: {some}")


def whole(report, entries, take, _files, newest, earlier, known) -> None:  # noqa: ANN001
    """Check the whole log: grow the tree again, and compare it on the way."""
    said = {}
    for one in [*earlier, *known]:
        said.setdefault(one.size, []).append(one)
        must(
            one.size <= newest.size,
            "V7",
            f"you know of {one.size} entries, and here are {newest.size}",
        )
    tree, levels, full = Tree(), [[]], [0]

    def tile(level: int) -> None:
        hashes = b"".join(levels[level])
        name = path_of(level, full[level], len(levels[level]))
        must(take(name) == hashes, "V6", f"{name} does not have the hashes of the entries")
        report.saw["V6"] += 1

    def put(level: int, hash_: bytes) -> None:
        if level == len(levels):
            levels.append([])
            full.append(0)
        levels[level].append(hash_)
        if len(levels[level]) == 256:
            tile(level)
            row = levels[level]
            while len(row) > 1:
                row = [node(*pair) for pair in zip(row[::2], row[1::2], strict=True)]
            levels[level], full[level] = [], full[level] + 1
            put(level + 1, row[0])

    for start in range(0, newest.size, 256):
        width = min(256, newest.size - start)
        packed, at = take(path_of("entries", start // 256, width)), 0
        for index in range(start, start + width):
            end = at + 2 + int.from_bytes(packed[at : at + 2], "big")
            must(at + 2 <= end <= len(packed), "V6", "a file of entries is cut off")
            data, at = packed[at + 2 : end], end
            tree.append(sha256(b"\x00", data))
            put(0, sha256(b"\x00", data))
            entries.read(index, data)
            for one in said.get(tree.size, ()):
                must(one.root == tree.root(), "V7", f"the first {tree.size} entries are not those")
                report.saw["V7"] += 1
        must(at == len(packed), "V6", "a file of entries has more than it should")
    must(tree.root() == newest.root, "V6", "these entries are not those that were signed")
    report.saw["V6"] += 1
    for level, row in enumerate(levels):
        if row:
            tile(level)


def part(report, entries, take, files, newest, earlier, known) -> None:  # noqa: ANN001
    """Check a part: each entry has its proof, and each earlier checkpoint leads to the newest."""
    note = f"{newest.text}\n" + "".join(
        f"\u2014 {who} {base64.b64encode(key + signature).decode()}\n"
        for who, key, signature in newest.signatures
    )
    names = [name for name in files.names if name.startswith("entries/")]
    stem = lambda name: name.removeprefix("entries/").removesuffix(".json")  # noqa: E731
    for index in sorted(whole_number(stem(name), "V1") for name in names):
        data, file = (
            take(f"entries/{index}.json"),
            take(f"proofs/{index}.tlog-proof").decode("utf-8", "replace"),
        )
        head, _, beneath = file.partition("\n\n")
        form, of, *steps = head.split("\n")
        must(f"{form}\n".encode() == RECEIPT and of == f"index {index}", "V6", "another proof")
        must(beneath == note, "V6", "a proof is under another checkpoint")
        included(report, index, data, steps, newest)
        entries.read(index, data)
    steps_of = {}
    for one in earlier:
        text = take(f"consistency/{one.size}-{newest.size}").decode("ascii", "replace")
        must(not text or text.endswith("\n"), "V7", "a proof of growth ends with its line")
        steps_of[one.size] = [base64_of(line, "V7") for line in text.split("\n")[:-1]]
        must(grown(one, newest, steps_of[one.size]), "V7", f"the log of {one.size} was another")
        report.saw["V7"] += 1
    held_against(report, newest, known, steps_of)


def held_against(report: Report, newest: Checkpoint, known: list, steps_of: dict) -> None:
    """V7: compare with what the auditor kept."""
    for one in known:
        must(
            one.size <= newest.size,
            "V7",
            f"you know of {one.size} entries, and here are {newest.size}",
        )
        if one.size == newest.size or one.size in steps_of:
            steps = [] if one.size == newest.size else steps_of[one.size]
            must(grown(one, newest, steps), "V7", f"the log of {one.size} was another")
            report.saw["V7"] += 1
        else:
            way = f"/log/consistency?from={one.size}&to={newest.size}"
            report.missing.append(
                ("V7", f"nothing leads from your checkpoint to this one: ask for {way}")
            )


def compared(report: Report, newest: Checkpoint, known: list[Checkpoint]) -> None:
    """V7 of one page, which proves no growth: only a checkpoint of the same size can be compared."""
    for one in known:
        if one.size == newest.size:
            must(one.root == newest.root, "V7", "your checkpoint of this size has another root")
            report.saw["V7"] += 1
        else:
            first, last = sorted((one.size, newest.size))
            way = f"/log/consistency?from={first}&to={last}"
            report.missing.append(("V7", f"nothing leads from one to the other: ask for {way}"))


def included(report: Report, index: int, data: bytes, steps: list[str], newest: Checkpoint) -> None:
    """V6: an entry is in the tree of the checkpoint."""
    proof = [base64_of(step, "V6") for step in steps]
    must(all(len(step) == 32 for step in proof), "V6", "a step of a proof is no hash")
    found = root_of_proof(sha256(b"\x00", data), index, newest.size, proof)
    must(found == newest.root, "V6", f"the proof of entry {index} leads to another root")
    report.saw["V6"] += 1


# --- Disclosures -----------------------------------------------------------------------------


class Beside:
    """V11: the disclosures beside the entries, taken up as they come; what nothing opens was erased or withheld."""

    def __init__(self, report: Report, opened, *, whole_log: bool = False) -> None:  # noqa: ANN001
        self.report, self.whole_log, self.withheld = report, whole_log, opened is None
        self.lines, self.number, self.next = opened or iter(()), 0, None
        self.sealed: dict[str, int] = {}
        self._turn((-1, ""))

    def _turn(self, last: tuple[int, str]) -> None:
        line = next(self.lines, None)
        self.number += 1
        if line is None:
            self.next = None
            return
        one, where = canonical(line.removesuffix(b"\n"), "V1"), f"line {self.number}"
        good = set(one) == {"index", "digest", "name", "text"} and line.endswith(b"\n")
        must(good and type(one["index"]) is int, "V1", f"{where} of the disclosures is none")
        must((one["index"], one["digest"]) > last, "V1", f"{where} is not in order")
        self.next = one

    def entry(self, index: int, entry: dict) -> None:
        """Open the digests of an entry."""
        digests, names = set(entry["data"].get("_sd", [])), set()
        self.report.saw["V11"] += len(digests)
        while self.next is not None and self.next["index"] <= index:
            one = self.next
            mine = one["index"] == index and one["digest"] in digests
            must(mine, "V11", f"entry {one['index']} has no digest {one['digest']}")
            must(opens(one), "V11", f"a text does not open the digest {one['digest']}")
            must(one["name"] not in names, "V11", "a field is disclosed twice")
            names.add(one["name"])
            digests.discard(one["digest"])
            self.report.fields["disclosed"] += 1
            self._turn((one["index"], one["digest"]))
        if entry["agg"] == REGISTER and not self.whole_log:
            self.report.fields.update(["withheld"] * len(digests))
        else:
            self.sealed.update(dict.fromkeys(digests, index))

    def erased(self, digests: list[str]) -> None:
        """Note what an entry says was erased."""
        for digest in digests:
            if self.sealed.pop(digest, None) is not None:
                self.report.fields["erased"] += 1

    def end(self) -> None:
        """Say what is gone."""
        must(self.next is None, "V11", "a text is disclosed of an entry that is not here")
        if self.sealed:
            self.report.fields["withheld" if self.withheld else "missing"] += len(self.sealed)
        for digest, index in () if self.withheld else self.sealed.items():
            sentence = f"nothing opens {digest} of entry {index}, nor says that it was erased"
            self.report.missing.append(("V11", sentence))


def opens(one: dict) -> bool:
    """Say whether a disclosure opens its digest."""
    digest = base64.urlsafe_b64encode(sha256(one["text"].encode())).rstrip(b"=").decode()
    if digest != one["digest"]:
        return False
    try:
        opened = json.loads(base64.urlsafe_b64decode(one["text"] + "=" * (-len(one["text"]) % 4)))
        salt = base64.urlsafe_b64decode(opened[0] + "==")
    except (ValueError, TypeError, IndexError, KeyError):
        return False
    return len(opened) == 3 and opened[1] == one["name"] and len(salt) == 16


# --- A certificate, a receipt ----------------------------------------------------------------


def certificate(report: Report, data: bytes, trusted: set[str], known: list[Checkpoint]) -> None:
    """Check what proves a certificate; what it tells besides, this program does not count again."""
    found = canonical(data, "V1")
    must(found.get("v") == "accord-certificate/1", "V1", "this is no certificate")
    must(
        isinstance(found.get("entries"), list) and isinstance(found.get("checkpoint"), str),
        "V1",
        "it lacks entries",
    )
    newest, entries = (
        Checkpoint(found["checkpoint"].encode()),
        Entries(report, Beside(report, None), only_keys=True),
    )
    last, stream = -1, []
    for one in found["entries"]:
        must(
            isinstance(one, dict) and set(one) == {"index", "entry", "proof"},
            "V1",
            "this is no entry",
        )
        must(
            type(one["index"]) is int and one["index"] > last, "V1", "its entries are not in order"
        )
        last = one["index"]
        included(report, last, one["entry"].encode(), one["proof"], newest)
        stream.append(entries.read(last, one["entry"].encode()))
    tells(found, [each for each in stream if each["agg"] != REGISTER])
    signatures(report, entries, [newest], trusted)
    compared(report, newest, known)
    entries.beside.end()


def tells(found: dict, stream: list[dict]) -> None:
    """Compare what a certificate tells of itself, as far as that needs no counting."""
    first = stream[0] if stream else {"ver": 0, "type": ""}
    mine = {each["agg"] for each in stream} == {found.get("decision")}
    begun = first["ver"] == 1 and first["type"].startswith("decision.")
    must(mine and begun, "V8", "its entries are not those of the decision that it names")
    kinds = ("decision.certified/", "decision.choice_certified/")
    results = [each["data"] for each in stream if each["type"].startswith(kinds)]
    must(results, "V8", "there is no certified result among its entries")
    said = {name: results[-1][name] for name in ("verdict", "explanation", "rule_hash")}
    for each in stream:
        if each["type"].startswith("decision.motion_tabled/"):
            said["motion"] = {name: each["data"][name] for name in ("title", "text")}
    for name, value in said.items():
        same = json.dumps(found.get(name), sort_keys=True) == json.dumps(value, sort_keys=True)
        must(same, "V8", f"{name} is not what its entries say")


def receipt(
    report: Report, data: bytes, entry: bytes | None, trusted: set[str], known: list
) -> None:
    """Check a receipt with its entry."""
    head, _, note = data.decode("utf-8", "replace").partition("\n\n")
    lines = head.split("\n")
    must(len(lines) > 1 and lines[1].startswith("index "), "V1", "this is no receipt")
    index, newest = whole_number(lines[1].removeprefix("index "), "V1"), Checkpoint(note.encode())
    if not trusted:
        report.missing.append(("V2", "you named no key of the log with --key"))
    else:
        mine = [key for key in trusted if key.partition("+")[0] == newest.origin]
        must(newest.signed_by(mine), "V2", "no key that you trust has signed this")
        report.saw["V2"] += 1
    compared(report, newest, known)
    if entry is None:
        report.missing.append(("V6", "a receipt proves an entry; give its bytes with --entry"))
        return
    included(report, index, entry, lines[2:], newest)
    beside = Beside(report, None)
    Entries(report, beside, alone=True).read(index, entry)
    beside.end()


# --- Asked -----------------------------------------------------------------------------------


def main() -> int:
    """Answer the question on the command line."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument(
        "record", type=Path, help="a bundle (packed or unpacked), a certificate or a receipt"
    )
    asked.add_argument(
        "--key",
        action="append",
        default=[],
        help="a key of the log that you trust, or a file of them",
    )
    asked.add_argument(
        "--known", action="append", default=[], type=Path, help="a checkpoint that you kept"
    )
    asked.add_argument("--entry", type=Path, help="the entry that a receipt proves")
    asked.add_argument("--json", action="store_true", help="print the report as JSON")
    given = asked.parse_args()
    try:
        trusted = {line for one in given.key for line in lines_of(one)}
        for line in trusted:
            key_of(line)
        known = [Checkpoint(file.read_bytes()) for file in given.known]
        entry = given.entry.read_bytes() if given.entry else None
        must(given.record.exists(), "V1", f"there is no {given.record}")
    except (Wrong, OSError, UnicodeDecodeError) as error:
        asked.error(str(error))
    report = verify(given.record, trusted, known, entry)
    print(json.dumps(report.data(), ensure_ascii=False) if given.json else report.text())
    return report.outcome()


def verify(record: Path, trusted: set[str], known: list[Checkpoint], entry: bytes | None) -> Report:
    """Check what was handed over, whatever it is; a report comes back."""
    report, begins = Report(), b""
    if not record.is_dir():
        with record.open("rb") as file:
            begins = file.read(len(RECEIPT))
    try:
        if begins == RECEIPT:
            receipt(report, record.read_bytes(), entry, trusted, known)
        elif begins.startswith(b"{"):
            certificate(report, record.read_bytes(), trusted, known)
        else:
            with contextlib.closing(Files(record)) as files:
                bundle(report, files, trusted, known)
    except Wrong as found:
        report.wrong.append((found.code, str(found)))
    except UNREADABLE as error:
        report.wrong.append(("V1", f"this is not written as accord writes it: {error}"))
    return report


def lines_of(key: str) -> list[str]:
    """Return the keys in a file, or the one that was named."""
    file = Path(key)
    return file.read_text("utf-8").split() if "+" not in key and file.is_file() else [key]


if __name__ == "__main__":
    sys.exit(main())
