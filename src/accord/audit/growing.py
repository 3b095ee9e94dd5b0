"""The tree grown again from the entries, leaf by leaf, and compared with whatever is said of it on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accord.audit.findings import Check, Report
from accord.ledger.merkle import Frontier, leaf_hash
from accord.ledger.tiles import WIDTH, Tile, tile_root


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of the tree at a size: its root, and by which check that is held against it."""

    root: bytes
    check: Check
    where: str


@dataclass
class Growing:
    """A tree that is being grown, with what is said of it at which size."""

    report: Report
    said: Mapping[int, Sequence[Said]] = field(default_factory=dict)
    tree: Frontier = field(default_factory=Frontier)
    leaf: bytes = b""
    """The hash of the newest entry."""
    _filling: list[list[bytes]] = field(default_factory=list)
    _full: list[int] = field(default_factory=list)

    def grow(self, entry: bytes) -> Iterator[tuple[Tile, bytes]]:
        """Add an entry; give each tile that it fills."""
        self.leaf = leaf_hash(entry)
        self.tree.append(self.leaf)
        self._compare()
        return self._put(0, self.leaf)

    @property
    def full_tiles(self) -> int:
        """How many tiles are full."""
        return sum(self._full)

    def _compare(self) -> None:
        for one in self.said.get(self.tree.size, ()):
            self.report.saw(one.check)
            if self.tree.root() != one.root:
                sentence = (
                    f"the first {self.tree.size} entries are not those that it was signed over"
                )
                self.report.fail(one.check, one.where, sentence)

    def _put(self, level: int, hash_: bytes) -> Iterator[tuple[Tile, bytes]]:
        if level == len(self._filling):
            self._filling.append([])
            self._full.append(0)
        filling = self._filling[level]
        filling.append(hash_)
        if len(filling) < WIDTH:
            return
        hashes = b"".join(filling)
        filling.clear()
        self._full[level] += 1
        yield Tile(level, self._full[level] - 1), hashes
        yield from self._put(level + 1, tile_root(hashes))

    def unfinished(self) -> Iterator[tuple[Tile, bytes]]:
        """Give the tiles that are not full."""
        for level, filling in enumerate(self._filling):
            if filling:
                yield Tile(level, self._full[level], len(filling)), b"".join(filling)

    def ended(self) -> None:
        """Say what was said of sizes that the log never had."""
        for size, those in self.said.items():
            if size > self.tree.size:
                for one in those:
                    sentence = f"it was signed over {size} entries, and here are {self.tree.size}"
                    self.report.fail(one.check, one.where, sentence)
