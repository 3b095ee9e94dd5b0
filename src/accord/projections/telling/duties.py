"""What parties undertake, and what belongs to the document, in words that continue a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accord.aggregates.agreement import terms as t
from accord.projections.telling.words import Names, listed, number, short_hash, spaced

_NAMED = 5


def _some(items: list[str], one: str, many: str = "") -> str:
    """Name a few of them, and of many how many they are."""
    return listed(items) if len(items) <= _NAMED else number(len(items), one, many)


def _activity(said: t.Activity, _names: Names) -> str:
    parts = [
        f"{part} {word} {_some(list(posts), 'post')}"
        for part, word, posts in (
            ("done", "by", said.responsible),
            ("asked", "before:", said.consulted),
            ("told", "after:", said.informed),
        )
        if posts
    ]
    more = "".join(f"; {part}" for part in parts)
    return f"the post {said.accountable} answers for the activity “{said.title}” ({said.key}){more}"


def _contribution(said: t.Contribution, names: Names) -> str:
    amount = f" of {said.amount:f} {said.unit}" if said.amount is not None else ""
    due = [day.isoformat() for day in said.due_on]
    when = f", due on {_some(due, 'day')}" if due else ""
    return (
        f"{names(said.party)} contributes “{said.title}” ({said.key}){amount} {_MEANS[said.means]}"
        f"{when}"
    )


_MEANS = {t.Means.CASH: "in cash", t.Means.IN_KIND: "in kind"}


def _data(said: t.DataSharing, names: Names) -> str:
    whose = _some([names(party) for party in said.controllers], "party", "parties")
    by = _some([names(party) for party in said.processors], "party", "parties")
    processed = f", processed by {by}" if by else ""
    return f"data are shared ({said.key}) under the control of {whose}{processed}"


def _indicator(said: t.Indicator, names: Names) -> str:
    often = f" every {number(said.every_months, 'month')}" if said.every_months else ""
    who = f" by {names(said.owner)}" if said.owner else ""
    return f"“{said.title}” ({said.key}) is measured{often}{who}"


def _risk(said: t.Risk, names: Names) -> str:
    who = f", for which {names(said.owner)} answers" if said.owner else ""
    return f"there is the risk “{said.title}” ({said.key}){who}"


def _definition(said: t.Definition, _names: Names) -> str:
    return f"the word “{said.term}” is defined"


def _topic(said: t.Topic, _names: Names) -> str:
    if len(said.clauses) == 1:
        return f"clause {said.clauses[0]} speaks of the subject “{spaced(said.subject)}”"
    return f"{_some(list(said.clauses), 'clause')} speak of the subject “{spaced(said.subject)}”"


def _stage(said: t.DisputeStage, _names: Names) -> str:
    return (
        f"a dispute is brought before {said.forum}, for at most {number(said.days, 'day')} "
        f"(“{said.title}”, {said.key})"
    )


def _annex(said: t.Annex, _names: Names) -> str:
    return f"the annex “{said.title}” ({said.key}) with the hash {short_hash(said.sha256)} belongs to it"


def _language(said: t.Language, _names: Names) -> str:
    binds = "binds" if said.authentic else "does not bind"
    return f"the text in the language {said.tag} {binds}"


DUTIES: dict[str, Callable[[Any, Names], str]] = {
    "activity": _activity,
    "contribution": _contribution,
    "data_sharing": _data,
    "indicator": _indicator,
    "risk": _risk,
    "definition": _definition,
    "topic": _topic,
    "dispute_stage": _stage,
    "annex": _annex,
    "language": _language,
}
