"""Every release reads what earlier ones wrote: one golden entry of each event, and its shape."""

from __future__ import annotations

import pytest
from eventsourcing.persistence import StoredEvent
from tests.examples import EXAMPLES, OPENED, SHIPPED
from tests.golden_write import GOLDEN, SHAPES, golden_files
from tests.shapes import written

from accord.events import Disclosed, Recorded
from accord.store.entry import encode
from accord.store.mapper import StrictMapper
from accord.store.shape import Shape

FILES = sorted(file.stem for file in GOLDEN.glob("*.json"))


def _stored(name: str) -> StoredEvent:
    example = EXAMPLES[name]
    state = (GOLDEN / f"{name}.json").read_bytes()
    return StoredEvent(example.agg, example.ver, example.event.TYPE, state)


@pytest.mark.parametrize("name", FILES)
def test_a_golden_entry_is_read_as_the_event_it_was(name):
    assert StrictMapper().to_domain_event(_stored(name), OPENED) == EXAMPLES[name]


@pytest.mark.parametrize("name", FILES)
def test_a_golden_entry_is_written_again_byte_for_byte(name):
    read = StrictMapper().to_domain_event(_stored(name))

    assert encode(read) == (GOLDEN / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_without_its_disclosures_a_golden_entry_is_read_with_these_fields_sealed(name):
    read: Recorded = StrictMapper().to_domain_event(_stored(name))

    hidden = [getattr(read.event, field) for field in Shape.of(type(read.event)).disclosed]
    assert all(value in (None, Disclosed()) for value in hidden)
    assert any(hidden) == bool(read.digests)


def test_every_event_has_a_golden_entry_and_every_golden_entry_an_event():
    assert sorted(EXAMPLES) == FILES
    assert {example.event.TYPE for example in EXAMPLES.values()} == set(SHIPPED)


def test_the_shapes_of_events_are_those_that_were_shipped():
    assert written() == SHAPES.read_text(encoding="utf-8")


def test_golden_entries_are_added_and_never_written_over(tmp_path):
    golden_files(tmp_path)
    golden_files(tmp_path)
    kept = (tmp_path / "decision-ballot_cast-1.json").read_bytes()
    assert kept == (GOLDEN / "decision-ballot_cast-1.json").read_bytes()
    (tmp_path / "decision-ballot_cast-1.json").write_bytes(kept.replace(b"for", b"abstain"))

    with pytest.raises(SystemExit, match="shipped with other bytes"):
        golden_files(tmp_path)


def test_a_shape_that_was_shipped_is_never_lost(tmp_path):
    (tmp_path / "shapes.txt").write_text("decision.ballot_cast/1: seat str\n", encoding="utf-8")

    with pytest.raises(SystemExit, match="may not change"):
        golden_files(tmp_path)


def test_a_shape_may_gain_what_can_be_left_out_and_further_words(tmp_path):
    (tmp_path / "shapes.txt").write_text(
        "decision.motion_tabled/1: agreement UUID; body str; cls str; title str; text str; "
        "matter? Matter; amendment? UUID; background? Disclosed[str]\n"
        "Matter: general | amendment | termination\n",
        encoding="utf-8",
    )

    golden_files(tmp_path)

    assert (tmp_path / "shapes.txt").read_text(encoding="utf-8") == written()
