"""The tree over the entries: its leaves, full tiles and frontier, and the checkpoints that were signed.

A register that exists already gets the leaves of all its entries, in their order. What is hashed is final, as the
entries are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from accord.ledger.merkle import Frontier, leaf_hash
from accord.ledger.tiles import WIDTH, tile_root

revision = "0002"
down_revision = "0001"

_INDEX = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_FINAL = (("tlog_leaf", ("idx",)), ("tlog_tile", ("level", "n")), ("checkpoint", ("size",)))
_SQLITE = """
CREATE TRIGGER {table}_{act}_refused BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, 'a hash of the record is never changed and never removed'); END
"""
# INSERT OR REPLACE removes the row that is in its way without asking the triggers above.
_SQLITE_REPLACE = """
CREATE TRIGGER {table}_replace_refused BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, 'a hash of the record is never changed and never removed'); END
"""
_POSTGRESQL_SAYS = """
CREATE FUNCTION hash_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a hash of the record is never changed and never removed'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_refused BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION hash_is_final()
"""
_event = sa.table("event", sa.column("position", sa.BigInteger), sa.column("state", sa.LargeBinary))
_head = sa.table("event_head", sa.column("frontier", sa.LargeBinary))
_MANY = 4 * WIDTH


def upgrade() -> None:
    """Create the tables, fill the tree from the entries that are there, and guard it."""
    leaf = op.create_table(
        "tlog_leaf",
        sa.Column("idx", _INDEX, primary_key=True, autoincrement=False),
        sa.Column("leaf_hash", sa.LargeBinary, nullable=False),
    )
    tile = op.create_table(
        "tlog_tile",
        sa.Column("level", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("n", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("hashes", sa.LargeBinary, nullable=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "checkpoint",
        sa.Column("size", _INDEX, primary_key=True, autoincrement=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
    )
    tree = _fill(op.get_bind(), leaf, tile)
    column = sa.Column("frontier", sa.LargeBinary, nullable=False, server_default="")
    op.add_column("event_head", column)
    op.execute(sa.update(_head).values(frontier=tree.to_bytes()))
    _guard()


def _fill(conn: sa.Connection, leaf: sa.Table, tile: sa.Table) -> Frontier:
    """Hash what is recorded, a few tiles at a time."""
    tree = Frontier()
    levels: list[list[bytes]] = [[]]
    while rows := conn.execute(_after(tree.size)).all():
        if [row.position for row in rows] != list(range(tree.size + 1, tree.size + 1 + len(rows))):
            raise ValueError(f"the positions of the record have a gap after {tree.size}")
        leaves = [leaf_hash(row.state) for row in rows]
        numbered = enumerate(leaves, tree.size)
        conn.execute(sa.insert(leaf), [{"idx": at, "leaf_hash": found} for at, found in numbered])
        for found in leaves:
            tree.append(found)
            _keep(conn, tile, levels, tree.size, found)
    return tree


def _keep(
    conn: sa.Connection, tile: sa.Table, levels: list[list[bytes]], size: int, found: bytes
) -> None:
    """Put the tiles that this leaf completes: `levels` has the hashes of those that it does not."""
    levels[0].append(found)
    level = 0
    while len(levels[level]) == WIDTH:
        hashes, levels[level] = b"".join(levels[level]), []
        number, root = (size >> (8 * (level + 1))) - 1, tile_root(hashes)
        row = {"level": level, "n": number, "hashes": hashes, "root": root}
        conn.execute(sa.insert(tile), row)
        level += 1
        if level == len(levels):
            levels.append([])
        levels[level].append(root)


def _after(position: int) -> sa.Select[tuple[int, bytes]]:
    return (
        sa.select(_event.c.position, _event.c.state)
        .where(_event.c.position > position)
        .order_by(_event.c.position)
        .limit(_MANY)
    )


def _guard() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.execute(_POSTGRESQL_SAYS)
    for table, key in _FINAL:
        if sqlite:
            for act in ("UPDATE", "DELETE"):
                op.execute(_SQLITE.format(table=table, act=act))
            same = " AND ".join(f"{column} = NEW.{column}" for column in key)
            op.execute(_SQLITE_REPLACE.format(table=table, same=same))
        else:
            op.execute(_POSTGRESQL.format(table=table))
