"""How bodies work, who may sit in them, and what is reserved: orders that a body can follow."""

from __future__ import annotations

from collections import Counter
from math import floor

from accord.aggregates.agreement.provisions.words import (
    Contradiction,
    at_least,
    entries,
    fraction,
    laid_down,
    number,
    parties_exist,
    unique,
)
from accord.aggregates.agreement.terms import (
    Body,
    CompositionLimit,
    Provision,
    ReservedMatter,
    StandingOrders,
    Terms,
)
from accord.rules import Rule

_NUMBERS = (
    "notice_days",
    "discussion_days",
    "seconders",
    "hold_sponsors",
    "challenge_days",
    "ratify_within_days",
    "discussion_most_days",
    "voting_days",
    "voting_most_days",
    "cooling_off_days",
    "expires_after_days",
    "reconsider_within_days",
    "proxies",
    "delegations",
    "delegation_depth",
    "late_quorum_hours",
    "voting_right_lapses_after",
    "nomination_seconders",
)
_WITHIN = (
    (
        "discussion_days",
        "discussion_most_days",
        "a motion would lapse before it can be put to the vote",
    ),
    (
        "notice_days",
        "discussion_most_days",
        "a motion would lapse before it can be put to the vote",
    ),
    ("voting_days", "voting_most_days", "no vote could be opened"),
    ("cooling_off_days", "expires_after_days", "a decision would expire before it takes effect"),
)
"""What cannot last longer than what it lies within, and what would come of it."""

SMALLEST_SECRET = 3
"""Of two people, each knows from the tally what the other cast."""


def check_standing_orders(terms: Terms) -> None:
    """Refuse orders of no body, or such that the body cannot follow."""
    for field, orders in entries(terms, Provision.STANDING_ORDERS):
        body = _body(terms, orders.body, "standing orders are given to", field)
        for name in _NUMBERS:
            what = f"{name.replace('_', ' ')} of body {orders.body}"
            at_least(0, getattr(orders, name), what, f"{field}/{name}")
        _enough_seats(orders, body, field)
        _secretly(orders, body, field)
        _enough_days(orders, field)
        if orders.meeting_on_demand and not orders.written_procedure:
            raise Contradiction(
                f"the seats of body {body.id} could demand a meeting{laid_down(orders.clause)}, but it decides "
                "nothing by correspondence: allow a written procedure too, or neither",
                field=f"{field}/meeting_on_demand",
            )
        if orders.nomination_seconders and not orders.nominations:
            raise Contradiction(
                f"nominations before body {body.id} would have to be seconded{laid_down(orders.clause)}, but its "
                "seats nominate nothing: allow nominations too, or ask for no seconders of them",
                field=f"{field}/nomination_seconders",
            )
        if orders.chair_decides_emergencies and body.chair is None:
            raise Contradiction(
                f"who presides over body {body.id} is to decide in an emergency"
                f"{laid_down(orders.clause)}, but nobody presides over it",
                field=f"{field}/chair_decides_emergencies",
            )


def _enough_seats(orders: StandingOrders, body: Body, field: str) -> None:
    for name in ("seconders", "hold_sponsors", "nomination_seconders"):
        wanted = getattr(orders, name)
        if wanted > len(body.seats):
            raise Contradiction(
                f"body {body.id} asks for {wanted} {name.replace('_', ' ')}{laid_down(orders.clause)}, "
                f"but has {len(body.seats)} seats",
                field=f"{field}/{name}",
            )


def _secretly(orders: StandingOrders, body: Body, field: str) -> None:
    if orders.smallest_secret < SMALLEST_SECRET:
        raise Contradiction(
            f"a secret ballot of body {body.id} is to need {orders.smallest_secret} people whose votes count "
            f"alike{laid_down(orders.clause)}; of fewer than {SMALLEST_SECRET} one knows what the other cast",
            field=f"{field}/smallest_secret",
        )
    unique(orders.secret_classes, "class for secret ballots", f"{field}/secret_classes")
    for cls in orders.secret_classes:
        rule = body.rule_for(cls)
        if why := _not_in_secret(rule):
            raise Contradiction(
                f"body {body.id} is to vote on motions of class {cls} by secret ballot"
                f"{laid_down(orders.clause)}, but {why}",
                field=f"{field}/secret_classes",
            )


def _not_in_secret(rule: Rule | None) -> str | None:
    if rule is None:
        return "has no rule for that class"
    if rule.objections:
        return f"by rule {rule.id} seats object by name: an objection has reasons, and is answered"
    if rule.choice is not None and rule.choice.form.kind != "one":
        return (
            f"by rule {rule.id} a ballot names more than one option: so many different ballots are possible that "
            "one can be known by what stands on it; in secret, let each ballot name one option (plurality)"
        )
    return None


