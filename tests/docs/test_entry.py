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

import pytest
from tests import partnership as p
from tests.examples import OPENED
from tests.story import circumstances, recorded

from accord import canonical
from accord.aggregates.agreement import Agreement
from accord.aggregates.party import Party, PartyKind, PartyRegistered
from accord.aggregates.role import Role, RoleResigned, role_id
from accord.events import Disclosed
from accord.store.entry import FORMAT
from accord.store.mapper import MAX_ENTRY
from accord.store.record import Record

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "entry.md"
MAYOR = role_id(p.AGREEMENT, "mayor")
LIVES = (
    (Party, p.CITY, PartyRegistered(kind=PartyKind.PUBLIC_AGENCY, legal_name="City of Jokikylä")),
    (Party, p.EVE, PartyRegistered(kind=PartyKind.PERSON, person_name=Disclosed("Eve Example"))),
    (Agreement, p.AGREEMENT, p.in_force()),
    (Role, MAYOR, p.held("mayor", p.ADA, p.CITY)),
    (Role, MAYOR, RoleResigned(assignment=1, effective_to=p.ENDS, reason=Disclosed("Tired."))),
)


@pytest.fixture
def register(sqlite_url: str) -> Path:
    """A register with a person's name, a reason, and letters beyond ASCII."""
    record = Record(sqlite_url)
    for kind, id, happened in LIVES:
        with record.unit() as unit, unit.command():
            events = [entry.event for entry in recorded(id, [happened])]
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


def touch(register: Path, *statements: str) -> None:
    """Change the file as somebody would who has it and no scruples."""
    database = sqlite3.connect(register)
    for (trigger,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def test_a_register_is_checked_without_accord(register):
    status, said = read(register)

    assert (status, said[said.index(" entries") :]) == (
        0,
        " entries of 4 streams; 2 disclosures open, 0 withheld or erased\n",
    )


def test_what_is_erased_leaves_the_register_sound(register):
    touch(register, "DELETE FROM disclosure WHERE name = 'person_name'")

    status, said = read(register)

    assert status == 0
    assert "1 disclosures open, 1 withheld or erased" in said


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM event WHERE position = 3", "position 3 is missing"),
        (
            "UPDATE event SET topic = 'party.renamed/1' WHERE position = 1",
            "the row and its entry differ",
        ),
        (
            "UPDATE event SET state = CAST(replace(CAST(state AS TEXT), '\":', '\": ') AS BLOB)",
            "these bytes are not canonical",
        ),
        (
            "UPDATE event SET state = CAST(replace(CAST(state AS TEXT), '_at\":\"2', '_at\":\"1') AS BLOB) WHERE position = 9",
            "time runs backwards",
        ),
        ("UPDATE disclosure SET text = text || 'A'", "a disclosure does not open its digest"),
    ],
)
def test_what_was_touched_is_noticed(register, statement, words):
    touch(register, statement)

    status, said = read(register)

    if (
        words is None
    ):  # whoever changes an entry to another sound one is found by a log, not by this
        assert status in (0, 1)
    else:
        assert status == 1
        assert words in said


def test_the_page_names_the_format_and_the_limit_that_the_code_has():
    page = PAGE.read_text("utf-8")

    assert f'"{FORMAT}"' in page
    assert f"{MAX_ENTRY:,} bytes" in page
    assert str(MAX_ENTRY) in page


def test_the_terms_hash_is_made_of_what_the_page_names():
    plain = canonical.plain(p.TERMS)
    named = re.search(
        r"`accord-terms/1`|\"accord-terms/1\", …}` with ([^;]*?), as drafted",
        PAGE.read_text("utf-8"),
    )

    assert named
    assert set(re.findall(r"`(\w+)`", named[1])) - {"UTC"} == set(plain) - {"clauses"}
    without = {key: value for key, value in plain.items() if key != "clauses"}
    assert canonical.sha256({"v": "accord-terms/1", **without}) == p.TERMS.hash()


@pytest.mark.parametrize("digest", OPENED)
def test_a_digest_is_made_as_the_page_says(digest):
    text = OPENED[digest].text
    hashed = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    salt, name, value = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))

    assert hashed.rstrip(b"=").decode() == digest
    assert len(base64.urlsafe_b64decode(salt + "==")) == 16
    assert (name, value) == (OPENED[digest].name, OPENED[digest].value)
