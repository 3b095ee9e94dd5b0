"""What the demonstration's agreement says beside its text: who contributes what, who answers for what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from accord.aggregates.agreement import terms as t
from accord.aggregates.agreement.terms import Subject

_YEARLY = {"council": "400000", "brightwater": "250000", "trust": "200000"}
_DEFINED = {
    "Board": "the Partnership Board constituted by clause 4",
    "Warm Home": "a dwelling that can be kept at 18 degrees in its main rooms for no more than one "
    "tenth of the household's income after housing costs",
    "Fund": "the money that the parties contribute under clause 7",
}
_TOPICS = {
    Subject.PURPOSE: "purpose",
    Subject.GOVERNANCE: "board",
    Subject.DECISIONS: "decisions",
    Subject.RESOURCES: "contributions",
    Subject.DATA: "data",
    Subject.DISPUTES: "disputes",
    Subject.END: "ending",
}
_DISPUTES = (("officers", "the officers concerned", 14), ("chiefs", "the chief officers", 28))


def provisions(parties: Mapping[str, UUID], starts_on: date) -> dict[str, Any]:
    """Return the blocks of the terms that stand beside parties, text and bodies."""
    return {
        "definitions": tuple(
            t.Definition(term=term, meaning=meaning, clause="definitions")
            for term, meaning in _DEFINED.items()
        ),
        "topics": tuple(t.Topic(subject=s, clauses=(clause,)) for s, clause in _TOPICS.items()),
        "standing_orders": (
            t.StandingOrders(
                body="board",
                hold_sponsors=3,
                challenge_days=7,
                replaceable_ballots=True,
                chair_decides_emergencies=True,
                ratify_within_days=60,
                nominations=True,
                clause="board",
            ),
        ),
        "renewal": t.Renewal(kind=t.RenewalKind.EXPLICIT, months=12, clause="term"),
        "accession": t.Accession(open=True, cls="community", clause="term"),
        "composition_limits": (
            t.CompositionLimit(key="one-each", body="board", at_most=1, clause="board"),
        ),
        "notice_periods": (
            t.NoticePeriod(kind=t.NoticeKind.WITHDRAWAL, days=183, clause="ending"),
            t.NoticePeriod(kind=t.NoticeKind.BREACH, days=60, clause="disputes"),
        ),
        "dispute_stages": tuple(
            t.DisputeStage(key=key, title="Talks", forum=forum, days=days, clause="disputes")
            for key, forum, days in _DISPUTES
        ),
        "reviews": (
            t.Review(key="yearly", title="The year's work", every_months=12, clause="term"),
        ),
        "ending": t.Ending(surviving=("data", "disputes"), final_report=True, clause="ending"),
        **_undertaken(parties, starts_on),
    }


def _contributions(parties: Mapping[str, UUID], starts_on: date) -> tuple[t.Contribution, ...]:
    return tuple(
        t.Contribution(
            key=key,
            title="Yearly contribution to the Fund",
            party=parties[key],
            means=t.Means.CASH,
            due_on=tuple(starts_on.replace(year=starts_on.year + n) for n in range(3)),
            amount=Decimal(amount),
            unit="GBP",
            clause="contributions",
        )
        for key, amount in _YEARLY.items()
    )


def hardship(parties: Mapping[str, UUID], due_first: date) -> t.Contribution:
    """Return what the amendment adds: Brightwater Energy's contribution for those who cannot wait."""
    return t.Contribution(
        key="hardship",
        title="Further contribution to the Fund, for hardship",
        party=parties["brightwater"],
        means=t.Means.CASH,
        due_on=(due_first, due_first.replace(year=due_first.year + 1)),
        amount=Decimal(60000),
        unit="GBP",
        clause="hardship",
    )


def _undertaken(parties: Mapping[str, UUID], starts_on: date) -> dict[str, Any]:
    return {
        "activities": (
            t.Activity(
                key="surveys",
                title="To survey the homes",
                accountable="harbour",
                responsible=("university",),
                consulted=("trust", "panel"),
                informed=("chair",),
                clause="contributions",
            ),
        ),
        "contributions": _contributions(parties, starts_on),
        "data_sharing": (
            t.DataSharing(
                key="eligible",
                purpose="To find the households whose health suffers most from the cold.",
                controllers=(parties["council"], parties["trust"]),
                method="The Health Trust says that a household is eligible, and nothing more.",
                clause="data",
            ),
        ),
        "indicators": (
            t.Indicator(
                key="warm-homes",
                title="Homes made warm",
                baseline="0",
                target="1200",
                unit="homes",
                every_months=6,
                owner=parties["university"],
                clause="purpose",
            ),
        ),
    }
