"""A partnership at the stage that a test asks for, and what is exported of one."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.audit.evidence import entries_of, exported, named, signing
from tests.http.conftest import album, anywhere, at
from tests.http.office import Office, client_of

from accord.audit.bundle import Scope

__all__ = ["album", "anywhere", "at"]


@pytest.fixture(scope="module")
def evidence(album, tmp_path_factory):
    """A certified vote: its log, the bundle of that, of its agreement, and the entries."""
    folder = tmp_path_factory.mktemp("evidence")
    p = album.open("opened", folder / "r.db")
    with signing(p, folder) as house:
        named(house)
    p.reach("certified")
    with signing(p, folder) as house:
        log = exported(house, folder / "log.zip")
        part = exported(house, folder / "part.zip", Scope("agreement", UUID(p.agreement)))
        found = log, part, entries_of(house)
        newest = house.log.current()
    p.house.close()
    return *found, newest


@pytest.fixture(scope="module")
def part(album, tmp_path_factory):
    """The bundle of an agreement, whose log was signed on another day before."""
    folder = tmp_path_factory.mktemp("part")
    p = album.open("tabled", folder / "r.db")
    with signing(p, folder):
        pass
    p.hands.turn(days=1)
    p.reach("certified")
    with signing(p, folder) as house:
        bundle = exported(house, folder / "part.zip", Scope("agreement", UUID(p.agreement)))
        p.house.close()
        yield bundle


@pytest.fixture
def receipt(at, tmp_path):
    """The receipt of what was done last, and the entry that it proves."""
    p = at("certified")
    with signing(p, tmp_path) as house:
        client = client_of(house)
        clerk = Office(client, p.secretary.key, p.secretary.principal)
        link = clerk.done("/parties", kind="business", name="Mill").headers["Link"]
        place = link.partition(">")[0].removeprefix("<")
        last = house.record.entries(house.record.last_position() - 1, 1)[0].state
        found = client.get(place)
        assert found.status_code == 200
        yield found.data, last
    client_of(p.house)
