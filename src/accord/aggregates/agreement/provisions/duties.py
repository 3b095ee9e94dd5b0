"""What parties undertake: those named are there, one post answers for each activity, amounts are amounts."""

from __future__ import annotations

from accord.aggregates.agreement.provisions.words import (
    Contradiction,
    at_least,
    entries,
    not_before,
    parties_exist,
    party_exists,
    post_exists,
    posts_exist,
    unique,
)
from accord.aggregates.agreement.terms import Contribution, Provision, Terms


def check_activities(terms: Terms) -> None:
    """Refuse an activity for which nobody answers, or that names a post which is not there."""
    for field, activity in entries(terms, Provision.ACTIVITY):
        what = f"activity {activity.key}"
        post_exists(terms, activity.accountable, what, f"{field}/accountable")
        for part in ("responsible", "consulted", "informed"):
            posts_exist(terms, getattr(activity, part), what, f"{field}/{part}")


def check_contributions(terms: Terms) -> None:
    """Refuse a contribution of who is no party, of nothing, or of a number without a unit."""
    for field, entry in entries(terms, Provision.CONTRIBUTION):
        party_exists(terms, entry.party, f"contribution {entry.key}", f"{field}/party")
        unique(entry.due_on, f"due day of contribution {entry.key}", f"{field}/due_on")
        for day in entry.due_on:
            not_before(terms, day, f"a due day of contribution {entry.key}", f"{field}/due_on")
        _is_amount(entry, field)


def _is_amount(entry: Contribution, field: str) -> None:
    if entry.amount is None:
        return
    if entry.amount <= 0:
        raise Contradiction(
            f"contribution {entry.key} must be of more than nothing; leave its amount out where it "
            "has none",
            field=f"{field}/amount",
        )
    if not entry.unit:
        raise Contradiction(
            f"contribution {entry.key} is of {entry.amount:f}; say of what, as EUR or hours",
            field=f"{field}/unit",
        )


def check_data_sharing(terms: Terms) -> None:
    """Refuse data that nobody controls, or that are shared with who is no party."""
    for field, entry in entries(terms, Provision.DATA_SHARING):
        what = f"data sharing {entry.key}"
        if not entry.controllers:
            raise Contradiction(
                f"{what} names no controller; one party at least decides on the data",
                field=f"{field}/controllers",
            )
        parties_exist(terms, entry.controllers, what, f"{field}/controllers")
        parties_exist(terms, entry.processors, what, f"{field}/processors")


def check_owners(terms: Terms) -> None:
    """Refuse an indicator or a risk of who is no party."""
    for kind in (Provision.INDICATOR, Provision.RISK):
        for field, entry in entries(terms, kind):
            if entry.owner is not None:
                party_exists(terms, entry.owner, f"{kind} {entry.key}", f"{field}/owner")
    for field, indicator in entries(terms, Provision.INDICATOR):
        what = f"the months between two measurements of indicator {indicator.key}"
        at_least(1, indicator.every_months, what, f"{field}/every_months")
