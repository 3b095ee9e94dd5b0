"""The triggers that refuse to change or remove what is final: whether they are still there, and as they were made."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accord.store.schema import checkpoint, event, leaf, tile

_FINAL = (event, leaf, tile, checkpoint)
_SQLITE = sa.text(
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table AND name LIKE :like"
)
_ON_SQLITE = 3
"""SQLite has one for each of update, delete and replace; PostgreSQL has one for all."""
_TRIGGERS = sa.text(
    "SELECT c.relname AS of, t.tgname AS name, t.tgtype AS acts, t.tgenabled IN ('O', 'A') AS stands,"
    " t.tgqual IS NULL AND t.tgnargs = 0 AND t.tgattr = '' AS always,"
    " p.proname AS does, p.prosrc AS body, l.lanname AS language, p.proconfig IS NULL AS plainly"
    " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
    " JOIN pg_language l ON l.oid = p.prolang"
    " WHERE NOT t.tgisinternal AND c.relnamespace = (SELECT relnamespace FROM pg_class"
    " WHERE oid = to_regclass('event')) ORDER BY 1, 2"
)
_RULES = sa.text(
    "SELECT tablename, rulename FROM pg_rules WHERE rulename <> '_RETURN' AND schemaname ="
    " (SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = to_regclass('event'))"
)
_GRANTS = sa.text(
    "SELECT DISTINCT c.relname AS of, a.privilege_type AS may,"
    " CASE a.grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(a.grantee)::text END AS who"
    " FROM pg_class c, LATERAL (SELECT * FROM aclexplode(c.relacl) UNION ALL SELECT g.* FROM pg_attribute t,"
    " aclexplode(t.attacl) g WHERE t.attrelid = c.oid) a"
    " WHERE c.oid = to_regclass(:table) AND a.grantee <> c.relowner"
    " AND a.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER') ORDER BY 3, 2"
)
_EVERY_ACT = 2 | 8 | 16 | 32
"""Before an update, a delete or a truncate, once for each statement (`tgtype` of PostgreSQL)."""
_SAYS = {
    "event_is_final": "an entry of the record is never changed and never removed",
    "hash_is_final": "a hash of the record is never changed and never removed",
}


def guarded_tables() -> list[str]:
    """Return the tables whose rows are final."""
    return [table.name for table in _FINAL]


def guards_of(conn: sa.Connection, table: str) -> bool:
    """Whether all the triggers of a table stand."""
    if conn.dialect.name == "sqlite":
        asked = {"table": table, "like": f"{table}%refused"}
        return len(conn.execute(_SQLITE, asked).all()) >= _ON_SQLITE
    return any(row.of == table and _is_guard(row) for row in conn.execute(_TRIGGERS).all())


def strangers(conn: sa.Connection) -> list[str]:
    """Return the triggers and rules of a PostgreSQL that accord does not make so, or that do something else."""
    names = guarded_tables()
    odd = [
        f"trigger {row.name} of {row.of}"
        for row in conn.execute(_TRIGGERS).all()
        if row.stands and not (row.of in names and _is_guard(row))
    ]
    return odd + [f"rule {row.rulename} of {row.tablename}" for row in conn.execute(_RULES).all()]


def granted(conn: sa.Connection, table: str) -> list[str]:
    """Return who in a PostgreSQL may change a final table, without owning it."""
    return [f"{row.who} ({row.may})" for row in conn.execute(_GRANTS, {"table": table}).all()]


def _is_guard(row: sa.Row[Any]) -> bool:
    does = "event_is_final" if row.of == event.name else "hash_is_final"
    body = f"BEGIN RAISE EXCEPTION '{_SAYS[does]}'; END"
    return (
        (row.name, row.acts, row.does, row.language)
        == (f"{row.of}_refused", _EVERY_ACT, does, "plpgsql")
        and row.body.strip() == body
        and row.stands
        and row.always
        and row.plainly
    )
