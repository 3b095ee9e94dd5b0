"""One pass over entries, in order: what each says of itself, which follows which, what was disclosed or erased."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from accord import canonical
from accord.aggregates.legal_holds import DisclosuresErased
from accord.aggregates.register import REGISTER, Register, RegisterOpened
from accord.audit.findings import MOST_TOLD, Check, Report
from accord.audit.trust import Keys
from accord.events import EVENT_TYPES
from accord.store.aside import Remembered
from accord.store.disclosures import Damaged, Disclosure, are_disclosed
from accord.store.entry import decode
from accord.store.seen import Seen, Sight

Each = Callable[[int, bytes, Seen, Sequence[Disclosure]], None]
Opened = Iterable[tuple[int, Disclosure]]
"""Disclosures, each with the index of its entry, in the order of the entries."""
Batches = Iterable[tuple[Sequence[int], Sequence[bytes]]]
"""Entries with their indexes, some at a time."""
_OF_KEYS = ("register.opened/", "register.log_key_")


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
    each: Each | None = None
    """Is told of each entry, as long as nothing is wrong."""
    besides: Callable[[int, Seen], None] | None = None
    """Is told of each entry, whatever is wrong."""
    keys: Keys = field(default_factory=lambda: Keys(Register(REGISTER)))
    versions: Remembered[int] = field(default_factory=Remembered)
    last: Seen | None = None
    sight: Sight = field(default_factory=Sight)
    gone: Remembered[str] = field(default_factory=Remembered)
    """Digests that nothing opens, and in which entry they stand, until an entry says that they were erased."""
    register_withheld: int = 0
    begun: dict[str, str] = field(default_factory=dict)
    """Of a part: of what kind each stream is, by its first entry."""

    def read(self, batches: Batches, opened: Opened) -> None:
        """Read them all."""
        beside = Beside(opened, self._nobodys)
        for indexes, entries in batches:
            before = self.report.entries
            for index, entry, seen in zip(indexes, entries, self.sight.look(entries), strict=True):
                if isinstance(seen, Damaged):
                    self.report.fail(Check.ENTRIES, f"entry {index}", str(seen))
                    before += 1
                else:
                    self._one(index, entry, seen, beside)
            self.report.entries += len(entries)
            self.report.saw(Check.ENTRIES, self.report.entries - before)
            self.report.saw(Check.ORDER, 0 if self.anywhere else self.report.entries - before)
        beside.end()
        self._say_what_is_gone()

    def _one(self, index: int, entry: bytes, seen: Seen, beside: Beside) -> None:
        self._in_order(index, seen)
        digests, texts = seen.data.commitments, _NONE
        if index >= beside.at:
            texts = beside.of(index)
        if digests or texts:
            self._discloses(index, seen, digests or (), texts)
        if seen.agg == _REGISTER:
            self._of_the_register(index, entry, seen)
        if self.besides is not None:
            self.besides(index, seen)
        if self.each is not None and not self.report.wrong:
            self.each(index, entry, seen, texts)

    def _in_order(self, index: int, seen: Seen) -> None:
        last, self.last = self.last, seen
        if self.anywhere:
            return
        before = self._before(seen, last)
        if seen.ver == 1 and not self.whole:
            self.begun[seen.agg] = seen.type.partition(".")[0]
        if seen.ver != before + 1 and not (self.only_keys and seen.agg == _REGISTER):
            self._misplaced(index, f"version {seen.ver} of {seen.agg} follows version {before}")
        if last is not None and not _follows(seen, last):
            at = canonical.instant(seen.recorded_at)
            self._misplaced(index, f"recorded at {at}, which does not fit the entry before")
        if (seen.type == RegisterOpened.TYPE) != (index == 0):
            self._misplaced(index, "a log begins with the opening of its register, once")

    def _before(self, seen: Seen, last: Seen | None) -> int:
        """Return how far the stream of an entry has come; of the one just being read, the last entry knows."""
        if last is None:
            return 0
        if last.agg == seen.agg:
            return last.ver
        self.versions.put(last.agg, last.ver)
        return self.versions.get(seen.agg) or 0

    def _misplaced(self, index: int, sentence: str) -> None:
        self.report.fail(Check.ORDER, f"entry {index}", sentence)

    def _of_the_register(self, index: int, entry: bytes, seen: Seen) -> None:
        """Follow what concerns its keys, and what it says was erased; the rest is for whoever works it out again."""
        if seen.type.startswith(_OF_KEYS):
            try:
                self.keys.follow(index + 1, decode(entry, {}))
            except Exception as error:  # noqa: BLE001 - a forged entry may say anything
                self._misplaced(index, f"the register cannot follow this: {error}")
        elif seen.type == DisclosuresErased.TYPE:
            for digest in getattr(decode(entry, {}).event, "digests", ()):
                if self.gone.take(digest) is not None:
                    self.report.fields["erased"] += 1

    # --- What was disclosed --------------------------------------------------------------------

    def _discloses(
        self, index: int, seen: Seen, digests: Sequence[str], texts: Sequence[Disclosure]
    ) -> None:
        where, opened = f"entry {index}", {text.digest for text in texts}
        self.report.saw(Check.DISCLOSURES, len(digests))
        for digest in opened.difference(digests):
            self._forged(where, f"a text is said to open {digest}, which this entry does not have")
        for digest in digests:
            if digest not in opened:
                self._gone(digest, seen, where)
        if not texts:
            return
        try:
            are_disclosed(texts, EVENT_TYPES[seen.type], all_of_them=len(opened) == len(digests))
        except Damaged as error:
            self._forged(where, str(error))
        else:
            self.report.fields["disclosed"] += len(opened)

    def _gone(self, digest: str, seen: Seen, where: str) -> None:
        if not self.whole and seen.agg == _REGISTER:
            self.register_withheld += 1
        else:
            self.gone.put(digest, where)

    def _nobodys(self, text: Disclosure) -> None:
        self._forged("disclosures", f"no entry here has the digest {text.digest}")

    def _forged(self, where: str, sentence: str) -> None:
        self.report.fields["forged"] += 1
        self.report.fail(Check.DISCLOSURES, where, sentence)

    def _say_what_is_gone(self) -> None:
        number = len(self.gone)
        if number:
            self.report.fields["withheld" if self.withheld else "missing"] += number
        if self.register_withheld:
            self.report.fields["withheld"] += self.register_withheld
        if not self.withheld:
            for digest, where in self.gone.first(MOST_TOLD):
                sentence = f"nothing opens {digest}, and no entry says that it was erased"
                self.report.lack(Check.DISCLOSURES, where, sentence)
            self.report.more(Check.DISCLOSURES, number - MOST_TOLD)


_REGISTER = str(REGISTER)
_NONE: Sequence[Disclosure] = ()


def _follows(later: Seen, earlier: Seen) -> bool:
    """Whether one can come after another: entries of a command have one instant, the next command a later one."""
    if later.cmd.id == earlier.cmd.id:
        return later.recorded_at == earlier.recorded_at
    return later.recorded_at > earlier.recorded_at


class Beside:
    """The disclosures that lie beside the entries, taken up as the entries come."""

    def __init__(self, opened: Opened, nobodys: Callable[[Disclosure], None]) -> None:
        self._rest, self._nobodys = iter(opened), nobodys
        self.at: float = math.inf
        """The index of the entry that has the next of them."""
        self._next: Disclosure | None = None
        self._turn()

    def _turn(self) -> None:
        self.at, self._next = next(self._rest, (math.inf, None))

    def of(self, index: int) -> Sequence[Disclosure]:
        """Return those of an entry; those of entries that never came are nobody's."""
        found = []
        while self._next is not None and self.at <= index:
            if self.at == index:
                found.append(self._next)
            else:
                self._nobodys(self._next)
            self._turn()
        return found

    def end(self) -> None:
        """Say of the rest that no entry has them."""
        while self._next is not None:
            self._nobodys(self._next)
            self._turn()
