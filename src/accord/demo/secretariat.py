"""The secretariat of the demonstration: it lets each person act in turn, by the real commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from accord.aggregates.role import Role, role_id
from accord.application import Accord, Said
from accord.demo.staging import Staged
from accord.store.unit import Unit
from accord.wiring import House

AGREEMENT = UUID("0190c0de-0000-7000-8000-00000000a9ee")
"""The agreement has the same id wherever the demonstration runs, so that its documentation can name it."""

VISITOR = UUID("0190c0de-0000-7000-8000-000000000001")
"""The principal whose keys the demonstration hands out."""


@dataclass
class Secretariat:
    """One transaction in which the whole story is told: it is recorded whole, or not at all."""

    house: House
    unit: Unit
    stage: Staged
    people: dict[str, UUID] = field(default_factory=dict)
    parties: dict[str, UUID] = field(default_factory=dict)
    seated: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, UUID] = field(default_factory=dict)

    @contextmanager
    def acting(
        self,
        who: str,
        reason: str | None = None,
        authority: str | None = None,
        evidence: tuple[str, ...] = (),
        *,
        late: bool = False,
    ) -> Iterator[Accord]:
        """Open one command of one person."""
        with self.unit.command():
            said = Said(reason=reason, authority=authority, evidence=evidence, retroactive=late)
            yield self.house.desk(self.unit, self.people[who], said)

    def appoint(
        self,
        post: str,
        who: str,
        party: str,
        authority: str,
        *,
        from_: date | None = None,
        until: date | None = None,
    ) -> None:
        """Appoint a person to a post; the person accepts."""
        id_ = role_id(AGREEMENT, post)
        with self.acting("secretary", authority=f"instrument:{authority}") as accord:
            role = accord.assign_role(
                id_,
                holder=self.people[who],
                party=self.parties[party],
                effective_from=from_,
                effective_to=until,
            )
            number = len(role.assignments)
        with self.acting(who) as accord:
            accord.accept_role(id_, assignment=number)

    def number_of(self, post: str, who: str) -> int:
        """Return which assignment of a post is a person's."""
        role = self.unit.read(Role, role_id(AGREEMENT, post))
        return next(a.number for a in role.assignments.values() if a.holder == self.people[who])