def _enough_days(orders: StandingOrders, field: str) -> None:
    for name, within, why in _WITHIN:
        least, most = getattr(orders, name), getattr(orders, within)
        if most and least > most:
            raise Contradiction(
                f"of body {orders.body}{laid_down(orders.clause)} {name.replace('_', ' ')} is {least}, and "
                f"{within.replace('_', ' ')} only {most}: {why}",
                field=f"{field}/{name}",
            )


def check_composition_limits(terms: Terms) -> None:
    """Refuse a limit within which the seats of the body could never be filled."""
    for field, limit in entries(terms, Provision.COMPOSITION_LIMIT):
        body = _body(terms, limit.body, f"composition limit {limit.key} is for", field)
        most = _most(limit, body, field)
        _keeps_within(terms, limit, body, most, field)


def _most(limit: CompositionLimit, body: Body, field: str) -> int:
    if (limit.at_most is None) is (limit.share == ""):
        raise Contradiction(
            f"composition limit {limit.key} says either a number of seats or a share of all seats, "
            "one of the two",
            field=field,
        )
    if limit.at_most is not None:
        return limit.at_most
    part = fraction(limit.share, f"the share of limit {limit.key}", f"{field}/share")
    return floor(part * len(body.seats))


def _keeps_within(terms: Terms, limit: CompositionLimit, body: Body, most: int, field: str) -> None:
    """Count the seats that are kept for a party, and those that all parties could fill together."""
    kept = Counter(seat.party for seat in body.seats if seat.party is not None)
    party, seats = max(kept.items(), key=lambda entry: entry[1], default=(None, 0))
    said = (
        f"limit {limit.key}{laid_down(limit.clause)} lets a party have {number(max(most, 0), 'seat')} of body "
        f"{body.id}"
    )
    if most < 1:
        raise Contradiction(f"{said}, so that nobody could sit in it", field=field)
    if seats > most:
        raise Contradiction(f"{said}, but {seats} are kept for party {party}", field=field)
    if most * len(terms.parties) < len(body.seats) and not terms.is_open:
        raise Contradiction(
            f"{said}; its {number(len(body.seats), 'seat')} could never be filled by "
            f"{number(len(terms.parties), 'party', 'parties')}",
            field=field,
        )


def check_reserved_matters(terms: Terms) -> None:
    """Refuse a reserved matter of no body or class, or for the consent of who is no party."""
    for field, entry in entries(terms, Provision.RESERVED_MATTER):
        what = f"reserved matter {entry.key}"
        body = _body(terms, entry.body, f"{what} belongs to", field)
        if body.rule_for(entry.cls) is None:
            raise Contradiction(
                f"{what} is of class {entry.cls}, for which body {body.id} has no rule",
                field=f"{field}/class",
            )
        parties_exist(terms, entry.parties, what, f"{field}/parties")
        _enough_consent(terms, entry, what, field)
    pairs = (f"{entry.cls} of body {entry.body}" for entry in terms.reserved_matters)
    unique(pairs, "a reserved matter of class", "reserved_matters")


def _enough_consent(terms: Terms, entry: ReservedMatter, what: str, field: str) -> None:
    said = f"{what}{laid_down(entry.clause)}"
    asked = [p for p in terms.parties if not entry.parties or p.party in entry.parties]
    at_least(0, entry.days_after, f"days after consent to {what}", f"{field}/days_after")
    at_least(0, entry.at_least, f"consents to {what}", f"{field}/at_least")
    if entry.at_least > len(asked):
        raise Contradiction(
            f"{said} needs the consent of {entry.at_least} parties, and asks {len(asked)}",
            field=f"{field}/at_least",
        )
    if (entry.share == "") is not (entry.measure == ""):
        raise Contradiction(
            "a share of what the parties hold names the measure that is counted, and a measure the share",
            field=f"{field}/measure" if entry.share else f"{field}/share",
        )
    if not entry.share:
        return
    fraction(entry.share, f"the share of those who consent to {what}", f"{field}/share")
    held = [m.value for party in asked for m in party.measures if m.name == entry.measure]
    if sum(held) <= 0:
        raise Contradiction(
            f"{said} needs {entry.share} of the measure {entry.measure}, of which no party that is asked holds "
            "anything",
            field=f"{field}/measure",
        )


def check_opt_outs(terms: Terms) -> None:
    """Refuse an opt-out of who is no party, or from what no body decides."""
    for field, entry in entries(terms, Provision.OPT_OUT):
        what = f"opt-out {entry.key}"
        body = _body(terms, entry.body, f"{what} is from decisions of", field)
        for index, cls in enumerate(entry.classes):
            if body.rule_for(cls) is None:
                raise Contradiction(
                    f"{what} is from class {cls}, for which body {body.id} has no rule",
                    field=f"{field}/classes/{index}",
                )
        parties_exist(terms, (entry.party,), what, f"{field}/party")


def _body(terms: Terms, id_: str, what: str, field: str) -> Body:
    found = terms.body(id_)
    if found is None:
        raise Contradiction(
            f"{what} body {id_}, which the agreement does not constitute", field=f"{field}/body"
        )
    return found
