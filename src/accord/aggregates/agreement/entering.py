"""Which acts conclude an agreement, from when it binds, and from when who comes later is bound."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.assents import asked
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.agreement.terms import EntryIntoForce, Terms
from accord.aggregates.effect import effective
from accord.aggregates.matters import Matter
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event
from accord.rules import Ratio


def bound_by(
    agreement: Agreement, act: Act, done: dict[UUID, date], party: UUID
) -> tuple[Event, ...]:
    """Return what follows from a party's act, once all acts that are `done` count.

    Before the conclusion the last required act concludes the agreement; after it, who has done what is
    required becomes a party.
    """
    if agreement.concluded_on is None:
        return concluded_by(agreement, act, done)
    return (_late(agreement, act, done[party], party),) if party in done else ()


def concluded_by(agreement: Agreement, act: Act, done: dict[UUID, date]) -> tuple[Event, ...]:
    """Return that the agreement is concluded and when it binds, where all that is required is done."""
    concluded_on = last_required(agreement.terms, done)
    if concluded_on is None:
        return ()
    term = agreement.terms.term
    starts = _starts(agreement, act, concluded_on, done)
    from_ = effective(act, starts, agreement.zone)
    if term.ends_on is not None and term.ends_on <= from_:
        raise Refused(f"the term would end on {term.ends_on}, before it begins on {from_}")
    in_force = e.EntryIntoForceFixed(effective_from=from_, effective_to=term.ends_on)
    return (e.AgreementConcluded(concluded_on=concluded_on), in_force)


def last_required(terms: Terms, done: dict[UUID, date]) -> date | None:
    """Return the day of the last act that concludes the agreement, None as long as acts are missing."""
    for day in sorted(set(done.values())):
        if _enough(terms, [party for party, on in done.items() if on <= day]):
            return day
    return None


def _enough(terms: Terms, parties: Collection[UUID]) -> bool:
    entry = terms.entry_into_force or EntryIntoForce()
    needed = entry.parties or (1 if entry.share else len(terms.parties))
    if len(terms.parties) == 1:  # who founds it alone agrees with the first that accedes
        needed = terms.bound_parties
    return len(parties) >= needed and _hold_the_share(terms, entry, parties)


def _hold_the_share(terms: Terms, entry: EntryIntoForce, parties: Collection[UUID]) -> bool:
    if not entry.share:
        return True
    weighs = {
        party.party: sum(
            (Fraction(m.value) for m in party.measures if m.name == entry.measure), Fraction()
        )
        for party in terms.parties
    }
    share = Ratio.parse(entry.share, "share").value
    return sum(weighs.get(party, 0) for party in parties) >= share * sum(weighs.values())


def _starts(agreement: Agreement, act: Act, concluded_on: date, done: dict[UUID, date]) -> date:
    """Return the first day: that of the term, and without every party not before the conclusion."""
    terms = agreement.terms
    entry = terms.entry_into_force
    starts = terms.term.starts_on or concluded_on
    if entry is None:
        return starts
    earliest = concluded_on + timedelta(days=entry.days_after)
    if starts >= earliest or not (act.env.retroactive and terms.term.starts_on):
        return max(starts, earliest)
    _all_agree_to_begin(agreement, starts, set(done))
    return starts


def _all_agree_to_begin(agreement: Agreement, day: date, signed: set[UUID]) -> None:
    """Hold that each party wants an earlier first day: it signed the text that says so, or assented."""
    given = agreement.assents.get(asked(Matter.ENTRY_INTO_FORCE, None, day), {})
    agreed = given.keys() | signed
    missing = [str(p.party) for p in agreement.terms.parties if p.party not in agreed]
    if missing:
        raise OutOfOrder(
            f"entry into force on {day}, before the conclusion, needs the signature or the assent of "
            f"each party, and {len(missing)} have given neither: {', '.join(missing[:5])}",
            missing=missing[:20],
        )


def _late(agreement: Agreement, act: Act, day: date, party: UUID) -> e.PartyBound:
    entry = agreement.terms.entry_into_force or EntryIntoForce()
    in_force = agreement.effective_from or day
    from_ = effective(act, max(in_force, day + timedelta(days=entry.days_after)), agreement.zone)
    agreement.must_run_on(from_)
    return e.PartyBound(party=party, effective_from=from_)
