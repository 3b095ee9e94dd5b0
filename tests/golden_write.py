"""Write golden files for new event types and rules: `python -m tests.golden_write`. History is never rewritten."""

from __future__ import annotations

import sys
from pathlib import Path

from accord.rules.catalogue import entries, versions
from accord.store.entry import encode
from tests.examples import EXAMPLES
from tests.shapes import shapes, written

GOLDEN = Path(__file__).parent / "golden"
SHAPES = GOLDEN / "shapes.txt"
RULES = GOLDEN / "rules.txt"


def golden_files(folder: Path = GOLDEN) -> None:
    """Write what is missing; exit with a message where a file, or a shape, would change."""
    for name, example in EXAMPLES.items():
        _write(folder / f"{name}.json", encode(example))
    lost = [line for line in _lines(folder / SHAPES.name) if not _kept(line)]
    if lost:
        sys.exit("These shapes are shipped and may not change:\n" + "\n".join(sorted(lost)))
    (folder / SHAPES.name).write_text(written(), encoding="utf-8")
    _release_rules(folder / RULES.name)


def released_rules() -> str:
    """Return a line for each version of each rule of the catalogue: id, version, SHA-256 of the rule."""
    found = (entry for newest in entries() for entry in versions(newest.id))
    return "".join(f"{entry.id} {entry.version} {entry.rule.hash}\n" for entry in found)


def lost_rules(file: Path) -> list[str]:
    """Return the lines of rules that were released and are not in the catalogue as they were."""
    return sorted(_lines(file) - set(released_rules().splitlines()))


def _release_rules(file: Path) -> None:
    if lost := lost_rules(file):
        sys.exit("These rules are released; a changed rule is a new version:\n" + "\n".join(lost))
    file.write_text(released_rules(), encoding="utf-8")


def _kept(shape: str) -> bool:
    """Whether a shape is still there: the same, or with more optional fields or more words to choose from."""
    name, _, was = shape.partition(": ")
    now = shapes().get(name)
    if now is None:
        return False
    parts = " | " if " | " in was else "; "
    before, after = ([part for part in text.split(parts) if part] for text in (was, now))
    added = [part for part in after if part not in before]
    in_order = [part for part in after if part in before] == before
    return in_order and (parts == " | " or all("? " in part for part in added))


def _write(file: Path, data: bytes) -> None:
    if file.exists() and file.read_bytes() != data:
        sys.exit(f"{file.name} is shipped with other bytes; a new shape is a new type, as …/2")
    file.write_bytes(data)


def _lines(file: Path) -> set[str]:
    return set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()


if __name__ == "__main__":
    golden_files()
