"""Attacks of somebody who owns the database, its triggers and its backups, and the check that finds each of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlalchemy.engine import make_url
from tests.audit.evidence import KEY, NOBODY, OTHER, changed, named, signing
from tests.audit.test_bundle import results
from tests.http.stages import begin
from tests.postgres import database

from accord.audit.database import verify_database
from accord.audit.findings import Outcome
from accord.audit.trust import parsed
from accord.audit.verifying import Brought
from accord.cli import main
from accord.ledger.checkpoint import Checkpoint
from accord.ledger.merkle import Frontier, leaf_hash
from accord.ledger.note import sign
from accord.projections.views import metadata as read_models
from accord.store.engine import make_engine, writing
from accord.store.schema import checkpoint, disclosure, event, head, leaf, tile
from accord.wiring import build

BRINGS = Brought((str(KEY.verifier),))
Attack = Callable[[sa.Connection], Any]


def without_guards(conn: sa.Connection) -> None:
    """An owner of the database takes its triggers away."""
    if conn.dialect.name == "sqlite":
        names = conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
        for (name,) in names:
            conn.exec_driver_sql(f"DROP TRIGGER {name}")
    else:
        for table in (event, leaf, tile, checkpoint):
            conn.exec_driver_sql(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")


def guards_again(conn: sa.Connection) -> None:
    if conn.dialect.name == "postgresql":
        for table in (event, leaf, tile, checkpoint):
            conn.exec_driver_sql(f"ALTER TABLE {table.name} ENABLE TRIGGER USER")


def newest(conn) -> Any:
    return conn.execute(sa.select(event).order_by(event.c.position.desc()).limit(1)).one()


def at(position: int) -> Any:
    return event.c.position == position


def of_type(conn, kind: str) -> Any:
    found = sa.select(event).where(event.c.topic == kind).order_by(event.c.position)
    return conn.execute(found).first()


def put(conn, position: int, state: bytes) -> None:
    conn.execute(sa.update(event).where(at(position)).values(state=state))


def tree_anew(conn) -> None:
    """Make leaves and frontier fit the entries again, as somebody does who knows how they are made."""
    states = conn.scalars(sa.select(event.c.state).order_by(event.c.position)).all()
    tree = Frontier()
    conn.execute(sa.delete(leaf))
    for index, state in enumerate(states):
        tree.append(leaf_hash(state))
        conn.execute(sa.insert(leaf).values(idx=index, leaf_hash=leaf_hash(state)))
    conn.execute(sa.update(head).values(position=len(states), frontier=tree.to_bytes()))


def signed_anew(conn, key=KEY) -> None:
    """Sign the tree as it stands now, and forget every checkpoint before."""
    row = conn.execute(sa.select(head)).one()
    state = Checkpoint(
        key.name, row.position, Frontier.from_bytes(row.position, row.frontier).root()
    )
    conn.execute(sa.delete(checkpoint))
    note = str(sign(state.body, [key]))
    made = {"size": state.size, "root": state.root, "note": note, "created_at": "2026-01-01"}
    conn.execute(sa.insert(checkpoint).values(made))


# --- The attacks -----------------------------------------------------------------------------


def modify_an_entry(conn):
    row = of_type(conn, "decision.motion_tabled/1")
    put(conn, row.position, changed(row.state, title="Another title"))


def modify_an_entry_and_the_tree(conn):
    modify_an_entry(conn)
    tree_anew(conn)


def break_an_entry(conn):
    put(conn, 5, b"{}")


def say_another_type_in_its_column(conn):
    conn.execute(sa.update(event).where(at(5)).values(topic="party.registered/1"))


def say_another_stream_in_its_column(conn):
    conn.execute(sa.update(event).where(at(5)).values(originator_id=NOBODY))


def delete_an_entry(conn):
    conn.execute(sa.delete(event).where(at(9)))


def delete_an_entry_and_close_the_gap(conn):
    delete_an_entry(conn)
    last = newest(conn).position
    for position in range(10, last + 1):
        conn.execute(sa.update(event).where(at(position)).values(position=position - 1))
    tree_anew(conn)


def insert_an_entry(conn):
    row = newest(conn)
    state = changed(row.state, ver=row.originator_version + 1)
    values = row._asdict() | {
        "position": row.position + 1,
        "originator_version": row.originator_version + 1,
        "state": state,
    }
    conn.execute(sa.insert(event).values(values))


def reorder_two_entries(conn):
    for was, becomes in ((7, 9_000), (8, 7), (9_000, 8)):
        conn.execute(sa.update(event).where(at(was)).values(position=becomes))
    tree_anew(conn)


def truncate(conn):
    conn.execute(sa.delete(event).where(event.c.position > newest(conn).position - 3))


def truncate_with_the_tree(conn):
    truncate(conn)
    tree_anew(conn)


def reuse_a_position(conn):
    """The newest entry goes, and another takes its number."""
    row = newest(conn)
    conn.execute(sa.delete(event).where(at(row.position)))
    other = changed(row.state, recorded_at="2027-01-01T00:00:00.000000Z")
    conn.execute(sa.insert(event).values(row._asdict() | {"state": other}))


def backdate(conn):
    row = newest(conn)
    put(conn, row.position, changed(row.state, recorded_at="2026-01-01T00:00:00.000000Z"))
    tree_anew(conn)
    signed_anew(conn)


def fork_and_sign_with_another_key(conn):
    modify_an_entry_and_the_tree(conn)
    signed_anew(conn, OTHER)


def replace_the_key(conn):
    row = of_type(conn, "register.log_key_introduced/1")
    put(conn, row.position, changed(row.state, vkey=str(OTHER.verifier)))
    tree_anew(conn)
    signed_anew(conn, OTHER)


def change_a_verdict_and_sign_anew(conn):
    row = of_type(conn, "decision.certified/1")
    put(conn, row.position, changed(row.state, verdict="lost"))
    tree_anew(conn)
    signed_anew(conn)


def change_a_leaf(conn):
    conn.execute(sa.update(leaf).where(leaf.c.idx == 4).values(leaf_hash=bytes(32)))


def take_a_leaf(conn):
    conn.execute(sa.delete(leaf).where(leaf.c.idx == 4))


def add_a_tile(conn):
    row = {"level": 0, "n": 0, "hashes": bytes(8192), "root": bytes(32)}
    conn.execute(sa.insert(tile).values(row))


def change_the_frontier(conn):
    frontier = conn.scalar(sa.select(head.c.frontier))
    conn.execute(sa.update(head).values(frontier=bytes(len(frontier))))


def move_the_head(conn):
    conn.execute(sa.update(head).values(recorded_at="2020-01-01T00:00:00.000000Z"))


def change_a_checkpoint(conn):
    conn.execute(sa.update(checkpoint).values(root=bytes(32)))


def forge_a_checkpoint(conn):
    note = conn.scalar(sa.select(checkpoint.c.note).limit(1))
    conn.execute(
        sa.update(checkpoint).values(note=note.replace("\n", "\nA", 2).replace("\nA", "\n", 1))
    )


def forge_a_disclosure(conn):
    conn.execute(sa.update(disclosure).values(text="WyJhIiwibmFtZSIsIkV2ZSJd"))


def move_a_disclosure(conn):
    conn.execute(sa.update(disclosure).values(originator_version=1))


def disclose_what_is_no_field(conn):
    conn.execute(sa.update(disclosure).values(originator_version=999))


def change_a_read_model(conn):
    table = read_models.tables["parties"]
    conn.execute(sa.update(table).values(version=99))


def add_to_a_read_model(conn):
    table = read_models.tables["parties"]
    row = conn.execute(sa.select(table)).first()
    conn.execute(sa.insert(table).values(row._asdict() | {"id": NOBODY}))


def take_from_a_read_model(conn):
    conn.execute(sa.delete(read_models.tables["decisions"]))


ATTACKS: dict[Attack, set[str]] = {
    modify_an_entry: {"V6", "V12"},
    modify_an_entry_and_the_tree: {"V6"},
    break_an_entry: {"V5"},
    say_another_type_in_its_column: {"V12"},
    say_another_stream_in_its_column: {"V12"},
    delete_an_entry: {"V6", "V8"},
    delete_an_entry_and_close_the_gap: {"V6", "V8"},
    insert_an_entry: {"V12"},
    reorder_two_entries: {"V6"},
    truncate: {"V6", "V12"},
    truncate_with_the_tree: {"V6"},
    reuse_a_position: {"V6"},
    backdate: {"V8"},
    fork_and_sign_with_another_key: {"V2"},
    replace_the_key: {"V2"},
    change_a_verdict_and_sign_anew: {"V10"},
    change_a_leaf: {"V12"},
    take_a_leaf: {"V12"},
    add_a_tile: {"V12"},
    change_the_frontier: {"V12"},
    move_the_head: {"V12"},
    change_a_checkpoint: {"V12"},
    forge_a_checkpoint: {"V2"},
    forge_a_disclosure: {"V11"},
    move_a_disclosure: {"V11"},
    disclose_what_is_no_field: {"V11"},
    change_a_read_model: {"V12"},
    add_to_a_read_model: {"V12"},
    take_from_a_read_model: {"V12"},
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def template(request, tmp_path_factory):
    """A register with a certified vote on each database in turn, signed: its URL, to be copied from."""
    folder = tmp_path_factory.mktemp("insider")
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "r.db")
        yield _live(f"sqlite:///{folder / 'r.db'}", folder)
    else:
        empty = request.getfixturevalue("postgresql_template")
        with database(request.getfixturevalue("postgres_server"), empty) as url:
            yield _live(url, folder)


def _live(url: str, folder: Path) -> str:
    p = begin(url)
    with signing(p, folder) as house:
        named(house)
    p.reach("certified")
    with signing(p, folder):
        pass
    p.house.close()
    return url


@pytest.fixture
def register(template, tmp_path, request):
    """A copy of it that a test may spoil."""
    url = make_url(template)
    if url.get_backend_name() == "sqlite":
        shutil.copy(url.database, tmp_path / "r.db")
        yield f"sqlite:///{tmp_path / 'r.db'}"
    else:
        with database(request.getfixturevalue("postgres_server"), url.database) as copied:
            yield copied


def spoilt(url: str, attack: Attack) -> None:
    engine = make_engine(url)
    with writing(engine).begin() as conn:
        without_guards(conn)
        attack(conn)
        guards_again(conn)
    engine.dispose()


def test_a_register_that_nobody_attacked_is_verified(register):
    report = verify_database(register, BRINGS)
    assert report.outcome is Outcome.VERIFIED, str(report)
    assert results(report)["V12"] == "ok"
    without = Brought(BRINGS.keys, replay=False)
    assert results(verify_database(register, without))["V10"] == "not checked"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_each_attack_is_found_by_its_check(register, attack):
    spoilt(register, attack)
    report = verify_database(register, BRINGS)

    assert report.outcome is Outcome.FAILED, str(report)
    assert {found.check.value for found in report.wrong} >= ATTACKS[attack], str(report)


def rewrite_without_a_contradiction(conn):
    modify_an_entry_and_the_tree(conn)
    conn.execute(sa.update(head).values(recorded_at=head.c.recorded_at))
    signed_anew(conn)


def cut_off_and_sign_anew(conn):
    truncate_with_the_tree(conn)
    last = json.loads(newest(conn).state)["recorded_at"]
    conn.execute(sa.update(head).values(recorded_at=last))
    signed_anew(conn)


@pytest.mark.parametrize("attack", [rewrite_without_a_contradiction, cut_off_and_sign_anew])
def test_who_owns_the_key_too_is_found_by_what_others_kept(register, attack):
    engine = make_engine(register)
    with engine.connect() as conn:
        note = conn.scalar(sa.select(checkpoint.c.note).order_by(checkpoint.c.size.desc()).limit(1))
    engine.dispose()
    spoilt(register, attack)
    kept, _ = parsed(note.encode())
    report = verify_database(register, Brought(BRINGS.keys, (kept,)))

    assert results(report)["V7"] == "FAILED", str(report)


def test_entries_that_nobody_signed_yet_are_said_to_be_so(register):
    with closing(build(register)) as house:
        named_again = {"principal": UUID(int=8), "party": None, "capabilities": ("vote",)}
        with house.command(NOBODY) as accord:
            accord.enrol_principal(name=None, **named_again)
    report = verify_database(register, BRINGS)
    assert report.outcome is Outcome.INCOMPLETE
    assert "the newest 1 entries are not signed yet" in str(report)


def hollow_guards(conn):
    """Triggers of the same names that do nothing."""
    conn.exec_driver_sql(
        "CREATE TRIGGER event_UPDATE_refused BEFORE UPDATE ON event WHEN 0 BEGIN SELECT 1; END"
    )


def ids_in_capitals(conn):
    conn.exec_driver_sql("UPDATE decisions SET id = upper(id)")


def streams_in_capitals(conn):
    conn.exec_driver_sql("UPDATE event SET originator_id = upper(originator_id)")


def text_for_bytes(conn):
    conn.exec_driver_sql("UPDATE event SET state = 'x' WHERE position = 4")


@pytest.mark.parametrize(
    "attack", [hollow_guards, ids_in_capitals, streams_in_capitals, text_for_bytes]
)
def test_what_sqlite_alone_lets_anybody_do_is_found(register, attack):
    if not register.startswith("sqlite"):
        pytest.skip("PostgreSQL has types")
    spoilt(register, attack)
    report = verify_database(register, BRINGS)
    assert report.outcome is Outcome.FAILED, str(report)


HOLLOW = (
    "CREATE OR REPLACE FUNCTION {} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
)
ON_POSTGRESQL = (
    (HOLLOW.format("event_is_final()"), Outcome.FAILED, "trigger event_refused of event"),
    (HOLLOW.format("hash_is_final()"), Outcome.FAILED, "trigger tlog_leaf_refused"),
    (
        "ALTER FUNCTION event_is_final() SET search_path = elsewhere",
        Outcome.FAILED,
        "trigger event_refused of event",
    ),
    (
        (
            "CREATE OR REPLACE TRIGGER event_refused BEFORE UPDATE ON event"
            " FOR EACH STATEMENT EXECUTE FUNCTION event_is_final()"
        ),
        Outcome.FAILED,
        "trigger event_refused of event",
    ),
    (
        (
            f"{HOLLOW.format('more()')}; CREATE TRIGGER more BEFORE INSERT ON disclosure"
            " FOR EACH ROW EXECUTE FUNCTION more()"
        ),
        Outcome.FAILED,
        "trigger more of disclosure",
    ),
    (
        "CREATE RULE elsewhere AS ON INSERT TO checkpoint DO INSTEAD NOTHING",
        Outcome.FAILED,
        "rule elsewhere of checkpoint",
    ),
    ("GRANT UPDATE ON event TO PUBLIC", Outcome.INCOMPLETE, "everybody (UPDATE); REVOKE that"),
    ("GRANT UPDATE (state) ON event TO PUBLIC", Outcome.INCOMPLETE, "everybody (UPDATE)"),
    ("GRANT SELECT, INSERT ON event TO PUBLIC", Outcome.VERIFIED, "VERIFIED"),
)


@pytest.mark.parametrize(("does", "outcome", "said"), ON_POSTGRESQL, ids=range(len(ON_POSTGRESQL)))
def test_what_postgresql_alone_lets_anybody_do_is_found(register, does, outcome, said):
    if register.startswith("sqlite"):
        pytest.skip("SQLite has neither functions nor grants")
    engine = make_engine(register)
    with writing(engine).begin() as conn:
        for one in does.split("; CREATE"):
            conn.exec_driver_sql(one if one.startswith(("C", "A", "G")) else f"CREATE{one}")
    engine.dispose()
    report = verify_database(register, BRINGS)
    assert report.outcome is outcome, str(report)
    assert said in str(report)


def test_guards_that_were_taken_away_are_missed(register):
    spoilt_only = make_engine(register)
    with writing(spoilt_only).begin() as conn:
        without_guards(conn)
    spoilt_only.dispose()
    report = verify_database(register, BRINGS)
    assert report.outcome is Outcome.INCOMPLETE
    assert "its triggers are gone" in str(report)


def test_a_register_that_nobody_signs_is_incomplete(database_url):
    with closing(build(database_url)):
        pass
    report = verify_database(database_url, BRINGS)
    assert report.outcome is Outcome.INCOMPLETE
    assert "nobody signs this register" in str(report)


def test_the_command_line_verifies_a_database(register):
    done = CliRunner().invoke(main, ["verify", register, "--key", str(KEY.verifier)])
    assert (done.exit_code, done.output.splitlines()[-1][:9]) == (0, "VERIFIED:"), done.output
    done = CliRunner().invoke(main, ["verify", "mysql://nowhere/x"])
    assert done.exit_code == 2
