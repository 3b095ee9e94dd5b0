"""How long a motion waits for its vote, how long it is voted on, and from and until when what is carried holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accord import canonical
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import StandingOrders
from accord.aggregates.decision.memory import Decision
from accord.days import same_hour
from accord.errors import OutOfOrder, Refused


def cited(orders: StandingOrders) -> str:
    """Say where the standing orders stand."""
    clause = f" (clause {orders.clause})" if orders.clause else ""
    return f"the standing orders of body {orders.body}{clause}"


def in_days(count: int) -> str:
    """Write a number of days."""
    return f"{count} {'day' if count == 1 else 'days'}"


def beginning(day: date, zone: str) -> datetime:
    """Return the instant at which a day begins in a zone."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def lapses_at(orders: StandingOrders, day: date, zone: str) -> datetime | None:
    """Return from when a motion that is tabled or changed on a day can be put to no vote, None for never."""
    if not orders.discussion_most_days:
        return None
    return beginning(day + timedelta(days=orders.discussion_most_days + 1), zone)


def lasts_as_ordered(orders: StandingOrders, opens: datetime, closes: datetime, zone: str) -> None:
    """Raise `Refused` unless a vote is opened for as long as the standing orders say, in days of a zone."""
    first = same_hour(opens, orders.voting_days, zone)
    last = same_hour(opens, orders.voting_most_days, zone)
    if closes < first:
        raise Refused(
            f"{cited(orders)} ask that a vote be open for {in_days(orders.voting_days)} at least: opened at "
            f"{canonical.instant(opens)} it closes at {canonical.instant(first)} or later, and not at "
            f"{canonical.instant(closes)}",
            field="closes",
            clause=orders.clause,
        )
    if orders.voting_most_days and closes > last:
        raise Refused(
            f"{cited(orders)} let a vote be open for {in_days(orders.voting_most_days)} at most: opened at "
            f"{canonical.instant(opens)} it closes by {canonical.instant(last)}, and not at "
            f"{canonical.instant(closes)}",
            field="closes",
            clause=orders.clause,
        )


def cools_off(orders: StandingOrders, day: date, asked: date | None) -> date | None:
    """Return from when what is carried and certified on a day holds; None for at once.

    Raise `Refused` where that is asked for sooner than the standing orders let it.
    """
    if not orders.cooling_off_days:
        return asked
    earliest = day + timedelta(days=orders.cooling_off_days)
    if asked is not None and asked < earliest:
        raise Refused(
            f"{cited(orders)} let {in_days(orders.cooling_off_days)} pass between the certification and the "
            f"effect: certified on {day} it takes effect on {earliest} or later, and not on {asked}",
            field="effective_from",
            clause=orders.clause,
        )
    return asked or earliest


def expires_on(orders: StandingOrders, day: date, from_: date | None) -> date | None:
    """Return the first day on which what is certified on a day holds no longer unless it is implemented.

    Raise `Refused` where it would take effect `from_` that day or a later one.
    """
    if not orders.expires_after_days:
        return None
    expires = day + timedelta(days=orders.expires_after_days + 1)
    if from_ is not None and from_ >= expires:
        raise Refused(
            f"by {cited(orders)} what is not implemented within {in_days(orders.expires_after_days)} of its "
            f"certification expires, here on {expires}: it cannot take effect on {from_} only",
            field="effective_from",
            clause=orders.clause,
        )
    return expires


def in_time_to_reconsider(decision: Decision, agreement: Agreement, day: date) -> None:
    """Raise `OutOfOrder` where the days within which a motion to reconsider is tabled are over."""
    orders = agreement.terms_on(day).orders(decision.body)
    known = decision.aftermath.result_on(agreement.zone)
    if not orders.reconsider_within_days or known is None:
        return
    last = known + timedelta(days=orders.reconsider_within_days)
    if day > last:
        raise OutOfOrder(
            f"by {cited(orders)} a motion to reconsider is tabled within "
            f"{in_days(orders.reconsider_within_days)} of the certification: the last day was {last}",
            last_day=last.isoformat(),
            clause=orders.clause,
        )
