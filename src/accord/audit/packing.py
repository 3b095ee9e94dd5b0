"""What an auditor is handed: one file of files, each stored as it is; one record always makes the same bytes.

Files are looked at piece by piece, and before one is read whole its length is held against the longest that it can
have: whoever hands over a file made for the purpose costs the auditor no memory.
"""

from __future__ import annotations

import hashlib
import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Protocol, cast

from accord.audit.bundle import MANIFEST, Listed, Manifest, NotABundle, Scope

PIECE = 1 << 20
"""How much of a file is looked at at a time."""
MOST = 256 * (2 + 65_535)
"""How long a file can be that is read whole: 256 entries, each behind its length."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_ORDINARY_FILE = 0o100644 << 16
_LENGTHS = struct.Struct("<26xHH")
"""In what stands before a file of an archive: how long its name is, and what stands behind that."""
_NEEDS_64_BITS = 1.05
"""By how much `zipfile` believes that a file may grow, when it decides how to write its length."""
_ODD = (RuntimeError, OSError, EOFError, ValueError, OverflowError)
_UNREADABLE = (*_ODD, zipfile.BadZipFile, struct.error)
"""What reading a container can end in that somebody has made for the purpose."""


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

    def add_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a file that comes in pieces, of which nobody knows beforehand how many there are."""
        digest, info = hashlib.sha256(), _plainly(name)
        with tempfile.SpooledTemporaryFile(PIECE) as aside:
            for piece in pieces:
                digest.update(piece)
                aside.write(piece)
            info.file_size = size = aside.tell()
            aside.seek(0)
            with self._zip.open(info, "w") as into:
                while piece := aside.read(PIECE):
                    into.write(piece)
        self._listed.append(Listed(name, size, digest.hexdigest()))

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

    in_order: bool
    """Whether it is known in which order they were added."""

    def close(self) -> None:
        """Let go of the container."""
        ...

    def names(self) -> list[str]:
        """Return the names of all files, in the order in which they were added where that is known."""
        ...

    def read(self, name: str, most: int = MOST) -> bytes:
        """Return a file; raise `NotABundle` where there is none, or it is longer than one can be."""
        ...

    def lines(self, name: str) -> Iterator[bytes]:
        """Give the lines of a file; raise `NotABundle` where there is none, or one is too long."""
        ...

    def files(self) -> Iterator[Listed]:
        """Give every file as a manifest lists it; raise `NotABundle` where the container is not as written."""
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


def manifest_of(archive: Archive) -> Manifest:
    """Return what a bundle says of itself; a list of its files cannot be longer than their names make it."""
    most = 1000 + sum(6 * len(name) + 200 for name in archive.names())
    return Manifest.decode(archive.read(MANIFEST, most))


class Unpacked:
    """A bundle that somebody unpacked into a folder."""

    in_order = False

    def __init__(self, folder: Path) -> None:
        self._folder, self._held = folder, ExitStack()

    def close(self) -> None:
        """Let go of what is still being read."""
        self._held.close()

    def names(self) -> list[str]:
        """Return the names of all files."""
        files = (f for f in self._folder.rglob("*") if f.is_symlink() or not f.is_dir())
        return sorted(file.relative_to(self._folder).as_posix() for file in files)

    def read(self, name: str, most: int = MOST) -> bytes:
        """Return a file."""
        with self._open(name) as there:
            return _whole(there, name, most)

    def lines(self, name: str) -> Iterator[bytes]:
        """Give the lines of a file."""
        yield from _lines(self._held.enter_context(self._open(name)), name)

    def files(self) -> Iterator[Listed]:
        """Give every file; a folder has no bytes of its own."""
        for name in self.names():
            with self._open(name) as there:
                digest, size = hashlib.sha256(), 0
                while piece := there.read(PIECE):
                    digest.update(piece)
                    size += len(piece)
            yield Listed(name, size, digest.hexdigest())

    def _open(self, name: str) -> IO[bytes]:
        file = self._folder / name
        if file.is_symlink() or not file.is_file():
            raise NotABundle(f"there is no file {name} in this bundle")
        return file.open("rb")


