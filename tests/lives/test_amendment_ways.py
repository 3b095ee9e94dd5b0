"""Ways of an amendment that are seldom gone, step by step, with all that a walk holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from accord.aggregates.agreement import ClassRule, Procedure
from accord.aggregates.matters import Matter
from accord.rules import Position
from tests import partnership as p
from tests.application.office import Office, conclude, found
from tests.lives import board
from tests.lives.changing import AMENDMENTS, CHANGES, its_motion
from tests.lives.test_amendment_life import AmendmentWalk

CARRIED, OPEN, NEW, OTHER = AMENDMENTS
TERMS = replace(
    board.TERMS,
    bodies=(
        replace(
            board.BOARD,
            rules=(
                ClassRule(cls="spending", rule=p.CHAIRED),
                ClassRule(cls="change", rule=board.QUORATE),
            ),
        ),
    ),
    procedures=(
        Procedure(matter=Matter.AMENDMENT, body="board", cls="change"),
        Procedure(matter=Matter.MINOR_AMENDMENT, body="board", cls="spending"),
    ),
    standing_orders=(replace(board.ORDERS, secret_classes=()),),
)
"""Minor amendments are reserved to the parties, and on all others the board has to be quorate."""


def strictly(office: Office) -> None:
    """The parties concluded their agreement on stricter terms."""
    conclude(office, TERMS)


class StrictWalk(AmendmentWalk):
    """Changes of the river agreement on stricter terms."""

    chapters = (found, strictly)


@pytest.fixture
def walk() -> Iterator[AmendmentWalk]:
    walk = AmendmentWalk()
    yield walk
    walk.teardown()


@pytest.fixture
def strict() -> Iterator[StrictWalk]:
    walk = StrictWalk()
    yield walk
    walk.teardown()


def moved(walk: AmendmentWalk, *, minor: bool = False) -> None:
    said = {"title": "Roman", "modifications": list(CHANGES[2 if minor else 4]), "minor": minor}
    assert walk.give("draft_amendment", NEW, agreement=p.AGREEMENT, **said)
    assert walk.give("put_to_decision", NEW, decision=its_motion(NEW))


def lost(walk: AmendmentWalk) -> None:
    moved(walk)
    walk._vote(its_motion(NEW), 4, Position.AGAINST)
    stands(walk, NEW, "rejected")


def stands(walk: AmendmentWalk, id: UUID, stage: str) -> None:
    walk._look(id)
    assert walk.stage(walk._find(walk.kind, id)) == stage


def asked_again(walk: AmendmentWalk) -> None:
    """The seats are asked once more; their vote is open."""
    closes = walk.office.now + timedelta(days=7)
    assert walk.give("open_voting", its_motion(NEW), closes=closes)


def test_an_amendment_that_is_adopted_for_a_later_day_comes_into_force_on_it(walk):
    day = (walk.office.now + timedelta(days=20)).date()
    assert walk.give("adopt_amendment", CARRIED, effective_from=day)
    walk.wait(days=30)
    stands(walk, CARRIED, "in_force")


@pytest.mark.parametrize("replaced", [NEW, OPEN], ids=["rejected", "open for signature"])
def test_an_amendment_whose_vote_is_over_is_replaced_by_another(walk, replaced):
    lost(walk)
    said = {"title": "Again", "modifications": list(CHANGES[4]), "replaces": replaced}
    assert walk.give("draft_amendment", OTHER, agreement=p.AGREEMENT, **said)
    stands(walk, replaced, "superseded")


def test_an_amendment_that_is_drafted_lapses_with_its_agreement(walk):
    said = {"title": "Roman", "modifications": list(CHANGES[4])}
    assert walk.give("draft_amendment", NEW, agreement=p.AGREEMENT, **said)
    walk.wait(days=1100)
    assert walk.give("lapse_amendment", NEW)
    stands(walk, NEW, "lapsed")


@pytest.mark.parametrize("goes", [moved, lost], ids=["under decision", "rejected"])
def test_an_amendment_that_was_put_to_decision_lapses_with_its_agreement(walk, goes):
    goes(walk)
    walk.wait(days=1100)
    assert walk.give("lapse_amendment", NEW)
    stands(walk, NEW, "lapsed")


def test_an_amendment_is_withdrawn_while_it_is_open_for_signature_and_its_motion_reconsidered(walk):
    walk.reconsider_it(OPEN, again=False)
    stands(walk, OPEN, "open_for_signature")
    assert walk.give("withdraw_amendment", OPEN)
    stands(walk, OPEN, "withdrawn")


def test_an_amendment_on_which_too_few_voted_is_under_decision_again(strict):
    moved(strict)
    strict._vote(its_motion(NEW), 2, Position.FOR)
    stands(strict, NEW, "rejected")
    asked_again(strict)
    stands(strict, NEW, "under_decision")


def test_an_amendment_on_which_too_few_voted_when_reconsidered_is_open_for_signature_again(strict):
    moved(strict)
    strict._vote(its_motion(NEW), 4, Position.FOR)
    assert strict.give("open_amendment_for_signature", NEW)
    strict.reconsider_it(NEW, again=False)
    strict._vote(its_motion(NEW), 2, Position.FOR)
    stands(strict, NEW, "rejected")
    asked_again(strict)
    stands(strict, NEW, "open_for_signature")


def test_an_amendment_to_which_a_party_refuses_its_consent_is_rejected(strict):
    moved(strict, minor=True)
    strict._vote(its_motion(NEW), 4, Position.FOR)
    stands(strict, NEW, "under_decision")
    said = {"party": p.TRUST, "reason": "Too dear."}
    assert strict.give("refuse_consent", its_motion(NEW), by=p.CLEO, **said)
    stands(strict, NEW, "rejected")
