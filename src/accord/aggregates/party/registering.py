"""How a party enters the register, and comes to bear another name."""

from __future__ import annotations

from datetime import date

from accord.aggregates.effect import effective
from accord.aggregates.party.events import PartyKind, PartyRegistered, PartyRenamed
from accord.aggregates.party.identifiers import added
from accord.aggregates.party.memory import Identifier, Party
from accord.errors import OutOfOrder, Refused
from accord.events import Act, Disclosed, Event


def register_party(
    party: Party, *, kind: PartyKind, name: str, identifiers: tuple[Identifier, ...]
) -> tuple[Event, ...]:
    """Enter a party with its name and identifiers; a person's are disclosed, never in clear."""
    if party.version:
        raise OutOfOrder(f"party {party.id} is already registered")
    _needs_words(name)
    _each_once(identifiers)
    person = kind is PartyKind.PERSON
    registered = PartyRegistered(
        kind=kind,
        legal_name=None if person else name,
        person_name=Disclosed(name) if person else None,
    )
    known = (
        added(identifier, person=person, field=f"identifiers/{index}")
        for index, identifier in enumerate(identifiers)
    )
    return (registered, *known)


def _each_once(identifiers: tuple[Identifier, ...]) -> None:
    for index, identifier in enumerate(identifiers):
        if identifier in identifiers[:index]:
            raise Refused(
                f"{identifier.scheme} {identifier.value} stands twice in this list",
                field=f"identifiers/{index}",
            )


def rename_party(
    party: Party,
    act: Act,
    *,
    name: str,
    zone: str,
    effective_from: date | None = None,
    called: str | None = None,
) -> PartyRenamed:
    """Give the party another name from a day on, by default the day of the act.

    Names follow each other: refused from a day yet to come, or from before the name it bears now. It is
    `called` otherwise than remembered where a clerical error in its name was corrected.
    """
    party.exists()
    _needs_words(name)
    if name == (called or party.legal_name):
        raise OutOfOrder(f"the party already bears the name {name}")
    from_ = effective(act, effective_from, zone)
    _follows(party, from_, act.today(zone))
    return PartyRenamed(
        effective_from=from_,
        legal_name=None if party.is_person else name,
        person_name=Disclosed(name) if party.is_person else None,
    )


def _follows(party: Party, from_: date, today: date) -> None:
    if from_ > today:
        raise Refused(
            f"the name would be borne from {from_}, after today ({today}); record the new name on "
            "the day it takes effect",
            field="effective_from",
        )
    if party.renamed_from is not None and from_ < party.renamed_from:
        raise Refused(
            f"the party bears its present name from {party.renamed_from}; another one cannot begin "
            f"before, on {from_}",
            field="effective_from",
        )


def _needs_words(name: str) -> None:
    if not name.strip():
        raise Refused("a party needs a name", field="name")
