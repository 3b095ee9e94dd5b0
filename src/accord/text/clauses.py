"""A clause is the smallest unit of an agreement that can be named, cited and amended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from accord import canonical

FORMAT = "accord-text/1"
CLAUSE_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """One clause: `id` stays for ever, `num` and `heading` are for people, `text` is what binds."""

    id: str
    num: str = ""
    heading: str = ""
    text: str

    def to_data(self) -> dict[str, str]:
        """Return all four parts, as the hash of the text needs them."""
        return {"id": self.id, "num": self.num, "heading": self.heading, "text": self.text}


def text_hash(clauses: Iterable[Clause]) -> str:
    """Return the hex SHA-256 that parties sign: of the clauses in order, in canonical JSON."""
    return canonical.sha256({"v": FORMAT, "clauses": [clause.to_data() for clause in clauses]})


def excerpt(words: str, most: int = 120) -> str:
    """Return words in quotes and on one line; of many the first and the last."""
    line = " ".join(words.split())
    if len(line) > most:
        line = f"{line[: most // 2]} … {line[-(most // 2) :]}"
    return f"“{line}”" if line else "nothing"


def plain_text(clauses: Iterable[Clause]) -> str:
    """Return the clauses' texts one after another, verbatim.

    Separators belong to the texts, so that a real document split into its sections comes back byte
    for byte.
    """
    return "".join(clause.text for clause in clauses)
