"""Under which identifiers a party is known elsewhere, and how one is read before it is taken in."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from accord.aggregates.effect import effective
from accord.aggregates.party.events import (
    IdentifierAdded,
    IdentifierReserved,
    IdentifierWithdrawn,
)
from accord.aggregates.party.memory import Identifier, Party, Reservation
from accord.errors import NotFound, OutOfOrder, Refused
from accord.events import Act, Disclosed

LEI = ("LEI", "XI-LEI")
"""The schemes of a legal entity identifier: by its own name, and by its code in the list of org-id."""

_SCHEME = re.compile(r"[A-Z0-9][A-Z0-9_-]{1,31}")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_COUNTRY = re.compile(r"[A-Z]{2}-.+")
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._/-]*[A-Za-z0-9])?")


def check_identifier(identifier: Identifier, *, field: str) -> None:
    """Raise `Refused` unless scheme and value can be what they say: an LEI by its check digits (ISO 17442)."""
    if not _SCHEME.fullmatch(identifier.scheme):
        raise Refused(
            f"{identifier.scheme} is not an identifier scheme; write its code, as GB-COH or LEI",
            field=field,
        )
    if identifier.scheme in LEI and not is_lei(identifier.value):
        raise Refused(
            "this is no LEI: ISO 17442 has 20 capital letters and digits, of which the last two "
            "are check digits, and these do not agree with the rest; copy it again from its source",
            field=field,
        )
    if _COUNTRY.fullmatch(identifier.scheme) and not _CODE.fullmatch(identifier.value):
        raise Refused(
            f"this is no identifier of the scheme {identifier.scheme}: such a code has letters and "
            "digits, with space, point, hyphen, stroke or low line between them only",
            field=field,
        )


def is_lei(value: str) -> bool:
    """Return whether the check digits hold (ISO/IEC 7064, MOD 97-10): letters count 10 to 35."""
    if not _LEI.fullmatch(value):
        return False
    digits = "".join(str(int(character, 36)) for character in value)
    return divmod(int(digits), 97)[1] == 1


def added(identifier: Identifier, *, person: bool, field: str) -> IdentifierAdded:
    """Return that an identifier was added, a person's disclosed; raise `Refused` where it is none."""
    check_identifier(identifier, field=field)
    if person:
        return IdentifierAdded(scheme=identifier.scheme, person_value=Disclosed(identifier.value))
    return IdentifierAdded(scheme=identifier.scheme, value=identifier.value)


def add_identifier(party: Party, act: Act, *, identifier: Identifier, zone: str) -> IdentifierAdded:
    """Let the party be known under one more identifier; of a person, one of each scheme at a time."""
    party.exists()
    today = act.today(zone)
    for known in party.known:
        same = known.scheme == identifier.scheme and known.value in (None, identifier.value)
        if same and known.used_on(today):
            raise OutOfOrder(
                f"the party has an identifier of the scheme {known.scheme} already; withdraw it first"
                if known.value is None
                else f"the party already has the identifier {known.scheme} {known.value}",
                field="value",
            )
    return added(identifier, person=party.is_person, field="value")


def withdraw_identifier(
    party: Party, act: Act, *, number: int, zone: str, effective_from: date | None = None
) -> IdentifierWithdrawn:
    """Let an identifier be in use no longer from a day on; nobody else comes to bear it."""
    party.exists()
    if not 0 < number <= len(party.known):
        raise NotFound(f"party {party.id} has no identifier {number}", field="number")
    known = party.known[number - 1]
    if known.until is not None:
        raise OutOfOrder(f"identifier {number} is withdrawn from {known.until} already")
    from_ = effective(act, effective_from, zone)
    return IdentifierWithdrawn(number=number, scheme=known.scheme, effective_from=from_)


def reserve(reservation: Reservation, *, identifier: Identifier, party: UUID) -> IdentifierReserved:
    """Keep an identifier for one party; refused where another party has it."""
    if reservation.party is not None:
        raise OutOfOrder(
            f"{identifier.scheme} {identifier.value} already identifies party {reservation.party}",
            party=str(reservation.party),
        )
    return IdentifierReserved(scheme=identifier.scheme, value=identifier.value, party=party)
