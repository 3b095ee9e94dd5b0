"""Keys on the command line: principals enrolled, given keys and retired."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from accord.cli import main
from accord.store.schema import api_key
from accord.wiring import House, build
from tests.http.office import Office, client_of

NOBODY = "01a20000-0000-7000-8000-000000000000"


@pytest.fixture
def house(database_url):
    built = build(database_url)
    yield built
    built.close()


@pytest.fixture
def keys(house, database_url):
    """Run `accord keys`."""

    def run(command: str, *words: str, refused: bool = False) -> Result:
        done = CliRunner().invoke(main, ["keys", command, "--database", database_url, *words])
        assert bool(done.exit_code) is refused, done.output
        return done

    return run


def created(house: House, done: Result) -> Office:
    found = dict(re.findall(r"^(principal|key) (\S+)$", done.output, re.MULTILINE))
    return Office(client_of(house), found["key"], UUID(found["principal"]))


def stored(house: House) -> list:
    with house.engine.connect() as conn:
        return list(conn.execute(sa.select(api_key)))


def test_a_principal_is_enrolled_and_its_key_opens_the_register(house, keys):
    ada = created(house, keys("create", "--name", "Ada", "--can", "vote", "--can", "sign"))

    assert ada.get("/principal").json["capabilities"] == ["sign", "vote"]


def test_the_name_of_a_person_is_kept_apart_and_the_label_in_clear(house, keys):
    keys(
        "create", "--name", "Ada Lovelace", "--label", "case system of the council", "--can", "all"
    )
    keys("create", "--name", "Ben Bitdiddle", "--can", "all")

    assert [row.label for row in stored(house)] == ["case system of the council", ""]
    assert not re.search("Ada|Ben", str(stored(house)) + keys("list").output)
    assert all(b"Ada" not in bytes(row.state) for row in house.record.entries(0, 100))
    assert "kept in clear" in keys("create", "--help").output


def test_another_key_is_for_a_principal_that_is_enrolled(house, keys):
    ada = created(house, keys("create", "--name", "Ada", "--can", "all"))
    again = created(house, keys("create", "--principal", str(ada.principal), "--label", "archive"))

    assert again.principal == ada.principal
    assert again.key != ada.key
    assert again.get("/principal").json == ada.get("/principal").json


def test_nobody_gets_a_key_without_a_mandate(house, keys):
    refused = keys("create", "--principal", NOBODY, refused=True)

    assert f"there is no principal {NOBODY} enrolled in this register" in refused.output
    assert stored(house) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--can", "all"], "say with --name who is enrolled"),
        (["--principal", NOBODY, "--name", "Ada"], "from when it was enrolled"),
        (["--principal", NOBODY, "--can", "vote"], "from when it was enrolled"),
        (["--name", "Ada"], "without any capability"),
        (["--name", "Ada", "--can", "fly"], "the capabilities are: all, register-parties"),
        (["--name", "Ada", "--can", "all", "--party", NOBODY], "there is no party"),
    ],
)
def test_what_makes_no_principal_is_refused_in_a_sentence(house, keys, words, why):
    refused = keys("create", *words, refused=True)

    assert why in " ".join(refused.output.split())
    assert stored(house) == []


def test_who_is_retired_has_no_mandate_and_no_key(house, keys):
    ada = created(house, keys("create", "--name", "Ada", "--can", "all"))
    again = created(house, keys("create", "--principal", str(ada.principal)))
    ben = created(house, keys("create", "--name", "Ben", "--can", "all"))

    told = keys("retire", str(ada.principal)).output

    assert "2 of its keys were in use and are revoked" in told
    assert [who.get("/parties").status_code for who in (ada, again, ben)] == [401, 401, 200]
    assert ada.post("/parties", kind="business", name="Mill").status_code == 401
    (entry,) = house.record.entries(house.record.last_position() - 1, 1)
    assert entry.topic == "register.principal_retired/1"
    keys("create", "--principal", str(ada.principal), refused=True)


def test_nobody_is_retired_who_has_no_mandate(house, keys):
    before = house.record.last_position()
    refused = keys("retire", NOBODY, refused=True)

    assert f"principal {NOBODY} has no mandate" in refused.output
    assert house.record.last_position() == before


def test_a_key_is_revoked_once(house, keys):
    ada = created(house, keys("create", "--name", "Ada", "--can", "all"))
    key = ada.key.split("_")[2]

    keys("revoke", key)

    assert ada.get("/parties").status_code == 401
    assert "there is no API key" in keys("revoke", key, refused=True).output
    assert "revoked" in keys("list").output
