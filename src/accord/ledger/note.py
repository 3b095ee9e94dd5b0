"""Signed notes: a text, and beneath it who signed it (C2SP signed-note, with Ed25519)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MOST_BYTES = 1_000_000
MOST_SIGNATURES = 100
ED25519 = b"\x01"
_DASH = "\u2014 "
_NAME = re.compile(r"[^\s+]+")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_PRIVATE = "PRIVATE+KEY+"
_SEED = 32
_KEY = re.compile(r"(?P<name>[^\s+]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)")
_SIGN = 1 << 255
_P = 2**255 - 19
_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL = frozenset({0, 1, _P - 1, _ORDER_8, _P - _ORDER_8})
"""The y of the eight points whose order divides 8: with such a key one signature fits many texts."""


class NotSigned(ValueError):  # noqa: N818 - says what it means for the reader of a note
    """This is no note, or nobody who is trusted signed it."""


class WeakKey(ValueError):  # noqa: N818 - says what it is
    """Anybody could sign with this key, or disown what was signed with it."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key under the name of who signs with it."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        check_key(self.public)

    @classmethod
    def parse(cls, vkey: str) -> Verifier:
        """Return the verifier that a line `name+id+key` describes; raise `NotSigned` or `WeakKey`."""
        found = _KEY.fullmatch(vkey)
        key = from_base64(found["key"]) if found else b""
        if found is None or key[:1] != ED25519:
            raise NotSigned("a verifier key is written name+id+key, with an Ed25519 key")
        verifier = cls(found["name"], key[1:])
        if verifier.id.hex() != found["id"]:
            raise NotSigned("the id in this verifier key is not the id of its key")
        return verifier

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names this key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """Write it as `name+id+key`."""
        return f"{self.name}+{self.id.hex()}+{to_base64(ED25519 + self.public)}"

    def accepts(self, text: str, signature: bytes) -> bool:
        """Whether this key made the signature."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key under the name of who signs with it; never shown."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def from_seed(cls, name: str, seed: bytes) -> Signer:
        """Return the signer whose key these 32 secret bytes are."""
        check_name(name)
        return cls(name, Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def parse(cls, skey: str) -> Signer:
        """Return the signer that a line `PRIVATE+KEY+name+id+key` describes; raise `NotSigned`."""
        found = _KEY.fullmatch(skey.removeprefix(_PRIVATE)) if skey.startswith(_PRIVATE) else None
        key = from_base64(found["key"]) if found else b""
        if found is None or key[:1] != ED25519 or len(key) != 1 + _SEED:
            raise NotSigned("a private key is written PRIVATE+KEY+name+id+key, with an Ed25519 key")
        signer = cls.from_seed(found["name"], key[1:])
        if signer.verifier.id.hex() != found["id"]:
            raise NotSigned("the id in this private key is not the id of its key")
        return signer

    @property
    def secret(self) -> str:
        """Write it as `PRIVATE+KEY+name+id+key`, for nobody else to read."""
        key = to_base64(ED25519 + self.private.private_bytes_raw())
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{key}"

    @property
    def verifier(self) -> Verifier:
        """What others need to check its signatures."""
        return Verifier(self.name, self.private.public_key().public_bytes_raw())

    def signature(self, text: str) -> Signature:
        """Return the signature line of a text."""
        return Signature(self.name, self.verifier.id, self.private.sign(text.encode()))


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note: who claims to have signed it, with which key, and the bytes."""

    name: str
    key: bytes
    value: bytes

    def __str__(self) -> str:
        """Write the line, without its end."""
        return f"{_DASH}{self.name} {to_base64(self.key + self.value)}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signatures beneath it; `str()` writes it, `parse` reads it back, byte for byte."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        """Write the note."""
        return f"{self.text}\n" + "".join(f"{signature}\n" for signature in self.signatures)

    @classmethod
    def parse(cls, note: bytes) -> Note:
        """Return the note; nothing is trusted yet. Raise `NotSigned` where it is none."""
        text, blank, lines = _decoded(note).rpartition("\n\n")
        signatures = lines.split("\n")
        if not blank or not text or signatures.pop() or not signatures:
            raise NotSigned("a note is a text, an empty line, and lines of signatures")
        if len(signatures) > MOST_SIGNATURES:
            raise NotSigned(f"a note has at most {MOST_SIGNATURES} signatures")
        return cls(f"{text}\n", tuple(map(_signature, signatures)))


def sign(text: str, signers: Iterable[Signer]) -> Note:
    """Return the text as a note that all these sign."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise NotSigned("the text of a note ends with its line, and has no control characters")
    return Note(text, tuple(signer.signature(text) for signer in signers))


def open_note(note: bytes, trusted: Iterable[Verifier]) -> tuple[Note, tuple[Verifier, ...]]:
    """Return a note and those who are trusted and have signed it; raise `NotSigned` where none has.

    Signatures of others are passed over. A false one in the name and with the id of a trusted key
    spoils the note.
    """
    read = Note.parse(note)
    known = {(verifier.name, verifier.id): verifier for verifier in trusted}
    signed: dict[Verifier, None] = {}
    for signature in read.signatures:
        verifier = known.get((signature.name, signature.key))
        if verifier is None:
            continue
        if not verifier.accepts(read.text, signature.value):
            raise NotSigned(f"the signature of {verifier.name} is false")
        signed[verifier] = None
    if not signed:
        raise NotSigned("nobody who is trusted has signed this")
    return read, tuple(signed)


def check_name(name: str) -> None:
    """Raise `NotSigned` for a name that cannot stand in a note."""
    if not _NAME.fullmatch(name) or not name.isprintable():
        raise NotSigned("a name in a note has no spaces and no +, as example.org/register")


def check_key(public: bytes) -> None:
    """Raise `WeakKey` unless this is the one way to write a point that is of no small order."""
    y = int.from_bytes(public, "little") & ~_SIGN
    if len(public) != 32 or y >= _P:  # noqa: PLR2004 - bytes of a key
        raise WeakKey("an Ed25519 key has 32 bytes, and its y is smaller than 2^255 - 19")
    if y in _SMALL:
        raise WeakKey("this key is a point of small order: one signature would fit many texts")


def to_base64(data: bytes) -> str:
    """Write bytes in base64."""
    return b64encode(data).decode()


def from_base64(text: str) -> bytes:
    """Read base64 in the one way it is written; raise `NotSigned` for any other."""
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        raise NotSigned("this is not base64") from None
    if to_base64(data) != text:
        raise NotSigned("this is not base64 as it is written")
    return data


def _decoded(note: bytes) -> str:
    if len(note) > MOST_BYTES:
        raise NotSigned(f"a note has at most {MOST_BYTES} bytes")
    try:
        text = note.decode()
    except UnicodeDecodeError:
        raise NotSigned("a note is text in UTF-8") from None
    if _CONTROL.search(text):
        raise NotSigned("a note has no control characters")
    return text


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH):
        raise NotSigned("a line of a signature begins with a dash")
    check_name(name)
    signed = from_base64(encoded)
    if len(signed) <= 4:  # noqa: PLR2004 - the id of the key
        raise NotSigned("a line of a signature has the id of a key and a signature")
    return Signature(name, signed[:4], signed[4:])
