"""Until when can a body vote, and what must follow a decision by when?"""

from __future__ import annotations

from collections.abc import Iterator

from accord.aggregates.agreement.terms import StagePower
from accord.aggregates.decision.memory import Stage
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.decisions import decisions
from accord.projections.views import Document


@falls_due(decisions)
def of_decision(document: Document) -> Iterator[Due]:
    """A vote opens or closes, a motion is taken up again, a decision takes effect or lapses."""
    by, title = ("standing_orders", document["body"]), document["title"]
    reached, dated = document["reached"], document.get("dated", {})
    if reached == Stage.VOTING:
        words = f"Voting closes on “{title}”."
        yield Due(what="voting_closes", due=document["closes"], words=words, by=by)
    if reached == Stage.TABLED and (notice := document.get("notice")):
        words = f"By the notice given, “{title}” can be put to the vote."
        yield Due(what="voting_can_open", due=notice["opens_on"], words=words, by=by)
    if reached == Stage.DEFERRED and (resumes := document.get("deferral", {}).get("resumes")):
        words = f"The motion “{title}” is on the table again."
        yield Due(what="deferral_ends", due=resumes, words=words)
    if reached in (Stage.TABLED, Stage.DEFERRED, Stage.REFERRED) and "lapses" in document:
        words = f"The motion “{title}” lapses unless it is put to the vote before."
        yield Due(what="motion_lapses", due=document["lapses"], words=words, by=by)
    if "holds_at" in dated:
        yield Due(
            what="decision_effective", due=dated["holds_at"], words=f"“{title}” takes effect."
        )
    if dated.get("end") == Stage.EXPIRED:
        words = f"“{title}” expires unless it is implemented before."
        yield Due(what="decision_expires", due=dated["ends_at"], words=words, by=by)
    yield from _of_its_passage(document)
    if dated.get("end") == Stage.LAPSED and document.get("emergency"):
        words = f"The emergency decision “{title}” lapses unless it is ratified."
        yield Due(what="emergency_lapses", due=dated["ends_at"], words=words, by=by)


def _of_its_passage(document: Document) -> Iterator[Due]:
    """At each stage that runs or will, a body must have approved, or can object no longer."""
    if document["reached"] not in (Stage.IN_STAGES, Stage.HELD, Stage.EFFECTIVE):
        return
    for entry in document.get("stages", ()):
        if "passed_by" in entry or "over_on" not in entry:
            continue
        by, title = ("standing_orders", entry["body"]), document["title"]
        if entry["power"] == StagePower.VETO:
            words = f"The body {entry['body']} can veto “{title}” no longer."
            yield Due(what="stage_passes", due=entry["over_on"], words=words, by=by)
        else:
            words = f"“{title}” lapses unless the body {entry['body']} has approved it."
            yield Due(what="stage_lapses", due=entry["over_on"], words=words, by=by)
