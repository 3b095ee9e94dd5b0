"""A provision of every kind that the river's draft could have, and an event for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from accord.aggregates.agreement import Terms
from accord.aggregates.agreement import events as a
from accord.aggregates.agreement import terms as t
from accord.aggregates.agreement.terms import put
from accord.aggregates.agreement.terms.instrument import Subject
from accord.aggregates.matters import Matter
from accord.events import Event
from tests import partnership as p

HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
PROVISIONS: dict[str, Any] = {
    "definition": t.Definition(term="the weir", meaning="The weir at Jokikylä.", clause="purpose"),
    "topic": t.Topic(subject=Subject.RESOURCES, clauses=("money",)),
    "standing_orders": t.StandingOrders(
        body="board",
        notice_days=7,
        discussion_days=14,
        seconders=1,
        hold_sponsors=2,
        challenge_days=10,
        replaceable_ballots=True,
        chair_decides_emergencies=True,
        ratify_within_days=30,
        clause="members",
    ),
    "composition_limit": t.CompositionLimit(key="half", body="board", share="1/2"),
    "reserved_matter": t.ReservedMatter(
        key="debt",
        title="To borrow money",
        body="board",
        cls="spending",
        parties=(p.CITY,),
        clause="money",
    ),
    "passage": t.Passage(
        key="both",
        title="Changes, in two readings",
        body="board",
        cls="change",
        stages=(
            t.BodyStage(
                body="board", cls="ordinary", power=t.StagePower.VETO, least_days=1, most_days=10
            ),
        ),
        clause="money",
    ),
    "opt_out": t.OptOut(
        key="debts",
        title="Borrowing",
        party=p.TRUST,
        body="board",
        classes=("spending",),
        matters=(Matter.GENERAL,),
        clause="money",
    ),
    "tenure": t.Tenure(post="warden", months=24, terms=2, lapse_after=3),
    "incompatibility": t.Incompatibility(key="apart", posts=("mayor", "warden"), clause="members"),
    "activity": t.Activity(
        key="clean",
        title="To clean the weir",
        accountable="warden",
        responsible=("trust-1",),
        consulted=("city-1", "city-2"),
        informed=("mayor",),
        clause="purpose",
    ),
    "contribution": t.Contribution(
        key="grant",
        title="Yearly grant",
        party=p.CITY,
        means=t.Means.CASH,
        due_on=(date(2026, 6, 1), date(2027, 6, 1)),
        amount=Decimal("1500.50"),
        unit="EUR",
        clause="money",
    ),
    "data_sharing": t.DataSharing(
        key="levels",
        purpose="To warn of floods.",
        controllers=(p.CITY, p.TRUST),
        power="Water Act, section 3",
        retention="Ten years.",
        method="Once a day.",
    ),
    "indicator": t.Indicator(
        key="trout",
        title="Trout counted",
        baseline="12",
        target="40",
        unit="trout",
        every_months=6,
        owner=p.TRUST,
    ),
    "risk": t.Risk(key="flood", title="A flood", owner=p.CITY, response="Sandbags are kept."),
    "review": t.Review(key="yearly", title="The work of the year", every_months=12),
    "notice_period": t.NoticePeriod(kind=t.NoticeKind.NON_RENEWAL, days=90),
    "dispute_stage": t.DisputeStage(key="chairs", title="Talks", forum="both chairs", days=30),
    "annex": t.Annex(key="map", title="Map of the river", sha256=HASH, media_type="image/png"),
    "language": t.Language(tag="fi", authentic=True, sha256=HASH),
    "entry_into_force": t.EntryIntoForce(
        parties=1, share="1/2", measure="weight", ratification=True, days_after=30
    ),
    "renewal": t.Renewal(kind=t.RenewalKind.AUTOMATIC, months=12, times=2, notice_days=90),
    "accession": t.Accession(open=True, cls="provider", clause="members"),
    "change": t.Change(material=("purpose",), signed=(Matter.AMENDMENT,), notice_days=14),
    "ending": t.Ending(grounds=(t.Ground.MUTUAL,), surviving=("money",), final_report=True),
}


def full_terms() -> Terms:
    """The river's draft with all of them."""
    terms = p.TERMS
    for name, provision in PROVISIONS.items():
        terms = put(terms, name, provision)
    return terms


def provision_examples() -> Iterator[Event]:
    for name, provision in PROVISIONS.items():
        yield a.ProvisionDrafted(**{name: provision})
