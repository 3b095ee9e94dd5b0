"""Verification of a bundle: every check in its order; nothing is believed but the keys that the auditor brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from accord.audit.bundle import (
    CHECKPOINT,
    CHECKPOINTS,
    CONSISTENCY,
    DISCLOSURES,
    ENTRIES,
    MANIFEST,
    PROOFS,
    Manifest,
    NotABundle,
)
from accord.audit.disclosed import lines
from accord.audit.findings import Check, Report
from accord.audit.growing import Growing, Said
from accord.audit.packing import Archive, manifest_of, opened
from accord.audit.performing import replay
from accord.audit.readable import compared
from accord.audit.reading import Batches, Opened, Reading
from accord.audit.trust import Signatures, parsed
from accord.ledger.checkpoint import Checkpoint, number
from accord.ledger.merkle import NotProven, leaf_hash
from accord.ledger.note import Note, NotSigned, from_base64
from accord.ledger.proof import Proof
from accord.ledger.proving import verify_consistency, verify_inclusion
from accord.ledger.tiles import path_of, tiles_of, unbundle
from accord.store.aside import ByStream

Progress = Callable[[int, int], None]
"""Hears how many entries were looked at just now, and how many there are."""
ENDS = (
    "A part shows of each stream only what is in it: whether more followed, or whole streams were left out, it "
    "cannot show. Ask for the whole log, or the register, where that matters."
)
LATER = {
    Check.WITNESSES: "no witness signs this register yet",
    Check.TIME_STAMPS: "no time-stamp is taken of this register yet; its instants are what its operator's clock said",
    Check.COMMANDS: "commands are not signed by the parties yet; who acted is what the operator attests",
}


@dataclass(frozen=True)
class Brought:
    """What the auditor brought: keys of the log, and checkpoints that were kept from before."""

    keys: tuple[str, ...] = ()
    known: tuple[Checkpoint, ...] = ()
    replay: bool = True
    progress: Progress = field(default=lambda _done, _of: None)


def verify_bundle(path: Path, brought: Brought) -> Report:
    """Check a bundle, packed or unpacked; whatever it holds, a report comes back."""
    report = Report(f"bundle {path.name}")
    try:
        with closing(opened(path)) as archive:
            manifest = manifest_of(archive)
            _files(report, archive, manifest)
            if not report.wrong:
                _Bundle(report, archive, manifest, brought).check()
    except NotABundle as error:
        report.fail(Check.FILES, path.name, str(error))
    except NotSigned as error:
        report.fail(Check.CHECKPOINT, path.name, str(error))
    _say_what_was_not_checked(report)
    return report


def _files(report: Report, archive: Archive, manifest: Manifest) -> None:
    """V1: each file is the one that is listed, none is missing and none is there besides."""
    names, listed = archive.names(), {file.name: file for file in manifest.files}
    wanted = [*(file.name for file in manifest.files), MANIFEST]
    same = names == wanted if archive.in_order else sorted(names) == sorted(wanted)
    if not same or len(set(names)) != len(names):
        report.fail(Check.FILES, MANIFEST, "the files of this bundle are not those that it lists")
        return
    for found in archive.files():
        if found.name == MANIFEST:
            continue
        report.saw(Check.FILES)
        if found != listed[found.name]:
            report.fail(Check.FILES, found.name, "this file is not the one that is listed")


class _Bundle:
    """The checks of one bundle, whose files are those that it lists."""

    def __init__(
        self, report: Report, archive: Archive, manifest: Manifest, brought: Brought
    ) -> None:
        self.report, self.archive, self.manifest, self.brought = report, archive, manifest, brought
        self.state, self.note = parsed(archive.read(CHECKPOINT), manifest.origin)
        self.names = set(archive.names()) - {MANIFEST, CHECKPOINT}
        self.earlier = list(self._earlier())
        report.origin, report.size = self.state.origin, self.state.size
        report.of = f"{report.of} of {manifest.scope}"
        if manifest.size != self.state.size:
            report.fail(Check.FILES, MANIFEST, "its size is not that of the checkpoint")

    def check(self) -> None:
        """Run them."""
        reading = Reading(self.report, self.manifest.scope.whole, not self.manifest.disclosures)
        if self.manifest.scope.whole:
            self._whole(reading)
        else:
            self._part(reading)
        if self.names:
            some = ", ".join(sorted(self.names)[:5])
            self.report.fail(
                Check.FILES, MANIFEST, f"nothing says what these files are for: {some}"
            )
        checkpoints = [*self.earlier, (self.state, self.note)]
        Signatures(self.report, reading.keys, set(self.brought.keys)).check(checkpoints)
        if (origin := reading.keys.register.origin) not in ("", self.state.origin):
            sentence = f"the register was opened as {origin}"
            self.report.fail(Check.CHECKPOINT, "origin", sentence)

    def _take(self, name: str) -> bytes:
        self.names.discard(name)
        return self.archive.read(name)

    def _earlier(self) -> Iterator[tuple[Checkpoint, Note]]:
        named = (name for name in self.names if name.startswith(CHECKPOINTS))
        for size in sorted(number(name.removeprefix(CHECKPOINTS)) for name in named):
            found = parsed(self._take(f"{CHECKPOINTS}{size}"), self.manifest.origin)
            if found[0].size != size or size >= self.state.size:
                raise NotABundle(f"{CHECKPOINTS}{size} is no earlier checkpoint of that size")
            yield found

    def _opened(self) -> Opened:
        if not self.manifest.disclosures:
            return ()
        self.names.discard(DISCLOSURES)
        return lines(self.archive.lines(DISCLOSURES))

    # --- The whole log -------------------------------------------------------------------------

    def _whole(self, reading: Reading) -> None:
        growing = Growing(self.report, self._said())
        with self._aside(reading) as aside:
            reading.read(self._entries(growing), self._opened())
            growing.ended()
            self._tiles(growing.unfinished())
            if self._can_be_replayed():
                replay(self.report, aside.streams())

    @contextmanager
    def _aside(self, reading: Reading) -> Iterator[ByStream]:
        """Put every entry aside as it is read, where it is to be worked out again."""
        with closing(ByStream()) as aside:
            if self.brought.replay:
                reading.each = lambda _index, entry, seen, _opened: aside.add(
                    seen.agg, seen.ver, entry
                )
            with compared(self.report, self.archive, self.names, reading):
                yield aside

    def _said(self) -> dict[int, list[Said]]:
        said: dict[int, list[Said]] = {}
        for state, _ in self.earlier:
            one = Said(state.root, Check.GROWTH, f"{CHECKPOINTS}{state.size}")
            said.setdefault(state.size, []).append(one)
        for state in self.brought.known:
            one = Said(state.root, Check.GROWTH, f"your checkpoint of {state.size} entries")
            said.setdefault(state.size, []).append(one)
        newest = Said(self.state.root, Check.TREE, CHECKPOINT)
        said.setdefault(self.state.size, []).append(newest)
        return said

    def _entries(self, growing: Growing) -> Batches:
        for tile in takewhile(lambda tile: tile.level == 0, tiles_of(self.state.size)):
            name = path_of(tile, entries=True)
            found = _unbundled(self._take(name))
            if len(found) != tile.width:
                sentence = f"it has {len(found)} entries, and not {tile.width}"
                self.report.fail(Check.TREE, name, sentence)
            self._tiles(growing.grow(found))
            yield range(tile.start, tile.start + len(found)), found
            self.brought.progress(len(found), self.state.size)

    def _tiles(self, found: Iterator[tuple[object, bytes]]) -> None:
        for tile, hashes_ in found:
            name = path_of(tile)  # type: ignore[arg-type]
            self.report.saw(Check.TREE)
            if self._take(name) != hashes_:
                self.report.fail(Check.TREE, name, "these are not the hashes of the entries")

    # --- A part of it --------------------------------------------------------------------------

    def _part(self, reading: Reading) -> None:
        with self._aside(reading) as aside:
            reading.read(self._proven(), self._opened())
            self._of_its_scope(reading)
            self.report.notes.append(ENDS)
            self._grown()
            self.report.unchecked[Check.DATABASE] = "this is a part of the log, and no database"
            if self._can_be_replayed():
                replay(self.report, aside.streams())

    def _of_its_scope(self, reading: Reading) -> None:
        """V1: what the part says that it is of is there, from its beginning, and is of that kind."""
        scope = self.manifest.scope
        if reading.begun.get(str(scope.id)) != scope.kind:
            sentence = f"there is no {scope.kind} {scope.id} among its entries"
            self.report.fail(Check.FILES, MANIFEST, sentence)

    def _proven(self) -> Batches:
        named = [name for name in self.names if name.startswith(ENTRIES)]
        for index in sorted(number(_stem(name)) for name in named):
            entry = self._take(f"{ENTRIES}{index}.json")
            self._included(index, entry, self._take(f"{PROOFS}{index}.tlog-proof"))
            yield [index], [entry]
            self.brought.progress(1, len(named))

    def _included(self, index: int, entry: bytes, file: bytes) -> None:
        self.report.saw(Check.TREE)
        where = f"entry {index}"
        try:
            proof = Proof.parse(file)
            verify_inclusion(leaf_hash(entry), index, self.state.size, proof.path, self.state.root)
        except (NotSigned, NotProven) as error:
            self.report.fail(Check.TREE, where, str(error))
            return
        if proof.index != index or proof.note != str(self.note) or str(proof).encode() != file:
            sentence = "the proof is of another entry, or under another checkpoint"
            self.report.fail(Check.TREE, where, sentence)

    def _grown(self) -> None:
        """V7 of a part: from each earlier checkpoint a proof leads to the newest."""
        steps: dict[int, Sequence[bytes]] = {}
        for state, _ in self.earlier:
            data = self._take(f"{CONSISTENCY}{state.size}-{self.state.size}")
            steps[state.size] = _steps(data)
            self._has_grown(state, steps[state.size], f"{CHECKPOINTS}{state.size}")
        for state in self.brought.known:
            where = f"your checkpoint of {state.size} entries"
            if state.size == self.state.size:
                self._has_grown(state, (), where)
            elif state.size in steps:
                self._has_grown(state, steps[state.size], where)
            elif state.size > self.state.size:
                self.report.fail(Check.GROWTH, where, f"here are only {self.state.size}")
            else:
                sentence = (
                    f"nothing here leads from it to {self.state.size}; ask the register for "
                    f"/log/consistency?from={state.size}&to={self.state.size}, or for the whole log"
                )
                self.report.lack(Check.GROWTH, where, sentence)

    def _has_grown(self, state: Checkpoint, steps: Sequence[bytes], where: str) -> None:
        self.report.saw(Check.GROWTH)
        try:
            verify_consistency(state.size, self.state.size, steps, state.root, self.state.root)
        except NotProven as error:
            self.report.fail(Check.GROWTH, where, str(error))

    def _can_be_replayed(self) -> bool:
        if not self.brought.replay:
            self.report.unchecked[Check.REPLAY] = "you said --no-replay"
        elif self.report.wrong:
            self.report.unchecked[Check.REPLAY] = "these are not the entries that were recorded"
        return Check.REPLAY not in self.report.unchecked


def _unbundled(data: bytes) -> list[bytes]:
    try:
        return unbundle(data)
    except NotProven as error:
        raise NotABundle(f"a file of entries: {error}") from None


def _steps(data: bytes) -> tuple[bytes, ...]:
    text = data.decode("ascii", "replace")
    found = tuple(map(from_base64, text.split("\n")[:-1]))
    if text and not text.endswith("\n"):
        raise NotABundle("a proof of growth ends with its line")
    return found


def _stem(name: str) -> str:
    return name.removeprefix(ENTRIES).removesuffix(".json")


def _say_what_was_not_checked(report: Report) -> None:
    report.unchecked |= LATER
    report.unchecked.setdefault(Check.DATABASE, "this is a bundle, and no database")
