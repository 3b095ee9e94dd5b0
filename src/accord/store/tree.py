"""The tree over the entries, kept beside them: their leaves, its full tiles, and its frontier in the head."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import sqlalchemy as sa

from accord.ledger.merkle import HASH, Frontier, Node, leaf_hash
from accord.ledger.tiles import HEIGHT, WIDTH, Tile, nodes_of, tile_root
from accord.store.disclosures import Damaged
from accord.store.schema import event, head, leaf, tile

_INSERT_LEAVES = sa.insert(leaf)
_INSERT_TILE = sa.insert(tile)
_HEAD = sa.select(head.c.position, head.c.frontier)
_TILE = sa.select(tile.c.hashes).where(
    tile.c.level == sa.bindparam("at_level"), tile.c.n == sa.bindparam("number")
)
_LEAVES = (
    sa.select(leaf.c.leaf_hash)
    .where(leaf.c.idx.between(sa.bindparam("first"), sa.bindparam("last")))
    .order_by(leaf.c.idx)
)
_ROOTS = (
    sa.select(tile.c.root)
    .where(
        tile.c.level == sa.bindparam("below"),
        tile.c.n.between(sa.bindparam("first"), sa.bindparam("last")),
    )
    .order_by(tile.c.n)
)
_ENTRIES = (
    sa.select(event.c.state)
    .where(event.c.position.between(sa.bindparam("first"), sa.bindparam("last")))
    .order_by(event.c.position)
)


def standing(conn: sa.Connection) -> Frontier:
    """Return the tree as this transaction sees it; raise `Damaged` where it cannot be that of the log."""
    position, packed = conn.execute(_HEAD).one()
    try:
        return Frontier.from_bytes(position, packed)
    except ValueError as error:
        raise Damaged(f"the head of the record: {error}") from error


def grow(conn: sa.Connection, tree: Frontier, entries: Sequence[bytes]) -> None:
    """Add entries to the tree: their leaves, and the tiles that they complete. Its head is the caller's to write."""
    first = tree.size
    leaves = [leaf_hash(entry) for entry in entries]
    for found in leaves:
        tree.append(found)
    rows = [{"idx": at, "leaf_hash": found} for at, found in enumerate(leaves, first)]
    conn.execute(_INSERT_LEAVES, rows)
    for number in range(first // WIDTH, tree.size // WIDTH):
        _complete(conn, 0, number)


def _complete(conn: sa.Connection, level: int, number: int) -> None:
    hashes = _side_by_side(conn, level, number)
    row = {"level": level, "n": number, "hashes": hashes, "root": tile_root(hashes)}
    conn.execute(_INSERT_TILE, row)
    if (number + 1) % WIDTH == 0:
        _complete(conn, level + 1, number // WIDTH)


def nodes(conn: sa.Connection, size: int) -> Node:
    """Return the nodes of the tree as it was with `size` entries, read as they are asked for."""
    return nodes_of(lambda level, number: hashes_of(conn, level, number, size))


def nodes_for(conn: sa.Connection, index: int, size: int) -> Node:
    """Return the nodes that the proof of one entry reads: those beside it and at the edge, asked for at once."""
    parts, asked, level, count = [], dict[str, int](), 0, size
    while count:
        number, edge = index >> HEIGHT * (level + 1), count // WIDTH
        if number < edge:
            parts.append(f"{_WHOLE} level = {level} AND n = :n{level}")
            asked[f"n{level}"] = number
        if count % WIDTH:
            parts.append(_EDGE if level == 0 else _EDGE_ABOVE.format(level=level, below=level - 1))
            asked |= {f"from{level}": edge * WIDTH, f"to{level}": count - 1}
        level, count = level + 1, edge
    tiles: dict[tuple[int, int], list[tuple[int, bytes]]] = {}
    for of, at, hashes in conn.execute(_united(tuple(parts)), asked):
        # A whole tile comes in one piece; of the others each hash says where it has its place.
        key = (of, at) if len(hashes) > HASH else (of, at // WIDTH)
        tiles.setdefault(key, []).append((at, bytes(hashes)))
    found = {key: b"".join(hash_ for _, hash_ in sorted(those)) for key, those in tiles.items()}
    return nodes_of(lambda level, number: found.get((level, number), b""))


_WHOLE = "SELECT level AS of, n AS at, hashes FROM tlog_tile WHERE"
_EDGE = "SELECT 0, idx, leaf_hash FROM tlog_leaf WHERE idx BETWEEN :from0 AND :to0"
_EDGE_ABOVE = "SELECT {level}, n, root FROM tlog_tile WHERE level = {below} AND n BETWEEN :from{level} AND :to{level}"


@lru_cache(64)
def _united(parts: tuple[str, ...]) -> sa.TextClause:
    return sa.text(" UNION ALL ".join(parts))


def hashes_of(conn: sa.Connection, level: int, number: int, size: int) -> bytes:
    """Return the hashes of a tile as a tree of `size` entries has it: all 256, fewer, or none."""
    width = min(WIDTH, (size >> (HEIGHT * level)) - number * WIDTH)
    if width == WIDTH:
        return conn.scalar(_TILE, {"at_level": level, "number": number}) or b""
    return _side_by_side(conn, level, number)[: max(0, width) * HASH]


def _side_by_side(conn: sa.Connection, level: int, number: int) -> bytes:
    """Return the hashes of a tile from what lies below it: leaves, or the roots of tiles."""
    where = {"first": number * WIDTH, "last": number * WIDTH + WIDTH - 1}
    if level == 0:
        return b"".join(conn.scalars(_LEAVES, where))
    return b"".join(conn.scalars(_ROOTS, {"below": level - 1, **where}))


def entries_of(conn: sa.Connection, wanted: Tile) -> Sequence[bytes]:
    """Return the entries below a tile of level 0, byte for byte as they are stored."""
    first = wanted.start + 1  # positions begin at 1
    return conn.scalars(_ENTRIES, {"first": first, "last": first + wanted.width - 1}).all()
