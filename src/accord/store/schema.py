"""The tables of the record: events in one order, the head that gives it, and what must commit with them."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()
_Position = sa.BigInteger().with_variant(sa.Integer, "sqlite")

event = sa.Table(
    "event",
    metadata,
    sa.Column("position", _Position, primary_key=True, autoincrement=False),
    sa.Column("originator_id", sa.Uuid, nullable=False),
    sa.Column("originator_version", sa.BigInteger, nullable=False),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("state", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("originator_id", "originator_version"),
)

head = sa.Table(
    "event_head",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("recorded_at", sa.Text, nullable=False),
    sa.Column("frontier", sa.LargeBinary, nullable=False),
)
"""`frontier` is what the tree over the entries has to remember to grow on."""

leaf = sa.Table(
    "tlog_leaf",
    metadata,
    sa.Column("idx", _Position, primary_key=True, autoincrement=False),
    sa.Column("leaf_hash", sa.LargeBinary, nullable=False),
)
"""`idx` is the position of the entry less one, as the tree counts."""

tile = sa.Table(
    "tlog_tile",
    metadata,
    sa.Column("level", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("n", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("hashes", sa.LargeBinary, nullable=False),
    sa.Column("root", sa.LargeBinary, nullable=False),
)
"""Full tiles only; `root` is what stands for one in the tile above it."""

checkpoint = sa.Table(
    "checkpoint",
    metadata,
    sa.Column("size", _Position, primary_key=True, autoincrement=False),
    sa.Column("root", sa.LargeBinary, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("created_at", sa.Text, nullable=False),
)

disclosure = sa.Table(
    "disclosure",
    metadata,
    sa.Column("digest", sa.String(43), primary_key=True),
    sa.Column("originator_id", sa.Uuid, nullable=False, index=True),
    sa.Column("originator_version", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)

of_the_same_entry = sa.and_(
    event.c.originator_id == disclosure.c.originator_id,
    event.c.originator_version == disclosure.c.originator_version,
)
"""Joins a disclosure to the entry that it belongs to."""

idempotency = sa.Table(
    "idempotency",
    metadata,
    sa.Column("principal", sa.Uuid, primary_key=True),
    sa.Column("key", sa.String(255), primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("answer", sa.LargeBinary, nullable=False),
    sa.Column("recorded_at", sa.Text, nullable=False),
)

api_key = sa.Table(
    "api_key",
    metadata,
    sa.Column("id", sa.String(8), primary_key=True),
    sa.Column("secret_sha256", sa.String(64), nullable=False),
    sa.Column("principal", sa.Uuid, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("revoked_at", sa.Text),
)

ballot_box = sa.Table(
    "ballot_box",
    metadata,
    sa.Column("decision", sa.Uuid, primary_key=True),
    sa.Column("voting", sa.Integer, primary_key=True),
    sa.Column("group", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("position", sa.String(10), primary_key=True),
    sa.Column("ballots", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

replica = sa.Table(
    "replica",
    sa.MetaData(),
    sa.Column("position", _Position, primary_key=True, autoincrement=False),
    sa.Column("recorded_at", sa.Text, nullable=False),
)
"""Only in a copy for reading: up to which entry of which instant it goes."""
