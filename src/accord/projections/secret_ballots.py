"""Which seats have voted by secret ballot, and what all of them cast together?"""

from __future__ import annotations

from typing import Any

from accord import canonical
from accord.aggregates.decision import sealed_events as s
from accord.events import Recorded
from accord.projections.decisions import changed
from accord.projections.discussions import set_aside
from accord.projections.views import Document, Views, on


@on(s.PaperBallotsSealed)
def paper_sealed(views: Views, _position: int, at: Recorded[Any]) -> None:
    """Paper ballots lie in the box; how many of which seats is known from the marks."""
    changed(views, at)


@on(s.SealedBallotsOpened)
def opened(views: Views, _position: int, at: Recorded[s.SealedBallotsOpened]) -> None:
    """What was in the box, or a piece of it."""
    found = changed(views, at).setdefault("sealed_ballots", [])
    found += [_count(count) for count in at.event.ballots]


@on(s.SealedChoicesOpened)
def choices_opened(views: Views, _position: int, at: Recorded[s.SealedChoicesOpened]) -> None:
    """What seats chose together, or a piece of it."""
    found = changed(views, at).setdefault("sealed_choices", [])
    found += [canonical.plain(each) for each in at.event.ballots]


@on(s.SecretVoteVoided)
def voided(views: Views, _position: int, at: Recorded[s.SecretVoteVoided]) -> None:
    """The box was destroyed unopened."""
    document = changed(views, at)
    document["closed_at"] = canonical.instant(at.env.occurred_at or at.recorded_at)
    document["voided"] = True
    set_aside(document)


def _count(count: s.SealedCount) -> Document:
    found: Document = canonical.plain(count)
    return {("class" if name == "cls" else name): value for name, value in found.items()}
