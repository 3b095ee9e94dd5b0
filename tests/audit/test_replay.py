"""A replay is the register as it was known then: it answers alike, and takes nothing more."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager

import pytest
from click.testing import CliRunner
from tests.http.asking import LISTS, questions, told
from tests.http.office import Office, client_of
from tests.http.refusing import assert_problem
from tests.projections.test_rebuild import long_story
from tests.served import accord

from accord.audit.replay import replay
from accord.cli import main
from accord.errors import ReadOnly, Refused
from accord.wiring import build

AT = "2026-06-15"
SHARES = (0.2, 0.5, 0.8, 1)


def ask(office, path, clocks):
    answer = office.get(f"{path}{'&' if '?' in path else '?'}{clocks}")
    assert answer.status_code == 200, (path, answer.json)
    return told(answer)


@contextmanager
def copied(p, position, folder):
    """A replay up to a position, asked by whoever has its key; afterwards the register answers again."""
    url = f"sqlite:///{folder}/{position}.db"
    key = replay(p.house.record, position, url)
    with closing(build(url, p.house.record.outside)) as house:
        yield house, Office(client_of(house), key, p.secretary.principal)
    client_of(p.house)


def test_a_replay_answers_as_the_register_does_when_it_is_asked_what_it_knew(at, tmp_path):
    p = at("opened")
    long_story(p)
    for position in (int(p.position * share) for share in SHARES):
        with copied(p, position, tmp_path) as (_house, reader):
            said = {path: ask(reader, path, f"at={AT}") for path in questions(reader)}
        assert len(said) > len(LISTS)
        for path, answer in said.items():
            assert ask(p.secretary, path, f"at={AT}&known={position}") == answer, path


def test_a_replay_has_the_same_entries_and_ends_with_them(anywhere, tmp_path):
    p = anywhere("in force")
    with copied(p, 20, tmp_path) as (house, _reader):
        ours, copied_ = p.house.record.entries(0, 20), house.record.entries(0, 1000)
        assert copied_ == ours


def test_nothing_can_be_recorded_in_a_replay(at, tmp_path):
    p = at("registered")
    with copied(p, p.position, tmp_path) as (house, reader):
        answer = reader.post("/parties", kind="business", name="Mill")
        with pytest.raises(ReadOnly, match="nothing can be recorded in it"), house.record.unit():
            pass  # pragma: no cover - never entered
        with sqlite3.connect(house.engine.url.database) as conn:
            copy = "INSERT INTO event SELECT 999, x'00', 1, topic, state FROM event LIMIT 1"
            with pytest.raises(sqlite3.IntegrityError, match="this copy ends here"):
                conn.execute(copy)

    assert_problem(answer, 403, "read-only")
    assert "a copy of a register as it was known at 2026-05-04T09:00" in answer.json["detail"]


def test_a_replay_never_overwrites_a_register(at, tmp_path):
    p = at("registered")
    with pytest.raises(Refused, match=r"there is a register in sqlite:///.* already"):
        replay(p.house.record, 1, str(p.house.engine.url))
    with pytest.raises(Refused, match="is a file: name it as sqlite:///file"):
        replay(p.house.record, 1, "postgresql://localhost/x")


def test_the_command_line_replays_until_a_position_or_an_instant(at, tmp_path):
    p = at("registered")
    url = str(p.house.engine.url)
    by_position = accord(
        "replay", "--database", url, "--until", "3", "--into", f"sqlite:///{tmp_path}/a.db"
    )
    assert "the register as it was known at 2026-05-04T09:00:00" in by_position
    assert "key ak_live_" in by_position
    by_instant = ["--until", "2026-05-05T00:00:00Z", "--into", f"sqlite:///{tmp_path}/b.db"]
    assert f"{p.position} events" in accord("replay", "--database", url, *by_instant)


@pytest.mark.parametrize("until", ["yesterday", "2026-05-05T00:00:00", "2026-05-05"])
def test_an_instant_without_its_offset_is_refused(until, sqlite_url):
    words = ["replay", "--database", sqlite_url, "--until", until, "--into", "sqlite:///x.db"]
    done = CliRunner().invoke(main, words)

    assert done.exit_code == 2
    assert "an instant with its offset" in done.output
