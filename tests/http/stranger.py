"""A stranger who fetches the log over HTTP, trusts one key, and believes nothing else."""

from __future__ import annotations

from accord.ledger.checkpoint import Checkpoint, open_checkpoint
from accord.ledger.merkle import Node, leaf_hash, root_at, split
from accord.ledger.note import Verifier, from_base64
from accord.ledger.tiles import Tile, nodes_of, path_of, tiles_of, unbundle


class Stranger:
    """Has a client without a key of the API, unless one is given for the entries."""

    def __init__(self, client, trusted: Verifier, headers=None) -> None:
        self.client, self.trusted, self.headers = client, trusted, headers or {}

    def fetch(self, path: str) -> bytes:
        answer = self.client.get(f"/log/{path}", headers=self.headers)
        assert answer.status_code == 200, (path, answer.json)
        return answer.data

    def checkpoint(self) -> Checkpoint:
        return open_checkpoint(self.fetch("checkpoint"), self.trusted.name, [self.trusted])

    def node(self, size: int) -> Node:
        """The nodes of the tree from its tiles, each fetched as wide as a tree of this size has it."""
        widths = {(tile.level, tile.number): tile for tile in tiles_of(size)}
        return nodes_of(lambda level, number: self.fetch(path_of(widths[level, number])))

    def entries(self, size: int) -> list[bytes]:
        bundles = [tile for tile in tiles_of(size) if tile.level == 0]
        return [e for tile in bundles for e in unbundle(self.fetch(path_of(tile, entries=True)))]

    def replays(self, size: int, root: bytes) -> list[bytes]:
        """Return the entries, all of which lead to the root, as do all tiles."""
        entries, node = self.entries(size), self.node(size)
        assert len(entries) == size
        assert [leaf_hash(entry) for entry in entries] == [node(0, at) for at in range(size)]
        assert root_at(node, size) == root
        return entries

    def consistency(self, old: int, new: int) -> list[bytes]:
        lines = self.fetch(f"consistency?from={old}&to={new}").decode().splitlines()
        return [from_base64(line) for line in lines]

    def leaves(self, tile: Tile) -> list[bytes]:
        return split(self.fetch(path_of(tile)))
