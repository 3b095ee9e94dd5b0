"""Assessing: which seats of a vote had another mandate than its roll says, once a fact reaches back to its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.decision.aftermath import After
from accord.aggregates.decision.events import RollSeat
from accord.aggregates.decision.memory import Decision
from accord.aggregates.impact import events as e
from accord.aggregates.impact.counterfactual import counterfactual
from accord.aggregates.impact.memory import Impact, Status
from accord.aggregates.role.exercising import exercised
from accord.aggregates.role.memory import Role, Seating
from accord.events import Event


@dataclass(frozen=True, slots=True)
class Change:
    """A post as it was before something was recorded, and as it is since; `version` is that of the first of it."""

    before: Role
    after: Role
    version: int

    def on(self, agreement: Agreement, day: date) -> bool:
        """Return whether it changed who exercises the post on a day."""
        found = (exercised(role, agreement, day) for role in (self.before, self.after))
        return next(found) != next(found)

    def reaches_back(self, until: date) -> date | None:
        """Return the first day, before or on another one, on which somebody else is in the post than before."""
        days = sorted(day for day in {*_turns(self.before), *_turns(self.after)} if day <= until)
        return next(
            (day for day in days if self.before.seated_on(day) != self.after.seated_on(day)), None
        )


def _turns(role: Role) -> Iterator[date]:
    """Yield the days on which it can change who is in a post."""
    spans = [*role.actings.values(), *role.abolitions]
    for held in role.assignments.values():
        spans += [held.span, *held.suspensions, *held.alternates.values()]
    for span in spans:
        yield span.from_
        if span.until is not None:
            yield span.until


def opened_on(decision: Decision, agreement: Agreement) -> date | None:
    """Return the day of the opening of its vote where the result is certified and stands, else None."""
    if decision.verdict is None or decision.opens is None:
        return None
    if decision.aftermath.ended is After.ANNULLED:
        return None
    return decision.opens.astimezone(ZoneInfo(agreement.zone)).date()


def assess(
    impact: Impact,
    *,
    decision: Decision,
    agreement: Agreement,
    change: Change,
    meanwhile: bool = False,
) -> tuple[Event, ...]:
    """Return what a change in a post means for a certified decision: an item is opened, weighed anew, or falls away.

    What was settled is opened again only where other seats are concerned than those about which it was. What was
    recorded `meanwhile` came while the vote was open or not certified yet.
    """
    day = opened_on(decision, agreement)
    if day is None or not change.on(agreement, day):
        return ()
    seats = tuple(_concerned(impact, decision, agreement, change, day))
    found = e.ImpactOpened(
        agreement=agreement.id,
        kind=e.ImpactKind.DECISION,
        subject=decision.id,
        concerns_on=day,
        cause=change.after.id,
        cause_version=change.version,
        seats=seats,
        voting=decision.voting,
        meanwhile=meanwhile,
    )
    if seats and seats != impact.seats:
        found = replace(found, count=counterfactual(decision, seats))
    return against(impact, found)


def against(impact: Impact, found: e.ImpactOpened) -> tuple[Event, ...]:
    """Return what is new in what was found, against what the item said before."""
    if found.seats == impact.seats:
        return ()
    cause, version = found.cause, found.cause_version
    if not found.seats:
        return (e.ImpactFellAway(cause=cause, cause_version=version),)
    if impact.status is not Status.OPEN:
        return (found,)
    again = e.ImpactReassessed(
        cause=cause, cause_version=version, seats=found.seats, count=found.count
    )
    return (again,)


def _concerned(
    impact: Impact, decision: Decision, agreement: Agreement, change: Change, day: date
) -> list[e.SeatConcerned]:
    post = change.after.post
    found = {seat.seat: seat for seat in impact.seats}
    before = found.pop(post, None)
    if (concerned := _seat(decision, agreement, change.after, day)) is not None:
        found[post] = replace(concerned, counts=before.counts if before else None)
    elif before is not None and before.counts is not None:
        found[post] = _counting(decision.roll[post], before.counts)
    return [found[key] for key in sorted(found)]


def _counting(seat: RollSeat, counts: e.CountsAs) -> e.SeatConcerned:
    """Return a seat of the roll whose mandate is as it seemed, and that counts otherwise."""
    return e.SeatConcerned(
        seat=seat.seat,
        holder=seat.holder,
        party=seat.party,
        mandate=seat.holder,
        mandate_party=seat.party,
        counts=counts,
    )


def assess_counts(
    impact: Impact, *, decision: Decision, before: Agreement, after: Agreement
) -> tuple[Event, ...]:
    """Return what other terms of the day mean for a certified decision: seats that count otherwise than on its roll.

    The agreement is given as it was before something was recorded of it, and as it is since.
    """
    day = opened_on(decision, after)
    if day is None or _counts(before, decision, day) == _counts(after, decision, day):
        return ()
    now, found = _counts(after, decision, day), {}
    for seat in impact.seats:
        if not seat.as_it_seemed or seat.casting_vote:
            found[seat.seat] = replace(seat, counts=None)
    for key, on_roll in decision.roll.items():
        counts = now.get(key)
        if counts is not None and counts != e.CountsAs(cls=on_roll.cls, measures=on_roll.measures):
            concerned = found.get(key) or _counting(on_roll, counts)
            found[key] = replace(concerned, counts=counts)
    seats = tuple(found[key] for key in sorted(found))
    opened = e.ImpactOpened(
        agreement=after.id,
        kind=e.ImpactKind.DECISION,
        subject=decision.id,
        concerns_on=day,
        cause=after.id,
        cause_version=before.version + 1,
        seats=seats,
        voting=decision.voting,
    )
    if seats and seats != impact.seats:
        opened = replace(opened, count=counterfactual(decision, seats))
    return against(impact, opened)


def _counts(agreement: Agreement, decision: Decision, day: date) -> dict[str, e.CountsAs]:
    """Return how each seat of the body counts by the terms of a day."""
    body = agreement.terms_on(day).body(decision.body)
    seats = body.seats if body is not None else ()
    return {seat.post: e.CountsAs(cls=seat.cls, measures=seat.measures) for seat in seats}


def _seat(
    decision: Decision, agreement: Agreement, role: Role, day: date
) -> e.SeatConcerned | None:
    """Return a post on the roll, or from which a casting vote was given, where another mandate holds than it says."""
    now, on_roll = mandate_on(agreement, role, day), decision.roll.get(role.post)
    cast = role.post == decision.chair and (decision.casting_vote or decision.choices.casting)
    casting = bool(cast) and (now.holder if now else None) != decision.chair_holder
    holder = on_roll.holder if on_roll else decision.chair_holder if casting else None
    party = on_roll.party if on_roll and holder else None
    seats = on_roll is not None and (now or None) != (
        Seating(holder, party) if holder and party else None
    )
    if not (seats or casting):
        return None
    return e.SeatConcerned(
        seat=role.post,
        holder=holder,
        party=party,
        mandate=now.holder if now else None,
        mandate_party=now.party if now else None,
        casting_vote=casting,
    )


def mandate_on(agreement: Agreement, role: Role, day: date) -> Seating | None:
    """Return who had the mandate, for a party that could act on the day."""
    found = exercised(role, agreement, day)
    return found if found is not None and found.party in agreement.acting_on(day) else None
