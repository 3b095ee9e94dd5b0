"""Ways of an amendment that are seldom gone, step by step, with all that a walk holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from accord.aggregates.agreement import ClassRule, Procedure
from accord.aggregates.decision import Decision
from accord.aggregates.decision.events import ChallengeRuling
from accord.aggregates.matters import Matter
from accord.projections.amendments import amendments
from accord.rules import Position
from accord.text import Renumber
from tests import partnership as p
from tests.application.office import Office, conclude, found
from tests.lives import board
from tests.lives.changing import AMENDMENTS, CHANGES, its_motion
from tests.lives.motions import MOTION
from tests.lives.test_amendment_life import AmendmentWalk
from tests.story import CLERK

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


class Ways(AmendmentWalk):
    """Changes of the river agreement, as stories tell them."""

    tells = True


class StrictWays(Ways):
    """The same on stricter terms."""

    chapters = (found, strictly)


@pytest.fixture
def walk() -> Iterator[Ways]:
    walk = Ways()
    yield walk
    walk.teardown()


@pytest.fixture
def strict() -> Iterator[StrictWays]:
    walk = StrictWays()
    yield walk
    walk.teardown()


def moved(walk: Ways, *, minor: bool = False) -> None:
    said = {"title": "Roman", "modifications": list(CHANGES[2 if minor else 4]), "minor": minor}
    assert walk.give("draft_amendment", NEW, agreement=p.AGREEMENT, **said)
    assert walk.give("put_to_decision", NEW, decision=its_motion(NEW))


def lost(walk: Ways) -> None:
    moved(walk)
    walk._vote(its_motion(NEW), 4, Position.AGAINST)
    stands(walk, NEW, "rejected")


def stands(walk: Ways, id: UUID, stage: str) -> None:
    walk._look(id)
    assert walk.stage(walk._find(walk.kind, id)) == stage


def asked_again(walk: Ways) -> None:
    """The seats are asked once more; their vote is open."""
    closes = walk.office.now + timedelta(days=7)
    assert walk.give("open_voting", its_motion(NEW), closes=closes)


def test_an_amendment_that_is_adopted_for_a_later_day_comes_into_force_on_it(walk):
    day = (walk.office.now + timedelta(days=20)).date()
    assert walk.give("adopt_amendment", CARRIED, effective_from=day)
    walk.wait(days=30)
    stands(walk, CARRIED, "in_force")


def test_an_amendment_is_withdrawn_while_its_motion_is_before_the_board(walk):
    moved(walk)
    assert walk.give("withdraw_amendment", NEW)
    stands(walk, NEW, "withdrawn")


def test_an_amendment_is_replaced_by_another_while_its_motion_is_before_the_board(walk):
    moved(walk)
    said = {"title": "Again", "modifications": list(CHANGES[4]), "replaces": NEW}
    assert walk.give("draft_amendment", OTHER, agreement=p.AGREEMENT, **said)
    stands(walk, NEW, "superseded")


def test_an_amendment_that_was_rejected_is_under_decision_again_when_that_is_reconsidered(walk):
    lost(walk)
    walk.reconsider_it(NEW, again=False)
    stands(walk, NEW, "under_decision")


def test_an_amendment_rejected_when_reconsidered_is_open_for_signature_when_that_is_too(walk):
    walk.reconsider_it(OPEN, again=True)
    stands(walk, OPEN, "rejected")
    walk.reconsider_it(OPEN, again=False)
    stands(walk, OPEN, "open_for_signature")


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
    assert walk._find(Decision, its_motion(OPEN)).discussion.rests == "withdrawn"


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


def ended(walk: AmendmentWalk, id: UUID, command: str, matter: Matter) -> None:
    """The board undoes what it decided on an amendment, before its adoption."""
    other, motion = UUID(int=its_motion(id).int + 0x100), its_motion(id)
    said = MOTION | {"matter": matter, "about": motion, "mover": "city-1"}
    said["cls"] = walk._find(Decision, motion).cls
    assert walk.give("table_motion", other, asserted_by=p.ADA, **said)
    walk._vote(other, 4, Position.FOR)
    assert walk.give(command, motion, decision=other)


@pytest.mark.parametrize(
    ("command", "matter"),
    [
        ("rescind_decision", Matter.RESCISSION),
        ("supersede_decision", Matter.REPLACEMENT),
    ],
)
@pytest.mark.parametrize("id", [CARRIED, OPEN], ids=["carried", "open for signature"])
def test_an_amendment_is_rejected_where_what_carried_it_is_undone(walk, id, command, matter):
    ended(walk, id, command, matter)
    stands(walk, id, "rejected")
    assert not walk.give("adopt_amendment", id)


def read(walk: AmendmentWalk) -> dict[str, object]:
    with walk.office.record.engine.connect() as conn:
        return amendments.read(conn, NEW)


def annulled(walk: AmendmentWalk, id: UUID) -> None:
    said = {"by": p.CLEO, "party": p.TRUST, "statement": "Not heard."}
    assert walk.give("challenge_result", its_motion(id), **said)
    upheld = {"number": 1, "ruling": ChallengeRuling.UPHELD}
    assert walk.give("rule_on_challenge", its_motion(id), by=p.ADA, **upheld)


@pytest.mark.parametrize("before", ["carried", "open for signature", "lost", "vetoed"])
def test_an_amendment_on_which_the_result_is_annulled_is_put_to_another_decision(strict, before):
    moved(strict, minor=before == "vetoed")
    strict._vote(its_motion(NEW), 4, Position.AGAINST if before == "lost" else Position.FOR)
    if before == "open for signature":
        day = (strict.office.now + timedelta(days=20)).date()
        assert strict.give("open_amendment_for_signature", NEW, effective_from=day)
    if before == "vetoed":
        said = {"party": p.TRUST, "reason": "Too dear."}
        assert strict.give("refuse_consent", its_motion(NEW), by=p.CLEO, **said)
    annulled(strict, NEW)
    stands(strict, NEW, "drafted")
    shown = read(strict)
    assert not shown.keys() & {"decision", "modifications_hash", "deadline", "requested_from"}
    another = UUID(int=its_motion(NEW).int + 0x200)
    assert strict.give("put_to_decision", NEW, decision=another)
    assert read(strict)["decision"] == str(another)
    assert strict._find(strict.kind, NEW).decision == another


def test_an_amendment_whose_motion_is_withdrawn_or_lapses_is_put_to_another_decision(walk):
    moved(walk)
    assert walk.give("withdraw_motion", its_motion(NEW))
    stands(walk, NEW, "drafted")
    assert walk.give("take_over_motion", its_motion(NEW), by=p.CLEO, seat="trust-1")
    stands(walk, NEW, "under_decision")
    assert walk.give("withdraw_motion", its_motion(NEW), by=CLERK, asserted_by=p.CLEO)
    another = UUID(int=its_motion(NEW).int + 0x200)
    assert walk.give("put_to_decision", NEW, decision=another)
    assert not walk.give("take_over_motion", its_motion(NEW), by=p.BEN, seat="city-2")


def test_an_amendment_whose_motion_lapses_is_drafted_still(walk):
    moved(walk)
    today = walk.office.now.date()
    until = today + timedelta(days=5)
    assert walk.give("notice_motion", its_motion(NEW), opens_on=today, until=until)
    walk.wait(days=6)
    assert walk.give("lapse_motion", its_motion(NEW))
    stands(walk, NEW, "drafted")


@pytest.mark.parametrize("how", ["withdrawn", "superseded"])
def test_the_motion_on_an_amendment_that_is_no_more_is_withdrawn_with_it(walk, how):
    moved(walk)
    if how == "withdrawn":
        assert walk.give("withdraw_amendment", NEW, reason="We think again.")
    else:
        said = {"title": "Again", "modifications": list(CHANGES[4]), "replaces": NEW}
        assert walk.give("draft_amendment", OTHER, agreement=p.AGREEMENT, **said)
    stands(walk, NEW, how)
    assert walk._find(Decision, its_motion(NEW)).discussion.rests == "withdrawn"
    assert not walk.give("take_over_motion", its_motion(NEW), by=p.CLEO, seat="trust-1")


def test_no_vote_is_opened_on_an_amendment_that_another_has_overtaken(walk):
    said = {"title": "Ours", "modifications": [Renumber("members", "2b")], "agreement": p.AGREEMENT}
    assert walk.give("draft_amendment", NEW, **said)
    assert walk.give("put_to_decision", NEW, decision=its_motion(NEW))
    assert walk.give("adopt_amendment", CARRIED)
    assert walk.give("second_motion", its_motion(NEW), by=p.BEN, seat="city-2")
    closes = {"closes": walk.office.now + timedelta(days=7)}
    assert not walk.give("open_voting", its_motion(NEW), **closes)
    assert walk.give("rebase_amendment", NEW)
    assert walk.give("open_voting", its_motion(NEW), **closes)
