"""The agreements that a walk leads through their lives: what their parties draft, each differently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from accord.aggregates.agreement import Procedure, Term, Terms
from accord.aggregates.agreement.terms import (
    Accession,
    Ending,
    EntryIntoForce,
    NoticeKind,
    NoticePeriod,
    Renewal,
    RenewalKind,
)
from accord.aggregates.matters import Matter
from tests import partnership as p
from tests.lives.roaming import FRIDA

INSTRUMENTS: tuple[UUID, ...] = tuple(uuid5(p.AGREEMENT, str(number)) for number in range(9))
SIGNATORIES: dict[UUID, UUID] = {p.CITY: p.ADA, p.TRUST: p.CLEO, p.CLUB: FRIDA}
"""Who signs for a party; for the club once it has acceded."""
BY_ASSENT = replace(
    p.TERMS,
    procedures=(),
    notice_periods=tuple(
        NoticePeriod(kind=kind, days=days, clause="money")
        for kind, days in (
            (NoticeKind.WITHDRAWAL, 30),
            (NoticeKind.TERMINATION, 20),
            (NoticeKind.BREACH, 0),
        )
    ),
    renewal=Renewal(kind=RenewalKind.EXPLICIT, months=12),
    ending=Ending(surviving=("money",), final_report=True),
    accession=Accession(open=True),
    entry_into_force=EntryIntoForce(ratification=True, days_after=5),
)
_DECIDED = (
    Matter.TERMINATION,
    Matter.SUSPENSION,
    Matter.RESUMPTION,
    Matter.EXPULSION,
    Matter.SUPERSESSION,
    Matter.ACCESSION,
)
BY_DECISION = replace(
    BY_ASSENT,
    procedures=tuple(Procedure(matter=matter, body="board", cls="change") for matter in _DECIDED),
    renewal=Renewal(kind=RenewalKind.AUTOMATIC, months=6, notice_days=30),
    entry_into_force=None,
)
MONTHLY = replace(
    BY_ASSENT,
    renewal=Renewal(kind=RenewalKind.EVERGREEN, months=1),
    ending=Ending(minimum_parties=1),
    entry_into_force=EntryIntoForce(parties=1),
)


def drafts(day: date) -> tuple[Terms, ...]:
    """What is drafted on a day: for a year that can be renewed, for half a year, and by the month."""
    return tuple(
        replace(terms, term=Term(ends_on=day + timedelta(days=days)))
        for terms, days in ((BY_ASSENT, 390), (BY_DECISION, 190), (MONTHLY, 70))
    )
