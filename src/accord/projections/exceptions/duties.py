"""Which two acts on one thing should be two people's, and were one's (segregation of duties)?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from accord.errors import NotFound
from accord.events import Event, Recorded
from accord.projections.chronicle import history
from accord.projections.decisions import decisions
from accord.projections.exceptions.codes import because
from accord.projections.views import Document

Events = Callable[[Sequence[int]], list[tuple[int, Recorded[Event]]]]
"""Gives the entries of the record at positions."""
_PAGE = 500
_CERTIFIED = ("decision.certified/1", "decision.choice_certified/1")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two acts on one thing, the earlier and the later, that should not be the same person's.

    Where `same` names a field, they are on one thing only if it says the same in both.
    """

    code: str
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    words: str
    same: str | None = None


_VOTED = (
    "decision.ballot_cast/1",
    "decision.ballot_replaced/1",
    "decision.choice_cast/1",
    "decision.proxy_ballot_cast/1",
    "decision.voter_marked/1",
    "decision.casting_vote_given/1",
    "decision.casting_choice_given/1",
)
_MOVED = ("decision.motion_tabled/1",)
_DRAFTED = ("amendment.drafted/1",)
_RECOUNTED = ("decision.recount_certified/1", "decision.choice_recount_certified/1")
_RULED = ("decision.objection_ruled/1", "decision.objection_settled/1")
PAIRS = (
    Pair("moved_and_certified", _MOVED, _CERTIFIED, "tabled the motion and certified its result"),
    Pair("voted_and_certified", _VOTED, _CERTIFIED, "voted and certified the result"),
    Pair(
        "drafted_and_certified",
        _DRAFTED,
        _CERTIFIED,
        "drafted the amendment and certified the decision on it",
    ),
    Pair(
        "certified_and_recounted",
        _CERTIFIED,
        _RECOUNTED,
        "certified the result and certified its recount",
    ),
    Pair(
        "ordered_and_recounted",
        ("decision.recount_ordered/1",),
        _RECOUNTED,
        "ordered the recount and certified it",
        "number",
    ),
    Pair(
        "opened_and_challenged",
        ("decision.voting_opened/1",),
        ("decision.result_challenged/1",),
        "opened the voting and challenged its result",
    ),
    Pair(
        "challenged_and_ruled",
        ("decision.result_challenged/1",),
        ("decision.challenge_ruled/1",),
        "challenged the result and ruled on the challenge",
        "number",
    ),
    Pair(
        "objected_and_ruled",
        ("decision.objection_raised/1",),
        _RULED,
        "raised the objection and ruled on it or settled it",
        "number",
    ),
    Pair(
        "moved_and_ruled",
        _MOVED,
        ("decision.objection_ruled/1",),
        "tabled the motion and ruled on an objection to it",
    ),
    Pair(
        "declared_and_ruled",
        ("decision.interest_declared/1",),
        ("decision.interest_ruled/1",),
        "declared an interest and ruled on it",
        "seat",
    ),
    Pair(
        "appointed_and_accepted",
        ("role.assigned/1",),
        ("role.accepted/1",),
        "made the appointment and accepted it",
        "assignment",
    ),
    Pair(
        "scheduled_and_waived",
        ("obligation.scheduled/1",),
        ("obligation.waived/1",),
        "entered the obligation and waived it",
    ),
    Pair(
        "raised_and_decided",
        ("dispute.raised/1", "dispute.raised_without_stages/1"),
        ("dispute.decided/1",),
        "raised the dispute and recorded how it was decided",
    ),
    Pair(
        "wrote_and_adopted_minutes",
        ("meeting.minutes_recorded/1",),
        ("meeting.minutes_adopted/1",),
        "recorded the minutes and recorded that they were adopted",
    ),
)
LATER = sorted({type_ for pair in PAIRS for type_ in pair.later})
"""The types of event by which a second act can be somebody's who did the first."""
_before, _this = history.alias("before"), history.alias("this")


class Duties:
    """Looks for earlier acts of the same person; what was read of an entry is not read again."""

    def __init__(self, conn: sa.Connection, events: Events) -> None:
        self._conn, self._events = conn, events
        self._said: dict[tuple[str, int], object] = {}

    def of(self, item: Document) -> Iterator[Document]:
        """Say which earlier act on the same thing was by the same person, where it should not be.

        Whose act it is says `asserted_by`, or else `recorded_by`. What one command did is one act.
        """
        for pair in PAIRS:
            if item["type"] in pair.later and (earlier := self._earlier(pair, item)) is not None:
                actor = item.get("asserted_by", item["recorded_by"])
                why = f"principal {actor} {pair.words}; these should be two people's acts"
                yield because(pair.code, why, earlier=earlier)

    def _earlier(self, pair: Pair, item: Document) -> int | None:
        """Return where the first act of a pair stands that was the same person's."""
        query, last = _EARLIER[pair.code], item["position"]
        asked = {"this": last, "streams": self._streams(pair, item)}
        if pair.same is None:
            first: int | None = self._conn.scalar(query.limit(1), asked)
            return first
        found = list(self._conn.scalars(query, asked))
        said = self._values(pair.same, [*found, last])
        return next((at for at in found if said[at] == said[last]), None)

    def _values(self, name: str, positions: Sequence[int]) -> dict[int, object]:
        """Return what a field says in these entries."""
        unread = [at for at in positions if (name, at) not in self._said]
        for first in range(0, len(unread), _PAGE):
            for at, recorded in self._events(unread[first : first + _PAGE]):
                self._said[name, at] = getattr(recorded.event, name)
        return {at: self._said[name, at] for at in positions}

    def _streams(self, pair: Pair, item: Document) -> list[UUID]:
        """Return the thing itself, and with a decision on an amendment that amendment."""
        own = UUID(str(item["id"]))
        if pair.earlier != _DRAFTED:
            return [own]
        try:
            amendment = decisions.read(self._conn, own).get("amendment")
        except NotFound:
            amendment = None
        return [own, UUID(amendment)] if amendment else [own]


def _actor(entry: sa.FromClause) -> sa.ColumnElement[UUID]:
    return sa.func.coalesce(entry.c.asserted_by, entry.c.recorded_by)


_EARLIER = {
    pair.code: sa.select(_before.c.position)
    .where(
        _this.c.position == sa.bindparam("this"),
        _before.c.position < _this.c.position,
        _before.c.stream.in_(sa.bindparam("streams", expanding=True)),
        _before.c.type.in_(pair.earlier),
        _before.c.cmd != _this.c.cmd,
        _actor(_before) == _actor(_this),
    )
    .order_by(_before.c.position)
    for pair in PAIRS
}
"""By pair, where the earlier acts stand that were the same person's: written once, asked often."""
