"""What an auditor is handed: one file of files, listed with their hashes; one record always makes the same bytes."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, cast
from uuid import UUID

from accord import canonical
from accord.errors import Unrecordable

FORMAT = "accord-bundle/1"
MANIFEST = "manifest.json"
CHECKPOINT = "checkpoint"
CHECKPOINTS = "checkpoints/"
DISCLOSURES = "disclosures.jsonl"
ENTRIES = "entries/"
PROOFS = "proofs/"
CONSISTENCY = "consistency/"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_ORDINARY_FILE = 0o100644 << 16
_UNREADABLE = (
    zipfile.BadZipFile,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    struct.error,
)
"""What reading a container can end in that somebody has made for the purpose."""


class NotABundle(ValueError):  # noqa: N818 - says what was handed over
    """This is no bundle, or not as accord writes one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what a bundle is: the whole log, or what concerns one agreement or one decision."""

    kind: str = "log"
    id: UUID | None = None

    @property
    def whole(self) -> bool:
        """Whether it holds every entry."""
        return self.kind == "log"

    def __str__(self) -> str:
        """Say it in words."""
        return "the whole log" if self.whole else f"{self.kind} {self.id}"

    def to_data(self) -> dict[str, object]:
        """Return it as canonical JSON values."""
        named = {} if self.id is None else {"id": str(self.id)}
        return {"kind": self.kind, **named}

    @classmethod
    def from_data(cls, data: object) -> Scope:
        """Read what `to_data` wrote; raise `NotABundle` for anything else."""
        match data:
            case {"kind": "log", **rest} if not rest:
                return cls()
            case {"kind": "agreement" | "decision" as kind, "id": str(id_), **rest} if not rest:
                return cls(kind, _uuid(id_))
        raise NotABundle("the scope of a bundle is the log, an agreement or a decision")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the manifest lists it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself. Nothing of it is believed: all of it is compared with what is proven."""

    origin: str
    size: int
    scope: Scope
    disclosures: bool
    files: tuple[Listed, ...]

    def encode(self) -> bytes:
        """Return the bytes of the file."""
        listed = [{"name": f.name, "bytes": f.size, "sha256": f.sha256} for f in self.files]
        return canonical.encode(
            {
                "v": FORMAT,
                "origin": self.origin,
                "size": self.size,
                "scope": self.scope.to_data(),
                "disclosures": self.disclosures,
                "files": listed,
            }
        )

    @classmethod
    def decode(cls, data: bytes) -> Manifest:
        """Read the file; raise `NotABundle` where it is not exactly one."""
        try:
            match canonical.decode(data):
                case {
                    "v": "accord-bundle/1", "origin": str(origin), "size": int(size), "scope": scope,
                    "disclosures": bool(disclosures), "files": list(files), **rest,
                } if not rest and type(size) is int:  # fmt: skip
                    listed = tuple(map(_listed, files))
                    return cls(origin, size, Scope.from_data(scope), disclosures, listed)
        except Unrecordable as error:
            raise NotABundle(f"{MANIFEST}: {error.reason}") from None
        raise NotABundle(f"{MANIFEST} is not that of {FORMAT}")


def _listed(data: object) -> Listed:
    match data:
        case {"name": str(name), "bytes": int(size), "sha256": str(digest), **rest} if not rest:
            if type(size) is int:
                return Listed(name, size, digest)
    raise NotABundle(f"{MANIFEST} lists a file by name, bytes and sha256")


def _uuid(text: str) -> UUID:
    try:
        found = UUID(text)
    except ValueError:
        raise NotABundle(f"{text} is no id") from None
    if str(found) != text:
        raise NotABundle(f"{text} is not how an id is written")
    return found


# --- Written ---------------------------------------------------------------------------------


class Writer:
    """Writes the files of a bundle one after another, and the manifest of them as the last."""

    def __init__(self, out: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)
        self._listed: list[Listed] = []

    def add(self, name: str, data: bytes) -> None:
        """Add a file."""
        self._zip.writestr(_plainly(name), data)
        self._listed.append(Listed(name, len(data), hashlib.sha256(data).hexdigest()))

    def finish(self, origin: str, size: int, scope: Scope, *, disclosures: bool) -> None:
        """Add the manifest; nothing can be added any more."""
        listed = Manifest(origin, size, scope, disclosures, tuple(self._listed))
        self._zip.writestr(_plainly(MANIFEST), listed.encode())
        self._zip.close()


