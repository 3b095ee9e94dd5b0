"""What is erased is gone from everywhere; what was recorded stays, and proves itself as before."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from tests.audit.evidence import KEY, NOBODY, exported, named, signing, verified
from tests.http.office import Office, client_of
from tests.projections.test_rebuild import long_story

from accord.application import Said
from accord.audit.database import verify_database
from accord.audit.erasing import erase
from accord.audit.findings import Outcome, Report
from accord.audit.performing import Performance
from accord.audit.trust import parsed
from accord.audit.verifying import Brought
from accord.cli import main
from accord.errors import NotFound, OutOfOrder, Refused
from accord.projections.views import metadata as read_models
from accord.store.erasing import Where
from accord.store.schema import metadata as record_tables
from accord.store.scratch import streams

SAID = Said(authority="instrument:decision of the data protection officer")
LAW = "GDPR, Article 17(1)(b)"
ADA = "Ada of the River"


def erased(house, where: Where):
    return erase(house.record, NOBODY, where, ground=LAW, said=SAID)


def everywhere(house) -> str:
    """Everything that any table holds, as text."""
    with house.engine.connect() as conn:
        return "\n".join(
            repr(tuple(row))
            for tables in (record_tables, read_models)
            for table in tables.sorted_tables
            for row in conn.execute(sa.select(table))
        )


def states(house):
    """Every stream as it is remembered, but the register's own."""
    report, found = Report("states"), {}
    for stream in streams(house.record):
        state = Performance(report).perform(stream)
        found[state.id] = state
    assert not report.wrong
    return {id_: state for id_, state in found.items() if state.NAME != "register"}


def person_of(house) -> UUID:
    with house.engine.connect() as conn:
        table = record_tables.tables["disclosure"]
        return conn.scalar(sa.select(table.c.originator_id).where(table.c.name == "person_name"))


@pytest.fixture
def lived(at, tmp_path):
    p = at("opened")
    long_story(p)
    with signing(p, tmp_path) as house:
        yield p, house


def test_what_is_erased_is_nowhere_any_more(lived, tmp_path):
    _, house = lived
    person, before, kept = person_of(house), states(house), house.log.current()
    assert ADA in everywhere(house)
    entries = [row.state for row in house.record.entries(0, 10_000)]

    gone = erased(house, Where(person))

    assert {text.disclosure.value for text in gone} >= {ADA, "Ada the Second"}
    assert ADA not in everywhere(house)
    assert "Ada the Second" not in everywhere(house)
    file = Path(house.engine.url.database)
    for left in (file, file.with_name(f"{file.name}-wal")):
        assert not left.exists() or ADA.encode() not in left.read_bytes()
    assert [row.state for row in house.record.entries(0, len(entries))] == entries
    assert states(house) == before
    assert kept.note != house.log.current().note


def test_all_proofs_hold_and_the_verification_says_what_was_erased(lived, tmp_path):
    _, house = lived
    person, kept = person_of(house), house.log.current()
    number = len(erased(house, Where(person)))
    bundle = exported(house, tmp_path / "log.zip")

    report = verified(bundle, parsed_note(kept))
    assert report.outcome is Outcome.VERIFIED, str(report)
    assert report.fields["erased"] == number
    live = verify_database(str(house.engine.url), Brought((str(KEY.verifier),)))
    assert live.outcome is Outcome.VERIFIED, str(live)


def parsed_note(signed):
    return parsed(signed.note.encode())[0]


def test_earlier_states_do_not_bring_it_back(lived):
    p, house = lived
    client = client_of(house)
    clerk = Office(client, p.secretary.key, p.secretary.principal)
    person = person_of(house)
    path = f"/parties/{person}?known={house.record.last_position()}"
    assert "Ada" in clerk.get(path).json["name"]
    erased(house, Where(person))
    assert "Ada" not in str(clerk.get(path).json)
    assert "Ada" not in str(clerk.get(f"/parties/{person}").json)
    client_of(p.house)


def test_a_request_that_is_repeated_finds_neither_its_answer_nor_a_second_effect(lived):
    p, house = lived
    clerk = Office(client_of(house), p.secretary.key, p.secretary.principal)
    sent = {"kind": "person", "name": "Eve of the Mill"}
    made = clerk.post("/parties", sent, key="eve")
    last = house.record.last_position()
    erased(house, Where(UUID(made.json["id"])))

    again = clerk.post("/parties", sent, key="eve")
    assert again.status_code == 422, again.json
    assert "Eve" not in again.text
    assert house.record.last_position() == last + 1
    client_of(p.house)


