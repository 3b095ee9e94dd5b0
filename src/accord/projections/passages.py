"""Through which bodies does a carried decision pass, at which of them is it, and until when?"""

from __future__ import annotations

from datetime import date

from accord.aggregates.agreement.terms import BodyStage, StagePower
from accord.aggregates.decision import choosing_events as c
from accord.aggregates.decision import events as e
from accord.aggregates.decision import staging_events as s
from accord.aggregates.decision.memory import Stage
from accord.aggregates.decision.passage import OnItsWay
from accord.events import Recorded
from accord.projections.decisions import decisions
from accord.projections.documents import said, stamped
from accord.projections.effects import begins
from accord.projections.views import Document, Views, on


def begin_passage(
    views: Views, document: Document, event: e.DecisionCertified | c.ChoiceCertified
) -> None:
    """Say before which bodies it comes, in order."""
    document["stages"] = [
        {
            **said(body=stage.body, power=stage.power),
            "class": stage.cls,
            **said(least_days=stage.least_days or None, most_days=stage.most_days or None),
        }
        for stage in event.stages
    ]
    document |= said(staged_from=event.staged_from)
    _date(views, document)


def awaits_approval(document: Document) -> bool:
    """Return whether a body must approve it still; silence alone does not let it pass then."""
    on_its_way = _on_its_way(document)
    return on_its_way is not None and on_its_way.at(date.max) is not None


def _on_its_way(document: Document) -> OnItsWay | None:
    """Return what the document says of the passage, as the decision remembers it."""
    if "stages" not in document:
        return None
    stages = tuple(
        BodyStage(
            body=entry["body"],
            cls=entry["class"],
            power=StagePower(entry["power"]),
            least_days=entry.get("least_days", 0),
            most_days=entry.get("most_days", 0),
        )
        for entry in document["stages"]
    )
    passed = {
        number: date.fromisoformat(entry["passed_on"])
        for number, entry in enumerate(document["stages"], 1)
        if "passed_by" in entry
    }
    return OnItsWay(stages, date.fromisoformat(document["staged_from"]), passed)


def _date(views: Views, document: Document) -> None:
    """Say since and until when each stage runs, as far as that is known, and what comes of the last one."""
    way = _on_its_way(document)
    if way is None:
        return
    dated = document.setdefault("dated", {})
    for number, entry in enumerate(document["stages"], 1):
        earlier = OnItsWay(way.stages[: number - 1], way.begins, way.passed)
        since = earlier.passes_on() if number > 1 else way.begins
        if since is None:
            break
        here = OnItsWay(way.stages[number - 1 : number], since).at(since)
        entry.update(said(begins_on=since, over_on=here.over if here else None))
    if (passes := way.passes_on()) is not None:
        dated["staged_until"] = begins(views, document, passes)
    _lapses(views, document, way.lapses_on())


def _lapses(views: Views, document: Document, day: date | None) -> None:
    """Say when it lapses unless a body approves, where it does not expire or end before."""
    dated = document["dated"]
    if dated.get("end") == Stage.LAPSED:
        del dated["ends_at"], dated["end"]
        if "expires_on" in document:
            expires = date.fromisoformat(document["expires_on"])
            dated |= {"ends_at": begins(views, document, expires), "end": Stage.EXPIRED}
    if day is not None and (at := begins(views, document, day)) < dated.get("ends_at", "~"):
        dated |= {"ends_at": at, "end": Stage.LAPSED}


@on(s.StagePassed)
def stage_passed(views: Views, _position: int, at: Recorded[s.StagePassed]) -> None:
    """A body approved, and the next stage runs."""
    document = stamped(views.change(decisions, at.agg), at)
    entry = document["stages"][at.event.stage - 1]
    entry |= said(passed_on=at.event.effective_from, passed_by=at.event.decision)
    _date(views, document)
    if document["reached"] == Stage.IN_STAGES and not awaits_approval(document):
        document["reached"] = Stage.EFFECTIVE


@on(s.StageVetoed)
def stage_vetoed(views: Views, _position: int, at: Recorded[s.StageVetoed]) -> None:
    """A body objected in time."""
    document = stamped(views.change(decisions, at.agg), at)
    document["stages"][at.event.stage - 1] |= said(vetoed_by=at.event.decision)
    document["reached"] = Stage.VETOED
    document.pop("expires_on", None)
    document["dated"] = {}
