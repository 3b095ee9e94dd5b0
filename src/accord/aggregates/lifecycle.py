"""A lifecycle: at which stages a thing can stand, and what leads from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from accord.events import Event

BEGINNING = ""
"""Where a thing stands of which nothing is recorded yet."""

Ways = Mapping[str, tuple[type[Event] | None, ...]]
"""To which next stages, each by which events; None stands for time."""


@dataclass(frozen=True, slots=True)
class Step:
    """From a stage to another: by an event, or (without one) because a day or an instant comes."""

    before: str
    after: str
    by: type[Event] | None = None


@dataclass(frozen=True)
class Lifecycle:
    """What can become of one kind of thing: for each stage, where each event (None: time) leads from it.

    Events that lead from a stage to the same stage are not steps. A stage from which nothing leads is
    an end. `over` are stages at which it has ended as people say, and what leads on settles or undoes that.
    """

    name: str
    steps: frozenset[Step]
    over: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str, table: Mapping[str, Ways], *, over: Iterable[str] = ()) -> Lifecycle:
        """Read a table: from each stage, to each next one, by which events."""
        return cls(name, frozenset(_steps(table)), frozenset(over))

    @property
    def stages(self) -> frozenset[str]:
        """Every stage at which a thing can stand."""
        return frozenset(
            stage for step in self.steps for stage in (step.before, step.after) if stage
        )

    @property
    def ends(self) -> frozenset[str]:
        """The stages from which nothing leads."""
        return self.stages - {step.before for step in self.steps}


def _steps(table: Mapping[str, Ways]) -> Iterator[Step]:
    for before, nexts in table.items():
        for after, causes in nexts.items():
            for by in causes:
                yield Step(before, after, by)
