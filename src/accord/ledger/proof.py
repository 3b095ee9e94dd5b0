"""A proof in one file: an entry stands in the log that a checkpoint describes (C2SP tlog-proof)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.ledger.checkpoint import Checkpoint, number, open_checkpoint
from accord.ledger.merkle import HASH, leaf_hash
from accord.ledger.note import NotSigned, Verifier, from_base64, to_base64
from accord.ledger.proving import verify_inclusion

FORMAT = "c2sp.org/tlog-proof@v1"
_MOST_HASHES = 64


@dataclass(frozen=True, slots=True)
class Proof:
    """The way from one entry to the root of a signed checkpoint; `str()` writes it, `parse` reads it."""

    index: int
    path: tuple[bytes, ...]
    note: str

    def __str__(self) -> str:
        """Write the proof as a file."""
        lines = (FORMAT, f"index {self.index}", *map(to_base64, self.path))
        return "".join(f"{line}\n" for line in lines) + f"\n{self.note}"

    @classmethod
    def parse(cls, file: bytes) -> Proof:
        """Return the proof in a file; nothing is trusted yet. Raise `NotSigned` where it is none.

        What the format calls `extra` is not proven, and is not accepted.
        """
        try:
            head, blank, note = file.decode().partition("\n\n")
        except UnicodeDecodeError:
            raise NotSigned("a proof is text in UTF-8") from None
        form, *lines = head.split("\n")
        if form != FORMAT or not blank or not lines or not lines[0].startswith("index "):
            raise NotSigned(f"a proof begins with {FORMAT} and the index of an entry")
        index, path = number(lines[0].removeprefix("index ")), tuple(map(from_base64, lines[1:]))
        if len(path) > _MOST_HASHES or any(len(step) != HASH for step in path):
            raise NotSigned("the lines of a proof are hashes, at most 64")
        return cls(index, path, note)

    def verify(self, entry: bytes, origin: str, trusted: Iterable[Verifier]) -> Checkpoint:
        """Return the checkpoint under which the entry stands; raise `NotSigned` or `NotProven`."""
        found = open_checkpoint(self.note.encode(), origin, trusted)
        verify_inclusion(leaf_hash(entry), self.index, found.size, self.path, found.root)
        return found
