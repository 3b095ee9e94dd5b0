"""An example of every event of a decision once its voting is closed, and of one taken in an emergency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.aggregates.decision import aftermath_events as d
from accord.aggregates.decision import staging_events as s
from accord.events import Disclosed, Event
from accord.rules import EVALUATOR, Verdict, evaluate
from tests import partnership as p

JULY = date(2026, 7, 1)


def _recounted() -> d.RecountCertified:
    explanation = evaluate(p.MAJORITY, list(p.decision(p.certified(Verdict.LOST)).counted()))
    return d.RecountCertified(
        number=1,
        verdict=Verdict.LOST,
        explanation=explanation.explanation,
        evaluator=EVALUATOR,
        was=Verdict.CARRIED,
    )


def aftermath_examples() -> Iterator[Event]:
    yield d.ResultChallenged(
        number=1, seat="trust-1", statement=Disclosed("I was away for my father's funeral.")
    )
    yield d.ChallengeRuled(number=1, ruling=d.ChallengeRuling.UPHELD)
    yield d.ResultAnnulled(challenge=1)
    yield d.RecountOrdered(
        number=1, ground=d.RecountGround.DOUBT, reason=Disclosed("Two ballots were read alike.")
    )
    yield _recounted()
    yield d.HoldPlaced(seat="trust-1")
    yield d.DecisionHeld(sponsors=2)
    yield d.HoldWithdrawn(seat="trust-1")
    yield d.DecisionReleased(decision=p.AMENDMENT)
    yield d.PartyConsented(party=p.CITY, signatory=p.ADA, post="mayor")
    yield d.PartyRefusedConsent(
        party=p.TRUST, signatory=p.CLEO, post="warden", reason=Disclosed("Cleo doubts it.")
    )
    yield d.ConsentLapsed(party=p.TRUST, successor=p.CLUB)
    yield s.StagePassed(stage=1, body="council", decision=p.AMENDMENT, effective_from=JULY)
    yield s.StageVetoed(stage=2, body="assembly", decision=p.AMENDMENT)
    yield d.ImplementationRecorded(
        complete=True,
        completed_on=date(2026, 2, 3),
        statement=Disclosed("Dan cleaned it."),
        obligations=(p.CLUB,),
    )
    yield d.DecisionReconsidered(decision=p.AMENDMENT)
    yield d.DecisionRescinded(decision=p.AMENDMENT, effective_from=JULY)
    yield d.DecisionSuperseded(decision=p.AMENDMENT, effective_from=JULY)
    yield d.EmergencyDecisionTaken(
        agreement=p.AGREEMENT,
        body="board",
        cls="ordinary",
        title="Open the weir",
        text="That the weir be opened at once.",
        post="city-1",
        effective_to=date(2026, 2, 18),
        reason=Disclosed("Ada saw the river rise."),
    )
    yield d.EmergencyRatified(decision=p.AMENDMENT)
    yield d.RatificationRefused(decision=p.AMENDMENT)