class Packed:
    """A bundle as it was exported."""

    in_order = True

    def __init__(self, file: Path) -> None:
        self._zip, self._held = zipfile.ZipFile(file), ExitStack()
        if any(info.compress_type != zipfile.ZIP_STORED for info in self._zip.infolist()):
            self.close()
            raise NotABundle("the files of a bundle are not compressed")

    @property
    def _file(self) -> IO[bytes]:
        return cast("IO[bytes]", self._zip.fp)

    def close(self) -> None:
        """Let go of the container, and of what is still being read of it."""
        self._held.close()
        self._zip.close()

    def names(self) -> list[str]:
        """Return the names of all files, in their order."""
        return self._zip.namelist()

    def read(self, name: str, most: int = MOST) -> bytes:
        """Return a file."""
        info = self._info(name)
        if info.file_size > most:
            raise NotABundle(f"{name} has {info.file_size} bytes; it can have {most} at most")
        try:
            self._file.seek(info.header_offset)
            self._file.seek(sum(_LENGTHS.unpack(self._file.read(_LENGTHS.size))), io.SEEK_CUR)
            data = self._file.read(info.file_size)
        except _UNREADABLE as error:
            raise NotABundle(f"{name} cannot be read: {error}") from None
        if len(data) != info.file_size:
            raise NotABundle(f"{name} is cut off")
        return data

    def lines(self, name: str) -> Iterator[bytes]:
        """Give the lines of a file."""
        try:
            yield from _lines(self._held.enter_context(self._zip.open(self._info(name))), name)
        except _UNREADABLE as error:
            raise NotABundle(f"{name} cannot be read: {error}") from None

    def _info(self, name: str) -> zipfile.ZipInfo:
        try:
            return self._zip.getinfo(name)
        except KeyError:
            raise NotABundle(f"there is no file {name} in this bundle") from None

    def files(self) -> Iterator[Listed]:
        """Give every file, and see on the way that each byte of the container is where it would be written.

        What stands between the files is nobody's to use, and no two files share their bytes.
        """
        try:
            yield from self._in_their_place()
        except _UNREADABLE as error:
            if isinstance(error, NotABundle):
                raise
            raise NotABundle(f"this bundle cannot be read: {error}") from None

    def _in_their_place(self) -> Iterator[Listed]:
        end = _End()
        with zipfile.ZipFile(end, "w") as again:
            at = 0
            for info in self._zip.infolist():
                plain = _plainly(info.filename)
                plain.header_offset, plain.CRC = at, info.CRC
                plain.file_size = plain.compress_size = info.file_size
                long = plain.file_size * _NEEDS_64_BITS > zipfile.ZIP64_LIMIT
                at = self._same(at, plain.FileHeader(zip64=long))
                yield self._listed(plain)
                at += info.file_size
                again.infolist().append(plain)
            end.begins = again.start_dir = at
        at = self._same(at, end.getvalue())
        if self._file.read(1):
            raise NotABundle("there is something behind the end of this bundle")

    def _same(self, at: int, wanted: bytes) -> int:
        """Return what comes after these bytes, which have to stand there."""
        self._file.seek(at)
        if self._file.read(len(wanted)) != wanted:
            raise NotABundle("this bundle is not packed as accord packs one")
        return at + len(wanted)

    def _listed(self, info: zipfile.ZipInfo) -> Listed:
        """Read on from where a file begins."""
        digest, crc, left = hashlib.sha256(), 0, info.file_size
        while left and (piece := self._file.read(min(left, PIECE))):
            digest.update(piece)
            crc = zlib.crc32(piece, crc)
            left -= len(piece)
        if left or crc != info.CRC:
            raise NotABundle(f"{info.filename} is not what its container says")
        return Listed(info.filename, info.file_size, digest.hexdigest())


class _End(io.BytesIO):
    """Takes what `zipfile` writes behind the last file, as if all the files had been written before."""

    begins = 0

    def tell(self) -> int:
        """Return where the next byte goes."""
        return self.begins + super().tell()

    def seek(self, at: int, whence: int = 0) -> int:
        """Go to the end of the files."""
        return self.begins + super().seek(at - self.begins, whence)


def _whole(there: IO[bytes], name: str, most: int) -> bytes:
    data = there.read(most + 1)
    if len(data) > most:
        raise NotABundle(f"{name} has more than {most} bytes, and cannot")
    return data


def _lines(there: IO[bytes], name: str) -> Iterator[bytes]:
    while line := there.readline(MOST + 1):
        if len(line) > MOST:
            raise NotABundle(f"a line of {name} has more than {MOST} bytes, and cannot")
        yield line
