"""Which steps set aside an objection, a tie, a notice or an open duty; which open again what was decided?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from accord.events import Event
from accord.projections.exceptions.codes import CODES, Kind, because
from accord.projections.views import Document

Test = Callable[[Any], object]


def _always(_: Event) -> bool:
    return True


STEPS: dict[str, tuple[tuple[str, Test, str], ...]] = {
    "decision.casting_vote_given/1": (
        ("casting_vote", _always, "a tie was decided by one person who presided"),
    ),
    "decision.casting_choice_given/1": (
        ("casting_vote", _always, "a tie among options was decided by one person who presided"),
    ),
    "decision.emergency_taken/1": (
        ("emergency_decision", _always, "one post decided in place of the body"),
    ),
    "meeting.convened/1": (
        (
            "urgent_meeting",
            lambda said: said.urgent,
            "the meeting was convened as an urgent one, at shorter notice",
        ),
    ),
    "meeting.agenda_revised/1": (
        (
            "urgent_meeting",
            lambda said: said.urgent,
            "the agenda was revised as an urgent matter, at shorter notice",
        ),
    ),
    "decision.objection_settled/1": (
        (
            "objection_overruled",
            lambda said: said.outcome == "overruled",
            "a decision overruled an objection that was maintained",
        ),
    ),
    "decision.objection_ruled/1": (
        (
            "objection_ruled_out",
            lambda said: said.ruling == "ruled_out",
            "an objection was ruled out before it was discussed",
        ),
    ),
    "decision.implementation_recorded/1": (
        (
            "completed_although_open",
            lambda said: said.complete and said.still_open,
            "it was recorded as carried out although obligations under it were open",
        ),
    ),
    "agreement.text_corrected/1": (
        ("text_corrected", _always, "words of the agreed text were replaced from the beginning on"),
        (
            "corrected_by_silence",
            lambda said: not said.assented,
            "the text was corrected as no party objected in time; not each has assented",
        ),
    ),
    "decision.reconsidered/1": (
        ("decision_reconsidered", _always, "what was decided was opened again for decision"),
    ),
    "decision.result_annulled/1": (
        ("result_annulled", _always, "a result that was certified no longer stands"),
    ),
    "amendment.annulled/1": (
        ("amendment_annulled", _always, "an amendment that was adopted takes back what it did"),
    ),
    "decision.recount_ordered/1": (
        ("recount_ordered", _always, "a result that was certified is to be counted again"),
    ),
    "decision.recount_certified/1": (
        ("recount_certified", _always, "a result was certified anew after a recount"),
    ),
    "decision.choice_recount_certified/1": (
        ("recount_certified", _always, "a result was certified anew after a recount"),
    ),
}
"""By type of event: the code, whether the event is a case of it, and why that is out of the ordinary."""


def types_of(kind: Kind) -> list[str]:
    """Return the types of event among which there are steps of a kind."""
    return [type_ for type_, steps in STEPS.items() if any(CODES[s[0]] == kind for s in steps)]


def steps(event: Event) -> Iterator[Document]:
    """Say which step an event is that sets aside, or opens again."""
    for code, holds, why in STEPS.get(event.TYPE, ()):
        if holds(event):
            yield because(code, why)
