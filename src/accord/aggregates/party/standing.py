"""Whether a party can act, and where notices reach it."""

from __future__ import annotations

from datetime import date

from accord.aggregates.effect import effective
from accord.aggregates.party.events import NoticesAddressSet, PartyDeactivated, PartyReactivated
from accord.aggregates.party.memory import Party
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Disclosed


def set_notices_address(
    party: Party,
    act: Act,
    *,
    address: str,
    zone: str,
    email: str | None = None,
    effective_from: date | None = None,
) -> NoticesAddressSet:
    """Say where notices reach the party from a day on."""
    party.exists()
    if not address.strip():
        raise Refused("notices need an address that can be written on a letter", field="address")
    if email is not None:
        check_email(email, field="email")
    return NoticesAddressSet(
        address=Disclosed(address),
        email=None if email is None else Disclosed(email),
        effective_from=effective(act, effective_from, zone),
    )


def check_email(email: str, *, field: str) -> None:
    """Raise `Refused` where it can be none."""
    if not all(email.rpartition("@")):
        raise Refused("this is no e-mail address; write it as office@example.org", field=field)


def deactivate(
    party: Party, act: Act, *, zone: str, effective_from: date | None = None
) -> PartyDeactivated:
    """Let the party take on nothing new from a day on, for a reason.

    Its agreements bind it as before: nobody is released by an entry in the register. It leaves them
    as they say, or a successor takes its place.
    """
    party.exists()
    if party.activity and not party.activity[-1][1]:
        raise OutOfOrder(f"the party is deactivated from {party.activity[-1][0]} already")
    return PartyDeactivated(effective_from=_next(party, act, effective_from, zone))


def reactivate(
    party: Party, act: Act, *, zone: str, effective_from: date | None = None
) -> PartyReactivated:
    """Let a deactivated party act again from a day on, for a reason."""
    party.exists()
    if not party.activity or party.activity[-1][1]:
        raise OutOfOrder("the party is active; only a deactivated one is reactivated")
    return PartyReactivated(effective_from=_next(party, act, effective_from, zone))


def _next(party: Party, act: Act, day: date | None, zone: str) -> date:
    if not act.reason:
        raise Refused(
            "whether a party can act is changed for a reason; give the reason", field="reason"
        )
    from_ = effective(act, day, zone)
    if party.activity and from_ < party.activity[-1][0]:
        raise Refused(
            f"the last change holds from {party.activity[-1][0]}; the next cannot hold before, "
            f"from {from_}",
            field="effective_from",
        )
    return from_
