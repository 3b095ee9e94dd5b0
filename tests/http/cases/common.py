"""What a case of a command says: the stage it needs, what is sent and by whom, what is recorded, one refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.http.office import Office
from tests.http.stages import Partnership, Way, nothing

Facts = dict[str, Any]


@dataclass(frozen=True)
class Refusal:
    """What is changed so that the command is refused (a fact of None is left out), and with which words."""

    status: int
    words: str
    changes: Facts = field(default_factory=dict)
    stage: str | None = None
    prepared: bool = True


@dataclass(frozen=True)
class Case:
    """A command that is accepted at a stage."""

    stage: str
    body: Callable[[Partnership], Facts]
    events: tuple[str, ...]
    refusal: Refusal
    who: str | None = None
    post: str = "chair"
    prepare: Way = nothing

    def sender(self, p: Partnership) -> Office:
        return p.people[self.who] if self.who else p.secretary


def address(rule: str, case: Case, p: Partnership) -> str:
    """Return the address of a route, its id filled in."""
    plural = rule.split("/")[2]
    ids = {
        "parties": p.party.get("city", ""),
        "agreements": p.agreement,
        "roles": p.roles.get(case.post, ""),
        "decisions": p.decision,
        "amendments": p.amendment,
        "meetings": p.meeting,
        "obligations": p.obligation,
        "disputes": p.dispute,
        "impacts": p.impact,
    }
    return rule.removeprefix("/v1").replace("<uuid:id>", ids[plural])
