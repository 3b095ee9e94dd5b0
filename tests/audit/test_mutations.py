"""Mutations by lot, thousands of them: no byte of a bundle can be another without being found.

`make mutations` tries a hundred thousand.
"""

from __future__ import annotations

import os
from random import Random  # noqa: TID251 - draws what is changed
from uuid import UUID

import pytest
from tests.audit.evidence import KEY, exported, named, repacked, signing

from accord.audit.bundle import CHECKPOINTS, REPORT, Scope
from accord.audit.certificate import certify
from accord.audit.findings import Outcome
from accord.audit.single import verify_certificate
from accord.audit.verifying import Brought, verify_bundle

pytestmark = pytest.mark.no_cover
BATCHES = 10
EACH = int(os.environ.get("ACCORD_MUTATIONS", "4000")) // (2 * BATCHES)


@pytest.fixture(scope="module")
def bundles(album, tmp_path_factory):
    """The log and a part of it, each small enough to be read thousands of times."""
    folder = tmp_path_factory.mktemp("bundles")
    p = album.open("opened", folder / "r.db")
    with signing(p, folder) as house:
        named(house)
    p.hands.turn(days=1)
    p.reach("certified")
    with signing(p, folder) as house:
        part = exported(house, folder / "part.zip", Scope("decision", UUID(p.decision)))
        found = exported(house, folder / "log.zip"), part
    p.house.close()
    return found


@pytest.fixture(scope="module")
def certificate(album, tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    p = album.open("certified", folder / "r.db")
    with signing(p, folder) as house:
        found = certify(house.record, house.log.current(), UUID(p.decision))
    p.house.close()
    return found


def mutated(data: bytes, lot: Random) -> bytes:
    """Turn a bit, or put, take, double or move bytes: never the same as before."""
    if not data:
        return lot.randbytes(3)
    at, length = lot.randrange(len(data)), lot.randint(1, 40)
    piece = data[at : at + length]
    ways = (
        lambda: data[:at] + bytes([data[at] ^ 1 << lot.randrange(8)]) + data[at + 1 :],
        lambda: data[:at] + data[at + length :],
        lambda: data[:at] + lot.randbytes(length) + data[at:],
        lambda: data[:at] + lot.randbytes(len(piece)) + data[at + length :],
        lambda: data[:at] + piece + data[at:],
        lambda: data[: max(0, at - 1)],
    )
    changed = data
    while changed == data:
        changed = lot.choice(ways)()
    return changed


def undetected(bundle) -> bool:
    brought = Brought((str(KEY.verifier),), replay=False)
    return verify_bundle(bundle, brought).outcome is Outcome.VERIFIED


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_mutation_of_the_packed_file_goes_undetected(bundles, tmp_path, batch):
    lot = Random(batch)
    for bundle in bundles:
        data = bundle.read_bytes()
        for number in range(EACH):
            forged = tmp_path / "forged.zip"
            forged.write_bytes(mutated(data, lot))
            assert not undetected(forged), (bundle.name, batch, number)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_mutation_of_a_file_that_is_listed_anew_goes_undetected(bundles, tmp_path, batch):
    lot = Random(1000 + batch)

    def change(files):
        # A page for people is read, and not authenticated.
        name = lot.choice(sorted(files.keys() - {REPORT}))
        # Which earlier checkpoints are enclosed is not authenticated: the newest stands for them.
        if lot.random() < 0.1 and not name.startswith(CHECKPOINTS):
            del files[name]
        else:
            files[name] = mutated(files[name], lot)

    for bundle in bundles:
        for number in range(EACH // 4):
            forged = repacked(bundle, tmp_path / "forged.zip", change)
            assert not undetected(forged), (bundle.name, batch, number)


def test_no_byte_of_a_certificate_can_be_another(certificate):
    lot = Random(7)
    brought = Brought((str(KEY.verifier),))
    assert verify_certificate(certificate, brought).outcome is Outcome.VERIFIED
    for number in range(EACH * 5):
        forged = mutated(certificate, lot)
        assert verify_certificate(forged, brought).outcome is not Outcome.VERIFIED, number
