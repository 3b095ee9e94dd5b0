"""A register whose log is signed: `opened()` opens it again, as often as a test likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.ledger.keys import signer

from accord.aggregates.register import Capability
from accord.ledger.note import Signer
from accord.publishing import LogKeys
from accord.publishing.folder import Folder
from accord.wiring import House, build

KEY = signer("accord.example")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def opening(folder: Path) -> Iterator[Callable[..., House]]:
    """Open a register, with the folder of its log or with other keys; all are closed in the end."""
    houses: list[House] = []

    def open_(url: str, keys: LogKeys | None = None) -> House:
        houses.append(build(url, log=keys or LogKeys(folder)))
        return houses[-1]

    yield open_
    for house in houses:
        house.close()


@pytest.fixture
def opened(opening: Callable[..., House], database_url: str) -> Callable[..., House]:
    """Open the register of this test, on each database in turn."""
    return partial(opening, database_url)


@pytest.fixture
def house(opened: Callable[..., House], folder: Path) -> House:
    """A register whose log one key signs."""
    Folder(folder).add(KEY)
    found = opened()
    introduce(found, KEY)
    return found


def introduce(house: House, key: Signer) -> None:
    with house.command(house.record.outside.new_id()) as accord:
        accord.introduce_log_key(vkey=str(key.verifier))


def rotate(house: House, key: Signer) -> None:
    with house.command(house.record.outside.new_id()) as accord:
        accord.rotate_log_key(vkey=str(key.verifier))


def act(house: House, times: int = 1) -> None:
    """Record something, whatever it is."""
    for _ in range(times):
        with house.record.unit() as unit, unit.command():
            desk = house.desk(unit, house.record.outside.new_id())
            desk.enrol_principal(
                principal=house.record.outside.new_id(), party=None, capabilities=(Capability.VOTE,)
            )
