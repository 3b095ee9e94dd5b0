"""What a carried decision remembers of its passage through further bodies, and at which stage it is on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from accord.aggregates.body_stages import BodyStage, StagePower


@dataclass(frozen=True, slots=True)
class AtStage:
    """A stage that is not passed: its number, since when it runs, and the first day on which its time is over."""

    number: int
    stage: BodyStage
    since: date
    over: date | None


@dataclass
class OnItsWay:
    """The stages that apply to a decision, from when, and when those were passed that a body approved."""

    stages: tuple[BodyStage, ...] = ()
    begins: date | None = None
    passed: dict[int, date] = field(default_factory=dict)

    def at(self, day: date) -> AtStage | None:
        """Return at which stage it is on a day; None once all are passed, or where there are none.

        A body that can veto and was silent until its time was over has let it pass.
        """
        since = self.begins or date.min
        for number, stage in enumerate(self.stages, 1):
            over = since + timedelta(days=stage.most_days + 1) if stage.most_days else None
            if number in self.passed:
                since = self.passed[number]
            elif stage.power is StagePower.VETO and over is not None and day >= over:
                since = over
            else:
                return AtStage(number, stage, since, over)
        return None

    def lapses_on(self) -> date | None:
        """Return the day on which it lapses because a body that must approve has not; None where it does not."""
        at = self.at(date.max)
        return at.over if at is not None else None

    def passes_on(self) -> date | None:
        """Return from when all stages are passed if all goes on as it is; None where there are none, or never."""
        if not self.stages or self.at(date.max) is not None:
            return None
        since = self.begins or date.min
        for number, stage in enumerate(self.stages, 1):
            silent = since + timedelta(days=stage.most_days + 1)
            since = self.passed.get(number, silent)
        return since
