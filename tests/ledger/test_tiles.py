"""The tree in tiles, and the entries in bundles, as C2SP lays them out."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.ledger.merkle import Frontier, NotProven, leaf_hash, root_at, split
from accord.ledger.tiles import (
    WIDTH,
    Tile,
    bundle,
    nodes_of,
    parse_path,
    path_of,
    tile_root,
    tiles_of,
    unbundle,
)

SIZE = 70_000


@cache
def leaves() -> list[bytes]:
    return [leaf_hash(str(n).encode()) for n in range(SIZE)]


@cache
def level(number: int) -> list[bytes]:
    below = leaves() if number == 0 else level(number - 1)
    if number == 0:
        return below
    full = range(0, len(below) - WIDTH + 1, WIDTH)
    return [tile_root(b"".join(below[at : at + WIDTH])) for at in full]


def hashes(number: int, tile: int) -> bytes:
    return b"".join(level(number)[tile * WIDTH : (tile + 1) * WIDTH])


def test_a_tree_of_seventy_thousand_has_the_tiles_that_the_format_names():
    found = list(tiles_of(SIZE))

    assert len([t for t in found if t.level == 0 and t.width == WIDTH]) == 273
    assert [t for t in found if t.width != WIDTH] == [
        Tile(0, 273, 112),
        Tile(1, 1, 17),
        Tile(2, 0, 1),
    ]
    assert [t for t in found if t.level == 1] == [Tile(1, 0), Tile(1, 1, 17)]
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == []


def test_the_root_of_any_size_comes_from_tiles():
    node, tree = nodes_of(hashes), Frontier()
    for size, leaf in enumerate(leaves(), 1):
        tree.append(leaf)
        if size % 4_999 == 0 or size in (1, 255, 256, 257, 65_535, 65_536, 65_537, SIZE):
            assert root_at(node, size) == tree.root()


def test_a_tile_that_lacks_hashes_proves_nothing():
    node = nodes_of(lambda _level, _number: b"\x00" * 32 * 5)

    assert node(0, 4)
    with pytest.raises(NotProven, match="tile 0 of level 0 lacks hashes"):
        node(0, 5)


PATHS = {
    "0/000": (Tile(0, 0), False),
    "0/x001/x234/067": (Tile(0, 1_234_067), False),
    "5/005.p/17": (Tile(5, 5, 17), False),
    "entries/x001/000.p/255": (Tile(0, 1000, 255), True),
    "63/999": (Tile(63, 999), False),
}
NO_PATHS = [
    "64/000", "00/000", "0/0", "0/0000", "0/x000/001", "0/001/002", "0/x001", "-1/000", "a/000",
    "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/000.p/", "0/000.p", "0/000/", "0/000\n", "entries",
    "0/\u0660\u0660\u0660",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_tile_has_one_path(path):
    tile, entries = PATHS[path]

    assert parse_path(path) == (tile, entries)
    assert path_of(tile, entries=entries) == f"tile/{path}"


@pytest.mark.parametrize("path", NO_PATHS)
def test_other_paths_lead_nowhere(path):
    assert parse_path(path) is None


@given(st.integers(0, 63), st.integers(0, 2**55), st.integers(1, WIDTH), st.booleans())
def test_every_tile_is_found_by_its_path(number, index, width, entries):
    tile = Tile(0 if entries else number, index, width)

    assert parse_path(path_of(tile, entries=entries).removeprefix("tile/")) == (tile, entries)


@given(st.integers(1, 2**24))
def test_the_tiles_of_a_tree_fit_into_it_and_no_wider_one_does(size):
    edge = [t for t in tiles_of(min(size, 2**17)) if t.width != WIDTH]
    for tile in edge:
        assert tile.fits(min(size, 2**17))
        assert not Tile(tile.level, tile.number, tile.width + 1).fits(min(size, 2**17))


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_entries_come_out_of_a_bundle_as_they_went_in(entries):
    assert list(unbundle(bundle(entries))) == entries


def test_the_largest_entry_fits_into_a_bundle():
    assert list(unbundle(bundle([b"x" * 65_535]))) == [b"x" * 65_535]


@pytest.mark.parametrize("cut", [1, 2, 5, 6])
def test_a_bundle_that_is_cut_off_is_refused(cut):
    with pytest.raises(NotProven, match="cut off"):
        list(unbundle(bundle([b"four"])[:-cut] if cut < 6 else b"\x00"))


def test_hashes_are_packed_without_anything_between():
    assert split(b"".join(leaves()[:3])) == leaves()[:3]
