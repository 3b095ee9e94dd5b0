"""At which stage of its agreement a body decides which matter, at each stage and for each matter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests import partnership as p
from tests.living import TODAY, living, procedure
from tests.story import Told, given, happened

from accord.aggregates.agreement import Agreement, Stage
from accord.aggregates.agreement import events as e
from accord.aggregates.decision import Decision, open_voting, table_motion
from accord.aggregates.decision.sessions import SESSIONS
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused

MAY_2 = date(2026, 5, 2)
ENDED = e.TerminatedByConsent(effective_from=MAY_2)
WOUND_UP = [ENDED, e.CloseOutStarted(effective_from=date(2026, 5, 3))]
RULED = procedure(*(set(Matter) - {Matter.GENERAL}))
STAGES: dict[Stage, Any] = {
    Stage.DRAFT: p.drafted(),
    Stage.SHARED: [p.drafted(), e.DraftShared(recipients=(p.TRUST,))],
    Stage.ADOPTED: p.adopted(),
    Stage.OPEN_FOR_SIGNATURE: p.opened(),
    Stage.CONCLUDED: p.in_force(RULED, from_=date(2026, 6, 1)),
    Stage.IN_FORCE: living(terms=RULED),
    Stage.SUSPENDED: living(e.AgreementSuspended(effective_from=TODAY, suspension=1), terms=RULED),
    Stage.EXPIRED: living(terms=RULED, until=MAY_2),
    Stage.TERMINATED: living(ENDED, terms=RULED),
    Stage.CLOSING: living(*WOUND_UP, terms=RULED),
    Stage.CLOSED: living(
        *WOUND_UP, happened(e.CloseOutCompleted(effective_from=TODAY), at=p.NOW), terms=RULED
    ),
    Stage.SUPERSEDED: living(e.AgreementSuperseded(effective_from=MAY_2, by=p.CLUB), terms=RULED),
    Stage.VOID: living(e.AgreementDeclaredVoid(ab_initio=True), terms=RULED),
    Stage.ABANDONED: [p.opened(), e.AgreementAbandoned()],
}
ABOUT = {
    Matter.ACCESSION: p.CLUB,
    Matter.EXPULSION: p.TRUST,
    Matter.WAIVER: p.OBLIGATION,
    Matter.SUPERSESSION: p.CLUB,
    Matter.RETRACTION: p.TRUST,
}
HOW_TO_GO_ON = {
    Matter.RETRACTION,
    Matter.RESUMPTION,
    Matter.TERMINATION,
    Matter.SUPERSESSION,
    Matter.VOIDANCE,
    Matter.WAIVER,
}
ABOUT_IT_ITSELF = {
    Matter.RETRACTION,
    Matter.AMENDMENT,
    Matter.MINOR_AMENDMENT,
    Matter.ACCESSION,
    Matter.EXPULSION,
    Matter.SUSPENSION,
    Matter.RESUMPTION,
    Matter.RENEWAL,
    Matter.TERMINATION,
    Matter.SUPERSESSION,
}
BEFORE_THERE_IS_A_BODY = {Matter.ADOPTION, Matter.ENTRY_INTO_FORCE}


def expected(stage: Stage) -> set[Matter]:
    """The matters that a body decides, as the parties would say it."""
    match stage:
        case Stage.IN_FORCE:
            return set(Matter) - BEFORE_THERE_IS_A_BODY
        case Stage.SUSPENDED:
            return HOW_TO_GO_ON
        case Stage.EXPIRED | Stage.TERMINATED | Stage.CLOSING:
            return set(Matter) - BEFORE_THERE_IS_A_BODY - ABOUT_IT_ITSELF
        case _:
            return set()


def tabling(matter: Matter, stage: Stage) -> Told:
    cls = "ordinary" if matter is Matter.GENERAL else "change"
    said = {"body": "board", "cls": cls, "title": "On", "text": "That it go on."}
    instrument = p.agreement(*STAGES[stage])
    return given(Decision).when(
        table_motion, agreement=instrument, matter=matter, about=ABOUT.get(matter), **said
    )


@pytest.mark.parametrize("stage", Stage)
def test_each_story_is_at_its_stage(stage):
    assert given(Agreement, STAGES[stage]).state.stage(TODAY) is stage


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("stage", Stage)
def test_a_body_takes_up_a_matter_at_its_stages_and_at_no_other(matter, stage):
    told = tabling(matter, stage)
    if matter in expected(stage):
        assert told.refused is None, told.refused
    elif matter in BEFORE_THERE_IS_A_BODY:
        told.then_refused(Refused, "no body decides on the matter", "the parties assent to it")
    else:
        told.then_refused(OutOfOrder, "no motion can be tabled", "the agreement must be")


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("stage", Stage)
def test_a_body_votes_on_a_matter_at_its_stages_and_at_no_other(matter, stage):
    motion = p.tabled("change", matter=matter, about=ABOUT.get(matter))
    told = given(Decision, motion).when(
        open_voting, agreement=p.agreement(*STAGES[stage]), seated=p.SEATED, closes=p.CLOSES
    )
    if matter in expected(stage):
        assert told.refused is None, told.refused
    else:
        assert told.refused is not None
        assert "voting cannot be opened" in told.refused.reason


def test_the_table_knows_each_matter():
    assert set(SESSIONS) == set(Matter)
