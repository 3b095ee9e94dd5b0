"""What a verification found: each check by its code, what is wrong, what is missing, and what was not looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

MOST_TOLD = 20
"""Findings of one check that are written out; whoever forges a thousand entries needs no list of them."""


class Check(StrEnum):
    """What is checked, in this order; the codes are those of `docs/reference/evidence.md`."""

    FILES = "V1"
    CHECKPOINT = "V2"
    WITNESSES = "V3"
    TIME_STAMPS = "V4"
    ENTRIES = "V5"
    TREE = "V6"
    GROWTH = "V7"
    ORDER = "V8"
    COMMANDS = "V9"
    REPLAY = "V10"
    DISCLOSURES = "V11"
    DATABASE = "V12"

    @property
    def says(self) -> str:
        """What holds where it is passed, in words."""
        return _TITLES[self]


_TITLES = {
    Check.FILES: "the files are those that are listed",
    Check.CHECKPOINT: "the checkpoint is signed by a key that you trust",
    Check.WITNESSES: "witnesses saw the same checkpoint",
    Check.TIME_STAMPS: "others say when it was signed",
    Check.ENTRIES: "every entry is written as its type is",
    Check.TREE: "the entries are those of the checkpoint",
    Check.GROWTH: "the log begins with what earlier checkpoints say",
    Check.ORDER: "no entry of a stream is missing, and time runs forward",
    Check.COMMANDS: "commands are signed by the parties",
    Check.REPLAY: "what was counted and hashed comes out the same when it is done again",
    Check.DISCLOSURES: "disclosed texts are those that were recorded, and what is gone was erased",
    Check.DATABASE: "the database holds what the entries say, and nothing else",
}


class Outcome(IntEnum):
    """What a verification comes to; the number is the exit code of `accord verify`."""

    VERIFIED = 0
    FAILED = 1
    INCOMPLETE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong or missing: by which check, and where."""

    check: Check
    where: str
    sentence: str

    def to_data(self) -> dict[str, str]:
        """Return it as JSON values."""
        return {"check": self.check, "where": self.where, "sentence": self.sentence}


@dataclass
class Report:
    """What was found so far."""

    of: str
    origin: str = ""
    size: int = 0
    entries: int = 0
    looked_at: Counter[Check] = field(default_factory=Counter)
    wrong: list[Finding] = field(default_factory=list)
    missing: list[Finding] = field(default_factory=list)
    unchecked: dict[Check, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    """What the reader has to know besides."""
    fields: Counter[str] = field(default_factory=Counter)
    """How many fields are disclosed, erased, withheld, missing or forged."""
    _told: Counter[tuple[Check, bool]] = field(default_factory=Counter)

    def fail(self, check: Check, where: str, sentence: str) -> None:
        """Something is not as it was recorded."""
        self._add(self.wrong, check, where, sentence)

    def lack(self, check: Check, where: str, sentence: str) -> None:
        """Something that should be there is not, so that nobody can say."""
        self._add(self.missing, check, where, sentence)

    def more(self, check: Check, number: int) -> None:
        """So many more are missing than were written out."""
        self._told[check, False] += max(0, number)

    def _add(self, to: list[Finding], check: Check, where: str, sentence: str) -> None:
        self._told[check, to is self.wrong] += 1
        if self._told[check, to is self.wrong] <= MOST_TOLD:
            to.append(Finding(check, where, sentence))

    def saw(self, check: Check, number: int = 1) -> None:
        """So many things were checked."""
        self.looked_at[check] += number

    @property
    def outcome(self) -> Outcome:
        """What all of it comes to."""
        if self.wrong:
            return Outcome.FAILED
        return Outcome.INCOMPLETE if self.missing else Outcome.VERIFIED

    def of_check(self, check: Check) -> str:
        """Say in a word how a check came out."""
        if any(found.check is check for found in self.wrong):
            return "FAILED"
        if any(found.check is check for found in self.missing):
            return "incomplete"
        return "ok" if self.looked_at[check] and check not in self.unchecked else "not checked"

    def why_not(self, check: Check) -> str:
        """Say why something was not checked; nothing where it was."""
        if self.of_check(check) != "not checked":
            return ""
        return self.unchecked.get(check) or _NOTHING_TO_LOOK_AT.get(
            check, "there is none of it here"
        )

    def to_data(self) -> dict[str, object]:
        """Return the report as JSON values."""
        return {
            "of": self.of,
            "outcome": self.outcome.name.lower(),
            "origin": self.origin,
            "size": self.size,
            "entries": self.entries,
            "checks": [self._check_data(check) for check in Check],
            "wrong": [found.to_data() for found in self.wrong],
            "missing": [found.to_data() for found in self.missing],
            "notes": self.notes,
            "fields": dict(sorted(self.fields.items())),
        }

    def _check_data(self, check: Check) -> dict[str, object]:
        why = self.why_not(check)
        return {
            "code": check,
            "that": check.says,
            "result": self.of_check(check),
            "looked_at": self.looked_at[check],
            **({"why_not": why} if why else {}),
        }

    def __str__(self) -> str:
        """Write it for people."""
        lines = [f"{self.of}: {self.entries} entries of {self.origin or 'an unknown register'}", ""]
        for check in Check:
            number = f" ({self.looked_at[check]})" if self.looked_at[check] else ""
            lines.append(f"{check:<4}{self.of_check(check):<13}{check.says}{number}")
            lines += [f"      {why}"] if (why := self.why_not(check)) else []
            lines += self._findings(check)
        fields = ", ".join(f"{number} {status}" for status, number in sorted(self.fields.items()))
        lines += ["", f"Fields that can be erased: {fields or 'none'}.", *self.notes]
        return "\n".join([*map(_printable, lines), _SAID[self.outcome]])

    def _findings(self, check: Check) -> list[str]:
        lines = []
        for found, is_wrong in ((self.wrong, True), (self.missing, False)):
            lines += [f"      {f.where}: {f.sentence}" for f in found if f.check is check]
            if (more := self._told[check, is_wrong] - MOST_TOLD) > 0:
                lines.append(f"      and {more} more")
        return lines


def _printable(line: str) -> str:
    """Return a line in which nothing that was handed over can pretend to be another line."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in line)


_NOTHING_TO_LOOK_AT = {
    Check.FILES: "this is no file of files",
    Check.GROWTH: "no earlier checkpoint is here; name those that you kept with --known",
    Check.DISCLOSURES: "no text here can be erased",
    Check.REPLAY: "nothing here could be worked out again",
}
_SAID = {
    Outcome.VERIFIED: "VERIFIED: everything that was checked is as it was recorded.",
    Outcome.FAILED: "FAILED: this is not what was recorded.",
    Outcome.INCOMPLETE: "INCOMPLETE: nothing is wrong, but something that should be here is missing.",
}