def test_one_field_of_one_entry_can_be_erased(lived):
    _, house = lived
    person = person_of(house)
    assert len(erased(house, Where(person, 1, "person_name"))) == 1
    shown = everywhere(house)
    assert ADA not in shown
    assert "Ada the Second" in shown


def test_nothing_is_erased_under_a_legal_hold(lived):
    p, house = lived
    with house.command(NOBODY) as accord:
        accord.place_legal_hold(ground="claim 4711", stream=UUID(p.agreement))
    reasoned = Where(UUID(p.decision))
    with pytest.raises(OutOfOrder, match=r"forbids it \(claim 4711\)"):
        erased(house, reasoned)
    with house.command(NOBODY) as accord:
        accord.lift_legal_hold(hold=1)
    assert erased(house, reasoned)


def test_a_legal_hold_is_on_something_that_is_there(lived):
    _, house = lived
    with (
        pytest.raises(NotFound, match="nothing of this register has the id"),
        house.command(NOBODY) as accord,
    ):
        accord.place_legal_hold(ground="claim 4711", stream=NOBODY)


def test_an_erasure_cites_its_authority_and_leaves_nothing_half_done(lived):
    _, house = lived
    last, person = house.record.last_position(), person_of(house)
    with pytest.raises(Refused, match="cites the authority that orders it"):
        erase(house.record, NOBODY, Where(person), ground=LAW, said=Said())
    with pytest.raises(NotFound, match="or it was erased before"):
        erased(house, Where(NOBODY))
    assert house.record.last_position() == last
    assert ADA in everywhere(house)


def test_texts_are_erased_on_each_database(anywhere, tmp_path):
    p = anywhere("registered")
    with signing(p, tmp_path) as house:
        named(house)
        assert "'name'" in everywhere(house)
        erased(house, Where(field="name"))
        assert "WyJ" not in everywhere(house)


# --- On the command line ---------------------------------------------------------------------


def test_the_command_line_asks_before_it_erases(at, tmp_path, monkeypatch):
    p = at("registered")
    with signing(p, tmp_path) as house:
        named(house)
        url = str(house.engine.url)
    monkeypatch.setenv("ACCORD_LOG_FOLDER", str(tmp_path / "log"))
    register = "ac0d0000-0000-8000-8000-000000000001"
    words = ["redact", "--database", url, "--stream", register, "--field", "name"]
    words += ["--ground", LAW, "--authority", "instrument:the officer"]
    run = CliRunner()

    assert run.invoke(main, words, input="n\n").exit_code == 1
    hold = ["legal-hold", "place", "--database", url, "--stream", register, "--ground", "claim 7"]
    assert run.invoke(main, hold).output == "legal hold 1 stands\n"
    done = run.invoke(main, [*words, "--yes"])
    assert (done.exit_code, "legal hold 1 on" in done.output) == (1, True), done.output
    lift = ["legal-hold", "lift", "--database", url, "1", "--reason", "settled"]
    assert run.invoke(main, lift).output == "legal hold 1 is lifted\n"
    done = run.invoke(main, words, input="y\n")
    assert "1 texts are erased" in done.output, done.output
    with sqlite3.connect(url.removeprefix("sqlite:///")) as conn:
        left = conn.execute("SELECT count(*) FROM disclosure WHERE name = 'name'").fetchone()
    assert left == (0,)
    assert (
        run.invoke(
            main, ["redact", "--database", url, "--ground", "x", "--authority", "y"]
        ).exit_code
        == 2
    )


def test_what_a_text_was_corrected_to_is_erased_with_it(lived):
    p, house = lived
    person = person_of(house)
    own = f"/parties/{person}"
    facts = {"version": 1, "field": "person_name", "now": "Ada by the River", "reason": "A slip."}
    p.secretary.done(f"{own}/corrections", facts, match=p.read(own))
    assert "Ada by the River" in everywhere(house)

    gone = erased(house, Where(person, 1, "person_name"))

    assert {text.disclosure.value for text in gone} == {ADA, "Ada by the River"}
    assert "Ada by the River" not in everywhere(house)
