"""The tree cut into tiles of 256 hashes, and the entries into bundles, as anyone may fetch them (C2SP tlog-tiles)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from struct import Struct

from accord.ledger.merkle import HASH, Node, NotProven

WIDTH = 256
"""How many hashes a full tile has."""
HEIGHT = 8
"""How many levels of the tree lie in one tile."""
ENTRIES = "entries"
"""In the place of the level: the bundle of entries below a tile of level 0."""
_LENGTH = Struct(">H")
_PATH = re.compile(
    r"(?P<level>entries|0|[1-9]|[1-5][0-9]|6[0-3])/"
    r"(?P<number>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """Hashes side by side: tile `number` of a level, `width` hashes from its left edge."""

    level: int
    number: int
    width: int = WIDTH

    @property
    def start(self) -> int:
        """Where it begins, counted in hashes of its own level."""
        return self.number * WIDTH

    def fits(self, size: int) -> bool:
        """Whether a tree of this size has so many hashes there."""
        return self.start + self.width <= size >> (HEIGHT * self.level)


def path_of(tile: Tile, *, entries: bool = False) -> str:
    """Return where a tile is fetched; with `entries`, where the entries below it are."""
    rest, last = divmod(tile.number, 1000)
    number = f"{last:03d}"
    while rest:
        rest, part = divmod(rest, 1000)
        number = f"x{part:03d}/{number}"
    place = f"tile/{ENTRIES if entries else tile.level}/{number}"
    return place if tile.width == WIDTH else f"{place}.p/{tile.width}"


def parse_path(path: str) -> tuple[Tile, bool] | None:
    """Return the tile at `<L>/<N>[.p/<W>]`, and whether its entries are meant; None for no such path."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    entries = found["level"] == ENTRIES
    number = int(found["number"].replace("x", "").replace("/", ""))
    tile = Tile(0 if entries else int(found["level"]), number, int(found["width"] or WIDTH))
    # One tile has one path: no leading x000, and a full tile is not called a part of itself.
    return (tile, entries) if path_of(tile, entries=entries) == f"tile/{path}" else None


def tiles_of(size: int) -> Iterator[Tile]:
    """Give every tile of a tree of this size, level by level, the incomplete one of each level last."""
    level = 0
    while size:
        full, width = divmod(size, WIDTH)
        yield from (Tile(level, number) for number in range(full))
        if width:
            yield Tile(level, full, width)
        level, size = level + 1, full


def tile_root(hashes: bytes) -> bytes:
    """Return the hash of a full tile, or of the part of one whose width is a power of two."""
    while len(hashes) > HASH:
        pairs = range(0, len(hashes), 2 * HASH)
        hashes = b"".join([sha256(b"\x01" + hashes[at : at + 2 * HASH]).digest() for at in pairs])
    return hashes


def nodes_of(hashes_of: Callable[[int, int], bytes], remembered: int = 128) -> Node:
    """Return the nodes of a tree whose tiles `hashes_of(level, number)` gives, as far as they are filled."""
    fetch = lru_cache(remembered)(hashes_of)

    def node(level: int, index: int) -> bytes:
        tile_level, above = divmod(level, HEIGHT)
        number, place = divmod(index << above, WIDTH)
        hashes = fetch(tile_level, number)[place * HASH : (place + (1 << above)) * HASH]
        if len(hashes) != HASH << above:
            raise NotProven(f"tile {number} of level {tile_level} lacks hashes")
        return tile_root(hashes)

    return node


def bundle(entries: Iterable[bytes]) -> bytes:
    """Return entries one after another, each behind its length."""
    return b"".join(_LENGTH.pack(len(entry)) + entry for entry in entries)


def unbundle(packed: bytes) -> list[bytes]:
    """Return the entries of a bundle; raise `NotProven` where it is cut off."""
    entries, at, end = [], 0, len(packed)
    try:
        while at < end:
            begins = at + 2
            at = begins + (packed[at] << 8 | packed[at + 1])
            entries.append(packed[begins:at])
    except IndexError:
        at = -1
    if at != end:
        raise NotProven("the bundle is cut off")
    return entries
