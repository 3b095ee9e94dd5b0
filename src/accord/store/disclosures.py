"""What opens the digests of an entry: kept beside the record, so that it can be erased."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from accord import canonical
from accord.events import Event
from accord.store.shape import Shape


class Damaged(Exception):  # noqa: N818 - says what the bytes are
    """Stored bytes are not the canonical entry of the event that their row claims."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What opens one digest: base64url of the JSON `[salt, name, value]`."""

    digest: str
    name: str
    text: str

    @classmethod
    def of(cls, name: str, value: object, salt: bytes) -> Disclosure:
        """Disclose `value` under a salt of its own."""
        opened = json.dumps([_b64(salt), name, value], ensure_ascii=False, separators=(",", ":"))
        text = _b64(opened.encode())
        return cls(_digest(text), name, text)

    @property
    def value(self) -> object:
        """The disclosed value, read back from the text; `Damaged` where it does not open the digest."""
        _salt, name, value = json.loads(base64.urlsafe_b64decode(self.text + "=="))
        if self.digest != _digest(self.text) or name != self.name:
            raise Damaged(f"the disclosure of {self.name} does not open the digest {self.digest}")
        return value


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _digest(text: str) -> str:
    return _b64(hashlib.sha256(text.encode()).digest())


def disclose(event: Event, new_salt: Callable[[], bytes]) -> list[Disclosure]:
    """Return a freshly salted disclosure for each disclosed field that `event` carries."""
    found = ((name, getattr(event, name)) for name in Shape.of(type(event)).disclosed)
    return [
        Disclosure.of(name, _text(name, value.reveal()), new_salt())
        for name, value in found
        if value is not None
    ]


def _text(name: str, value: object) -> object:
    written = canonical.plain(value)
    canonical.check(written, name)
    return written
