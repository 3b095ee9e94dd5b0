"""The sealed box of a secret vote, which belongs to the register but not to its history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the box: on SQLite without row ids, which would tell in which order rows came."""
    op.create_table(
        "ballot_box",
        sa.Column("decision", sa.Uuid, primary_key=True),
        sa.Column("voting", sa.Integer, primary_key=True),
        sa.Column("group", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.String(10), primary_key=True),
        sa.Column("ballots", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
