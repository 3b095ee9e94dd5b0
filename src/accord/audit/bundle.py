"""What a bundle is of, and what its manifest says of it: nothing of that is believed, all of it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord import canonical
from accord.errors import Unrecordable

FORMAT = "accord-bundle/1"
MANIFEST = "manifest.json"
CHECKPOINT = "checkpoint"
CHECKPOINTS = "checkpoints/"
DISCLOSURES = "disclosures.jsonl"
EVENTS = "events.csv"
REPORT = "report.html"
ENTRIES = "entries/"
PROOFS = "proofs/"
CONSISTENCY = "consistency/"


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
