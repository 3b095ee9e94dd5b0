"""A vote by secret ballot that other processes take part in, until they are killed."""

from __future__ import annotations

import time
from multiprocessing.synchronize import Event as Signal

from tests import partnership as p
from tests.application.office import OPERATOR, Office
from tests.story import CLERK, circumstances

from accord.aggregates.decision import Decision
from accord.aggregates.decision.events import RollSeat
from accord.aggregates.decision.sealing import SEALABLE
from accord.aggregates.pieces import pieces
from accord.aggregates.register import Capability
from accord.application import Accord
from accord.rules import Position
from accord.store import ballot_box
from accord.store.record import Clock, Record

SEATS = [f"seat-{number}" for number in range(400)]
# So few in each life of a voter that, however late it is killed, seats are left for the next.
IN_ONE_LIFE = 60
POSITIONS = (Position.FOR, Position.AGAINST, Position.ABSTAIN)


def opened(url: str) -> Office:
    """An office where Ada holds every seat of a roll, and a secret vote is open."""
    office = Office(url)
    office.do("open_register", by=OPERATOR, origin="register.example", zone=p.ZONE)
    for who in (p.ADA, CLERK):
        office.do(
            "enrol_principal",
            by=OPERATOR,
            principal=who,
            party=None,
            capabilities=tuple(Capability),
        )
    roll = tuple(RollSeat(seat=seat, party=p.CITY, holder=p.ADA) for seat in SEATS)
    _, voting = p.frozen(roll, secret=True, smallest_secret=3)
    frozen = [type(_)(seats=piece) for piece in pieces(roll)]
    with office.record.unit() as unit, unit.command():
        found = unit.find(Decision, p.DECISION)
        unit.append(found, circumstances(), p.tabled(), *frozen, voting)
        ballot_box.lay_out(unit.conn, p.DECISION, 1, [(0, position) for position in SEALABLE])
    return office


def _record(url: str) -> Record:
    # Voting is open in the spring of the stories, and the log goes on from there.
    return Record(url, outside=Clock(now=lambda: p.CLOSES.replace(day=5)))


def cast(record: Record, first: int) -> None:
    """Cast the ballots of the next seats, from the first on that has not voted yet."""
    for number in range(first, first + IN_ONE_LIFE):
        with record.unit() as unit, unit.command():
            ballot = {"seat": SEATS[number], "position": POSITIONS[number % 3]}
            Accord(unit, p.ADA).cast_sealed_ballot(p.DECISION, **ballot)


def vote_until_killed(url: str, first: int) -> None:
    record = _record(url)
    cast(record, first)
    time.sleep(60)


def stop_before_commit(url: str, written: Signal) -> None:
    """Cast a ballot, tell that all of it is written, and wait to be killed with the transaction open."""
    record = _record(url)
    with record.unit() as unit, unit.command():
        Accord(unit, p.ADA).cast_sealed_ballot(
            p.DECISION, seat=SEATS[-1], position=Position.AGAINST
        )
        unit.flush()
        written.set()
        time.sleep(60)
