"""Whose signature under a checkpoint counts: keys that the auditor trusts, and those that they passed on to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from accord.aggregates.register import Register
from accord.audit.findings import Check, Report
from accord.events import Event, Recorded
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.note import Note, NotSigned, Signature, Verifier, WeakKey


@dataclass
class Keys:
    """The keys of a log as its own entries tell of them: which sign from which size on."""

    register: Register
    standing: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)

    def follow(self, position: int, recorded: Recorded[Event]) -> None:
        """Follow an entry of the register."""
        self.register.apply(recorded)
        now = tuple(self.register.log_keys)
        if not self.standing or self.standing[-1][1] != now:
            self.standing.append((position, now))

    def at(self, size: int) -> tuple[str, ...]:
        """Return the keys that sign a checkpoint of this size."""
        found: tuple[str, ...] = ()
        for position, keys in self.standing:
            if position <= size:
                found = keys
        return found


@dataclass
class Signatures:
    """Looks through the checkpoints from the oldest to the newest, and lets trust pass from key to key."""

    report: Report
    keys: Keys
    trusted: set[str]

    def check(self, notes: Iterable[tuple[Checkpoint, Note]]) -> None:
        """Check every checkpoint, in order of size; the newest must be signed by a key that is trusted by then."""
        by_a_trusted_key = False
        for state, note in notes:
            standing = self.keys.at(state.size)
            signed = self._signed(state, note, standing)
            self.report.saw(Check.CHECKPOINT)
            if not signed:
                self._fail(state, "none of the keys that signed then has signed this")
            by_a_trusted_key = bool(signed & self.trusted)
            if by_a_trusted_key:
                # Whoever signed this, signed the entries that say which keys stand now.
                self.trusted.update(standing)
        if not self.trusted:
            self.report.lack(Check.CHECKPOINT, "keys", "you named no key of the log with --key")
        elif not by_a_trusted_key:
            self._fail(state, "no key that you trust has signed this, nor one that it passed on to")

    def _fail(self, state: Checkpoint, sentence: str) -> None:
        self.report.fail(Check.CHECKPOINT, f"checkpoint of {state.size}", sentence)

    def _signed(self, state: Checkpoint, note: Note, standing: tuple[str, ...]) -> set[str]:
        """Return which of the standing keys have signed; a false signature in the name of one is a failure."""
        found = set()
        known = list(self._readable(standing))
        for signature in note.signatures:
            verifier = _whose(signature, known)
            if verifier is None:
                continue
            if verifier.accepts(note.text, signature.value):
                found.add(str(verifier))
            else:
                self._fail(state, f"the signature of {verifier} is false")
        return found

    def _readable(self, standing: Iterable[str]) -> Iterator[Verifier]:
        for vkey in standing:
            try:
                yield Verifier.parse(vkey)
            except (NotSigned, WeakKey) as error:
                self.report.fail(Check.CHECKPOINT, f"the recorded key {vkey:.200}", str(error))


def _whose(signature: Signature, known: Iterable[Verifier]) -> Verifier | None:
    claimed = (signature.name, signature.key)
    return next((one for one in known if (one.name, one.id) == claimed), None)


def parsed(data: bytes, origin: str = "") -> tuple[Checkpoint, Note]:
    """Return a checkpoint and its note; nobody is trusted yet. Raise `NotSigned` where it is none."""
    note = Note.parse(data)
    if str(note).encode() != data:
        raise NotSigned("this note is not written as notes are")
    state = Checkpoint.parse(note.text)
    if origin and state.origin != origin:
        raise NotSigned(f"this is a checkpoint of {state.origin}, and not of {origin}")
    return state, note
