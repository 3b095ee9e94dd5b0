"""Disputes live as their lifecycle says, whoever brings them further or ends them, in whichever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import sqlalchemy as sa

from accord.aggregates.agreement.events import Ground
from accord.aggregates.agreement.terms import DisputeStage
from accord.aggregates.dispute import PENDING, Dispute, Status
from accord.aggregates.matters import Matter
from accord.events import Event, Recorded, Stream
from accord.projections.deadlines import Asked, falling_due
from accord.projections.disputes import derived, disputes, of_status
from tests import partnership as p
from tests.application.office import BY_LAW, Office, conclude
from tests.lives.roaming import (
    CIRCUMSTANCES,
    FRIDA,
    OFFICERS,
    PARTY,
    In,
    Pool,
    Pools,
    Roaming,
    settled,
    walks,
)
from tests.lives.walk import by_lot
from tests.story import CLERK

STAGES = (
    DisputeStage(key="talks", title="Talks", forum="the chairs", days=14, clause="money"),
    DisputeStage(key="mediation", title="Mediation", forum="a mediator", days=30),
)
TERMS = replace(p.TERMS, dispute_stages=STAGES, procedures=())
AT_ODDS: tuple[UUID, ...] = tuple(uuid5(p.AGREEMENT, f"dispute {n}") for n in range(3))
HASHES: Pool = (*["ab" * 32] * 6, "cd" * 32, "a page")
RAISED: Pools = {
    "party": PARTY,
    "title": ("Who pays",),
    "statement": ("Nothing was paid.",),
    "against": (*[()] * 4, (p.TRUST,), (p.CITY,), (p.CLUB,)),
    "clauses": ((), ("money",), ("money",), ("fees",)),
}
COMMANDS: dict[str, Pools] = {
    "refer_dispute": {"party": PARTY},
    "bring_to_court": {"party": PARTY, "court": ("District Court",), "reference": ("", "7/2026")},
    "agree_to_settle": {"party": PARTY, "settlement_hash": HASHES},
    "withdraw_dispute": {"party": PARTY},
    "record_ruling": {"ruling": HASHES},
}
OFTEN = ("settle", "raise", "end", "further", "further", "further")
BY: dict[UUID, UUID] = {p.CITY: p.ADA, p.TRUST: p.CLEO, p.CLUB: FRIDA}
"""Who signs for a party."""
WORDS: Pool = (*[{"authority": BY_LAW}] * 12, *CIRCUMSTANCES)


def at_peace(office: Office) -> None:
    """The agreement is concluded, and lays down two stages for disputes."""
    conclude(office, TERMS)


def shown(conn: sa.Connection, id: UUID, at: datetime) -> str:
    """The status that the read model shows, alone and in the list of those that have it."""
    status = str(derived(disputes.read(conn, id), at)["status"])
    listed = sa.select(of_status(Status(status), None)).where(disputes.table.c.id == id)
    assert conn.scalar(listed)
    return status


class DisputeWalk(Roaming):
    """Two parties quarrel, and settle it or do not."""

    chapters = (settled, at_peace)
    kind = Dispute
    shown = shown

    def live(self) -> None:
        raised = [dispute for dispute in AT_ODDS if dispute in self.entries]
        deed = self.one_of((*COMMANDS, *COMMANDS, *OFTEN)) if raised else "raise"
        match deed:
            case "raise":
                said = self.drawn(RAISED)
                self.give(
                    "raise_dispute",
                    self.one_of(AT_ODDS),
                    agreement=p.AGREEMENT,
                    by=self.able(said["party"]),
                    **said,
                )
            case "settle":
                terms = {"settlement_hash": "ef" * 32}
                dispute = self.one_of(raised)
                for party in (p.CITY, p.TRUST)[: self.one_of((1, 2))]:
                    self.give("agree_to_settle", dispute, by=BY[party], party=party, **terms)
            case "end":
                self.end()
            case "further":
                self.further(self.one_of(raised))
            case command:
                self.act(command, self.one_of(raised))

    def act(self, command: str, dispute: UUID) -> None:
        """Whoever is drawn does it, or now and then who raised the dispute."""
        said = self.drawn(COMMANDS[command])
        state = self.state(Dispute, dispute)
        if state is not None and "party" in said and self.lots.random() < 0.4:
            said["party"] = state.party
        by = self.able(said["party"]) if "party" in said else CLERK
        self.give(command, dispute, by=by, **said, **self.one_of(WORDS))

    def further(self, dispute: UUID) -> None:
        """A stage does not settle it, and a party brings it before the next one, or before a court."""
        state = self.state(Dispute, dispute)
        if state is not None and state.status is Status.OPEN:
            self.wait(days=max(0, (state.due_on - self.today()).days) + self.one_of((0, 1, 1)))
        party = self.one_of((p.CITY, p.TRUST))
        last = state is not None and state.before == STAGES[-1].key
        court = {"court": "District Court"} if last or self.lots.random() < 0.1 else {}
        name = "bring_to_court" if court else "refer_dispute"
        self.give(name, dispute, by=BY[party], party=party, **court)

    def able(self, party: UUID) -> UUID:
        """Who signs for a party; now and then somebody else."""
        usual = (*[BY[party]] * 8, CLERK, OFFICERS[party], p.BEN)
        return UUID(str(self.one_of(usual)))

    def end(self) -> None:
        """Now and then the agreement is ended and wound up, as far as what is at odds lets it."""
        if self.lots.random() < 0.3:
            about = {"matter": Matter.TERMINATION, "effective_from": In(1)}
            for party in (p.CITY, p.TRUST):
                self.give("assent", p.AGREEMENT, by=BY[party], party=party, **about)
            self.give("terminate", p.AGREEMENT, ground=Ground.MUTUAL, effective_from=In(1))
            self.wait(days=1)
            self.give("start_close_out", p.AGREEMENT)
        if self.give("complete_close_out", p.AGREEMENT):
            pending = [found for each in AT_ODDS if (found := self.state(Dispute, each))]
            assert not [each for each in pending if each.status in PENDING], "closed over a dispute"

    def _stands(self, state: Stream, history: list[Recorded[Event]]) -> None:
        super()._stands(state, history)
        assert isinstance(state, Dispute)
        if state.status is Status.OPEN and state.due_on >= self.today():
            assert state.id in self.falling_due()

    def falling_due(self) -> set[UUID]:
        """The disputes whose stage ends within two months, by the calendar of the register."""
        asked = Asked(from_=self.today(), until=self.today() + timedelta(days=60))
        with self.office.record.engine.connect() as conn:
            found = falling_due(conn, asked)
        return {UUID(str(item["subject"])) for item in found if item["what"] == "dispute_stage"}


@by_lot
def test_disputes_live_as_their_lifecycle_says():
    accepted = walks(DisputeWalk, examples=15, steps=40)

    needed = {*COMMANDS, "raise_dispute", "complete_close_out"}
    assert set(accepted) >= needed, sorted(needed - set(accepted))
