"""What is seen of an entry at a glance is what the mapper reads, and nothing passes that the mapper refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random  # noqa: TID251 - draws what is changed
from typing import Any

import pytest

import accord.wiring  # noqa: F401 - every type of event
from accord.store import seen as module
from accord.store.disclosures import Damaged
from accord.store.mapper import MAX_ENTRY, StrictMapper
from accord.store.plainly import plain_of
from accord.store.seen import Sight

GOLDEN = sorted(Path(__file__).parents[1].glob("golden/*.json"))
MAPPER, SIGHT = StrictMapper(), Sight()


@cache
def entries() -> list[bytes]:
    """One of each type, recorded between two whole seconds, as nearly all are."""
    return [file.read_bytes().replace(b".000000Z", b".000017Z") for file in GOLDEN]


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def agree(entry: bytes) -> None:
    """Alone, and beside another, it is seen as the mapper reads it."""
    other = entries()[0]
    for looked in (SIGHT.look([entry])[0], SIGHT.look([other, entry, other])[1]):
        try:
            read = MAPPER.read(entry)
        except Damaged:
            assert isinstance(looked, Damaged), entry
            continue
        assert not isinstance(looked, Damaged), (entry, looked)
        assert (looked.agg, looked.ver, looked.type) == (str(read.agg), read.ver, read.event.TYPE)
        assert (looked.recorded_at, looked.cmd.id) == (read.recorded_at, str(read.cmd))
        assert tuple(looked.data.commitments or ()) == read.digests


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_each_type_is_seen_as_it_is_read(file):
    agree(file.read_bytes())
    agree(file.read_bytes().replace(b".000000Z", b".000017Z"))


def test_most_types_are_plain_and_need_no_mapper(monkeypatch):
    plain = [entry for entry in entries() if plain_of(entry.rsplit(b'"', 8)[1])]
    assert len(plain) > 150
    slowly = []
    monkeypatch.setattr(module.Sight, "_slowly", lambda _self, entry: slowly.append(entry))
    SIGHT.look(plain)
    assert len(slowly) < len(plain) // 4, [json.loads(entry)["type"] for entry in slowly]


UNFIT = (
    lambda v: v | {"ver": 0},
    lambda v: v | {"ver": True},
    lambda v: v | {"ver": 1.0},
    lambda v: v | {"ver": 2**53},
    lambda v: v | {"v": "accord-entry/2"},
    lambda v: v | {"more": 1},
    lambda v: v | {"agg": v["agg"].upper()},
    lambda v: v | {"agg": v["agg"].replace("-", "")},
    lambda v: v | {"agg": v["agg"].replace("-", "a", 1)},
    lambda v: v | {"agg": f"{v['agg'][1:]}", "cmd": {"id": f"0{v['cmd']['id']}"}},
    lambda v: v | {"cmd": {"id": v["cmd"]["id"] + "\n" + v["cmd"]["id"]}},
    lambda v: v | {"cmd": v["cmd"] | {"kid": "x"}},
    lambda v: v | {"recorded_at": "2026-03-01T09:00:00Z"},
    lambda v: v | {"recorded_at": "2026-03-01T09:00:00.000000Z"},
    lambda v: v | {"recorded_at": "2026-03-01T09:00:00.000017"},
    lambda v: v | {"recorded_at": "2026-03-01T09:00:00.000017+00:00"},
    lambda v: v | {"recorded_at": "2026-03-01T09:00:00.000017+01:00"},
    lambda v: v | {"recorded_at": "2026-03-01t09:00:00.000017z"},
    lambda v: v | {"recorded_at": "2026-03-01T09:00:00.00017Z"},
    lambda v: v | {"recorded_at": 1},
    lambda v: v | {"env": v["env"] | {"retroactive": False}},
    lambda v: v | {"env": v["env"] | {"retroactive": True}},
    lambda v: v | {"env": v["env"] | {"evidence": []}},
    lambda v: v | {"env": v["env"] | {"evidence": ["a"]}},
    lambda v: v | {"env": v["env"] | {"asserted_by": None}},
    lambda v: v | {"env": v["env"] | {"occurred_on": "2026-03-01"}},
    lambda v: v | {"env": v["env"] | {"effective_from": "2026-3-1"}},
    lambda v: v | {"env": v["env"] | {"occurred_at": "2026-03-01T09:00:00.000000Z"}},
    lambda v: v | {"env": v["env"] | {"occurred_at": "2026-03-01T09:00:00Z"}},
    lambda v: v | {"env": v["env"] | {"classification": "public"}},
    lambda v: v | {"env": v["env"] | {"classification": "nobody"}},
    lambda v: v | {"env": {}},
    lambda v: v | {"data": v["data"] | {"_sd": []}},
    lambda v: v | {"data": v["data"] | {"_sd": ["b", "a"]}},
    lambda v: v | {"data": v["data"] | {"_sd": ["a", "b"]}},
    lambda v: v | {"data": v["data"] | {"_sd": [1]}},
    lambda v: v | {"data": v["data"] | {"reason": "x"}},
    lambda v: v | {"data": v["data"] | {"effective_from": "2026-03-01"}},
    lambda v: v | {"data": {}},
    lambda v: v | {"type": "register.forgotten/1"},
)


@pytest.mark.parametrize("number", range(len(UNFIT)))
def test_whatever_an_entry_claims_both_say_the_same(number):
    for entry in entries():
        agree(canonical(UNFIT[number](json.loads(entry))))


ODD = (
    None,
    True,
    False,
    0,
    1,
    -1,
    1.5,
    2**53,
    "",
    "x",
    "2026-03-01",
    "é",
    "e\u0301",
    "\\",
    [],
    [""],
    {},
)


def test_whatever_a_field_holds_both_say_the_same():
    for entry in entries():
        read = json.loads(entry)
        for name in read["data"]:
            for odd in ODD:
                agree(canonical(read | {"data": read["data"] | {name: odd}}))


def places(value: object) -> Iterator[tuple[Any, Any]]:
    """Give each key of each object, and each place of each list, within a value."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield value, key
        yield from places(value[key])


