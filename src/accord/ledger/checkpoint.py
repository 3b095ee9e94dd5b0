"""A checkpoint: how many entries a log has, and the one hash that stands for them (C2SP tlog-checkpoint)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from accord.ledger.merkle import EMPTY, HASH
from accord.ledger.note import NotSigned, Verifier, from_base64, open_note, to_base64

_NUMBER = re.compile("0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: its origin, its size and its root."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"

    @classmethod
    def parse(cls, body: str) -> Checkpoint:
        """Return what three lines say; raise `NotSigned` where they are no checkpoint of accord.

        Lines beyond the third are allowed by the format, but mean nothing here: nobody could check them.
        """
        lines = body.split("\n")
        if len(lines) != 4 or lines.pop() or not lines[0]:  # noqa: PLR2004 - three lines and an end
            raise NotSigned("a checkpoint has three lines: origin, size and root")
        origin, size, root = lines[0], number(lines[1]), from_base64(lines[2])
        if len(root) != HASH or (size == 0 and root != EMPTY):
            raise NotSigned("the root of a checkpoint is a hash of its entries")
        return cls(origin, size, root)


def open_checkpoint(note: bytes, origin: str, trusted: Iterable[Verifier]) -> Checkpoint:
    """Return the checkpoint of this log in a note that a trusted key has signed; raise `NotSigned`."""
    read, _ = open_note(note, trusted)
    found = Checkpoint.parse(read.text)
    if found.origin != origin:
        raise NotSigned(f"this is a checkpoint of {found.origin}, and not of {origin}")
    return found


def number(text: str) -> int:
    """Read a whole number in the one way it is written; raise `NotSigned` for any other."""
    if not _NUMBER.fullmatch(text):
        raise NotSigned("a number is written in digits, without leading zeros")
    return int(text)
