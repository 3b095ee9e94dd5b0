"""What this process remembers of streams it has read, so that it reads only what is new in them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accord.events import Stream

MOST_AGGREGATES = 2_000
MOST_EVENTS = 250_000
"""Of all remembered aggregates together: the events they followed are the measure of their size."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry of the log as this process saw it committed."""

    position: int
    state: bytes


class Memory:
    """Aggregates as they were when a unit of work committed; each belongs to one unit at a time.

    A unit takes an aggregate out, follows what was recorded since, and gives it back when it has
    committed: what a refused command or a lost commit has touched is never seen again. All of it
    holds only while the log still has the entry at the anchor: a database that was put back to an
    earlier state, and has gone another way since, has another entry there, or none.
    """

    def __init__(self, aggregates: int = MOST_AGGREGATES, events: int = MOST_EVENTS) -> None:
        self._most_aggregates, self._most_events = aggregates, events
        self._kept: OrderedDict[UUID, Stream] = OrderedDict()
        self._events = 0
        self._lock = threading.Lock()
        self.anchor: Anchor | None = None

    def take(self, id: UUID) -> Stream | None:
        """Return the aggregate and forget it."""
        with self._lock:
            return self._forget(id)

    def keep(self, aggregates: Iterable[Stream], anchor: Anchor | None = None) -> None:
        """Remember aggregates as committed, none older than it is known, and where the log was."""
        with self._lock:
            if anchor and (self.anchor is None or self.anchor.position < anchor.position):
                self.anchor = anchor
            for aggregate in aggregates:
                self._keep(aggregate)
            while self._events > self._most_events or len(self._kept) > self._most_aggregates:
                self._forget(next(iter(self._kept)))

    def forget(self) -> None:
        """Remember nothing."""
        with self._lock:
            self._kept.clear()
            self._events, self.anchor = 0, None

    def _keep(self, aggregate: Stream) -> None:
        known = self._kept.get(aggregate.id)
        if aggregate.version == 0 or (known and known.version > aggregate.version):
            return
        self._forget(aggregate.id)
        self._kept[aggregate.id] = aggregate
        self._events += aggregate.version

    def _forget(self, id: UUID) -> Stream | None:
        found = self._kept.pop(id, None)
        if found:
            self._events -= found.version
        return found
