"""The page on the entry: its program reads a register without accord, and notices what was touched."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import partnership as p
from tests.examples import OPENED
from tests.story import circumstances, recorded

from accord.aggregates.agreement import Agreement
from accord.aggregates.party import IdentifierAdded, Party, PartyKind, PartyRegistered
from accord.aggregates.register import REGISTER, Register, RegisterOpened
from accord.aggregates.role import Role, RoleResigned, role_id
from accord.events import Disclosed
from accord.store.disclosures import Disclosure
from accord.store.entry import FORMAT
from accord.store.mapper import MAX_ENTRY
from accord.store.record import Record

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "entry.md"
MAYOR = role_id(p.AGREEMENT, "mayor")
EVE = PartyRegistered(kind=PartyKind.PERSON, person_name=Disclosed("Eve Example"))
RESIGNED = RoleResigned(assignment=1, effective_to=p.ENDS, reason=Disclosed("Tired."))
LIVES = (
    (Register, REGISTER, [RegisterOpened(origin="river.example", zone=p.ZONE)]),
    (Party, p.CITY, [PartyRegistered(kind=PartyKind.PUBLIC_AGENCY, legal_name="City of Jokikylä")]),
    (Party, p.EVE, [EVE, IdentifierAdded(scheme="NO-1", person_value=Disclosed("17"))]),
    (Role, MAYOR, [*p.held("mayor", p.ADA, p.CITY), RESIGNED]),
    (Agreement, p.AGREEMENT, p.in_force()),
)
PERSON = 3
"""The position at which Eve is registered."""


@pytest.fixture
def register(sqlite_url: str) -> Path:
    """A register with a person's name and identifier, a reason, and letters beyond ASCII."""
    record = Record(sqlite_url)
    for kind, id, happened in LIVES:
        with record.unit() as unit, unit.command():
            events = [entry.event for entry in recorded(id, happened)]
            unit.append(unit.find(kind, id), circumstances(), *events)
    record.close()
    return Path(sqlite_url.removeprefix("sqlite:///"))


