"""How a party came to know, told: of a notice, of a text."""

from __future__ import annotations

from accord.aggregates.agreement import events as e
from accord.projections.telling.words import Names, first, person, short_hash, tells

_MEANS = {
    e.ServedBy.HAND: "by hand",
    e.ServedBy.POST: "by post",
    e.ServedBy.COURIER: "by courier",
    e.ServedBy.EMAIL: "by e-mail",
    e.ServedBy.PLATFORM: "on a platform",
}


@tells(e.NoticeServed)
def notice_served(event: e.NoticeServed, names: Names) -> str:
    """A notice reached a party."""
    return (
        f"Notice {event.notice} was served on {names(event.party)} on {event.served_on} "
        f"{_MEANS[event.means]}."
    )


@tells(e.NoticeAcknowledged)
def notice_acknowledged(event: e.NoticeAcknowledged, names: Names) -> str:
    """A party has a notice."""
    return (
        f"{first(names(event.party))} acknowledged notice {event.notice} on {event.acknowledged_on}; "
        f"{person(event.signatory)} said so, holding the post {event.post}."
    )


@tells(e.TextAcknowledged)
def text_acknowledged(event: e.TextAcknowledged, names: Names) -> str:
    """A party has read a text."""
    return (
        f"{first(names(event.party))} acknowledged on {event.acknowledged_on} that it has read the text of "
        f"{event.text_of} ({short_hash(event.text_hash)}); {person(event.signatory)} said so, holding the "
        f"post {event.post}."
    )
