"""An example of every event of an agreement in force, up to its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.aggregates.agreement import events as a
from accord.aggregates.agreement.terms import NoticeKind
from accord.events import Disclosed, Event
from accord.text import Part
from tests import partnership as p

_END = date(2027, 1, 1)


def living_examples() -> Iterator[Event]:
    yield a.NoticeGiven(
        effective_from=date(2026, 9, 1),
        notice=1,
        party=p.TRUST,
        signatory=p.CLEO,
        post="warden",
        kind=NoticeKind.BREACH,
        given_on=date(2026, 6, 1),
        against=p.CITY,
        statement=Disclosed("The mayor never paid."),
    )
    yield a.NoticeWithdrawn(notice=1, signatory=p.CLEO, post="warden")
    yield a.NoticeServed(
        notice=1, party=p.CITY, served_on=date(2026, 6, 2), means=a.ServedBy.COURIER
    )
    yield a.NoticeAcknowledged(
        notice=1,
        party=p.CITY,
        signatory=p.ADA,
        post="mayor",
        acknowledged_on=date(2026, 6, 3),
    )
    yield a.TextAcknowledged(
        party=p.CITY,
        signatory=p.ADA,
        post="mayor",
        text_hash="cd" * 32,
        text_of=date(2026, 6, 1),
        acknowledged_on=date(2026, 6, 3),
    )
    yield a.ErratumProposed(
        erratum=1,
        clause="money",
        part=Part.TEXT,
        was="shared equaly",
        now="shared equally",
        amendment=p.AMENDMENT,
        objections_until=date(2026, 6, 30),
    )
    yield a.ErratumAssented(erratum=1, party=p.CITY, signatory=p.ADA, post="mayor")
    yield a.ErratumObjected(erratum=1, party=p.TRUST, signatory=p.CLEO, post="warden")
    yield a.ErratumWithdrawn(erratum=1)
    yield a.TextCorrected(erratum=1, corrected_hash="cd" * 32, assented=True)
    yield a.PartyWithdrew(effective_from=_END, party=p.TRUST, notice=2)
    yield a.PartyExpelled(effective_from=_END, party=p.CITY, decision=p.DECISION)
    yield a.AgreementSuspended(
        effective_from=date(2026, 7, 1),
        effective_to=date(2026, 8, 1),
        suspension=1,
        clauses=("money", "members"),
        decision=p.DECISION,
    )
    yield a.AgreementResumed(effective_from=date(2026, 7, 15), suspension=1)
    yield a.AgreementRenewed(effective_to=date(2031, 4, 1), renewal=1, decision=p.DECISION)
    yield from _ends()


def _ends() -> Iterator[Event]:
    yield a.TerminatedByConsent(effective_from=_END)
    yield a.TerminatedForCause(effective_from=_END, notice=1, decision=p.DECISION)
    yield a.TerminatedOnNotice(effective_from=_END, notice=3, party=p.TRUST)
    yield a.CloseOutStarted(effective_from=_END, parties=1)
    yield a.CloseOutAverted()
    yield a.CloseOutCompleted(effective_from=_END, final_report="ab" * 32)
    yield a.AgreementSuperseded(effective_from=_END, by=p.CLUB, decision=p.DECISION)
    yield a.SupersessionUndone(by=p.CLUB)
    yield a.AgreementSucceeded(effective_from=_END, predecessor=p.CLUB)
    yield a.AgreementDeclaredVoid(ab_initio=True, decision=p.DECISION)