def test_whatever_stands_deep_in_a_field_both_say_the_same():
    lot = Random(3)
    for entry in entries():
        for _ in range(30):
            read = json.loads(entry)
            of, key = lot.choice(list(places(read)))
            match lot.randrange(3):
                case 0:
                    of[key] = lot.choice([*ODD, "1", "1.0", "1E+2", "1/2", "for"])
                case 1 if isinstance(of, dict):
                    of[lot.choice(["more", "cls", "title"])] = lot.choice(ODD)
                case _:
                    del of[key]
            agree(canonical(read))


def test_a_field_that_need_not_be_there_is_not_written_at_its_default():
    for entry in entries():
        kind, read = module.plain_of(entry.rsplit(b'"', 8)[1]), json.loads(entry)
        for name, default in kind.left_out if kind else ():
            agree(canonical(read | {"data": read["data"] | {name: default}}))


def test_texts_are_looked_through_for_characters_that_are_not_composed():
    for text in ("é", "e\u0301", "\u0301", "\n\u0301", "\u212b", "\U0001f600", "\u2028", "\x7f"):
        for entry in entries():
            read = json.loads(entry)
            agree(canonical(read | {"env": read["env"] | {"authority": text}}))


def test_an_entry_that_is_too_long_is_none():
    read = json.loads(entries()[0])
    read["env"]["authority"] = "x" * MAX_ENTRY
    assert isinstance(SIGHT.look([canonical(read)])[0], Damaged)


def test_bytes_changed_by_lot_are_seen_as_they_are_read():
    lot, all_ = Random(11), entries()
    for _ in range(6000):
        entry = bytearray(lot.choice(all_))
        at = lot.randrange(len(entry))
        match lot.randrange(5):
            case 0:
                entry[at] ^= 1 << lot.randrange(8)
            case 1:
                del entry[at : at + lot.randint(1, 20)]
            case 2:
                entry[at:at] = entry[at : at + lot.randint(1, 20)]
            case 3:
                entry[at:at] = lot.choice(
                    [b" ", b"\n", b"\\u0061", b"0", b'"', b"null", b"\xff", b"-"]
                )
            case _:
                entry[at] = lot.choice(b'0123456789abcdefABCDEF",:{}[]-')
        agree(bytes(entry))
