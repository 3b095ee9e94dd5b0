"""A note is trusted for who signed it, and for nothing else; no byte of it can be changed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.keys import signer
from tests.ledger.vectors import ABSENT, FOLDER

from accord.ledger.note import (
    MOST_BYTES,
    Note,
    NotSigned,
    Signer,
    Verifier,
    WeakKey,
    check_key,
    open_note,
    sign,
    to_base64,
)

OURS, THEIRS = signer(), signer("witness.example/w1", seed=2)
TEXT = "accord.example\n3\nRoot\n\nand more\n"
NOTE = str(sign(TEXT, [OURS])).encode()
# The note and the key that the specification of the format shows.
KNOWN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
KNOWN_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_says_its_text_and_who_signed_it():
    note, signed = open_note(NOTE, [OURS.verifier])

    assert (note.text, signed) == (TEXT, (OURS.verifier,))
    assert str(note).encode() == NOTE


def test_a_note_that_others_have_made_is_read():
    note, signed = open_note(KNOWN_NOTE.encode(), [Verifier.parse(KNOWN)])

    assert note.text.startswith("If you think cryptography")
    assert list(map(str, signed)) == [KNOWN]


def test_the_signatures_of_others_are_passed_over():
    both = str(sign(TEXT, [THEIRS, OURS])).encode()

    assert open_note(both, [OURS.verifier])[1] == (OURS.verifier,)
    assert open_note(both, [OURS.verifier, THEIRS.verifier])[1] == (THEIRS.verifier, OURS.verifier)
    with pytest.raises(NotSigned, match="nobody who is trusted"):
        open_note(both, [signer(seed=3).verifier])


def test_who_signs_twice_counts_once():
    note = Note(TEXT, (OURS.signature(TEXT), OURS.signature(TEXT)))

    assert open_note(str(note).encode(), [OURS.verifier])[1] == (OURS.verifier,)


def test_a_false_signature_in_a_trusted_name_spoils_the_note():
    other = OURS.signature("another text\n")
    note = str(Note(TEXT, (THEIRS.signature(TEXT), other))).encode()

    with pytest.raises(NotSigned, match=r"signature of accord\.example is false"):
        open_note(note, [OURS.verifier, THEIRS.verifier])


@pytest.mark.parametrize("bit", range(8))
def test_no_bit_of_a_note_can_be_turned(bit):
    for at in range(len(NOTE)):
        changed = bytearray(NOTE)
        changed[at] ^= 1 << bit
        with pytest.raises(NotSigned):
            open_note(bytes(changed), [OURS.verifier])


def test_no_byte_of_a_note_can_be_left_out_or_put_in():
    for at in range(len(NOTE)):
        with pytest.raises(NotSigned):
            open_note(NOTE[:at] + NOTE[at + 1 :], [OURS.verifier])
        with pytest.raises(NotSigned):
            open_note(NOTE[:at] + b"=" + NOTE[at:], [OURS.verifier])


MALFORMED = {
    "nothing": "",
    "no signatures": "text\n",
    "no text": "\n\u2014 a AAAAAAA=\n",
    "no lines": "text\n\n",
    "no end": "text\n\n\u2014 a AAAAAAAA",
    "a hyphen": "text\n\n- a AAAAAAAA\n",
    "no name": "text\n\n\u2014  AAAAAAAA\n",
    "a plus in the name": "text\n\n\u2014 a+b AAAAAAAA\n",
    "a space that is none of ASCII": "text\n\n\u2014 a\u2003b AAAAAAAA\n",
    "no base64": "text\n\n\u2014 a AAAA*AAA\n",
    "base64 of another alphabet": "text\n\n\u2014 a AAAA_AAA\n",
    "base64 with other bits": "text\n\n\u2014 a AAAAAAB=\n",
    "only the id": "text\n\n\u2014 a AAAAAA==\n",
    "a control character": "te\txt\n\n\u2014 a AAAAAAAA\n",
    "a carriage return": "text\r\n\n\u2014 a AAAAAAAA\n",
    "too many": "text\n\n" + "\u2014 a AAAAAAAA\n" * 101,
    "too long": "x" * MOST_BYTES + "\n\n\u2014 a AAAAAAAA\n",
}


@pytest.mark.parametrize("why", MALFORMED)
def test_what_is_no_note_is_refused(why):
    with pytest.raises(NotSigned):
        Note.parse(MALFORMED[why].encode())


def test_what_is_not_utf8_is_no_note():
    with pytest.raises(NotSigned, match="UTF-8"):
        Note.parse(b"\xff\n\n\xe2\x80\x94 a AAAAAAAA\n")


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_whatever_is_read_is_written_the_same(data):
    try:
        note = Note.parse(data)
    except NotSigned:
        return
    assert str(note).encode() == data


@pytest.mark.parametrize("text", ["no end", "", "a\tb\n", "a\rb\n"])
def test_what_could_not_be_read_again_is_not_signed(text):
    with pytest.raises(NotSigned, match="the text of a note"):
        sign(text, [OURS])


def test_a_verifier_key_is_read_as_it_is_written():
    vkey = str(OURS.verifier)

    assert Verifier.parse(vkey) == OURS.verifier
    assert vkey.startswith("accord.example+")


def test_a_private_key_is_read_as_it_is_written_and_never_shown():
    assert Signer.parse(OURS.secret).verifier == OURS.verifier
    assert OURS.secret.startswith("PRIVATE+KEY+accord.example+")
    assert OURS.secret.rpartition("+")[2] not in repr(OURS)


def test_a_private_key_of_others_is_read():
    """The one that the documentation of Go's package shows."""
    skey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"

    assert str(Signer.parse(skey).verifier) == KNOWN
    assert sign("text\n", [Signer.parse(skey)]).signatures[0].name == "PeterNeumann"


