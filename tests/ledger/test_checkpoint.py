"""A checkpoint says how long a log is and what it holds; a proof leads from an entry to it."""

from __future__ import annotations

import pytest
from tests.ledger.keys import signer

from accord.ledger.checkpoint import Checkpoint, open_checkpoint
from accord.ledger.merkle import EMPTY, NotProven, inclusion_proof, leaf_hash, root_of
from accord.ledger.note import NotSigned, sign, to_base64
from accord.ledger.proof import Proof
from accord.ledger.tiles import nodes_of

OURS = signer()
ORIGIN = OURS.name
ENTRIES = [f"entry {n}".encode() for n in range(7)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
SEVEN = Checkpoint(ORIGIN, 7, root_of(LEAVES))
NOTE = str(sign(SEVEN.body, [OURS]))
ROOT = to_base64(EMPTY)


def test_a_checkpoint_is_read_as_it_is_written():
    assert Checkpoint.parse(SEVEN.body) == SEVEN
    assert open_checkpoint(NOTE.encode(), ORIGIN, [OURS.verifier]) == SEVEN


def test_a_log_without_entries_has_a_checkpoint():
    assert Checkpoint.parse(Checkpoint("a b", 0, EMPTY).body).size == 0


BODIES = [
    "", "a\n", "a\n1\n", f"a\n1\n{ROOT}", f"a\n1\n{ROOT}\nmore\n", f"\n1\n{ROOT}\n", f"a\n01\n{ROOT}\n",
    f"a\n-1\n{ROOT}\n", f"a\n+1\n{ROOT}\n", f"a\n1 \n{ROOT}\n", f"a\n\u0663\n{ROOT}\n", "a\n1\nAAAA\n",
    f"a\n0\n{to_base64(bytes(32))}\n", f"a\n{'9' * 20}\n{ROOT}\n", f"a\n1\n{ROOT[:-2]}V=\n",
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_what_is_no_checkpoint_is_refused(body):
    with pytest.raises(NotSigned):
        Checkpoint.parse(body)


def test_a_checkpoint_of_another_log_is_refused():
    with pytest.raises(NotSigned, match=r"of accord.example, and not of other.example"):
        open_checkpoint(NOTE.encode(), "other.example", [OURS.verifier])


def proof_of(index: int) -> Proof:
    node = nodes_of(lambda _level, _number: b"".join(LEAVES))
    return Proof(index, tuple(inclusion_proof(node, index, 7)), NOTE)


@pytest.mark.parametrize("index", range(7))
def test_a_proof_leads_from_an_entry_to_the_checkpoint(index):
    read = Proof.parse(str(proof_of(index)).encode())

    assert read == proof_of(index)
    assert read.verify(ENTRIES[index], ORIGIN, [OURS.verifier]) == SEVEN


def test_a_proof_of_another_entry_does_not_hold():
    with pytest.raises(NotProven):
        proof_of(3).verify(ENTRIES[4], ORIGIN, [OURS.verifier])


def test_no_byte_of_a_proof_can_be_changed():
    file = str(proof_of(3)).encode()
    for at in range(len(file)):
        for other in (file[at] ^ 1, file[at] ^ 0x80):
            changed = file[:at] + bytes([other]) + file[at + 1 :]
            with pytest.raises((NotSigned, NotProven)):
                Proof.parse(changed).verify(ENTRIES[3], ORIGIN, [OURS.verifier])


FILES = [
    b"", b"\xff", b"c2sp.org/tlog-proof@v1\n\nx", b"c2sp.org/tlog-proof@v1\nindex 1\n",
    b"c2sp.org/tlog-proof@v2\nindex 1\n\nx", b"c2sp.org/tlog-proof@v1\nindex 01\n\nx",
    b"c2sp.org/tlog-proof@v1\nextra AAAA\nindex 1\n\nx", b"c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx",
    b"c2sp.org/tlog-proof@v1\nindex 1\n" + (ROOT.encode() + b"\n") * 65 + b"\nx",
]  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_what_is_no_proof_is_refused(file):
    with pytest.raises(NotSigned):
        Proof.parse(file)
