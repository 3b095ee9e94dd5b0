"""Until when can a body vote, and what must follow a decision by when?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from accord.aggregates.agreement.terms import StagePower
from accord.aggregates.decision.memory import Stage
from accord.projections.consents import awaited, is_awaited
from accord.projections.deadlines.calendar import Due, falls_due
from accord.projections.decisions import decisions
from accord.projections.views import Document
from accord.rules import Verdict


@falls_due(decisions)
def of_decision(document: Document) -> Iterator[Due]:
    """A vote opens or closes, a motion is taken up again, a decision is challenged, waits, takes effect or lapses."""
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
    yield from _after_the_result(document)


_CAN_BE_HELD = (Stage.CERTIFIED, Stage.IN_STAGES, Stage.AWAITING_CONSENT, Stage.EFFECTIVE)


def _after_the_result(document: Document) -> Iterator[Due]:
    """Return until when a result can be challenged or held, and for what it waits."""
    by, title, reached = (
        ("standing_orders", document["body"]),
        document["title"],
        document["reached"],
    )
    known, ends = document.get("result_on"), document.get("dated", {}).get("ends_at", "")[:10]
    if known is None or reached == Stage.ANNULLED:
        return
    words = f"The last day to challenge the result of “{title}”."
    yield Due(what="challenge_ends", due=known, words=words, by=by, plus="challenge_days")
    carried = document.get("verdict") == Verdict.CARRIED
    if carried and reached in _CAN_BE_HELD and "held" not in document:
        words = f"The last day to ask that “{title}” be held."
        yield Due(
            what="hold_ends",
            due=known,
            words=words,
            by=by,
            plus="challenge_days",
            asks="hold_sponsors",
            least=_eve(document.get("effective_from")),
        )
    if reached == Stage.HELD:
        words = f"“{title}” is held, and waits to be released."
        yield Due(what="hold_waits", due=known, words=words, by=by, waits=True, last=ends or None)
    if reached in (Stage.HELD, Stage.AWAITING_CONSENT):
        yield from _consents(document, known, ends or None)


def _consents(document: Document, since: str, last: str | None) -> Iterator[Due]:
    by = ("reserved_matters", f"{document['body']}/{document['class']}")
    words = f"“{document['title']}” awaits the consent of this party."
    for entry in awaited(document):
        if is_awaited(entry):
            party = entry["party"]
            yield Due(
                what="consent", due=since, words=words, by=by, party=party, waits=True, last=last
            )


def _eve(day: str | None) -> str | None:
    return None if day is None else (date.fromisoformat(day) - timedelta(days=1)).isoformat()


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
