"""The record: the log and its head, disclosures, kept answers and API keys.

History is sacred: the database itself refuses to change or remove an entry.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BEGINNING = "1970-01-01T00:00:00.000000Z"
_POSITION = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_SQLITE = """
CREATE TRIGGER event_{act}_refused BEFORE {act} ON event
BEGIN SELECT RAISE(ABORT, 'an entry of the record is never changed and never removed'); END
"""
# INSERT OR REPLACE removes the row that is in its way without asking the triggers above.
_SQLITE_REPLACE = """
CREATE TRIGGER event_replace_refused BEFORE INSERT ON event WHEN EXISTS (
    SELECT 1 FROM event WHERE position = NEW.position
    OR originator_id = NEW.originator_id AND originator_version = NEW.originator_version
)
BEGIN SELECT RAISE(ABORT, 'an entry of the record is never changed and never removed'); END
"""
_POSTGRESQL = (
    """
CREATE FUNCTION event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'an entry of the record is never changed and never removed'; END $$
""",
    """
CREATE TRIGGER event_refused BEFORE UPDATE OR DELETE OR TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION event_is_final()
""",
)


def upgrade() -> None:
    """Create the tables, the head at position 0, and the guards of the log."""
    op.create_table(
        "event",
        sa.Column("position", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("originator_id", sa.Uuid, nullable=False),
        sa.Column("originator_version", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("originator_id", "originator_version"),
    )
    head = op.create_table(
        "event_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.CheckConstraint("id = 1", name="one_head"),
    )
    op.bulk_insert(head, [{"id": 1, "position": 0, "recorded_at": BEGINNING}])
    op.create_table(
        "disclosure",
        sa.Column("digest", sa.String(43), primary_key=True),
        sa.Column("originator_id", sa.Uuid, nullable=False, index=True),
        sa.Column("originator_version", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "idempotency",
        sa.Column("principal", sa.Uuid, primary_key=True),
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
    )
    op.create_table(
        "api_key",
        sa.Column("id", sa.String(8), primary_key=True),
        sa.Column("secret_sha256", sa.String(64), nullable=False),
        sa.Column("principal", sa.Uuid, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("revoked_at", sa.Text),
    )
    _guard()


def _guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(act=act))
        op.execute(_SQLITE_REPLACE)
    else:
        for statement in _POSTGRESQL:
            op.execute(statement)
