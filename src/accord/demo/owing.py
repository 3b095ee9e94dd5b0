"""What the demonstration's parties owe: entered when the agreement is in force, and paid in full or in part."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from accord.aggregates.agreement import Agreement
from accord.aggregates.obligation.events import Kind
from accord.aggregates.obligation.memory import contribution_id
from accord.demo.secretariat import AGREEMENT, Secretariat

_STATEMENT = sha256(b"Statement of the Fund's account, first quarter").hexdigest()

_FURTHER = sha256(b"Statement of the Fund's account, third quarter").hexdigest()


def owe(office: Secretariat) -> None:
    """Enter the yearly contributions of the Council and of Brightwater Energy, and the yearly report."""
    office.stage.go(9, 1, 10)
    for contribution in ("council", "brightwater"):
        with office.acting("secretary") as accord:
            accord.schedule_contributions(AGREEMENT, contribution=contribution)
    with office.acting("secretary") as accord:
        accord.schedule_obligation(
            office.unit.record.outside.new_id(),
            agreement=AGREEMENT,
            party=office.parties["university"],
            title="Report on the homes made warm",
            due_on=office.stage.day(52, 4),
            kind=Kind.REPORT,
            clause="term",
        )


def pay(office: Secretariat) -> None:
    """Record that the Council has paid the first year in full, and Brightwater Energy a part of it."""
    office.stage.go(12, 2, 11)
    instrument = office.unit.read(Agreement, AGREEMENT)
    due_on = instrument.effective_from or office.stage.day(9, 1)
    with office.acting("secretary", evidence=(_STATEMENT,)) as accord:
        accord.record_met(_first_year("council", due_on))
    with office.acting("secretary", evidence=(_STATEMENT,)) as accord:
        accord.record_partially_met(
            _first_year("brightwater", due_on),
            statement="The first of two halves has reached the Fund.",
            amount=Decimal(125000),
        )


def pay_further(office: Secretariat) -> None:
    """Enter what the amendment has Brightwater Energy contribute besides, once it is in force."""
    office.stage.go(36, 0, 8)
    with office.acting("secretary") as accord:
        accord.schedule_contributions(AGREEMENT, contribution="hardship")


def pay_the_rest(office: Secretariat) -> None:
    """Record that Brightwater Energy has paid the other half, as it was settled."""
    office.stage.go(35, 3, 10)
    instrument = office.unit.read(Agreement, AGREEMENT)
    due_on = instrument.effective_from or office.stage.day(9, 1)
    with office.acting("secretary", evidence=(_FURTHER,)) as accord:
        accord.record_met(_first_year("brightwater", due_on))


def _first_year(contribution: str, due_on: date) -> UUID:
    return contribution_id(AGREEMENT, contribution, due_on)