@pytest.mark.parametrize(
    "skey",
    ["", KNOWN, OURS.secret[:-1], OURS.secret.replace("PRIVATE+KEY+accord", "PRIVATE+KEY+other"), OURS.secret + "\n",
     "PRIVATE+KEY+a+00000000+AQ=="],
)  # fmt: skip
def test_what_is_no_private_key_is_refused(skey):
    with pytest.raises(NotSigned, match=r"private key|base64"):
        Signer.parse(skey)


BAD_KEYS = [
    "", "a", "a+b", "accord.example+00000000+" + KNOWN.split("+", 2)[2],
    KNOWN.replace("c74f20a3", "C74F20A3"), KNOWN + " ", KNOWN[:-1], f"{KNOWN}=",
    "PeterNeumann+c74f20a3+" + to_base64(b"\x02" + bytes(32)), "a b+c74f20a3+ARpc",
]  # fmt: skip


@pytest.mark.parametrize("vkey", BAD_KEYS)
def test_what_is_no_verifier_key_is_refused(vkey):
    with pytest.raises(ValueError):
        Verifier.parse(vkey)


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33), (2**255 - 18).to_bytes(32, "little")])
def test_a_key_that_is_not_written_in_the_one_way_is_weak(key):
    with pytest.raises(WeakKey):
        check_key(key)


@ABSENT
def test_every_key_of_small_order_is_refused_and_no_other():
    vectors = json.loads((FOLDER / "cctv-ed25519.json").read_text())
    for vector in vectors:
        flags = vector["flags"] or ()
        low = "low_order_A" in flags
        odd = "non_canonical_A" in flags
        if low or odd:
            with pytest.raises(WeakKey):
                check_key(bytes.fromhex(vector["key"]))
        else:
            check_key(bytes.fromhex(vector["key"]))


@ABSENT
def test_of_the_signatures_that_fit_by_accident_none_is_accepted():
    """Cofactorless, with a canonical S and R, as RFC 8032 signs: what differs has a flag of its own."""
    accepted = set()
    for vector in json.loads((FOLDER / "cctv-ed25519.json").read_text()):
        try:
            key = Verifier("cctv.example", bytes.fromhex(vector["key"]))
        except WeakKey:
            continue
        if key.accepts(vector["msg"], bytes.fromhex(vector["sig"])):
            accepted.add(frozenset(vector["flags"] or ()))
    assert accepted
    assert not any({"low_order_residue", "non_canonical_R"} & flags for flags in accepted)
