"""One pass over entries, in order: what each says of itself, which follows which, what was disclosed or erased."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from accord import canonical
from accord.aggregates.register import REGISTER, Register, RegisterOpened
from accord.audit.findings import Check, Report
from accord.audit.trust import Keys
from accord.events import Event, Recorded
from accord.store.disclosures import Damaged, Disclosure
from accord.store.mapper import StrictMapper

Opened = Iterable[tuple[int, Disclosure]]
"""Disclosures, each with the index of its entry, in the order of the entries."""
Each = Callable[[bytes, Recorded[Event], Sequence[Disclosure]], None]


@dataclass
class Reading:
    """What has to be remembered from one entry to the next, and no more."""

    report: Report
    whole: bool
    withheld: bool = False
    only_keys: bool = False
    """Of the register's own stream only what concerns its keys is there."""
    anywhere: bool = False
    """An entry stands alone: nobody can say what comes before it."""
    each: Each = lambda _entry, _recorded, _opened: None
    keys: Keys = field(default_factory=lambda: Keys(Register(REGISTER)))
    versions: dict[UUID, int] = field(default_factory=dict)
    last: Recorded[Event] | None = None
    mapper: StrictMapper = field(default_factory=StrictMapper)
    gone: dict[str, str] = field(default_factory=dict)
    """Digests that nothing opens, and in which entry they stand, until an entry says that they were erased."""
    register_withheld: int = 0

    def read(self, entries: Iterable[tuple[int, bytes]], opened: Opened) -> None:
        """Read them all."""
        disclosed = _by_index(opened)
        beside = next(disclosed, None)
        for index, entry in entries:
            while beside is not None and beside[0] < index:
                self._nobodys(beside[1])
                beside = next(disclosed, None)
            texts: list[Disclosure] = []
            if beside is not None and beside[0] == index:
                texts, beside = beside[1], next(disclosed, None)
            self._one(index, entry, texts)
        while beside is not None:
            self._nobodys(beside[1])
            beside = next(disclosed, None)
        self._say_what_is_gone()

    def _one(self, index: int, entry: bytes, texts: list[Disclosure]) -> None:
        self.report.entries += 1
        where = f"entry {index}"
        try:
            recorded = self.mapper.read(entry)
        except Damaged as error:
            self.report.fail(Check.ENTRIES, where, str(error))
            return
        self.report.saw(Check.ENTRIES)
        self._in_order(index, recorded, where)
        self._discloses(recorded, entry, texts, where)
        if recorded.agg == REGISTER:
            self._of_the_register(index, recorded, where)
        if not self.report.wrong:
            self.each(entry, recorded, texts)

    def _in_order(self, index: int, recorded: Recorded[Event], where: str) -> None:
        self.report.saw(Check.ORDER, not self.anywhere)
        expected = self.versions.get(recorded.agg, 0) + 1
        skips = self.anywhere or (self.only_keys and recorded.agg == REGISTER)
        if recorded.ver != expected and not skips:
            sentence = f"version {recorded.ver} of {recorded.agg} follows version {expected - 1}"
            self.report.fail(Check.ORDER, where, sentence)
        self.versions[recorded.agg] = recorded.ver
        if self.last is not None and not _follows(recorded, self.last):
            at = canonical.instant(recorded.recorded_at)
            sentence = f"recorded at {at}, which does not fit the entry before"
            self.report.fail(Check.ORDER, where, sentence)
        self.last = recorded
        if index == 0 and not isinstance(recorded.event, RegisterOpened):
            self.report.fail(Check.ORDER, where, "a log begins with the opening of its register")

    def _of_the_register(self, index: int, recorded: Recorded[Event], where: str) -> None:
        try:
            self.keys.follow(index + 1, recorded)
        except Exception as error:  # noqa: BLE001 - a forged entry may say anything
            self.report.fail(Check.ORDER, where, f"the register cannot follow this: {error}")
        for digest in getattr(recorded.event, "digests", ()):
            if self.gone.pop(digest, None) is not None:
                self.report.fields["erased"] += 1

    # --- What was disclosed --------------------------------------------------------------------

    def _discloses(
        self, recorded: Recorded[Event], entry: bytes, texts: list[Disclosure], where: str
    ) -> None:
        opened = {text.digest: text for text in texts}
        self.report.saw(Check.DISCLOSURES, len(recorded.digests))
        for digest in opened.keys() - set(recorded.digests):
            self._forged(where, f"a text is said to open {digest}, which this entry does not have")
        for digest in recorded.digests:
            if digest not in opened:
                self._gone(digest, recorded, where)
        if not opened or not recorded.digests:
            return
        try:
            self.mapper.read(entry, opened)
        except Damaged as error:
            self._forged(where, str(error))
        else:
            self.report.fields["disclosed"] += len(opened)

    def _gone(self, digest: str, recorded: Recorded[Event], where: str) -> None:
        if not self.whole and recorded.agg == REGISTER:
            self.register_withheld += 1
        else:
            self.gone[digest] = where

    def _nobodys(self, texts: list[Disclosure]) -> None:
        for text in texts:
            self._forged("disclosures", f"no entry here has the digest {text.digest}")

    def _forged(self, where: str, sentence: str) -> None:
        self.report.fields["forged"] += 1
        self.report.fail(Check.DISCLOSURES, where, sentence)

    def _say_what_is_gone(self) -> None:
        status = "withheld" if self.withheld else "missing"
        if self.gone:
            self.report.fields[status] += len(self.gone)
        if self.register_withheld:
            self.report.fields["withheld"] += self.register_withheld
        if not self.withheld:
            for digest, where in self.gone.items():
                sentence = f"nothing opens {digest}, and no entry says that it was erased"
                self.report.lack(Check.DISCLOSURES, where, sentence)


def _follows(later: Recorded[Event], earlier: Recorded[Event]) -> bool:
    """Whether one can come after another: entries of a command have one instant, the next command a later one."""
    if later.cmd == earlier.cmd:
        return later.recorded_at == earlier.recorded_at
    return later.recorded_at > earlier.recorded_at


def _by_index(opened: Opened) -> Iterator[tuple[int, list[Disclosure]]]:
    for index, group in groupby(opened, key=lambda pair: pair[0]):
        yield index, [text for _, text in group]
