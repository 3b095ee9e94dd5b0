"""Ratification: where the agreement asks for it, a signature counts once its instrument is deposited."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from accord.aggregates.agreement import events as e
from accord.aggregates.agreement.concluding import may_still_sign
from accord.aggregates.agreement.entering import bound_by
from accord.aggregates.agreement.memory import Agreement
from accord.aggregates.effect import follows
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Event


def deposit_ratification(
    agreement: Agreement, act: Act, *, party: UUID, instrument: str | None = None
) -> tuple[Event, ...]:
    """Deposit the ratification of a party that has signed; the last one that is required concludes.

    The time for signing does not bind it: who has signed in time ratifies as its own law lets it.
    """
    day = act.day(agreement.zone)
    agreement.exists()
    signing, entry = agreement.signing, agreement.terms.entry_into_force
    if entry is None or not entry.ratification:
        clause = f" (clause {entry.clause})" if entry and entry.clause else ""
        raise Refused(
            f"the agreement{clause} asks for no ratification; signatures bind", field="party"
        )
    if party in signing.ratified_on:
        raise OutOfOrder(f"party {party} has already ratified", party=str(party))
    may_still_sign(agreement, party, day, "no ratification can be deposited")
    follows(act, agreement.since, "the opening for signature")
    _has_signed(agreement, party, act)
    deposited = e.RatificationDeposited(party=party, deposited_on=day, instrument=instrument)
    signing = replace(signing, ratified_on={**signing.ratified_on, party: day})
    return (deposited, *bound_by(agreement, act, signing.done_on(agreement.terms), party))


def _has_signed(agreement: Agreement, party: UUID, act: Act) -> None:
    signed_on = agreement.signing.signed_on.get(party)
    if signed_on is None:
        raise OutOfOrder(
            f"party {party} ratifies what it has signed, and it has not signed", party=str(party)
        )
    if act.day(agreement.zone) < signed_on:
        raise OutOfOrder(
            f"this ratification would lie before the signature of {signed_on}", field="occurred_on"
        )
