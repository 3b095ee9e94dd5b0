"""What opens the digests of an entry: kept beside the record, so that it can be erased."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields

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
        salt, name, value = json.loads(base64.urlsafe_b64decode(self.text + "=="))
        if self.digest != _digest(self.text) or name != self.name or not isinstance(salt, str):
            raise Damaged(f"the disclosure of {self.name} does not open the digest {self.digest}")
        return value


def are_disclosed(texts: Sequence[Disclosure], kind: type[Event], *, all_of_them: bool) -> None:
    """Raise `Damaged` unless these texts are what an event of this kind can have disclosed.

    `all_of_them` says that they open all the digests of its entry: then nothing that it needs may be missing.
    """
    readers, seen = Shape.of(kind).disclosed, set()
    for text in texts:
        if text.name not in readers or text.name in seen:
            raise Damaged(f"{kind.TYPE} has no field {text.name} to disclose, or it is there twice")
        seen.add(text.name)
        try:
            readers[text.name](text.value)
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise Damaged(f"what is said to be disclosed cannot be read: {error}") from error
    needed = {f.name for f in fields(kind) if f.name in readers and f.default is MISSING}
    if all_of_them and not needed <= seen:
        raise Damaged(f"{', '.join(sorted(needed - seen))} of {kind.TYPE} is not disclosed")


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
