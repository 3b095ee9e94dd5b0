"""What this process remembers of streams it has read, so that it reads only what is new in them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from uuid import UUID

from accord.events import Stream

CAPACITY = 10_000


class Memory:
    """Aggregates as they were when a unit of work committed; each belongs to one unit at a time.

    A unit takes an aggregate out, follows what was recorded since, and gives it back only when it
    has committed: what a refused command or a lost commit has touched is never seen again.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[UUID, Stream] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, id: UUID) -> Stream | None:
        """Return the aggregate and forget it."""
        with self._lock:
            return self._kept.pop(id, None)

    def keep(self, aggregates: Iterable[Stream]) -> None:
        """Remember aggregates as committed; those not asked for longest are forgotten."""
        with self._lock:
            for aggregate in aggregates:
                self._kept[aggregate.id] = aggregate
                self._kept.move_to_end(aggregate.id)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
