"""Was the result counted again, and what did that come to beside what was certified before?"""

from __future__ import annotations

from typing import Any

from accord import canonical
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.events import Recorded
from accord.projections.decisions import changed
from accord.projections.documents import opened, said
from accord.projections.views import Document, Views, on
from accord.rules import in_words
from accord.rules.choices import choice_in_words


@on(e.RecountOrdered)
def ordered(views: Views, _position: int, at: Recorded[e.RecountOrdered]) -> None:
    """The ballots are to be counted again."""
    entry = said(number=at.event.number, ground=at.event.ground, authority=at.env.authority)
    entry |= said(reason=opened(at.event.reason), ordered_at=_when(at), entry=at.ver)
    changed(views, at).setdefault("recounts", []).append(entry)


@on(e.RecountCertified)
def certified(views: Views, _position: int, at: Recorded[e.RecountCertified]) -> None:
    """They were: the verdict stands beside the one that was certified before."""
    event = at.event
    explained = {
        "explanation": event.explanation.to_data(),
        "in_words": in_words(event.explanation),
    }
    _certified(changed(views, at), at, explained)


@on(c.ChoiceRecountCertified)
def chosen_again(views: Views, _position: int, at: Recorded[c.ChoiceRecountCertified]) -> None:
    """They were, among options: who is chosen stands beside who was certified before."""
    event, document = at.event, changed(views, at)
    titles = {option["id"]: option["title"] for option in document["options"]}
    explained = {
        "explanation": event.explanation.to_data(),
        "in_words": choice_in_words(event.explanation, titles),
        "chosen": list(event.chosen),
        "was_chosen": list(event.was_chosen),
    }
    _certified(document, at, explained)


def _certified(document: Document, at: Recorded[Any], explained: Document) -> None:
    event = at.event
    entry = next(each for each in document["recounts"] if each["number"] == event.number)
    entry |= said(verdict=event.verdict, was=event.was, evaluator=event.evaluator)
    entry |= explained | {"certified_at": _when(at)}


def _when(at: Recorded[Any]) -> str:
    return canonical.instant(at.env.occurred_at or at.recorded_at)
