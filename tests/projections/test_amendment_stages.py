"""Where an amendment stands is told as its motion goes, whatever became of that before."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from tests import partnership as p
from tests.story import recorded

from accord import projections
from accord.aggregates.amendment import events as m
from accord.aggregates.amendment.memory import Stage
from accord.aggregates.decision import events as d
from accord.projections.amendments import amendments
from accord.projections.views import metadata
from accord.rules import Verdict

DRAFTED = m.AmendmentDrafted(agreement=p.AGREEMENT, title="More money")
MOVED, *VOTED, CERTIFICATE = p.certified(Verdict.CARRIED, amendment=p.AMENDMENT)
INQUORATE = replace(CERTIFICATE, verdict=Verdict.INQUORATE)
ROLL, OPENED = p.frozen()
AGAIN = (ROLL, replace(OPENED, voting=2, cause=d.VotingCause.SECOND_CALL))


def shown(*later, ended=()):
    put = m.PutToDecision(decision=p.DECISION)
    entries = [
        *recorded(p.AGREEMENT, p.in_force()),
        *recorded(p.AMENDMENT, [DRAFTED]),
        *recorded(p.DECISION, [MOVED]),
        *recorded(p.AMENDMENT, [put], after=1),
        *recorded(p.DECISION, [*VOTED, INQUORATE], after=1),
        *recorded(p.AMENDMENT, ended, after=2),
        *recorded(p.DECISION, later, after=len(VOTED) + 2),
    ]
    engine = sa.create_engine("sqlite://")
    with engine.begin() as conn:
        metadata.create_all(conn)
        projections.follow(conn, list(enumerate(entries, 1)))
        found = amendments.read(conn, p.AMENDMENT)["reached"]
    engine.dispose()
    return found


def test_what_was_rejected_is_under_decision_again_once_it_is_voted_on_again():
    assert shown() == Stage.REJECTED
    assert shown(*AGAIN) == Stage.UNDER_DECISION
    assert shown(*AGAIN, *VOTED[2:], CERTIFICATE) == Stage.UNDER_DECISION


def test_what_came_to_an_end_stays_there_whatever_becomes_of_its_motion():
    replaced = [m.AmendmentSuperseded(by=p.CLUB)]
    reopened = d.DecisionReconsidered(decision=p.CLUB)
    for later in ((), (reopened,), AGAIN, (*AGAIN, *VOTED[2:], INQUORATE)):
        assert shown(*later, ended=replaced) == Stage.SUPERSEDED
