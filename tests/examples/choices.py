"""An example of every event of a choice among options: a tie for the first seat, decided by lot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.aggregates.decision import choosing_events as c
from accord.events import Event
from accord.rules import EVALUATOR, Verdict
from accord.rules.choices import Paper
from tests import choices as t


def choice_examples() -> Iterator[Event]:
    yield c.OptionsPut(
        options=(
            *t.OPTIONS[:2],
            c.MotionOption(id="mill", title="A mill", group="works", cost=Decimal("12000.50")),
        )
    )
    yield c.OptionNominated(
        seat="trust-1", option=c.MotionOption(id="ford", title="A ford", group="works")
    )
    yield c.NominationSeconded(seat="city-1", option="ford")
    yield c.NominationLapsed(option="ford")
    yield c.OptionWithdrawn(seat="trust-1", option="ford")
    yield c.ChoiceCast(seat="city-1", choice=Paper((("weir",), ("ferry", "mill"))))
    yield c.ChoiceRecorded(seat="city-2", choice=Paper((("ferry", 3), ("weir", 0))))
    yield c.CastingChoiceGiven(options=("ferry", "weir"))
    yield c.LotDrawn(order=("ferry", "mill", "weir"))
    found = t.certified(t.closed(t.TIED, t.LOT))
    assert found.verdict is Verdict.CARRIED
    yield found
    yield c.ChoiceRecountCertified(
        number=1,
        verdict=found.verdict,
        chosen=found.chosen,
        explanation=found.explanation,
        evaluator=EVALUATOR,
        was=found.verdict,
        was_chosen=("weir",),
    )
