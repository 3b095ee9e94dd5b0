"""Verification of what fits on one page: the certificate of a decision, and the receipt of an entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from accord import canonical
from accord.aggregates.register import REGISTER
from accord.audit.certificate import FORMAT, told
from accord.audit.findings import Check, Report
from accord.audit.performing import Performance
from accord.audit.reading import Reading
from accord.audit.trust import Signatures, parsed
from accord.audit.verifying import ENDS, LATER, Brought
from accord.errors import Refused, Unrecordable
from accord.events import Event, Recorded
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.merkle import NotProven, leaf_hash
from accord.ledger.note import Note, NotSigned, Verifier, from_base64
from accord.ledger.proof import Proof
from accord.ledger.proving import verify_inclusion
from accord.store.entry import decode


def verify_certificate(data: bytes, brought: Brought) -> Report:
    """Check the certificate of a decision, and work out again everything that it tells."""
    report = Report("certificate of a decision")
    _not_checked(report)
    try:
        found = canonical.decode(data)
        if not isinstance(found, dict) or found.get("v") != FORMAT:
            raise NotSigned(f"this is no certificate of {FORMAT}")  # noqa: TRY301
        _Certificate(report, found, brought).check()
    except Unrecordable as error:
        report.fail(Check.FILES, "certificate", error.reason)
    except (NotSigned, KeyError, TypeError, ValueError, AttributeError) as error:
        report.fail(Check.FILES, "certificate", f"it is not written as one: {error}")
    return report


_OF_KEYS = ("register.opened/", "register.log_key_")


class _Certificate:
    """The checks of one certificate."""

    def __init__(self, report: Report, found: dict[str, Any], brought: Brought) -> None:
        self.report, self.found, self.brought = report, found, brought
        self.state, self.note = parsed(found["checkpoint"].encode())
        self.id = UUID(found["decision"])
        report.of = f"certificate of decision {self.id}"
        report.origin, report.size = self.state.origin, self.state.size

    def check(self) -> None:
        """Run them."""
        kept: list[Recorded[Event]] = []
        reading = Reading(
            self.report,
            whole=False,
            withheld=True,
            only_keys=True,
            each=lambda _index, entry, _seen, _opened: kept.append(decode(entry, {})),
        )
        reading.read((([index], [entry]) for index, entry in self._proven()), ())
        newest = [(self.state, self.note)]
        Signatures(self.report, reading.keys, set(self.brought.keys)).check(newest)
        _grown(self.report, self.state, self.brought)
        self.report.notes.append(ENDS)
        for recorded in kept:
            keys = recorded.agg == REGISTER and recorded.event.TYPE.startswith(_OF_KEYS)
            if recorded.agg != self.id and not keys:
                sentence = f"{recorded.event.TYPE} of {recorded.agg} has no place here"
                self.report.fail(Check.FILES, "entries", sentence)
        self._told([recorded for recorded in kept if recorded.agg == self.id])

    def _proven(self) -> Iterator[tuple[int, bytes]]:
        last = -1
        for one in self.found["entries"]:
            index, entry = one["index"], one["entry"].encode()
            if (
                sorted(one) != ["entry", "index", "proof"]
                or type(index) is not int
                or index <= last
            ):
                raise ValueError("its entries are not in order")
            last = index
            self.report.saw(Check.TREE)
            try:
                steps = tuple(map(from_base64, one["proof"]))
                verify_inclusion(leaf_hash(entry), index, self.state.size, steps, self.state.root)
            except (NotProven, NotSigned) as error:
                self.report.fail(Check.TREE, f"entry {index}", str(error))
            yield index, entry

    def _told(self, stream: Sequence[Recorded[Event]]) -> None:
        """V10: everything that it tells follows from its entries."""
        if self.report.wrong:
            return
        Performance(self.report).perform(stream)
        try:
            again = told(self.id, stream)
        except Refused as refusal:
            self.report.fail(Check.REPLAY, "certificate", refusal.reason)
            return
        proving = ("v", "checkpoint", "entries")
        for name in sorted(again.keys() | (self.found.keys() - set(proving))):
            if not _same(again.get(name), self.found.get(name)):
                self.report.fail(Check.REPLAY, name, "this is not what its entries come to")


def _same(one: object, other: object) -> bool:
    """Whether two values are written alike; to Python, true is 1."""
    if one is None or other is None:
        return one is other
    return canonical.encode(one) == canonical.encode(other)


def verify_receipt(data: bytes, entry: bytes | None, brought: Brought) -> Report:
    """Check a receipt, which is the proof of an entry, with that entry."""
    report = Report("receipt")
    _not_checked(report)
    try:
        proof = Proof.parse(data)
        state, note = parsed(proof.note.encode())
    except NotSigned as error:
        report.fail(Check.FILES, "receipt", str(error))
        return report
    report.origin, report.size = state.origin, state.size
    report.unchecked[Check.REPLAY] = "one entry leads to nothing"
    _signed(report, state, note, brought)
    _grown(report, state, brought)
    if entry is None:
        sentence = "a receipt proves an entry; give its bytes with --entry"
        report.lack(Check.TREE, f"entry {proof.index}", sentence)
        return report
    Reading(report, whole=False, withheld=True, anywhere=True).read([([proof.index], [entry])], ())
    try:
        report.saw(Check.TREE)
        verify_inclusion(leaf_hash(entry), proof.index, state.size, proof.path, state.root)
    except NotProven as error:
        report.fail(Check.TREE, f"entry {proof.index}", str(error))
    return report


def _signed(report: Report, state: Checkpoint, note: Note, brought: Brought) -> None:
    """V2 without the entries that say which keys stand: one of the keys that the auditor brought must have signed."""
    report.saw(Check.CHECKPOINT)
    where = f"checkpoint of {state.size}"
    trusted = {(one.name, one.id): one for one in map(Verifier.parse, brought.keys)}
    found = [(trusted.get((s.name, s.key)), s) for s in note.signatures]
    if any(one is not None and not one.accepts(note.text, s.value) for one, s in found):
        report.fail(Check.CHECKPOINT, where, "a signature of a key that you trust is false")
    elif not brought.keys:
        report.lack(Check.CHECKPOINT, "keys", "you named no key of the log with --key")
    elif not any(one is not None and one.name == state.origin for one, _ in found):
        report.fail(Check.CHECKPOINT, where, "no key that you trust has signed this")


def _grown(report: Report, state: Checkpoint, brought: Brought) -> None:
    """V7 without proofs of growth: only a checkpoint of the same size can be compared."""
    for known in brought.known:
        where = f"your checkpoint of {known.size} entries"
        if known.size == state.size:
            report.saw(Check.GROWTH)
            if known.root != state.root:
                report.fail(Check.GROWTH, where, "it has another root: there are two histories")
        else:
            first, last = sorted((known.size, state.size))
            sentence = f"ask the register for /log/consistency?from={first}&to={last}"
            report.lack(Check.GROWTH, where, sentence)


def _not_checked(report: Report) -> None:
    report.unchecked |= LATER
    report.unchecked[Check.DATABASE] = "this is one file, and no database"
