"""Obligations live as their lifecycle says, whoever says what became of them, in whichever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

import sqlalchemy as sa

from accord.aggregates.agreement.terms import Contribution, Means
from accord.aggregates.matters import Matter
from accord.aggregates.obligation import Kind, Obligation, contribution_id
from accord.events import Event, Recorded, Stream
from accord.projections.obligations import derived, is_overdue, obligations
from tests import partnership as p
from tests.application.office import BY_LAW, Office, conclude
from tests.lives.roaming import (
    CIRCUMSTANCES,
    FRIDA,
    OFFICERS,
    PARTY,
    SOME_DAY,
    In,
    Pool,
    Pools,
    Roaming,
    settled,
    walks,
)
from tests.lives.walk import by_lot
from tests.story import CLERK

DUE = tuple(date(2026, month, 30) for month in (5, 6, 9))
GRANT = Contribution(
    key="grant",
    title="Grant",
    party=p.CITY,
    means=Means.CASH,
    due_on=DUE,
    amount=Decimal(100),
    unit="EUR",
    clause="money",
)
TERMS = replace(p.TERMS, contributions=(GRANT,), procedures=())
OWED: tuple[UUID, ...] = (
    *(contribution_id(p.AGREEMENT, "grant", day) for day in DUE),
    *(uuid5(p.AGREEMENT, name) for name in ("report", "work", "rent")),
)
HASH = "ab" * 32
AMOUNTS: Pool = (None, None, Decimal(20), Decimal(40), Decimal(70), Decimal(100), Decimal(0))
DAYS: Pool = (In(1), In(31), In(92), In(-1), In(-40), *SOME_DAY[-4:])
COMMANDS: dict[str, Pools] = {
    "record_met": {"met_on": SOME_DAY},
    "record_partially_met": {"statement": ("A part.",), "amount": AMOUNTS},
    "record_not_met": {},
    "waive": {},
    "reschedule": {"due_on": DAYS},
}
NEW: Pools = {
    "party": PARTY,
    "title": ("Report",),
    "due_on": (*DAYS, In(9), In(20)),
    "kind": tuple(Kind),
    "clause": (*["money"] * 8, "fees", ""),
    "amount": (None, Decimal(100), Decimal(80)),
    "unit": (*["EUR"] * 9, ""),
    "beneficiary": (*[None] * 5, p.CITY, p.TRUST, p.CLUB),
}
BY: Pool = (*[CLERK] * 6, *[OFFICERS[p.CITY]] * 3, *[OFFICERS[p.TRUST]] * 3, FRIDA, p.ADA)
WORDS: Pool = (
    *[{"evidence": (HASH,), "reason": "As it was.", "authority": BY_LAW}] * 25,
    *CIRCUMSTANCES,
)


def owing(office: Office) -> None:
    """The agreement is concluded with these terms."""
    conclude(office, TERMS)


def shown(conn: sa.Connection, id: UUID, at: datetime) -> str:
    """The status that the read model shows; what is overdue is listed so."""
    found = derived(obligations.read(conn, id), at)
    listed = sa.select(is_overdue(conn, at, None)).where(obligations.table.c.id == id)
    assert bool(conn.scalar(listed)) is found["overdue"]
    return str(found["status"])


class ObligationWalk(Roaming):
    """The parties owe each other this and that, and say what came of it."""

    chapters = (settled, owing)
    kind = Obligation
    shown = shown

    def live(self) -> None:
        begin = ("schedule", "schedule", "contributions")
        deed = self.one_of(
            (*COMMANDS, *COMMANDS, *begin, "waiver", "end") if self.owed() else begin
        )
        match deed:
            case "schedule":
                said = self.drawn(NEW)
                obligation = self.one_of(OWED)
                self.give(
                    "schedule_obligation",
                    obligation,
                    agreement=p.AGREEMENT,
                    by=self.one_of(BY),
                    **said,
                )
            case "contributions":
                key = self.one_of(("grant", "grant", "gift"))
                self.give("schedule_contributions", p.AGREEMENT, contribution=key)
            case "waiver":
                self.waiver(self.one_of(self.owed() or OWED))
            case "end":
                self.end()
            case command:
                said = self.drawn(COMMANDS[command]) | self.one_of(WORDS)
                self.give(command, self.one_of(self.owed() or OWED), by=self.one_of(BY), **said)

    def owed(self) -> list[UUID]:
        return [obligation for obligation in OWED if obligation in self.entries]

    def waiver(self, obligation: UUID) -> None:
        """Some of the parties assent, and it is waived where that is enough."""
        about = {"matter": Matter.WAIVER, "about": obligation}
        for by, party in ((p.CLEO, p.TRUST), (p.ADA, p.CITY)):
            if self.lots.random() < 0.7:
                self.give("assent", p.AGREEMENT, by=by, party=party, **about)
        self.give("waive", obligation)

    def end(self) -> None:
        """Now and then the agreement itself comes to an end, while something is still owed."""
        if self.lots.random() < 0.2:
            said = {"ab_initio": False, "authority": BY_LAW, "reason": "By order."}
            self.give("declare_void", p.AGREEMENT, effective_from=In(31), **said)

    def _stands(self, state: Stream, history: list[Recorded[Event]]) -> None:
        super()._stands(state, history)
        assert isinstance(state, Obligation)
        with self.office.record.engine.connect() as conn:
            document = derived(obligations.read(conn, state.id), self.office.now)
        assert document["overdue"] is state.overdue(self.today())


@by_lot
def test_obligations_live_as_their_lifecycle_says():
    accepted = walks(ObligationWalk, examples=15, steps=60)

    needed = {*COMMANDS, "schedule_obligation", "schedule_contributions", "assent"}
    assert set(accepted) >= needed, sorted(needed - set(accepted))
