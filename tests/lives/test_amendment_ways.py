"""Ways of an amendment that are seldom gone, step by step, with all that a walk holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from accord.rules import Position
from tests import partnership as p
from tests.lives.changing import AMENDMENTS, CHANGES, its_motion
from tests.lives.test_amendment_life import AmendmentWalk
from tests.story import CLERK

CARRIED, OPEN, NEW = AMENDMENTS[:3]


@pytest.fixture
def walk() -> Iterator[AmendmentWalk]:
    walk = AmendmentWalk()
    yield walk
    walk.teardown()


def lost(walk: AmendmentWalk) -> None:
    said = {"title": "Roman", "modifications": list(CHANGES[4])}
    assert walk.give("draft_amendment", NEW, agreement=p.AGREEMENT, **said)
    assert walk.give("put_to_decision", NEW, decision=its_motion(NEW))
    walk._vote(its_motion(NEW), 4, Position.AGAINST)
    assert walk.stage(walk._find(walk.kind, NEW)) == "rejected"


def test_an_amendment_that_is_adopted_for_a_later_day_comes_into_force_on_it(walk):
    day = (walk.office.now + timedelta(days=20)).date()
    assert walk.give("adopt_amendment", CARRIED, effective_from=day)
    walk.wait(days=30)
    walk._look(CARRIED)
    assert walk.stage(walk._find(walk.kind, CARRIED)) == "in_force"


def test_an_amendment_that_is_rejected_is_replaced_by_another(walk):
    lost(walk)
    said = {"title": "Again", "modifications": list(CHANGES[4]), "replaces": NEW}
    assert walk.give("draft_amendment", AMENDMENTS[3], agreement=p.AGREEMENT, by=CLERK, **said)
    assert walk.stage(walk._find(walk.kind, NEW)) == "superseded"


def test_an_amendment_that_is_drafted_lapses_with_its_agreement(walk):
    said = {"title": "Roman", "modifications": list(CHANGES[4])}
    assert walk.give("draft_amendment", NEW, agreement=p.AGREEMENT, **said)
    walk.wait(days=1100)
    assert walk.give("lapse_amendment", NEW)