def _plainly(name: str) -> zipfile.ZipInfo:
    """Without the day, the machine and the compressor, one record makes one file everywhere."""
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    info.create_system, info.external_attr = 3, _ORDINARY_FILE
    return info


# --- Read ------------------------------------------------------------------------------------


class Archive(Protocol):
    """The files of a bundle, packed or unpacked."""

    def names(self) -> list[str]:
        """Return the names of all files, in the order in which they were added where that is known."""
        ...

    def read(self, name: str) -> bytes:
        """Return a file; raise `NotABundle` where there is none."""
        ...

    def sound(self) -> Iterator[int]:
        """Give how many bytes of the container were compared; raise `NotABundle` where they are not as written."""
        ...


def opened(path: Path) -> Archive:
    """Return the bundle in a file or folder; raise `NotABundle` where it is none."""
    if path.is_dir():
        return Unpacked(path)
    try:
        return Packed(path)
    except NotABundle:
        raise
    except _UNREADABLE as error:
        raise NotABundle(f"this is no bundle: {error}") from None


class Unpacked:
    """A bundle that somebody unpacked into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Return the names of all files."""
        files = (f for f in self._folder.rglob("*") if f.is_symlink() or not f.is_dir())
        return sorted(file.relative_to(self._folder).as_posix() for file in files)

    def read(self, name: str) -> bytes:
        """Return a file."""
        file = self._folder / name
        if file.is_symlink() or not file.is_file():
            raise NotABundle(f"there is no file {name} in this bundle")
        return file.read_bytes()

    def sound(self) -> Iterator[int]:
        """Give nothing: a folder has no bytes of its own."""
        yield from ()


class Packed:
    """A bundle as it was exported."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._zip = zipfile.ZipFile(file)
        if any(info.compress_type != zipfile.ZIP_STORED for info in self._zip.infolist()):
            raise NotABundle("the files of a bundle are not compressed")

    def names(self) -> list[str]:
        """Return the names of all files, in their order."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """Return a file."""
        try:
            return self._zip.read(name)
        except KeyError:
            raise NotABundle(f"there is no file {name} in this bundle") from None
        except _UNREADABLE as error:
            raise NotABundle(f"{name} cannot be read: {error}") from None

    def sound(self) -> Iterator[int]:
        """Pack it again and compare, byte for byte: what stands between the files is nobody's to use."""
        with self._file.open("rb") as there:
            same = _Same(there)
            again = zipfile.ZipFile(cast("IO[bytes]", same), "w", zipfile.ZIP_STORED)
            for name in self.names():
                data = self.read(name)
                again.writestr(_plainly(name), data)
                same.compare()
                yield len(data)
            again.close()
            same.compare()
            if there.read(1):
                raise NotABundle("there is something behind the end of this bundle")


class _Same:
    """A file that is written only to be compared with another, a window of it at a time."""

    def __init__(self, there: IO[bytes]) -> None:
        self._there, self._begins, self._window = there, 0, io.BytesIO()

    def compare(self) -> None:
        """Raise `NotABundle` unless what was written since is what the other file has there."""
        written = self._window.getvalue()
        if self._there.read(len(written)) != written:
            raise NotABundle("this bundle is not packed as accord packs one")
        self._begins += len(written)
        self._window = io.BytesIO()

    def write(self, data: bytes) -> int:
        """Write into the window."""
        return self._window.write(data)

    def tell(self) -> int:
        """Return where the next byte goes."""
        return self._begins + self._window.tell()

    def seek(self, at: int, _whence: int = 0) -> int:
        """Go back within the window."""
        return self._begins + self._window.seek(at - self._begins)

    def flush(self) -> None:
        """Do nothing."""


def hashes(archive: Archive, names: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Give the length and SHA-256 of each of these files."""
    for name in names:
        data = archive.read(name)
        yield name, len(data), hashlib.sha256(data).hexdigest()
