"""The tree grown again from the entries, tile by tile, and compared with whatever is said of it on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accord.audit.findings import Check, Report
from accord.ledger.merkle import Frontier, leaf_hashes
from accord.ledger.tiles import HEIGHT, WIDTH, Tile, tile_root


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
    leaves: list[bytes] = field(default_factory=list)
    """The hashes of the newest entries."""
    _filling: list[list[bytes]] = field(default_factory=list)
    _full: list[int] = field(default_factory=list)

    def grow(self, entries: Sequence[bytes]) -> Iterator[tuple[Tile, bytes]]:
        """Add entries; give each tile that they fill."""
        self.leaves = leaf_hashes(entries)
        first = self.tree.size
        if len(entries) == WIDTH and first % WIDTH == 0 and not self._is_said_within(first):
            yield from self._put_tile(0, b"".join(self.leaves))
            return
        for leaf in self.leaves:
            self.tree.append(leaf)
            self._compare()
            yield from self._put(0, leaf)

    @property
    def full_tiles(self) -> int:
        """How many tiles are full."""
        return sum(self._full)

    def _is_said_within(self, first: int) -> bool:
        """Whether something is said of the tree before the tile that begins here is full."""
        return any(size in self.said for size in range(first + 1, first + WIDTH))

    def _compare(self) -> None:
        for one in self.said.get(self.tree.size, ()):
            self.report.saw(one.check)
            if self.tree.root() != one.root:
                sentence = (
                    f"the first {self.tree.size} entries are not those that it was signed over"
                )
                self.report.fail(one.check, one.where, sentence)

    def _put(self, level: int, hash_: bytes) -> Iterator[tuple[Tile, bytes]]:
        filling = self._level(level)
        filling.append(hash_)
        if len(filling) < WIDTH:
            return
        hashes = b"".join(filling)
        filling.clear()
        yield from self._filled(level, hashes, tile_root(hashes))

    def _put_tile(self, level: int, hashes: bytes) -> Iterator[tuple[Tile, bytes]]:
        """Add a whole tile of leaves, whose root is worked out once for all that needs it."""
        self._level(level)
        root = tile_root(hashes)
        self.tree.append_whole(HEIGHT, root)
        self._compare()
        yield from self._filled(level, hashes, root)

    def _level(self, level: int) -> list[bytes]:
        if level == len(self._filling):
            self._filling.append([])
            self._full.append(0)
        return self._filling[level]

    def _filled(self, level: int, hashes: bytes, root: bytes) -> Iterator[tuple[Tile, bytes]]:
        self._full[level] += 1
        yield Tile(level, self._full[level] - 1), hashes
        yield from self._put(level + 1, root)

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