def read(register: Path) -> tuple[int, str]:
    """Run the program of the page; return its exit status and what it said."""
    (program,) = re.findall(
        r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    command = [sys.executable, "-I", "-c", program, str(register)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    return done.returncode, done.stdout + done.stderr


def touch(register: Path, statement: str, *values: Any) -> None:
    """Change the file as somebody would who has it and no scruples."""
    database = sqlite3.connect(register)
    for (trigger,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    database.execute(statement, values)
    database.commit()
    database.close()


def state_at(register: Path, position: int) -> bytes:
    database = sqlite3.connect(register)
    query = "SELECT state FROM event WHERE position = ?"
    (state,) = database.execute(query, [position]).fetchone()
    database.close()
    return bytes(state)


def rewrite(register: Path, position: int, old: str, new: str) -> None:
    """Put other bytes in the place of some in an entry."""
    state = state_at(register, position)
    assert old.encode() in state
    state = state.replace(old.encode(), new.encode("utf-8", "surrogatepass"), 1)
    touch(register, "UPDATE event SET state = ? WHERE position = ?", state, position)


def test_a_register_is_checked_without_accord(register):
    status, said = read(register)

    assert (status, said[said.index(" entries") :]) == (
        0,
        " entries of 5 streams; 3 disclosures open, 0 withheld or erased\n",
    )


def test_an_empty_register_has_nothing_wrong(sqlite_url):
    status, said = read(Path(sqlite_url.removeprefix("sqlite:///")))

    assert (status, said[:10]) == (0, "0 entries ")


def test_what_is_erased_leaves_the_register_sound(register):
    touch(register, "DELETE FROM disclosure WHERE name = 'person_name'")

    status, said = read(register)

    assert status == 0
    assert "2 disclosures open, 1 withheld or erased" in said


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM event WHERE position = 3", "position 3 is missing"),
        ("DELETE FROM event WHERE position > 12", "the head says something else"),
        ("UPDATE event_head SET recorded_at = 'now'", "the head says something else"),
        ("UPDATE event SET topic = 'party.renamed/1' WHERE position = 2", "the row differs"),
        ("UPDATE event SET originator_version = 2 WHERE position = 2", "the row differs"),
        ("UPDATE disclosure SET text = text || 'A'", "a disclosure does not open its digest"),
        ("UPDATE disclosure SET name = 'reason'", "a disclosure does not open its digest"),
        (
            "UPDATE disclosure SET originator_version = 9",
            "a disclosure is said to belong to another entry",
        ),
        (
            "UPDATE disclosure SET originator_id = lower(hex(zeroblob(16)))",
            "a disclosure is said to belong to another entry",
        ),
        (
            "INSERT INTO disclosure SELECT 'x', originator_id, 1, name, text FROM disclosure LIMIT 1",
            "1 disclosures belong to no entry",
        ),
    ],
)
def test_what_was_touched_is_noticed(register, statement, words):
    touch(register, statement)

    status, said = read(register)

    assert (status, words in said) == (1, True), said


@pytest.mark.parametrize(
    ("position", "old", "new", "words"),
    [
        (1, '"cmd":', '"cmd": ', "these bytes are not canonical"),
        (1, '{"agg"', '{"agg":"","agg"', "these bytes are not canonical"),
        (1, "river", "\\u0072iver", "these bytes are not canonical"),
        (1, "river", "\\ud800", "these bytes are not canonical"),
        (1, "river", "\ud800", "these bytes are not JSON in UTF-8"),
        (1, '{"agg"', "{agg", "these bytes are not JSON in UTF-8"),
        (1, "river", "river" * 20_000, "the entry is too large"),
        (1, ',"ver":1}', ',"ver":1,"z":1}', "other keys"),
        (1, '"data":{', '"data":{"Key":1,', "a key of other letters"),
        (1, '"data":{', '"data":{"a-b":1,', "a key of other letters"),
        (1, '"data":{', '"data":{"a":1.5,', "a float or null"),
        (1, '"data":{', '"data":{"a":NaN,', "a float or null"),
        (1, '"data":{', '"data":{"a":null,', "a float or null"),
        (1, '"data":{', '"data":{"a":[{"b":1.0}],', "a float or null"),
        (1, '"data":{', f'"data":{{"a":{2**53},', "an integer beyond"),
        (1, '"data":{', f'"data":{{"a":-{2**53},', "an integer beyond"),
        (2, "kyl\u00e4", "kyla\u0308", "text that is not in form C"),
        (1, "accord-entry/1", "accord-entry/2", "another format"),
        (1, '"ver":1', '"ver":true', "the row differs"),
        (2, str(p.CITY), str(p.TRUST), "the row differs"),
        (2, '_at":"2', '_at":"1', "time runs backwards"),
        (2, 'Z","type"', '","type"', "no instant, no command"),
        (PERSON, '"_sd":["', '"_sd":["zzz","', "_sd is not sorted"),
        (PERSON, '"_sd":["', '"_sd":[],"a":["', "_sd is not sorted"),
    ],
)
def test_bytes_that_are_no_entry_are_noticed(register, position, old, new, words):
    rewrite(register, position, old, new)

    status, said = read(register)

    assert (status, f"position {position}: {words}" in said) == (1, True), said


def test_the_largest_integers_are_allowed(register):
    rewrite(register, 1, '"data":{', f'"data":{{"a":{2**53 - 1},"b":-{2**53 - 1},')

    assert read(register)[0] == 0


@pytest.mark.parametrize(
    ("position", "old", "new"),
    [(1, "register.opened/1", "register.closed/1"), (2, "party.registered/1", "register.opened/1")],
)
def test_a_register_opens_first_and_once(register, position, old, new):
    rewrite(register, position, old, new)
    touch(register, "UPDATE event SET topic = ? WHERE position = ?", new, position)

    status, said = read(register)

    assert (status, "a register opens at 1, once" in said) == (1, True), said


def test_a_name_that_is_no_type_is_noticed(register):
    rewrite(register, 2, "party.registered/1", "party.registered/0")
    touch(register, "UPDATE event SET topic = 'party.registered/0' WHERE position = 2")

    status, said = read(register)

    assert (status, "this is no type of event" in said) == (1, True), said


def test_a_version_that_is_missing_is_noticed(register):
    rewrite(register, 2, '"ver":1', '"ver":2')
    touch(register, "UPDATE event SET originator_version = 2 WHERE position = 2")

    status, said = read(register)

    assert (status, "a version is missing" in said) == (1, True), said


def test_a_command_that_is_recorded_twice_is_noticed(register):
    first, second = (json.loads(state_at(register, n))["cmd"]["id"] for n in (1, 2))
    rewrite(register, 2, second, first)

    status, said = read(register)

    assert (status, "a command is torn apart" in said) == (1, True), said


@pytest.mark.parametrize(
    ("salt", "words"),
    [(bytes(16), "a field is disclosed twice"), (bytes(8), "does not open its digest")],
)
def test_a_second_disclosure_that_cannot_be_is_noticed(register, salt, words):
    more = Disclosure.of("person_name", "Eva Example", salt)
    (digest,) = json.loads(state_at(register, PERSON))["data"]["_sd"]
    both = ",".join(f'"{each}"' for each in sorted([digest, more.digest]))
    rewrite(register, PERSON, f'"{digest}"', both)
    row = [more.digest, p.EVE.hex, 1, more.name, more.text]
    touch(register, "INSERT INTO disclosure VALUES (?, ?, ?, ?, ?)", *row)

    status, said = read(register)

    assert (status, words in said) == (1, True), said


def test_the_page_names_the_format_and_the_limit_that_the_code_has():
    page = PAGE.read_text("utf-8")

    assert f'"{FORMAT}"' in page
    assert f"{MAX_ENTRY:,} bytes" in page
    assert str(MAX_ENTRY) in page


@pytest.mark.parametrize("digest", OPENED)
def test_a_digest_is_made_as_the_page_says(digest):
    text = OPENED[digest].text
    hashed = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    salt, name, value = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))

    assert hashed.rstrip(b"=").decode() == digest
    assert len(base64.urlsafe_b64decode(salt + "==")) == 16
    assert (name, value) == (OPENED[digest].name, OPENED[digest].value)
