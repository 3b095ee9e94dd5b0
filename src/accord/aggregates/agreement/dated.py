"""From a day on the terms say something else: by amendments, and as parties come, go and are succeeded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.joining import changes_by, joins
from accord.aggregates.agreement.places import DIVISION, SUCCESSION, in_place_of, left_to
from accord.aggregates.agreement.terms import Provision, Terms, put, strike
from accord.events import Event


@dataclass(frozen=True, slots=True)
class Dated:
    """From a day on the terms say the provision `value`, or (where it is None) no longer say it.

    What an amendment says of a party does not bring back one that has left by then. What a party leaves on a
    `notice`, it no longer leaves where it takes that back in time. What an `amendment` says that was annulled
    holds on the days before `until` alone.
    """

    effective_from: date
    kind: str
    key: str = ""
    value: Any = None
    amends: bool = False
    notice: int | None = None
    amendment: UUID | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether it holds on a day."""
        return self.effective_from <= day and (self.until is None or day < self.until)

    def change(self, terms: Terms) -> Terms:
        """Return the terms as they are from that day on."""
        if self.kind == SUCCESSION:
            return in_place_of(terms, UUID(self.key), self.value)
        if self.kind == DIVISION:
            return left_to(terms, UUID(self.key), self.value)
        if self.value is None:
            return strike(terms, Provision(self.kind), self.key)
        if self.amends and self.kind == Provision.PARTY and terms.party(self.value.party) is None:
            return terms
        return put(terms, self.kind, self.value)


def dated_by(event: Event, terms: Terms, bound: set[UUID]) -> Iterator[Dated]:
    """Yield what an event changes in the adopted `terms` from its day on; `bound` did what they must."""
    day = event.effective_from
    if day is None:
        return
    match event:
        case e.ProvisionAmended():
            kind, value = event.given
            yield Dated(day, kind, value=value, amends=True, amendment=event.amendment)
        case e.ProvisionRepealed():
            yield Dated(day, event.provision, event.key, amendment=event.amendment)
        case e.PartyWithdrew() | e.PartyExpelled():
            notice = event.notice if isinstance(event, e.PartyWithdrew) else None
            for kind in (Provision.PARTY, Provision.SIGNATORY):
                yield Dated(day, kind, str(event.party), notice=notice)
        case e.PlaceDivided():
            yield Dated(day, DIVISION, str(event.predecessor), event.left)
            for kind, value in joins(event):
                yield Dated(day, kind, value=value)
        case _:
            for change, key, value in changes_by(event, terms, bound):
                yield Dated(day, change, key, value)
