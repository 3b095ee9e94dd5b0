"""The passages that an agreement lays down: stages before bodies that can decide at them."""

from __future__ import annotations

from accord.aggregates.agreement.provisions.words import (
    Contradiction,
    at_least,
    entries,
    laid_down,
    unique,
)
from accord.aggregates.agreement.terms import BodyStage, Passage, Provision, StagePower, Terms


def check_passages(terms: Terms) -> None:
    """Refuse a passage of no class, through no stages, or through one at which nobody could decide."""
    for field, entry in entries(terms, Provision.PASSAGE):
        what = f"passage {entry.key}{laid_down(entry.clause)}"
        _decides(terms, entry.body, entry.cls, what, field)
        if not entry.stages:
            raise Contradiction(f"{what} has no stages", field=f"{field}/stages")
        _not_reserved(terms, entry, what, field)
        for index, stage in enumerate(entry.stages):
            _stage(terms, entry, stage, f"stage {index + 1} of {what}", f"{field}/stages/{index}")
    pairs = (f"{entry.cls} of body {entry.body}" for entry in terms.passages)
    unique(pairs, "a passage of class", "passages")


def _not_reserved(terms: Terms, entry: Passage, what: str, field: str) -> None:
    reserved = terms.reserved(entry.body, entry.cls)
    if reserved is not None:
        raise Contradiction(
            f"{what} is of class {entry.cls}, which reserved matter {reserved.key} makes wait for the consent of "
            "parties: let such decisions wait for the parties or for other bodies, one of the two",
            field=f"{field}/class",
        )


def _stage(terms: Terms, entry: Passage, stage: BodyStage, what: str, field: str) -> None:
    _decides(terms, stage.body, stage.cls, what, field)
    if (stage.body, stage.cls) == (entry.body, entry.cls):
        raise Contradiction(
            f"{what} is before body {stage.body} in class {stage.cls}, which has just decided: name another body, "
            "or the class by which this one decides again",
            field=f"{field}/body",
        )
    at_least(0, stage.least_days, f"least days of {what}", f"{field}/least_days")
    least = 1 if stage.power is StagePower.VETO else 0
    at_least(least, stage.most_days, f"most days of {what}", f"{field}/most_days")
    if stage.most_days and stage.least_days > stage.most_days:
        raise Contradiction(
            f"{what} lasts {stage.least_days} days at least and {stage.most_days} at most: it could never be "
            "passed",
            field=f"{field}/least_days",
        )


def _decides(terms: Terms, id_: str, cls: str, what: str, field: str) -> None:
    body = terms.body(id_)
    if body is None:
        raise Contradiction(
            f"{what} is before body {id_}, which the agreement does not constitute",
            field=f"{field}/body",
        )
    if body.rule_for(cls) is None:
        raise Contradiction(
            f"{what} is of class {cls}, for which body {id_} has no rule", field=f"{field}/class"
        )
