"""An agreement in force as the stories of its life need it: with notice, renewal, procedures, assents."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import Procedure
from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.terms import (
    Ending,
    NoticeKind,
    NoticePeriod,
    Provided,
    Renewal,
    RenewalKind,
)
from accord.aggregates.matters import Matter
from accord.events import Disclosed
from accord.rules import Verdict
from tests import partnership as p

TODAY = date(2026, 5, 4)
MAYOR = p.role("mayor", p.held("mayor", p.ADA, p.CITY))
WARDEN = p.role("warden", p.held("warden", p.CLEO, p.TRUST))
NOTICES = tuple(
    e.ProvisionDrafted(notice_period=NoticePeriod(kind=kind, days=90, clause="money"))
    for kind in (NoticeKind.WITHDRAWAL, NoticeKind.TERMINATION, NoticeKind.BREACH)
)
ENDING = Ending(surviving=("money",), final_report=True, clause="purpose")


def says(**provision: Any) -> e.ProvisionDrafted:
    return e.ProvisionDrafted(**provision)


def renews(kind: RenewalKind, **more: Any) -> e.ProvisionDrafted:
    return says(renewal=Renewal(kind=kind, clause="money", **more))


def procedure(*matters: Matter) -> list[e.ProvisionDrafted]:
    return [says(procedure=Procedure(matter=m, body="board", cls="change")) for m in matters]


def living(*later: Any, terms: tuple[Provided, ...] | list[Any] = NOTICES, **in_force: Any) -> Any:
    """An agreement in force of which the draft said these provisions too."""
    return [*p.in_force(terms, *later, **in_force)]


def noticed(
    kind: NoticeKind = NoticeKind.WITHDRAWAL,
    from_: date = date(2026, 8, 2),
    party: UUID = p.CITY,
    number: int = 1,
    **more: Any,
) -> e.NoticeGiven:
    who, post = (p.ADA, "mayor") if party == p.CITY else (p.CLEO, "warden")
    return e.NoticeGiven(
        effective_from=from_,
        notice=number,
        party=party,
        signatory=who,
        post=post,
        kind=kind,
        given_on=TODAY,
        statement=Disclosed("We have our reasons."),
        **more,
    )


def assents(
    matter: Matter, *parties: UUID, about: UUID | None = None, from_: Any = None, **more: Any
) -> Any:
    return [
        e.AssentGiven(
            effective_from=from_,
            party=party,
            signatory=p.ADA,
            post="mayor",
            matter=matter,
            about=about,
            **more,
        )
        for party in parties or (p.CITY, p.TRUST)
    ]


def carried(matter: Matter, about: UUID | None = None) -> Any:
    return p.decision(*p.certified(Verdict.CARRIED, matter=matter, about=about))
