"""The file of disclosures in a bundle: a line for each, in the order of the entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord import canonical
from accord.audit.bundle import NotABundle
from accord.errors import Unrecordable
from accord.store.disclosures import Disclosure


def line(index: int, disclosure: Disclosure) -> bytes:
    """Write a disclosure of the entry at an index."""
    opened = {"digest": disclosure.digest, "name": disclosure.name, "text": disclosure.text}
    return canonical.encode({"index": index, **opened}) + b"\n"


def lines(data: Iterable[bytes]) -> Iterator[tuple[int, Disclosure]]:
    """Read them back; raise `NotABundle` where a line is none, or they are in another order."""
    last = (-1, "")
    for number, one in enumerate(data, 1):
        found = _read(one, number)
        if (at := (found[0], found[1].digest)) <= last:
            raise NotABundle(f"line {number} of the disclosures is not in order")
        yield found
        last = at


def _read(one: bytes, number: int) -> tuple[int, Disclosure]:
    try:
        match canonical.decode(one.removesuffix(b"\n")):
            case {
                "index": int(index), "digest": str(digest), "name": str(name), "text": str(text), **rest,
            } if not rest and one.endswith(b"\n") and type(index) is int:  # fmt: skip
                return index, Disclosure(digest, name, text)
    except Unrecordable as error:
        raise NotABundle(f"line {number} of the disclosures: {error.reason}") from None
    raise NotABundle(f"line {number} of the disclosures is none")
